"""The first launch shows a pair without a key; the later ones show where the reader was."""

import json

import pytest

TOUR = "Bienvenue / Welcome"


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 50)])
async def test_the_newest_pair_stands_side_by_side_without_a_key(sitting, size):
    async with sitting(size=size) as reader:
        await reader.sees(TOUR, "6 of 7 ¶ aligned")
        beside = [line for line in reader.screen.splitlines() if "Abbas Araghchi a discuté des" in line]
        assert any("Iran, Russia FMs voice" in line or "Iranian Foreign Minister" in line for line in beside)
        assert reader.main.pane == "list"


async def test_a_narrow_terminal_shows_the_counterpart_as_a_peek(sitting):
    async with sitting(size=(60, 20)) as reader:
        await reader.sees("peek: EN IFP", "└ EN IFP", "Iran, Russia FMs voice support")


async def test_the_tour_is_shown_once(sitting):
    async with sitting() as reader:
        await reader.sees(TOUR)
    async with sitting() as reader:
        assert TOUR not in reader.screen


async def test_a_sample_is_marked(sitting):
    async with sitting("--sample") as reader:
        assert "SAMPLE" in reader.line(0)


async def test_an_empty_archive_says_how_to_fill_it(sitting):
    async with sitting("--empty", ready="The archive is empty") as reader:
        await reader.sees("newsreader PATH")


async def test_a_later_launch_resumes_query_filter_article_and_form(sitting):
    async with sitting("--copies", "20") as reader:
        await reader.press("slash")
        await reader.type("alep")
        await reader.sees("also: Aleppo")
        await reader.press("enter", "L", "L")
        await reader.sees("English")
        await reader.press("j", "j", "enter", "full_stop", "full_stop", "p", "plus")
        await reader.until(lambda: reader.session.row > 0)
        before = reader.session
        shown = reader.screen
    async with sitting("--copies", "20", ready="") as reader:
        await reader.until(lambda: reader.main.reading.article == before.article)
        await reader.until(lambda: reader.session == before, (before, reader.session))
        assert reader.main.pane == "text"
        marked = [line for line in shown.splitlines() if line.startswith("▌")]
        assert marked and [line for line in reader.screen.splitlines() if line.startswith("▌")] == marked


async def test_what_is_remembered_is_written_while_reading(sitting, tmp_path):
    async with sitting() as reader:
        await reader.press("j")
        file = tmp_path / "state.json"
        await reader.until(lambda: file.exists() and json.loads(file.read_text())["state"].get("cursor") == 1)


async def test_a_state_of_another_version_does_no_harm(sitting, tmp_path):
    kept = {
        "state": {"mode": "hologram", "cursor": "x", "language": "tlh", "unheard": 1},
        "bookmarks": [],
        "read": [],
    }
    (tmp_path / "state.json").write_text(json.dumps(kept))
    async with sitting() as reader:
        await reader.sees("6 of 7 ¶ aligned")
