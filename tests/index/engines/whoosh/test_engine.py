"""The Whoosh engine: the contract, and what can go wrong with its files."""

from __future__ import annotations

import gc
import itertools
import json
import os
import random
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from whoosh.query import And, Or, Term
from whoosh.searching import Searcher

from index.engines import registry
from index.engines.interface import IndexedArticle, NotWritten, NumberingEngine
from index.engines.whoosh import writer
from index.engines.whoosh.engine import WhooshEngine
from index.engines.whoosh.inversion import Inversion, text_term
from index.engines.whoosh.label import LABEL
from index.engines.whoosh.schema import SCHEMA_VERSION
from index.engines.whoosh.snapshot import PLACES
from index.errors import ArchiveLockedError, EngineError, SettingsError
from index.query.parser import parse
from index.words.folding import fold
from tests.index.engines.search_engine_contract import ARCHIVE, FolderEngineContract


class TestWhooshEngine(FolderEngineContract):
    engine_class = WhooshEngine

    @pytest.fixture(autouse=True)
    def no_waiting_for_the_disk(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Hundreds of indexes are made here; test_commits.py looks at what is on the disk when."""
        monkeypatch.setattr(os, "fsync", lambda descriptor: None)


def test_the_registry_knows_it() -> None:
    assert registry.engine("whoosh") is WhooshEngine
    assert issubclass(WhooshEngine, NumberingEngine)
    with pytest.raises(SettingsError) as caught:
        registry.engine("lucene")
    assert "whoosh" in caught.value.hint


def test_says_its_schema_and_who_wrote_it(folder: Path) -> None:
    label = json.loads((folder / LABEL).read_text())
    assert label["engine"] == "whoosh" and label["schema"] == SCHEMA_VERSION
    assert "hoosh" in label["distribution"]


@pytest.mark.parametrize(
    "change",
    [
        lambda label: label | {"schema": SCHEMA_VERSION - 1},
        lambda label: label | {"schema": SCHEMA_VERSION + 1},
        lambda label: label | {"engine": "lucene"},
        lambda label: {"engine": "whoosh"},
        lambda label: ["whoosh"],
    ],
)
def test_an_older_newer_or_foreign_index_is_refused(
    folder: Path, change: Callable[[dict[str, object]], object]
) -> None:
    file = folder / LABEL
    file.write_text(json.dumps(change(json.loads(file.read_text()))))
    with pytest.raises(EngineError):
        WhooshEngine.open(folder)


def _files(folder: Path, pattern: str) -> list[Path]:
    found = sorted(folder.glob(pattern))
    assert found
    return found


@pytest.mark.parametrize("pattern", ["*.seg", "*.toc", "words-*.txt", LABEL])
@pytest.mark.parametrize("damage", ["missing", "empty", "half", "zeros"])
def test_damage_is_an_engine_error_at_the_latest_when_searching(
    folder: Path, pattern: str, damage: str
) -> None:
    for file in _files(folder, pattern):
        content = file.read_bytes()
        match damage:
            case "missing":
                file.unlink()
            case "empty":
                file.write_bytes(b"")
            case "half":
                file.write_bytes(content[: len(content) // 2])
            case "zeros":
                file.write_bytes(b"\0" * len(content))
    with pytest.raises(EngineError) as caught, closing(WhooshEngine.open(folder)) as damaged:
        damaged.search(parse("grève").tree)
    # No file of the damaged index is left open: that would be an error here.
    gc.collect()
    assert caught.value.hint


def test_an_index_that_disappears_while_open_is_an_engine_error(folder: Path, engine: WhooshEngine) -> None:
    moved = registry.move_aside(folder)
    assert moved is not None
    with pytest.raises(EngineError):
        engine.search(parse("grève").tree)


def test_an_index_made_anew_in_the_same_place_is_noticed(folder: Path, engine: WhooshEngine) -> None:
    registry.move_aside(folder)
    with closing(WhooshEngine.open(folder, create=True)) as again:
        again.write([IndexedArticle("other", "fr", "Autre", "Une grève ailleurs")])
    assert [hit.id for hit in engine.search(parse("grève OR aill*").tree).hits] == ["other"]
    assert engine.search(parse("neig*").tree).total == 0


def test_what_is_moved_aside_is_kept_once(folder: Path) -> None:
    first = registry.move_aside(folder)
    assert first is not None and first.exists() and not folder.exists()
    WhooshEngine.open(folder, create=True).close()
    second = registry.move_aside(folder)
    assert second is not None and second.exists() and not first.exists()
    assert registry.move_aside(folder) is None
    WhooshEngine.open(second).close()


@pytest.mark.parametrize(
    "failure", [TypeError("a bug"), KeyboardInterrupt(), OSError(28, "No space left on device")]
)
def test_a_failing_add_corrupts_nothing(
    folder: Path, engine: WhooshEngine, failure: BaseException, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = Inversion.add

    def add(self: Inversion, article: IndexedArticle) -> None:
        if article.id == "bad":
            raise failure
        original(self, article)

    monkeypatch.setattr(Inversion, "add", add)
    expected = KeyboardInterrupt if isinstance(failure, KeyboardInterrupt) else NotWritten
    with pytest.raises(expected) as caught:
        engine.write(
            [
                IndexedArticle("good", "fr", "Bon", "texte"),
                IndexedArticle("bad", "fr", "Mauvais", "texte"),
                IndexedArticle("better", "fr", "Meilleur", "texte"),
            ],
            ["fr-snow"],
        )
    if isinstance(caught.value, NotWritten):
        assert caught.value.articles == {"good", "bad", "better", "fr-snow"} and caught.value.hint
    assert set(engine.ids()) == {article.id for article in ARCHIVE}
    assert engine.search(parse("grève").tree).total == 2
    engine.write([IndexedArticle("good", "fr", "Bon", "texte")])
    assert engine.search(parse("texte").tree).total == 1
    with closing(WhooshEngine.open(folder)) as again:
        assert again.search(parse("grève OR bon").tree).total == 3


def test_a_second_writer_is_told(engine: WhooshEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.engines.whoosh.writer.LOCK_TIMEOUT_S", 0)
    writer = engine._index.writer()
    try:
        with pytest.raises(ArchiveLockedError):
            engine.write(ARCHIVE)
    finally:
        writer.cancel()
    engine.write(ARCHIVE)


def test_belongs_to_the_thread_that_opened_it(engine: WhooshEngine) -> None:
    raised: list[BaseException] = []

    def search() -> None:
        try:
            engine.search(parse("grève").tree)
        except AssertionError as error:
            raised.append(error)

    thread = threading.Thread(target=search)
    thread.start()
    thread.join()
    assert raised


def test_lists_as_arrays_say_what_whoosh_finds_in_them(engine: WhooshEngine) -> None:
    """Whoosh's own matchers walk over the same segments document by document."""
    engine.write(
        IndexedArticle(f"{n:03}", "fr", "Titre", "mot " * (n % 5 + 1) + ("rare " if n % 100 == 7 else ""))
        for n in range(700)
    )
    engine.write([], ["005", "006"])
    snapshot = engine._snapshot
    for field, term in [("text", "fr mot"), ("text", "fr rar"), ("title", "fr titr"), ("text", "fr grev")]:
        matcher = snapshot.reader.postings(field, term)
        expected = []
        while matcher.is_active():
            expected.append((matcher.id(), matcher.weight(), matcher.value_as("positions")))
            matcher.next()
        postings = snapshot.postings(field, term, lambda: None)
        places = snapshot.places(field, term, snapshot.alive, lambda: None)
        alive = snapshot.alive[postings.documents]
        documents, frequencies = postings.documents[alive].tolist(), postings.frequencies[alive].tolist()
        assert list(zip(documents, frequencies, strict=True)) == [(n, weight) for n, weight, _ in expected]
        assert places.tolist() == [n * PLACES + place for n, _, found in expected for place in found]
        assert np.all(np.diff(postings.documents) > 0)


def test_finds_what_whoosh_itself_finds(engine: WhooshEngine) -> None:
    words = ["grève", "ports", "dockers", "accord", "neige", "Téhéran", "portrait", "État"]
    dice = random.Random(3)
    engine.write(
        IndexedArticle(f"{n}", "fr", " ".join(dice.sample(words, 2)), " ".join(dice.sample(words, 3)))
        for n in range(300)
    )
    engine.write([], [f"{n}" for n in range(0, 300, 7)])
    engine.search(parse("").tree)
    searcher = engine._snapshot.reader
    for one, two in itertools.permutations(words[:6], 2):
        terms = [Term("text", text_term("fr", fold(word))) for word in (one, two)]
        for theirs, ours in [(And(terms), f"{one} {two}"), (Or(terms), f"{one} OR {two}")]:
            docs = theirs.docs(Searcher(searcher))
            found = engine.matching(parse(f"lang:fr ({ours})").tree)
            assert {engine._snapshot.ids[n] for n in docs} == set(found)


@pytest.mark.parametrize("shortcut", ["_whole_list", "read_columns"])
def test_a_whoosh_that_is_not_as_we_know_it_is_searched_by_its_own_matchers(
    folder: Path, engine: WhooshEngine, monkeypatch: pytest.MonkeyPatch, shortcut: str
) -> None:
    words = ["grève", "ports", "dockers", "accord", "neige", "Téhéran"]
    dice = random.Random(4)
    for part in range(3):
        engine.write(
            IndexedArticle(
                f"{part}-{n}", dice.choice(["fr", "en"]), " ".join(dice.sample(words, 2)),
                " ".join(dice.choices(words, k=9)), first=n or None, last=n + part if n else None,
            )
            for n in range(60)
        )  # fmt: skip
    engine.write([], [f"{part}-{n}" for part in range(3) for n in range(0, 60, 7)])
    queries = [
        "grève",
        '"ports dockers"',
        "neige -accord",
        "gre*",
        "title:neige",
        "lang:en ports",
        "undated",
        "",
    ]
    expected = {query: engine.search(parse(query).tree, limit=200) for query in queries}
    assert engine.slowed_by is None

    def surprise(*_: object) -> None:
        raise AttributeError("no such private part")

    monkeypatch.setattr(f"index.engines.whoosh.snapshot.{shortcut}", surprise)
    other = WhooshEngine.open(folder)
    for query, known in expected.items():
        found = other.search(parse(query).tree, limit=200)
        assert (found.total, found.languages) == (known.total, known.languages)
        assert {hit.id for hit in found.hits} == {hit.id for hit in known.hits}
    assert other.slowed_by is not None and "no such private part" in other.slowed_by
    other.close()


def test_whole_columns_say_what_their_readers_say(engine: WhooshEngine) -> None:
    """Read at once, by Whoosh's layout of columns."""
    days = [n if n % 3 else None for n in range(1, 40)]
    engine.write(
        IndexedArticle(f"{'x' * (n % 9)}{n}", "fr", "Titre", "mot " * n, first=day, last=day)
        for n, day in enumerate(days)
    )
    engine.search(parse("").tree)
    snapshot = engine._snapshot
    for name, loaded in [("first", snapshot.first), ("last", snapshot.last)]:
        assert list(snapshot.reader.column_reader(name, translate=False)) == loaded.tolist()
    assert [id.decode() for id in snapshot.reader.column_reader("id", translate=False)] == snapshot.ids
    for number, language in enumerate(snapshot.reader.column_reader("language", translate=False)):
        assert [known for known, mask in snapshot.languages.items() if mask[number]] == [language.decode()]
    assert snapshot.id_order.tolist() == [
        int.from_bytes(id.encode()[:8].ljust(8, b"\0")) for id in snapshot.ids
    ]


def test_stop_is_asked_for_every_list_of_every_segment(engine: WhooshEngine) -> None:
    for part in range(3):
        engine.write(IndexedArticle(f"{part}-{n}", "fr", "Titre", "mot commun") for n in range(10))
    for query, lists in [("mot", 1), ('"mot commun"', 2)]:
        asked: list[bool] = []

        def stop(asked: list[bool] = asked) -> bool:
            asked.append(False)
            return False

        assert engine.search(parse(query).tree, stop=stop).total == 30
        assert len(asked) >= 3 * lists


def test_a_commit_merges_small_segments_and_leaves_large_ones_to_idle_time(
    engine: WhooshEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "MERGED_WHEN_WRITING", 20)

    def segments() -> int:
        return len(engine._index._segments())

    for number in range(40):
        engine.write([IndexedArticle(f"{number}", "fr", "Titre", "mot")])
    assert segments() <= 2 * writer.MERGE_WHEN_WRITING
    for part in range(5):
        engine.write(IndexedArticle(f"{part}-{n}", "fr", "Titre", "mot") for n in range(15))
    before = segments()
    while engine.compact():
        assert engine.search(parse("mot").tree).total == 115
    assert segments() < min(before, 2 * writer.MERGE_WHEN_IDLE)


def test_stays_quiet_when_whoosh_is_compiled_for_the_first_time(tmp_path: Path) -> None:
    program = "import index.engines.whoosh.engine"
    environment = {"PYTHONPYCACHEPREFIX": str(tmp_path), "PATH": ""}
    done = subprocess.run(
        [sys.executable, "-W", "always", "-c", program],
        capture_output=True,
        text=True,
        env=environment,
        check=True,
    )
    assert "whoosh" not in done.stderr.lower()
