"""Opens the library file: made, brought up to date, set up; or for reading, where nothing can be written."""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import suppress
from pathlib import Path

from index.settings import INDEX_FOLDER, LIBRARY_FILE
from index.storage.sqlite.database import Database
from index.storage.sqlite.failures import InWords, lost, no_archive, unwritable
from index.storage.sqlite.identity import Identity, identity
from index.storage.sqlite.migrations import migrate
from index.storage.sqlite.read_only import ReadOnlyFile
from index.storage.sqlite.replacing import PATIENCE_SECONDS, is_begun, put_in_place
from index.storage.sqlite.writer_lock import writer_lock

BUSY_TIMEOUT_MS = 5000
_EFFECTIVE = os.access in os.supports_effective_ids


def open_database(folder: Path, *, readonly: bool = False) -> Database:
    """Open the library in ``folder``; made, and brought up to date, unless ``readonly``.

    A read-only one opens from a folder or medium that cannot be written, too. Raises NotFoundError when there
    is none to read, StorageError when it is damaged, lost, newer than the program or not to be written;
    nothing is overwritten then.
    """
    file = folder / LIBRARY_FILE
    if is_begun(folder):
        with writer_lock(folder, PATIENCE_SECONDS):
            if is_begun(folder):
                put_in_place(folder)
    had_one = has_traces(folder)  # before the look at the file, which another process may be making just now
    if had_one and _is_empty(file):
        raise lost(file)
    if readonly:
        return open_database_file(file)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(folder, error.strerror or str(error)) from error
    for path in (folder, file):
        # SQLite would silently open such a file for reading, and fail at the first bookmark.
        if path.exists() and not os.access(path, os.W_OK, effective_ids=_EFFECTIVE):
            raise unwritable(path, "no permission to write")
    with InWords(file):
        connection, opened = _connected(file)
        try:
            _configure(connection)
            migrate(connection, file, allowed=True, new=not had_one)
            _use_write_ahead_log(connection)
        except BaseException:
            connection.close()
            raise
    return Database(connection, file, opened)


def has_traces(folder: Path) -> bool:
    """Whether there has been a library in ``folder``: what is left beside its file says so.

    A file without a byte is nothing by itself: SQLite makes it, and writes into it a moment later.
    """
    log = folder / f"{LIBRARY_FILE}-wal"
    with suppress(OSError):
        if log.stat().st_size:
            return True
    try:
        return any((folder / INDEX_FOLDER).iterdir())
    except OSError:
        return False


def _is_empty(file: Path) -> bool:
    try:
        return file.stat().st_size == 0
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:  # not for us to look at: opening it says so
        return False


def _connected(file: Path) -> tuple[sqlite3.Connection, Identity]:
    """A connection, and which file it is to: another one may take its name at any moment."""
    while True:
        before = identity(file)
        connection = sqlite3.connect(file, timeout=BUSY_TIMEOUT_MS / 1000, isolation_level=None)
        opened = identity(file)
        if opened is not None and before in (None, opened):
            return connection, opened
        connection.close()


def open_database_file(file: Path) -> Database:
    """A library by any name, for reading only. Raises NotFoundError and StorageError as ``open_database``."""
    opened = identity(file)
    if opened is None or _is_empty(file):
        raise no_archive(file)
    read_only_file = ReadOnlyFile(file, _configure)
    with InWords(file):
        connection = read_only_file.connect()
        try:
            migrate(connection, file, allowed=False)
        except BaseException:
            connection.close()
            read_only_file.close()
            raise
    return Database(connection, file, opened, read_only_file)


def _configure(connection: sqlite3.Connection) -> None:
    connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("PRAGMA cache_size = -16000")  # KiB: the indexes of 100,000 articles
    connection.execute("PRAGMA journal_size_limit = 67108864")


def _use_write_ahead_log(connection: sqlite3.Connection) -> None:
    """Readers then never wait for the writer. The mode is kept in the file: the first opening sets it."""
    deadline = time.monotonic() + BUSY_TIMEOUT_MS / 1000
    while connection.execute("PRAGMA journal_mode").fetchone() != ("wal",):
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            # The busy timeout does not cover this: another process is opening the new library, too.
            if not error.sqlite_errorname.startswith("SQLITE_BUSY") or time.monotonic() > deadline:
                raise
            time.sleep(0.01)
