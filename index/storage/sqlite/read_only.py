"""Opening a library for reading where nothing can be written: another's folder, a read-only medium."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from pathlib import Path

from index.storage.sqlite.failures import unwritable


class ReadOnlyFile:
    """How a library is read without changing it; connects anew when what it was read from has changed."""

    def __init__(self, file: Path, configure: Callable[[sqlite3.Connection], None]) -> None:
        self._file = file
        self._configure = configure
        self._copy: tempfile.TemporaryDirectory[str] | None = None
        self._state: tuple[tuple[int, int] | None, ...] | None = None
        self.generation = 0
        """How often it was connected."""

    def connect(self) -> sqlite3.Connection:
        """A connection that refuses changes.

        Raises sqlite3.Error, or StorageError when a copy is needed and cannot be made.
        """
        self.generation += 1
        self._state = None
        try:
            return self._open(self._file, "mode=ro")
        except sqlite3.OperationalError as error:
            # In a folder that cannot be written, SQLite cannot make the -shm file that its log needs.
            if not error.sqlite_errorname.startswith(("SQLITE_CANTOPEN", "SQLITE_READONLY")):
                raise
        self._state = self._stat()
        log = self._log()
        if log.exists() and log.stat().st_size:
            # The newest changes are in the log only: without it an older archive would look whole.
            return self._open(self._copied(), "mode=rw")
        return self._open(self._file, "mode=ro&immutable=1")

    def is_stale(self) -> bool:
        """True when a connection that cannot see changes by itself would miss some."""
        return self._state is not None and self._state != self._stat()

    def close(self) -> None:
        if self._copy is not None:
            self._copy.cleanup()
            self._copy = None

    def _open(self, file: Path, options: str) -> sqlite3.Connection:
        connection = sqlite3.connect(f"{file.absolute().as_uri()}?{options}", uri=True, isolation_level=None)
        try:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            self._configure(connection)
            connection.execute("PRAGMA query_only = ON")
        except BaseException:
            connection.close()
            raise
        return connection

    def _copied(self) -> Path:
        self.close()
        try:
            self._copy = tempfile.TemporaryDirectory(prefix="newsreader-")
            copy = Path(self._copy.name) / self._file.name
            shutil.copyfile(self._file, copy)
            shutil.copyfile(self._log(), copy.with_name(self._log().name))
        except OSError as error:
            raise unwritable(
                self._file, f"no copy could be made to read it from: {error.strerror}"
            ) from error
        return copy

    def _log(self) -> Path:
        return self._file.with_name(self._file.name + "-wal")

    def _stat(self) -> tuple[tuple[int, int] | None, ...]:
        found: list[tuple[int, int] | None] = []
        for path in (self._file, self._log()):
            try:
                stat = path.stat()
                found.append((stat.st_mtime_ns, stat.st_size))
            except FileNotFoundError:
                found.append(None)
        return tuple(found)
