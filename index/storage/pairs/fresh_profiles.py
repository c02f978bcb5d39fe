"""Profiles by another encoder, kept apart until every article has one; the file may be deleted any time."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any, Self

from index.errors import ArchiveError, StorageError
from index.model.articles import ArticleId
from index.storage.sqlite.failures import archive_error, is_damage
from index.storage.sqlite.replacing import FRESH_FILE

_TABLES = """
    CREATE TABLE IF NOT EXISTS encoder (
        only_one INTEGER PRIMARY KEY CHECK (only_one = 1),
        card TEXT NOT NULL
    );
    CREATE TABLE IF NOT EXISTS profiles (
        article TEXT PRIMARY KEY,
        change INTEGER NOT NULL,
        profile BLOB NOT NULL
    );
"""
_CHUNK = 64


class DamagedProfiles(StorageError):
    """What the file still holds is of no use; whoever discards it can begin again."""


class FreshProfiles:
    """A context manager. ``change`` is that of the article's text: a profile of an older text is none.

    Methods raise StorageError when the disk is full, DamagedProfiles when the file is no sound one.
    """

    def __init__(self, file: Path, connection: sqlite3.Connection) -> None:
        self._file = file
        self._connection = connection

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Made when it is missing, made anew when it is damaged; a failure that may pass costs nothing."""
        file = folder / FRESH_FILE
        try:
            with _told(file):
                return cls(file, _connected(file))
        except DamagedProfiles:
            discard(folder)
        with _told(file):
            return cls(file, _connected(file))

    def card(self) -> str | None:
        """The encoder that all profiles are of."""
        row = self._row("SELECT card FROM encoder")
        return None if row is None else str(row[0])

    def begin(self, card: str) -> None:
        """Start with another encoder, without any profile."""
        with self._writing():
            self._connection.execute("DELETE FROM profiles")
            self._connection.execute("INSERT OR REPLACE INTO encoder VALUES (1, ?)", (card,))

    def count(self) -> int:
        row = self._row("SELECT count(*) FROM profiles")
        return int(row[0]) if row else 0

    def missing(self, changes: Mapping[ArticleId, int]) -> list[ArticleId]:
        """Those of these articles (with the change of their text), in order, that have no profile of it."""
        with _told(self._file):
            there = dict(self._connection.execute("SELECT article, change FROM profiles"))
        return [article for article, change in changes.items() if there.get(article) != change]

    def put(self, profiles: Iterable[tuple[ArticleId, int, bytes]]) -> None:
        """Store profiles, each with the change of its text."""
        with self._writing():
            self._connection.executemany("INSERT OR REPLACE INTO profiles VALUES (?, ?, ?)", profiles)

    def each(self, changes: Mapping[ArticleId, int]) -> Iterator[list[bytes]]:
        """The profiles of these articles, a few at a time."""
        wanted = iter(changes.items())
        sql = "SELECT profile FROM profiles WHERE article = ? AND change = ?"
        while chunk := list(islice(wanted, _CHUNK)):
            yield [bytes(row[0]) for key in chunk if (row := self._row(sql, key)) is not None]

    def _row(self, sql: str, parameters: tuple[str | int, ...] = ()) -> tuple[Any, ...] | None:
        with _told(self._file):
            row: tuple[Any, ...] | None = self._connection.execute(sql, parameters).fetchone()
            return row

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    @contextlib.contextmanager
    def _writing(self) -> Iterator[None]:
        with _told(self._file), self._connection:
            yield


def fresh_count(folder: Path) -> tuple[str | None, int]:
    """The encoder that articles are encoded with anew, and how many were; a look that changes nothing."""
    file = folder / FRESH_FILE
    if not file.exists():
        return None, 0
    try:
        with contextlib.closing(sqlite3.connect(file, timeout=1.0)) as connection:
            row = connection.execute("SELECT card, (SELECT count(*) FROM profiles) FROM encoder").fetchone()
    except sqlite3.Error:
        return None, 0
    return (None, 0) if row is None else (str(row[0]), int(row[1]))


def discard(folder: Path) -> None:
    """Remove the file."""
    for ending in ("", "-wal", "-shm"):
        (folder / f"{FRESH_FILE}{ending}").unlink(missing_ok=True)


@contextlib.contextmanager
def _told(file: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise _archive_error(error, file) from error


def _archive_error(error: sqlite3.Error, file: Path) -> ArchiveError:
    if not is_damage(error):
        return archive_error(error, file)
    return DamagedProfiles(
        f"{file}: is damaged: {error}",
        "Check the disk and delete the file: it holds nothing of yours, its articles are encoded again.",
    )


def _connected(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file, timeout=5.0)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.executescript(_TABLES)
    except BaseException:
        connection.close()
        raise
    return connection
