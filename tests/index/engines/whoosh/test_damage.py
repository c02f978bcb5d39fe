"""Damage to any file of a Whoosh index: the right answer or an EngineError, never another answer."""

from __future__ import annotations

import contextlib
import gc
import itertools
import os
import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from index.durable import DamagedFile
from index.engines import registry
from index.engines.interface import Facet, IndexedArticle, NotWritten
from index.engines.lexicon_files import _remove_leftovers, word_files
from index.engines.whoosh import sealed
from index.engines.whoosh.engine import WhooshEngine
from index.engines.whoosh.label import CONDEMNED, LABEL
from index.engines.whoosh.sealed import SealedFile, seal
from index.errors import EngineError
from index.query.parser import parse
from tests.index.engines.search_engine_contract import ARCHIVE

WORDS = ["grève", "ports", "dockers", "accord", "neige", "Téhéran", "portrait", "navire", "tempête", "quai"]
QUERIES = [
    "grève", '"ports dockers"', "neige -accord", "por*", "tempete~", "titre:quai", "source:littoral", "",
    "navire OR quai", "date:2020", "since:2021", "is:undated", "lang:en tempête", "entity:harbour",
]  # fmt: skip
LOCK = "MAIN_WRITELOCK"
"""Has no content, and is made again by whoever needs it."""

_LATER = itertools.count()

Question = Callable[[WhooshEngine], object]
QUESTIONS: list[Question] = [
    *(partial(lambda query, engine: engine.search(parse(query).tree, limit=30), query) for query in QUERIES),
    lambda engine: engine.count(parse("grève").tree, Facet.SOURCE, 9),
    lambda engine: engine.count(parse("neige").tree, Facet.MONTH, 99),
    lambda engine: sorted(engine.matching(parse("quai").tree)),
    lambda engine: engine.among(parse("ports").tree, frozenset({"1-3", "2-4", "fr-snow"})),
    lambda engine: sorted(engine.ids()),
    lambda engine: engine.documents(),
    lambda engine: engine.generation(),
    lambda engine: engine.words.completions("p"),
    lambda engine: engine.words.corrections("navirre", 3),
    lambda engine: engine.words.similar("temprete"),
]


