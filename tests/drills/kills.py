"""Kill -9 at any moment; then the work is finished by an ordinary run, and is as after a clean one.

Whatever was acknowledged, by an answer, an exit code or on the screen, must be there.
"""

from __future__ import annotations

import random
import re
import shutil
import time
from collections.abc import Iterator, Sequence
from functools import partial

from index.archive import open_archive
from index.protocol.questions import AddBookmark, Judge, MarkRead
from tests.drills.tools.archive_state import own_state, read_state
from tests.drills.tools.asking import Died, Server
from tests.drills.tools.case import Case, Fault
from tests.drills.tools.field import IMPORT, Field, wait_for
from tests.drills.tools.ground import Ground
from tests.drills.tools.judges import judge_acknowledged, judge_archive, judge_done, judge_state
from tests.drills.tools.screen_marks import TAKEN_APART, marks_on_screen
from tests.terminal.driver import Program

SHORT, WHOLE = (0, 1, 1, 1, 1, 2), (10, 8, 8, 8, 8, 16)
"""Kills of add, of add to an archive, of rebuild, of the archive's process, of the reader's import, of the
screen."""


def cases(ground: Ground, short: bool, dice: random.Random) -> Sequence[Case]:
    kinds = (kill_add, kill_add_more, kill_rebuild, kill_server, kill_import, kill_screen)
    counts = SHORT if short else WHOLE
    return [
        Case(kind.__name__.replace("_", " "), partial(kind, ground))
        for kind, count in zip(kinds, counts, strict=True)
        for _ in range(count)
    ]


def kill_add(ground: Ground, field: Field) -> Iterator[Fault]:
    """The first add of all, killed once or more often."""
    plain = ground.plain()
    for _ in range(field.dice.choice((1, 1, 2, 3))):
        field.run_killed(field.dice.uniform(0.1, ground.seconds["add"]), "add", ground.files)
    yield from judge_done("add", field.run("add", ground.files))
    yield from judge_archive(ground.state(plain), field.archive)


def kill_add_more(ground: Ground, field: Field) -> Iterator[Fault]:
    added = ground.added()
    ground.copy(ground.sound(), field.archive)
    field.run_killed(field.dice.uniform(0.1, ground.seconds["add more"]), "add", ground.more)
    yield from judge_done("add", field.run("add", ground.more))
    yield from judge_archive(ground.state(added), field.archive)


def kill_rebuild(ground: Ground, field: Field) -> Iterator[Fault]:
    sound = ground.sound()
    ground.copy(sound, field.archive)
    field.run_killed(field.dice.uniform(0.1, ground.seconds["rebuild"]), "rebuild")
    yield from judge_done("add", field.run("add", ground.files))
    yield from judge_archive(ground.state(sound), field.archive)


def kill_import(ground: Ground, field: Field) -> Iterator[Fault]:
    """The process that takes articles in behind the reader; the reader goes on."""
    added = ground.added()
    ground.copy(ground.sound(), field.archive)
    with field.reader(ground.more) as reader:
        there = wait_for(lambda: field.processes(IMPORT[-1]), 20.0, 0.01)
        seconds = field.dice.uniform(0.0, ground.seconds["add more"])
        reader.wait_for_quiet(time.perf_counter() + seconds)
        killed = field.kill(IMPORT[-1])
        field.note(f"{killed} imports killed after {seconds:.3f} s (begun: {there})")
        reader.settle(0.5)
        reader.send("ctrl+q")
        reader.wait_exit(15.0)
    shutil.rmtree(field.folder / "home/data", ignore_errors=True)
    yield from judge_done("add", field.run("add", ground.more))
    # Where the reader was, and what was read by being opened, is that of this reader.
    yield from judge_archive(ground.state(added), field.archive, ("place", "read marks", "searches"))


def kill_server(ground: Ground, field: Field) -> Iterator[Fault]:
    """The archive's process, while it answers changes; the clean run has made those that are there."""
    ground.copy(ground.sound(), field.archive)
    state = ground.state(ground.sound())
    ids, pairs = sorted(state["articles"]), [pair.split() for pair in state["pairs"]]
    marked: list[tuple[str, int | None]] = []
    read: dict[str, bool] = {}
    judged: dict[tuple[str, str], str] = {}
    with Server(field, field.archive) as server:
        end = time.monotonic() + field.dice.uniform(0.5, 3.0)
        # The signal comes in the middle of a question, from another process.
        killer = field.start("-c", f"sleep {end - time.monotonic():.3f}; kill -9 {server.process.pid}",
                             command=("sh",))  # fmt: skip
        asked: object = None
        try:
            while True:
                article = field.dice.choice(ids)
                match field.dice.randrange(5):
                    case 0 | 1:
                        server.ask(AddBookmark(article, None, 0))
                        marked.append((article, 0))
                    case 2 | 3:
                        now, asked = field.dice.random() < 0.7, article
                        server.ask(MarkRead(article, read=now, by_key=True))
                        read[article] = now
                    case _:
                        fr, en = asked = tuple(field.dice.choice(pairs))
                        said = field.dice.choice(("same", "different"))
                        server.ask(Judge(fr, en, said))
                        judged[fr, en] = said
                asked = None
        except Died:
            field.note(f"killed; {len(marked)} bookmarks, {len(read)} marks, {len(judged)} verdicts answered")
            read, judged = ({k: v for k, v in said.items() if k != asked} for said in (read, judged))
        field.end_of(killer)
    yield from _acknowledged(ground, field, marked, read, judged)


