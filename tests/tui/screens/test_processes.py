"""Deaths, restarts and imports as the reader sees them."""

import asyncio
import os
import signal
import sys
from pathlib import Path

from tui.desks.importing import ImportDesk
from tui.panes.entity_pane import EntityPane

SEEN_SECONDS = 0.5
"""Several times as long as the archive that is told ``--index`` needs to see what that file says."""
FAKE_INGEST = Path(__file__).parents[1] / "fake_ingest.py"


async def test_a_dead_archive_is_started_again_and_said_and_not_for_ever(sitting):
    async with sitting() as reader:
        first = reader.main.client.pid
        for _ in range(3):
            dead = reader.main.client.pid
            os.kill(dead, signal.SIGKILL)
            await reader.until(lambda dead=dead: reader.main.client.pid != dead)
            await reader.sees("! the archive's process died and was started again")
        await reader.press("slash")
        await reader.type("alep")
        await reader.sees("4 found")
        os.kill(reader.main.client.pid, signal.SIGKILL)
        await reader.sees("The archive cannot be used", "newsreader doctor")
        await reader.press("escape")
        await reader.sees("! the archive is not there")
        await reader.press("escape", "enter")
        await reader.until(lambda: reader.main.pane == "text")
        assert reader.main.client.pid != first


async def test_a_query_that_kills_the_archive_leaves_the_reader_alive(sitting):
    async with sitting() as reader:
        await reader.press("slash")
        await reader.type("crash")
        await reader.sees("Segmentation fault (not really)")
        assert reader.app.is_running


async def test_no_process_is_left_behind(sitting):
    async with sitting() as reader:
        pid = reader.main.client.pid
    assert not Path(f"/proc/{pid}").exists()


def importing(*options):
    def command(archive, *, sample, paths, create):
        return [sys.executable, str(FAKE_INGEST), *options]

    return command


async def add(reader, *options, path="."):
    reader.app.ingest_command = importing(*options)
    reader.main.action_add()
    await reader.sees("Add articles from a file or a folder")
    await reader.type(path)
    await reader.press("enter")


async def test_an_import_tells_its_progress_and_its_end(sitting):
    async with sitting() as reader:
        await add(reader)
        await reader.sees("import finished: 3 added")


async def test_escape_stops_an_import_and_keeps_what_is_done(sitting):
    async with sitting() as reader:
        await add(reader, "--endless")
        await reader.sees("import: pairing 1")
        await reader.press("escape")
        await reader.press("escape")
        await reader.sees("import stopped; what was finished is kept · 1 added")


async def test_another_encoder_is_named_while_articles_are_encoded_for_it(sitting):
    async with sitting() as reader:
        await add(reader, "--encode")
        await reader.sees("import: re-encoding for e5 120/500 · Esc in the list stops it")
        await reader.sees("import finished: 3 added · 500 re-encoded")


async def test_an_import_that_fails_says_why(sitting):
    async with sitting() as reader:
        await add(reader, "--fail")
        await reader.sees("! another process is writing Wait for it.")


async def test_what_was_left_out_is_listed_with_its_reason(sitting):
    async with sitting() as reader:
        await add(reader, "--skip")
        await reader.sees("Left out of the import", "/news/[/broken.txt: it is not a text: [2J")
        assert "\x1b" not in reader.screen


async def test_a_path_that_does_not_exist_is_told_at_once(sitting):
    async with sitting() as reader:
        await add(reader, path="no-such-folder")
        await reader.sees("! no-such-folder: there is no such file or folder")


async def test_leaving_during_an_import_leaves_no_process(sitting):
    async with sitting() as reader:
        await add(reader, "--endless")
        await reader.sees("import: pairing 1")
        pid = reader.main.desks.imports._ingest._process.pid
    assert not Path(f"/proc/{pid}").exists()