def articles(part: int, count: int) -> list[IndexedArticle]:
    dice = random.Random(part)
    return [
        IndexedArticle(
            f"{part}-{n}", dice.choice(["fr", "en"]), " ".join(dice.sample(WORDS, 3)),
            " ".join(dice.choices([*WORDS, f"mot{n}"], k=40)), first=day, last=day,
            source=dice.choice(["Le Littoral", "Coast Herald"]), entities=("harbour",) if n % 3 else (),
        )
        for n in range(count)
        for day in [737_400 + 20 * n if n % 5 else None]
    ]  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An index of several commits, with deletions and a merge; its segments have many blocks."""
    monkeypatch.setattr(sealed, "BLOCK", 512)
    folder = tmp_path / "index"
    with closing(WhooshEngine.open(folder, create=True)) as made:
        for part in range(4):
            made.write(articles(part, 20))
        made.write([], ["1-3", "2-5", "0-19"])
        assert made.compact()
        made.write([*ARCHIVE, *articles(5, 30)], ["5-7", "0-1"])
        made.write([], ["5-9"])
    # What was merged stands in for the larger file until the next commit.
    _remove_leftovers(folder, word_files(folder))
    return folder


@pytest.fixture
def engine(folder: Path) -> Iterator[WhooshEngine]:
    with closing(WhooshEngine.open(folder)) as opened:
        yield opened


def damages(name: str, whole: bytes) -> Iterator[tuple[str, bytes | None]]:
    yield "removed", None
    yield "longer", whole + b"\0"
    if not whole:
        return
    yield "emptied", b""
    yield "cut", whole[: len(whole) // 2]
    yield "one byte short", whole[:-1]
    dice = random.Random(name)
    length = len(whole)
    ends = (0, 1, 11, length // 2, length - 1, length - 10, length - 20, length - 30)
    for at in {at % length for at in (*ends, *(dice.randrange(length) for _ in range(5)))}:
        yield f"bit {at}", whole[:at] + bytes([whole[at] ^ 1 << dice.randrange(8)]) + whole[at + 1 :]
    for at in {0, length // 2 // 512 * 512, dice.randrange(length) // 512 * 512}:
        if any(whole[at : at + 512]):
            yield f"zeros {at}", whole[:at] + bytes(len(whole[at : at + 512])) + whole[at + 512 :]


def files(folder: Path) -> list[str]:
    names = sorted(file.name for file in folder.iterdir())
    kinds = {name.partition(".")[2] or name for name in names}
    assert kinds == {"json", "seg", "toc", "txt", LOCK}, "a new kind of file: is it verified?"
    assert sum(name.endswith(".seg") for name in names) > 1
    return names


def refused(ask: Callable[[], object]) -> bool:
    try:
        ask()
    except EngineError as error:
        assert error.hint
        return True
    return False


def test_no_damage_to_any_file_makes_another_answer(folder: Path, engine: WhooshEngine) -> None:
    sound = [question(engine) for question in QUESTIONS]
    assert list(engine.verify())[-1] > 10_000 and not refused(lambda: WhooshEngine.examine(folder))
    for name in files(folder):
        file = folder / name
        whole = file.read_bytes()
        for kind, content in damages(name, whole):
            where = f"{name}: {kind}"
            with closing(WhooshEngine.open(folder)) as held:
                if content is None:
                    file.unlink()
                else:
                    _change(file, content)
                _check_answers(held, sound, where)
            with contextlib.suppress(EngineError), closing(WhooshEngine.open(folder)) as damaged:
                _check_answers(damaged, sound, where)
            is_live = name != LOCK
            assert refused(lambda: list(engine.verify())) == is_live, where
            if "bit" not in kind and "zeros" not in kind:
                assert refused(lambda: WhooshEngine.examine(folder)) == is_live, where
            _change(file, whole)
    # It was the same engine all the time, and as before.
    assert [question(engine) for question in QUESTIONS] == sound
    gc.collect()  # Files that are still open would be an error here.


def _change(file: Path, content: bytes) -> None:
    """At another time than before, even where the clock of the file system is slow."""
    file.write_bytes(content)
    os.utime(file, ns=(0, file.stat().st_mtime_ns + next(_LATER)))


def _check_answers(damaged: WhooshEngine, sound: list[object], where: str) -> None:
    for question, expected in zip(QUESTIONS, sound, strict=True):
        try:
            assert question(damaged) == expected, where
        except EngineError as error:
            assert error.hint, where


def test_the_reason_names_the_file(folder: Path, engine: WhooshEngine) -> None:
    segment = next(iter(folder.glob("*.seg")))
    content = bytearray(segment.read_bytes())
    content[700] ^= 1
    segment.write_bytes(content)
    with pytest.raises(EngineError, match=f"{segment.name} is not as it was written, from byte 512 on"):
        list(engine.verify())


def test_a_file_is_not_taken_for_another(folder: Path, engine: WhooshEngine) -> None:
    one, other = sorted(folder.glob("*.seg"))[:2]
    shutil.copy(one, other)
    with pytest.raises(EngineError, match=other.name):
        WhooshEngine.examine(folder)


def test_what_cannot_be_merged_for_damage_is_damage(folder: Path, engine: WhooshEngine) -> None:
    """It would fail again and again, as often as the same articles are written."""
    for segment in folder.glob("*.seg"):
        content = bytearray(segment.read_bytes())
        for at in range(600, len(content) - 600, 64):
            content[at] ^= 1
        segment.write_bytes(content)
    for change in (
        lambda: [engine.write(articles(9, 1)) for _ in range(9)],
        lambda: [engine.compact() for _ in range(9)],
    ):
        with pytest.raises(EngineError, match="damaged") as caught:
            change()
        assert not isinstance(caught.value, NotWritten)
    assert refused(lambda: engine.search(parse("grève").tree))


def test_folders_that_are_not_finished_are_refused_and_can_be_replaced(tmp_path: Path) -> None:
    with closing(WhooshEngine.open(tmp_path / "whole", create=True)) as made:
        made.write(ARCHIVE)
    for left in (
        [],
        ["_MAIN_1.toc"],
        [LOCK],
        [CONDEMNED],
        ["words-0-0.txt"],
        [LABEL],
        ["_MAIN_1.toc", LABEL],
    ):
        half = tmp_path / "half"
        half.mkdir()
        for name in left:
            if (tmp_path / "whole" / name).exists():
                shutil.copy(tmp_path / "whole" / name, half)
            else:
                (half / name).touch()
        assert refused(partial(WhooshEngine.examine, half)) and refused(partial(WhooshEngine.open, half))
        if left:
            assert refused(partial(WhooshEngine.open, half, create=True)), left
            registry.move_aside(half)
        WhooshEngine.open(half, create=True).close()
        WhooshEngine.examine(half)
        shutil.rmtree(half)


@pytest.mark.parametrize("length", [0, 1, 511, 512, 513, 5000])
def test_a_sealed_file_says_what_was_written_and_nothing_else(
    tmp_path: Path, length: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sealed, "BLOCK", 512)
    written = random.Random(length).randbytes(length)
    path = tmp_path / "file"
    with path.open("w+b") as made:
        made.write(written)
        seal(made, "name", 7)
    with closing(SealedFile(path, "name")) as opened:
        assert opened.note == 7 and opened.read() == written and opened.read(1) == b""
        for start, size in [(0, 0), (0, 600), (500, 30), (512, 512), (4999, 99), (9999, 1)]:
            opened.seek(start)
            assert opened.read(size) == written[start : start + size]
        opened.seek(0)
        lines = []
        while line := opened.readline():
            lines.append(line)
        assert lines == written.splitlines(keepends=True) or b"".join(lines) == written
        assert opened.tell() == opened.seek(0, 2) == length
    # Under its number another file may be open by now.
    with pytest.raises(DamagedFile, match="cannot be read"):
        opened._stored(0, 1)
    whole = path.read_bytes()
    for at in range(0, len(whole), 29):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 4]) + whole[at + 1 :])
        with pytest.raises(DamagedFile, match="file"), closing(SealedFile(path, "name")) as damaged:
            damaged.read()


def test_a_block_is_verified_once_and_before_anything_of_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file"
    with path.open("w+b") as made:
        made.write(bytes(5 * sealed.BLOCK))
        seal(made, "name", 0)
    verified: list[int] = []
    crc32 = sealed.crc32
    with closing(SealedFile(path, "name")) as opened:
        monkeypatch.setattr(sealed, "crc32", lambda block: verified.append(len(block)) or crc32(block))
        for start, size, expected in [(0, 1, 1), (5, 9, 0), (sealed.BLOCK - 1, 2, 1), (0, -1, 3), (0, -1, 0)]:
            opened.seek(start)
            opened.read(size)
            assert [*verified] == [sealed.BLOCK] * expected
            verified.clear()