def _acknowledged(
    ground: Ground,
    field: Field,
    marked: Sequence[tuple[str, int | None]],
    read: dict[str, bool],
    judged: dict[tuple[str, str], str],
) -> Iterator[Fault]:
    """All of it is there; what follows from it is what follows when nobody is killed."""
    with open_archive(field.archive) as archive:
        bookmarks = [(mark.article, mark.block) for mark in archive.desk.bookmarks()]
        own = own_state(archive)
        verdicts = archive.desk.corrections()
    there: list[object] = [*bookmarks, *own["read marks"].items()]
    there += [((said.fr, said.en), said.verdict) for said in verdicts]
    yield from judge_acknowledged([*marked, *read.items(), *judged.items()], there)
    for mark in {*marked}:
        if bookmarks.count(mark) < list(marked).count(mark):
            yield from judge_acknowledged([mark], [])
    clean = ground.copy(ground.sound(), field.folder / "clean")
    with open_archive(clean) as archive:
        for said in verdicts:
            archive.desk.verdict(said.fr, said.en, said.verdict)
    yield from judge_done("add", field.run("--archive", clean, "add", ground.files))
    yield from judge_done("add", field.run("add", ground.files))
    own_parts = (*own, "searches")
    expected = read_state(clean)
    yield from judge_archive(expected, field.archive, without=own_parts)
    yield from judge_done("rebuild", field.run("rebuild"))
    yield from (
        Fault(fault.kind, f"{fault.expected}, also when verdicts are followed by a rebuild", fault.seen)
        for fault in judge_state(expected, read_state(field.archive), own_parts)
    )


def kill_screen(ground: Ground, field: Field) -> Iterator[Fault]:
    """Screen and archive at once, or the archive alone, while keys are pressed that change something."""
    ground.copy(ground.sound(), field.archive)
    alone = field.dice.random() < 0.4
    with field.reader(size=(160, 45)) as reader:
        reader.wait_until(lambda: "found" in reader.text, "the list", 30.0)
        reader.settle(0.3)
        reader.send("enter")
        reader.settle(0.3)
        acknowledged: dict[str, str] = {}
        for _ in range(field.dice.randrange(3, 14)):
            key = field.dice.choice(("b", ".", "m", "m", "b", "J", "X", "."))
            if key in "bX":
                reader.send(".")
                reader.settle(0.1)
            reader.send(key)
            reader.settle(0.15, 2.0)
            acknowledged |= marks_on_screen(reader.text)
        reader.settle(0.6, 5.0)
        acknowledged |= marks_on_screen(reader.text)
        reader.send("J")  # what is under way at the end may be kept or not: it is of another article
        reader.settle(0.5, 5.0)
        reader.send(field.dice.choice("mmb"))
        reader.wait_for_quiet(time.perf_counter() + field.dice.choice((0.0, 0.004, 0.01, 0.03, 0.1)))
        before = marks_on_screen(reader.text)
        field.kill("index.service" if alone else "")
        field.note("archive killed" if alone else "screen and archive killed")
        told = _told_that_it_died(reader) if alone else False
        after = {} if told else before
        acknowledged |= after
        if alone:
            reader.send("ctrl+q")
            reader.wait_exit(15.0)
    if alone and told:  # the last mark was taken back on the screen
        for title in before:
            acknowledged.pop(title, None)
    field.note(f"said: {acknowledged}")
    yield from _shown_is_there(acknowledged, field)
    yield from judge_done("add", field.run("add", ground.files))
    state = ground.state(ground.sound())
    yield from judge_state({"articles": state["articles"]}, read_state(field.archive))


def _told_that_it_died(reader: Program) -> bool:
    """Whether the screen says that something was not done."""
    found = re.compile(r"died|could not|not kept|started (anew|again)|not marked", re.IGNORECASE)
    try:
        reader.wait_until(lambda: found.search(reader.text) is not None, "a word about it", 3.0)
    except AssertionError:
        return False
    return True


def _shown_is_there(acknowledged: dict[str, str], field: Field) -> Iterator[Fault]:
    """What the screen said last of each paragraph and title."""
    state = read_state(field.archive)
    with open_archive(field.archive) as archive:
        marks = archive.desk.bookmarks()
        apart = {
            id for said in archive.desk.corrections() if said.verdict == "different" for id in said.articles
        }
        titles = {id: archive.articles.get(id).title for id in state["articles"]}
    places = {f"¶ {mark.block + 1}" for mark in marks if mark.block is not None}

    def called(title: str) -> set[str]:
        return {id for id, full in titles.items() if full.startswith(title.rstrip("…").rstrip())}

    wanted, there = [], []
    for what, said in acknowledged.items():
        if said == "added":
            wanted.append((what, said))
            there += [(what, said)] if what in places or what == "the article" else []
        elif said in ("read", "unread"):
            wanted.append((what, said))
            if any(state["read marks"][id] == (said == "read") for id in called(what)):
                there.append((what, said))
        elif said == TAKEN_APART:
            wanted.append((what, said))
            there += [(what, said)] if apart & called(what.removeprefix("pair with ")) else []
    yield from judge_acknowledged(wanted, there)
