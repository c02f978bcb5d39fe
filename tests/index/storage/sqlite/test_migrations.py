"""Libraries of other versions: older ones are brought up to date, newer and foreign ones left alone."""

from __future__ import annotations

import sqlite3
from collections import namedtuple
from contextlib import closing
from pathlib import Path

import pytest

from index.errors import StorageError
from index.settings import LIBRARY_FILE
from index.storage.desk.bookmarks import Bookmarks
from index.storage.library import open_library
from index.storage.pairs.events import Events
from index.storage.sqlite import migrations, opening
from index.storage.sqlite.migrations import STEPS, migrate
from index.storage.sqlite.opening import open_database

A_STEP = (
    "CREATE TABLE shelves (id TEXT PRIMARY KEY)",
    "ALTER TABLE bookmarks ADD COLUMN shelf TEXT REFERENCES shelves (id)",
)


@pytest.fixture
def current(folder: Path) -> Path:
    """A library of the version of this program, with one bookmark."""
    with open_database(folder) as database, database.transaction():
        database.execute(
            "INSERT INTO bookmarks VALUES"
            " ('b1', 'a1', NULL, 2, 'the words', 'my note', '[\"x\"]', '2026-01-01T00:00:00Z')"
        )
    return folder


def version(folder: Path) -> int:
    with closing(sqlite3.connect(folder / LIBRARY_FILE)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def test_steps_lead_from_where_the_library_is(current: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrations, "STEPS", (*STEPS, A_STEP))
    with open_database(current) as database:
        assert database.rows("SELECT id, shelf FROM bookmarks") == [("b1", None)]
    with open_database(current) as database:
        assert len(Bookmarks(database).all()) == 1
    assert version(current) == len(STEPS) + 1


def test_a_step_that_fails_changes_nothing(current: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrations, "STEPS", (*STEPS, (*A_STEP, "INSERT INTO nowhere VALUES (1)")))
    with pytest.raises(StorageError):
        open_database(current)
    monkeypatch.undo()
    assert version(current) == len(STEPS)
    with open_database(current) as database:
        assert database.value("SELECT count(*) FROM sqlite_master WHERE name = 'shelves'") == 0
        assert len(Bookmarks(database).all()) == 1


def test_an_older_one_that_may_not_be_changed(current: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrations, "STEPS", (*STEPS, A_STEP))
    with pytest.raises(StorageError, match=f"version {len(STEPS)}") as raised:
        open_database(current, readonly=True)
    assert raised.value.hint
    assert version(current) == len(STEPS)


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


def test_what_version_1_found_is_found_anew(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Profiles, the costly part, stay as they are."""
    monkeypatch.setattr(migrations, "STEPS", STEPS[:1])
    with open_database(folder) as database, database.transaction():
        database.execute("PRAGMA defer_foreign_keys = ON")
        database.execute(
            "INSERT INTO articles VALUES (1, 'a', 'a', 1, '', 1, 1, 'fr', '', 'given', NULL, NULL, NULL,"
            " NULL, NULL, 0, '', 1, NULL)"
        )
        database.execute("INSERT INTO profiles VALUES (1, 'v', x'00')")
        database.execute("INSERT INTO pairing_background VALUES (1, 'v', 1, x'00')")
    assert version(folder) == 1
    monkeypatch.undo()
    with open_database(folder) as database:
        assert database.rows("SELECT article, version FROM profiles") == [(1, "v")]
        assert database.value("SELECT count(*) FROM pairing_background") == 0
        assert database.rows("SELECT work FROM unfinished") == [("counterparts",)]
        assert Events(database).newest(9) == []
    assert version(folder) == len(STEPS)


@pytest.mark.parametrize("code", ["SQLITE_FULL", "SQLITE_IOERR_SHMSIZE", "SQLITE_CANTOPEN"])
def test_a_library_that_a_full_disk_left_half_made_is_told_as_a_full_disk(
    folder: Path, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    """Not as one of version 0, which to read it only would find."""

    def full(connection: sqlite3.Connection, file: Path, *, allowed: bool, new: bool = True) -> None:
        if not allowed:
            return migrate(connection, file, allowed=allowed, new=new)
        error = sqlite3.OperationalError("no room")
        error.sqlite_errorname = code
        raise error

    usage = namedtuple("usage", "free")
    monkeypatch.setattr(opening, "migrate", full)
    monkeypatch.setattr("shutil.disk_usage", lambda place: usage(0))
    for _ in range(2):  # the first leaves a file of no bytes behind
        with pytest.raises(StorageError) as refused:
            open_library(folder)
        assert str(refused.value) == f"{folder / LIBRARY_FILE}: the disk is full"
        assert refused.value.hint.startswith("Free some space")
