"""Files that nobody means to write are added, searched, shown: each is told, none steers the terminal."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Sequence
from functools import partial

from index.archive import open_archive
from index.model.results import SearchRequest
from tests.drills import hostile_texts
from tests.drills.tools.case import WRONG, Case, Fault
from tests.drills.tools.field import Ended, Field
from tests.drills.tools.ground import Ground
from tests.drills.tools.judges import judge_done, judge_ended, judge_output, judge_told
from tests.terminal.driver import Program

ROUNDS = 3
"""Of the whole form, each with other dice."""
COMMANDS = (
    ("search", "grève"), ("search", "grève", "--json", "--facets"), ("search", "lang:fr", "--limit", "200"),
    ("concordance", "port"), ("pairs",), ("stories",), ("entities",), ("status",), ("doctor",),
    ("bookmarks", "export", "--format", "md"), ("bookmarks", "export", "--format", "csv"),
)  # fmt: skip
OWN_SEQUENCES = re.compile(
    r"\x1b\[[<=>?]?[\d;:]*[ $]?[A-Za-z]|\x1b\](?:10|11|22|52);[^\x07\x1b]*(?:\x07|\x1b\\)"
    r"|\x1b[=>78]|[\r\x08\x0e\x0f\t]"
)
"""What a screen is drawn with. ``STEERING`` is looked for before that is taken out."""
STEERING = re.compile(r"\x1b\](?:0|2|8);|\x1bP\+q|\x1b\[(?:6|5)n|\x1b\]52;c;aGk=")
"""Of ``hostile_texts.ESCAPES`` what a screen itself never writes."""
MOST_SHOWN = 60


def cases(ground: Ground, short: bool, dice: random.Random) -> Sequence[Case]:
    whole = [Case("added, searched, shown", partial(add, ground, short=short))]
    screens = [Case("read on the screen", partial(read, ground))]
    return whole * (1 if short else ROUNDS) + screens * (1 if short else ROUNDS)


def add(ground: Ground, field: Field, *, short: bool) -> Iterator[Fault]:
    folder = field.folder / "hostile"
    names = hostile_texts.write(folder, field.dice, short)
    added = field.run("add", "--json", folder, timeout=400.0)
    yield from judge_ended("add", added)
    if added.code not in (0, 1):
        return
    yield from judge_told(names, added)
    yield from judge_output("add", added.out + added.err)
    field.tried = len(names)
    again = field.run("add", "-v", folder)
    yield from judge_ended("add once more", again)
    yield from judge_output("add once more", again.out + again.err)
    yield from _shown(field, every=12 if short else 4)


def _shown(field: Field, every: int) -> Iterator[Fault]:
    with open_archive(field.archive) as archive:
        hits = archive.search.page(SearchRequest(limit=10_000, fold=False)).hits
        for hit in hits[:5]:
            archive.desk.bookmark(hit.id, None, None, f"{hit.title}\x1b[2J", ["\u202etag"])
    commands = [*COMMANDS, *(("show", hit.id, "--all-blocks") for hit in hits[:MOST_SHOWN:every])]
    commands += [("show", hit.id, "--json") for hit in hits[1:MOST_SHOWN:12]]
    for command in commands:
        ended = field.run(*command)
        what = " ".join(command)
        yield from (judge_ended if command == ("doctor",) else judge_done)(what, ended)
        yield from judge_output(what, ended.out + ended.err)
        if "--json" in command and ended.code == 0:
            json.loads(ended.out)
    field.tried += len(commands)


def read(ground: Ground, field: Field) -> Iterator[Fault]:
    """Everything is walked through on a screen; what arrives at the terminal is looked at as it is."""
    hostile_texts.write(field.folder / "hostile", field.dice, short=True)
    yield from judge_ended("add", field.run("add", field.folder / "hostile", timeout=400.0))
    written: list[str] = []
    with field.reader() as reader:
        listen(reader, written)
        reader.wait_until(lambda: " found" in reader.text, "the list", 30.0)
        reader.settle(0.3)
        reader.send("enter")
        keys = ["J", "H", "pagedown", ".", "b", "i", "escape", "p", "J", "J", "e", "escape", "C", "escape"]
        for key in [*keys, *["J", "pagedown"] * 40]:
            reader.send(key)
            written.append(reader.drain(0.05, 5.0).decode("utf-8", "replace"))
        yield from judge_done("the reader", _end(reader))
    text = "".join(written)
    if found := STEERING.search(text):
        around = text[max(0, found.start() - 40) : found.end() + 20]
        yield Fault(WRONG, "the reader writes no sequence of an article", repr(around))
    yield from judge_output("the reader", OWN_SEQUENCES.sub("", text))


def listen(reader: Program, written: list[str]) -> None:
    """Keep what the program writes, before the emulator takes it."""
    decode = reader._emulator._decode

    def keep(data: bytes) -> str:
        written.append(text := decode(data))
        return text

    reader._emulator._decode = keep  # type: ignore[assignment]


def _end(reader: Program) -> Ended:
    if reader.alive:
        reader.send("ctrl+q")
    return Ended(reader.wait_exit(20.0), "", "" if reader.exit_code == 0 else reader.text)
