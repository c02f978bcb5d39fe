"""A library of a development version is kept beside a new one, into which all that is the reader's own goes.

There is a whole library in the folder at each moment: whoever is killed in between leaves the old one in its
place, and the next opening begins again.
"""

# ruff: noqa: S608
# Tables and columns are constants of this file; values are always bound.

from __future__ import annotations

import os
import shutil
import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from index.durable import sync
from index.errors import ArchiveLockedError
from index.settings import INDEX_FOLDER, LIBRARY_FILE
from index.storage.articles.finished import MOVED_ASIDE, Finished
from index.storage.pairs import fresh_profiles
from index.storage.sqlite.documents import to_json
from index.storage.sqlite.failures import InWords, unwritable
from index.storage.sqlite.files import second_name
from index.storage.sqlite.migrations import DEVELOPMENT_ID
from index.storage.sqlite.opening import open_database
from index.storage.sqlite.writer_lock import writer_lock

PATIENCE_SECONDS = 5.0
"""How long another process may take to do the same, or to close the library."""
NAMED_FOLDERS = 3
"""So many are named one by one to the reader, who is to add them again."""
_THE_READERS_OWN = {
    "bookmarks": "id, article, counterpart, block, anchor, note, tags, created",
    "read_marks": "article, created",
    "reading_state": "only, version, document",
    "corrections": "fr, en, verdict, created",
}
"""Tables and columns that every development version has had."""


def move_aside(folder: Path) -> None:
    """Put a new library in the place of one of a development version; nothing when it is none any more.

    What follows from its articles (search index, profiles of another encoder) goes: it would be taken for
    that of the new library. Raises ArchiveLockedError while another process has the library open,
    StorageError when it is damaged or there is no room.
    """
    file, unfinished = folder / LIBRARY_FILE, folder / f"{LIBRARY_FILE}.unfinished"
    with writer_lock(folder, PATIENCE_SECONDS), _held(file) as old:
        if old is None:
            return
        aside = _name_aside(file)
        try:
            _make_new(unfinished, old, aside)
            _discard_shadows(folder)
            if not aside.exists():
                second_name(file, aside)
            sync(folder)
            shutil.copymode(aside, unfinished / LIBRARY_FILE)
            (unfinished / LIBRARY_FILE).replace(file)
            sync(folder)
        except OSError as error:
            raise unwritable(folder, error.strerror or str(error)) from error
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)


@contextmanager
def _held(file: Path) -> Iterator[sqlite3.Connection | None]:
    """The old library as one file that nobody else reads or writes; None when it is none any more."""
    with InWords(file), closing(sqlite3.connect(file, timeout=0.1, isolation_level=None)) as connection:
        if connection.execute("PRAGMA application_id").fetchone() != (DEVELOPMENT_ID,):
            yield None
            return
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not _is_alone(connection):
            if time.monotonic() > deadline:
                raise ArchiveLockedError(
                    f"{file}: another process has the archive of a development version open",
                    "Close the other newsreader and try again; nothing was changed.",
                )
            time.sleep(0.02)
        yield connection


def _is_alone(connection: sqlite3.Connection) -> bool:
    """Write what is in the log into the file, for which nobody else may have it open, and keep all out."""
    try:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("BEGIN EXCLUSIVE")
        if connection.execute("PRAGMA journal_mode").fetchone() == ("delete",):
            return True
        connection.execute("ROLLBACK")  # opened by another process just between the two
    except sqlite3.OperationalError as error:
        if not error.sqlite_errorname.startswith("SQLITE_BUSY"):
            raise
    return False


def _make_new(folder: Path, old: sqlite3.Connection, aside: Path) -> None:
    """A library in ``folder`` with the reader's own, in one file."""
    shutil.rmtree(folder, ignore_errors=True)
    origins = [origin for (origin,) in old.execute("SELECT origin FROM articles")]
    with open_database(folder) as new:
        with new.transaction(durable=True):
            for table, columns in _THE_READERS_OWN.items():
                places = ", ".join("?" * len(columns.split(",")))
                new.execute_many(
                    f"INSERT INTO {table} ({columns}) VALUES ({places})",
                    old.execute(f"SELECT {columns} FROM {table}"),
                )
            if origins:
                told = {"file": str(aside.absolute()), "folders": folders_of(origins)}
                Finished(new).put(MOVED_ASIDE, to_json(told))
        # Closing does the same, but would not tell that there was no room for it.
        new.value("PRAGMA wal_checkpoint(TRUNCATE)")


def folders_of(origins: Iterable[str]) -> list[str]:
    """A few folders that files are in: whoever adds them adds the files again.

    Empty when they are all over the disk, or the reader's home: that would add much else.
    """
    outer: list[Path] = []
    for folder in sorted({Path(origin).parent for origin in origins if origin.startswith("/")}):
        if not outer or not folder.is_relative_to(outer[-1]):
            outer.append(folder)
    if len(outer) > NAMED_FOLDERS:
        outer = [Path(os.path.commonpath(outer))]
    home = Path(os.path.expanduser("~"))  # noqa: PTH111 (Path.home raises where there is none)
    return [] if any(map(home.is_relative_to, outer)) else [*map(str, outer)]


def _name_aside(file: Path) -> Path:
    """That of an earlier attempt, if there was one."""
    attempts = file.parent.glob(f"{file.name}.development-*")
    now = datetime.now(UTC)
    new = file.with_name(f"{file.name}.development-{now:%Y%m%dT%H%M%S%f}")
    return next((path for path in attempts if path.samefile(file)), new)


def _discard_shadows(folder: Path) -> None:
    with suppress(FileNotFoundError):
        shutil.rmtree(folder / INDEX_FOLDER)
    fresh_profiles.discard(folder)
