"""Libraries of other versions: older ones are brought up to date, newer and foreign ones left alone."""

from __future__ import annotations

import math
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from index.errors import StorageError
from index.settings import LIBRARY_FILE
from index.storage.desk.bookmarks import Bookmarks
from index.storage.pairs.comparisons import Comparisons
from index.storage.pairs.counterparts import Counterparts
from index.storage.pairs.outlines import Outlines
from index.storage.sqlite import migrations
from index.storage.sqlite.database import open_database
from index.storage.sqlite.migrations import APPLICATION_ID, STEPS
from index.storage.sqlite.schema_1 import SCHEMA_1
from index.storage.sqlite.schema_2 import SCHEMA_2
from index.storage.sqlite.schema_3 import SCHEMA_3
from index.storage.sqlite.schema_4 import SCHEMA_4

A_STEP = (
    "CREATE TABLE shelves (id TEXT PRIMARY KEY)",
    "ALTER TABLE bookmarks ADD COLUMN shelf TEXT REFERENCES shelves (id)",
)


@pytest.fixture
def version_1(folder: Path) -> Path:
    """A library as version 1 left it, with one bookmark."""
    folder.mkdir()
    with closing(sqlite3.connect(folder / LIBRARY_FILE)) as connection:
        for statement in SCHEMA_1:
            connection.execute(statement)
        connection.execute(
            "INSERT INTO bookmarks VALUES"
            " ('b1', 'a1', NULL, 2, 'the words', 'my note', '[\"x\"]', '2026-01-01T00:00:00Z')"
        )
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("PRAGMA user_version = 1")
        connection.commit()
    return folder


def version(folder: Path) -> int:
    with closing(sqlite3.connect(folder / LIBRARY_FILE)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def test_version_1_is_still_read(version_1: Path) -> None:
    with open_database(version_1) as database:
        (bookmark,) = Bookmarks(database).all()
    assert (bookmark.note, bookmark.block, bookmark.tags) == ("my note", 2, ("x",))
    assert version(version_1) == len(STEPS)


def test_what_version_3_knew_for_pairing_is_kept(folder: Path) -> None:
    folder.mkdir()
    with closing(sqlite3.connect(folder / LIBRARY_FILE)) as connection:
        for statement in (*SCHEMA_1, *SCHEMA_2, *SCHEMA_3):
            connection.execute(statement)
        for n, id in enumerate(("a", "b", "c"), 300):
            connection.execute(
                "INSERT INTO articles VALUES (?, ?, '', 1, '', 1, 1, 'fr', '', '', NULL, NULL, NULL, NULL,"
                " NULL, 0, '', 0, NULL)",
                (n, id),
            )
        connection.executemany(
            "INSERT INTO outlines VALUES (?, 'v', ?, ?, ?)",
            [(300, 738000, 738001, b"1"), (301, 738000, 738100, b"2"), (302, None, None, b"3")],
        )
        connection.executemany(
            "INSERT INTO candidates VALUES (?, ?, ?, ?)",
            [("a", b"beat", '["x","y"]', b"12"), ("b", b"", "[]", b"")],
        )
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("PRAGMA user_version = 3")
        connection.commit()
    with open_database(folder) as database:
        outlines = Outlines(database)
        (undated,) = outlines.undated("v", "fr")
        chunks = list(outlines.all("v", "fr"))
        assert undated == (["b", "c"], [None] * 4, b"23")
        assert sorted(article for articles, _, _ in chunks for article in articles) == ["a", "b", "c"]
        assert [row[0] for row in outlines.between("v", "fr", 738000, 738009)] == ["a"]
        assert Comparisons(database).candidates(["a", "b"]) == {
            "a": (["x", "y"], b"12", b"beat"),
            "b": ([], b"", b""),
        }


def test_what_version_4_knew_of_pairs_and_verdicts_is_taken_over(folder: Path) -> None:
    folder.mkdir()
    with closing(sqlite3.connect(folder / LIBRARY_FILE)) as connection:
        for statement in (*SCHEMA_1, *SCHEMA_2, *SCHEMA_3, *SCHEMA_4):
            connection.execute(statement)
        connection.executemany(
            "INSERT INTO pairs VALUES (?, ?, 'possible', 0.5, 'v', ?, '')",
            [("f1", "e1", '{"runner_up": "e9"}'), ("f2", "e2", '{"runner_up": null}')],
        )
        connection.executemany(
            "INSERT INTO corrections (fr, en, verdict, created) VALUES (?, ?, ?, '2024-12-02T10:00:00Z')",
            [("f1", "e1", "same"), ("f2", "e2", "different")],
        )
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("PRAGMA user_version = 4")
        connection.commit()
    with open_database(folder) as database:
        pairs = Counterparts(database)
        assert pairs.second_to(["e9", "e2"]) == {"f1"}
        # A report that was paired by the reader counts as no rival since.
        assert Comparisons(database).waiting() == {"f1", "e1"} and pairs.is_unfinished()
        assert pairs.seconds(["f1", "e2"]) == [("f1", "e1", -math.inf), ("f2", "e2", -math.inf)]


def test_steps_lead_from_where_the_library_is(version_1: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrations, "STEPS", (*STEPS, A_STEP))
    with open_database(version_1) as database:
        assert database.rows("SELECT id, shelf FROM bookmarks") == [("b1", None)]
    with open_database(version_1) as database:
        assert len(Bookmarks(database).all()) == 1
    assert version(version_1) == len(STEPS) + 1


def test_a_step_that_fails_changes_nothing(version_1: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrations, "STEPS", (*STEPS, (*A_STEP, "INSERT INTO nowhere VALUES (1)")))
    with pytest.raises(StorageError):
        open_database(version_1)
    monkeypatch.undo()
    assert version(version_1) == len(STEPS)
    with open_database(version_1) as database:
        assert database.value("SELECT count(*) FROM sqlite_master WHERE name = 'shelves'") == 0
        assert len(Bookmarks(database).all()) == 1


def test_an_older_one_that_may_not_be_changed(version_1: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrations, "STEPS", (*STEPS, A_STEP))
    with pytest.raises(StorageError, match="version 1") as raised:
        open_database(version_1, readonly=True)
    assert raised.value.hint
    assert version(version_1) == 1


@pytest.mark.parametrize("readonly", [False, True])
def test_a_newer_one_is_left_alone(folder: Path, readonly: bool) -> None:
    open_database(folder).close()
    with closing(sqlite3.connect(folder / LIBRARY_FILE)) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(StorageError, match="newer than this program") as raised:
        open_database(folder, readonly=readonly)
    assert "newer newsreader" in raised.value.hint
    assert version(folder) == 99


@pytest.mark.parametrize("readonly", [False, True])
@pytest.mark.parametrize("their_version", [0, 1, 7])
def test_another_programs_database_is_left_alone(folder: Path, their_version: int, readonly: bool) -> None:
    folder.mkdir()
    with closing(sqlite3.connect(folder / LIBRARY_FILE)) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
        connection.execute(f"PRAGMA user_version = {their_version}")
        connection.commit()
    before = (folder / LIBRARY_FILE).read_bytes()
    with pytest.raises(StorageError, match="another program"):
        open_database(folder, readonly=readonly)
    assert (folder / LIBRARY_FILE).read_bytes() == before
