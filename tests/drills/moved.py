"""The archive is moved, removed or rebuilt under an open reader: it says so, and goes on where it can.

No empty archive may appear at the old place, and nothing may be said to be kept that is not.
"""

from __future__ import annotations

import random
import re
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from index.archive import open_archive
from index.model.results import SearchRequest
from index.settings import INDEX_FOLDER, LIBRARY_FILE
from tests.drills.tools.case import LOST, WRONG, Case, Fault
from tests.drills.tools.field import Field, found_count, wait_for
from tests.drills.tools.ground import Ground
from tests.drills.tools.judges import judge_acknowledged, judge_done
from tests.drills.tools.screen_marks import BOOKMARK, marks_on_screen
from tests.terminal.driver import Program

SHORT, WHOLE = 1, 5
QUERY, OTHER = "président", "port"
ASK_AGAIN = "\x1b[15~"
"""F5, which works in the search box as well."""
HEAL_SECONDS, STOPPED_SECONDS = 30.0, 8.0
SAID_OF_INDEX = re.compile("search index|index is")
GONE = re.compile(
    r"not there|no archive|gone|moved|deleted|removed|replaced|cannot|could not|no longer|not any more",
    re.IGNORECASE,
)
BOX = re.compile(r"[\s▌│┃]+")


def cases(ground: Ground, short: bool, dice: random.Random) -> Sequence[Case]:
    kinds = (move, remove, remove_index, stop_what_makes_it, rebuild_beside)
    return [
        Case(kind.__name__.replace("_", " "), partial(under_an_open_reader, kind, ground))
        for _ in range(SHORT if short else WHOLE)
        for kind in kinds
    ]


Kind = Callable[[Ground, Field, Program], Iterator[Fault]]


def under_an_open_reader(kind: Kind, ground: Ground, field: Field) -> Iterator[Fault]:
    ground.copy(ground.sound(), field.archive)
    named = ("--archive", field.archive) if field.dice.random() < 0.5 else ()
    field.note("the archive is named" if named else "the archive is the reader's own")
    with field.reader(*named, size=(150, 42)) as reader:
        reader.wait_until(lambda: " found" in reader.text, "the list", 30.0)
        reader.settle(field.dice.choice((0.2, 1.5)))
        if field.dice.random() < 0.5:
            reader.send("enter")
            reader.settle(0.3)
        yield from kind(ground, field, reader)
        if not reader.alive:
            yield Fault(
                WRONG, "the reader goes on", f"it ended with {reader.exit_code}: {reader.text[-500:]}"
            )
            return
        reader.send("ctrl+q")
        try:
            code = reader.wait_exit(15.0)
        except AssertionError as stuck:
            yield Fault(WRONG, "the reader ends when it is told to", str(stuck)[-400:])
            return
        # Where the archive is gone, so is the place that could be kept: that is told, and no success.
        if code and not (kind is remove and code == 1 and _says_gone(reader.text)):
            yield Fault(WRONG, "the reader ends with 0", f"{code}: {reader.text.strip()[:500]}")


def move(ground: Ground, field: Field, reader: Program) -> Iterator[Fault]:
    """Away, and after a while back again."""
    elsewhere = field.folder / "elsewhere"
    field.archive.rename(elsewhere)
    yield from _away(field, reader)
    shutil.rmtree(field.archive, ignore_errors=True)
    elsewhere.rename(field.archive)
    yield from _finds(ground, field, reader, OTHER, "after it has come back")
    state = ground.state(ground.sound())
    with open_archive(field.archive) as archive:
        marks = {mark.note for mark in archive.desk.bookmarks()}
        ids = {hit.id for hit in archive.search.page(SearchRequest(limit=10_000, fold=False)).hits}
    yield from judge_acknowledged(["à relire", *state["articles"]], marks | ids)


def remove(ground: Ground, field: Field, reader: Program) -> Iterator[Fault]:
    shutil.rmtree(field.archive)
    yield from _away(field, reader)


def _away(field: Field, reader: Program) -> Iterator[Fault]:
    """Nothing is said to be kept, something is said at all, and nothing new stands at the old place."""
    said: dict[str, str] = {}
    told = False
    for key in ("m", "b", "J", "b", "/", *OTHER, "enter", "r"):
        if not reader.alive:
            return
        reader.send(key)
        reader.settle(0.3, 3.0)
        said |= marks_on_screen(reader.text)
        told = told or _says_gone(reader.text)
    # What is on the screen may be taken back while the keys go on; it must not be left standing.
    reader.settle(1.0, 3.0)
    told = told or _says_gone(reader.text)
    if not told:
        yield Fault(WRONG, "the reader says that the archive is not there", reader.text[-900:])
        if said:
            yield Fault(LOST, "nothing is said to be kept", str(said))
    if (field.archive / LIBRARY_FILE).exists():
        made = sorted(file.name for file in field.archive.iterdir())
        yield Fault(WRONG, "no empty archive at the old place", str(made))


def _says_gone(text: str) -> bool:
    """What is said of a bookmark is not meant."""
    return GONE.search(BOOKMARK.sub("", BOX.sub(" ", text))) is not None


def remove_index(ground: Ground, field: Field, reader: Program) -> Iterator[Fault]:
    shutil.rmtree(field.archive / INDEX_FOLDER)
    yield from _finds(ground, field, reader, QUERY, "after the index was removed")


def stop_what_makes_it(ground: Ground, field: Field, reader: Program) -> Iterator[Fault]:
    """Esc stops what runs behind the reader, also what makes a lost index anew: then that is said."""
    shutil.rmtree(field.archive / INDEX_FOLDER)
    reader.wait_for_quiet(time.perf_counter() + field.dice.uniform(0.0, 2.0))
    for key in ("escape", "escape"):
        reader.send(key)
        reader.settle(0.25, 2.0)
    faults = list(_finds(ground, field, reader, QUERY, "after its making was stopped", STOPPED_SECONDS))
    if faults and not SAID_OF_INDEX.search(reader.text):
        yield from faults


def rebuild_beside(ground: Ground, field: Field, reader: Program) -> Iterator[Fault]:
    """Twice, with keys pressed meanwhile."""
    for time_of in ("once", "twice"):
        process = field.start("rebuild")
        while process.poll() is None:
            reader.send(field.dice.choice(("down", "up", "J", "K")))
            reader.settle(0.1, 0.3)
        yield from judge_done("rebuild", field.end_of(process))
        query = QUERY if time_of == "once" else OTHER
        yield from _finds(ground, field, reader, query, f"after it was rebuilt {time_of}")


def _finds(
    ground: Ground, field: Field, reader: Program, query: str, when: str, seconds: float = HEAL_SECONDS
) -> Iterator[Fault]:
    """The open reader finds what is there, as soon as a lost index can have been made anew."""
    right = len(ground.answer(query))

    def right_number() -> bool:
        if not reader.alive:
            return True
        reader.send(ASK_AGAIN)
        reader.settle(0.2, 1.0)
        return f"/ {query}" in reader.text and found_count(reader.text) == right

    for key in ("/", "ctrl+u", query, "enter"):  # no Esc: that would stop what makes an index anew
        reader.send(key)
        reader.settle(0.25, 2.0)
    if not wait_for(right_number, seconds, 0.5):
        seen = f"{found_count(reader.text)} found; {reader.text[:500]} … {reader.text[-300:]}"
        yield Fault(LOST, f"{right} articles found for {query!r} {when}", seen)