async def test_an_article_that_waits_for_a_comparison_is_not_said_to_have_no_counterpart(
    sitting, monkeypatch
):
    monkeypatch.setattr(
        ImportDesk, "take_in", lambda self, paths, **_: None
    )  # as where another process writes
    async with sitting("--uncompared", "2") as reader:
        await reader.press("j")
        await reader.sees("not compared with the English reports yet")
        await reader.press("k", "X")
        await reader.until(lambda: reader.main.reading.pair is None)
        await reader.sees("not compared with the English reports yet")


async def test_while_counterparts_are_looked_for_their_absence_is_not_claimed(sitting):
    async with sitting() as reader:
        await add(reader, "--endless")
        await reader.sees("import: pairing 1")
        await reader.press("j")
        await reader.sees("not compared with the English reports yet")


def healing(index, *, heals=True):
    """An import that makes the index of ``fake_archive --index`` sound, and writes down that it was begun."""
    program = "import sys, time; from pathlib import Path; from index.model.progress import *\n" + (
        "from index.protocol.events import *\n"
        "say = lambda event: print(to_line(event), flush=True)\n"
        "Path(sys.argv[2]).open('a').write('.')\n"
        "say(Progress('indexing', 120, 3000)); time.sleep(0.4)\n"
        + (
            "Path(sys.argv[1]).unlink(); say(Finished())"
            if heals
            else "say(Failed('/archive: the disk is full', 'Free some space.'))"
        )
    )

    def command(archive, *, sample, paths, create):
        assert not paths and not create
        return [sys.executable, "-c", program, str(index), str(index.with_name("begun"))]

    return command


async def test_an_index_that_is_found_damaged_is_made_anew_and_searched_again(sitting, tmp_path):
    index = tmp_path / "index"
    async with sitting("--index", str(index), size=(120, 30)) as reader:
        reader.app.ingest_command = healing(index)
        await reader.press("slash")
        await reader.type("alep")
        await reader.press("enter")
        await reader.sees("4 found")
        index.write_text("to be made")
        await reader.press("slash")
        await reader.type("syrie")
        await reader.sees("the search index is missing, damaged or outdated", "syrie")
        await reader.sees(
            "the search index was damaged and is made anew: 120/3000 · Esc in the list stops it"
        )
        await reader.sees("5 found")
        await reader.misses("the search index")
        assert index.with_name("begun").read_text() == "."


async def test_an_index_that_cannot_be_made_is_told_once_and_left_alone(sitting, tmp_path):
    index = tmp_path / "index"
    async with sitting("--index", str(index)) as reader:
        reader.app.ingest_command = healing(index, heals=False)
        index.write_text("to be made")
        await reader.sees("! /archive: the disk is full Free some space.")
        for state in ("being made", "to be made") * 2:
            index.write_text(state)
            await reader.pilot.pause(SEEN_SECONDS)
        assert index.with_name("begun").read_text() == "."
        index.unlink()
        await reader.pilot.pause(SEEN_SECONDS)
        index.write_text("to be made")
        await reader.until(lambda: index.with_name("begun").read_text() == "..")


async def test_an_index_that_another_process_makes_is_waited_for(sitting, tmp_path):
    index = tmp_path / "index"
    async with sitting("--index", str(index)) as reader:
        reader.app.ingest_command = None
        index.write_text("being made")
        await reader.sees("another process is making the search index")
        await reader.press("slash")
        await reader.type("alep")
        await reader.press("enter")
        await reader.sees("will be looked for")
        index.unlink()
        await reader.sees("4 found")
        await reader.misses("search index")


async def test_an_answer_that_comes_while_the_screen_is_taken_apart_fails_nothing(sitting):
    shown = []

    async with sitting() as reader:
        pane, flows = reader.main.query_one(EntityPane), reader.main.desks.searching._flows

        async def answered_late() -> None:
            while pane.children:
                await asyncio.sleep(0)
            shown.append(pane)
            pane.show((), None)

        flows.begin(answered_late)
    assert shown == [pane]
