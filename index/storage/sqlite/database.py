"""One connection to a library: queries and transactions."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Self

from index.errors import ArchiveError, StorageError
from index.storage.sqlite.failures import InWords, read_only
from index.storage.sqlite.identity import Identity, check
from index.storage.sqlite.read_only import ReadOnlyFile

Row = tuple[Any, ...]
COPIED_AT_ONCE = 256
"""Pages, 1 MB."""


class Database:
    """One connection to a library, owned by the thread that opened it.

    Every method raises StorageError (or ArchiveLockedError) for what SQLite refuses; a wrong use of it, such
    as another thread's, crashes.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        file: Path,
        opened: Identity,
        read_only_file: ReadOnlyFile | None = None,
    ) -> None:
        """``opened``: which file the connection reads and writes."""
        self.file = file
        self._connection = connection
        self._opened = opened
        self._read_only_file = read_only_file
        self._transaction: str | None = None
        self._aside = 0
        """Rows that transactions have changed which leave every list as it was."""
        self._counting = False
        """Such a one is open."""

    @property
    def readonly(self) -> bool:
        return self._read_only_file is not None

    def check_present(self) -> None:
        """Raises GoneError when the file was moved, deleted or replaced since it was opened; costs a look.

        Each transaction does the same: call it where something else is written that belongs to the library.
        """
        check(self.file, self._opened)

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[Row]:
        """All rows of one query."""
        with self._wrapped():
            try:
                return self._connection.execute(sql, parameters).fetchall()
            except sqlite3.OperationalError as error:
                with self._reading_anything(error):
                    return self._connection.execute(sql, parameters).fetchall()

    def row(self, sql: str, parameters: Sequence[Any] = ()) -> Row | None:
        """The first row, or None."""
        with self._wrapped():
            try:
                found: Row | None = self._connection.execute(sql, parameters).fetchone()
            except sqlite3.OperationalError as error:
                with self._reading_anything(error):
                    found = self._connection.execute(sql, parameters).fetchone()
            return found

    def value(self, sql: str, parameters: Sequence[Any] = ()) -> Any:
        """The first column of the first row, or None."""
        row = self.row(sql, parameters)
        return None if row is None else row[0]

    def each(self, sql: str, parameters: Sequence[Any] = ()) -> Iterator[Row]:
        """Rows one by one, for what would not fit into memory; finish it before you write."""
        with self._wrapped():
            cursor = self._connection.execute(sql, parameters)
        done = 0
        while True:
            with self._wrapped():
                try:
                    row = cursor.fetchone()
                except sqlite3.OperationalError as error:
                    with self._reading_anything(error):
                        rest = self._connection.execute(sql, parameters).fetchall()[done:]
                    break
            if row is None:
                return
            yield row
            done += 1
        yield from rest

    def execute(self, sql: str, parameters: Sequence[Any] = ()) -> int:
        """Run one changing statement inside ``transaction()``; how many rows it changed."""
        self._require_transaction()
        with self._wrapped():
            return self._connection.execute(sql, parameters).rowcount

    def execute_many(self, sql: str, parameters: Iterable[Sequence[Any]]) -> None:
        """Run one changing statement for each set of parameters, inside ``transaction()``."""
        self._require_transaction()
        with self._wrapped():
            self._connection.executemany(sql, parameters)

    @contextlib.contextmanager
    def transaction(self, *, durable: bool = False, aside: bool = False) -> Iterator[None]:
        """All or nothing. A transaction inside another one is a part of it that can fail on its own.

        ``durable`` ones are on the disk when the block ends, whatever happens to the machine; others survive
        the death of the process, but a power cut may take back the newest of them, as wholes. Other writers
        wait meanwhile, at most 5 s: prepare first, then write. One that is ``aside``, or a part that is,
        changes nothing that articles are listed or counted by: what is remembered of those stays.

        Raises ReadOnlyError, and GoneError, also at its end, when the file was moved, deleted or replaced
        since it was opened.
        """
        if self.readonly:
            raise read_only(self.file)
        if self._transaction is not None:
            if self._transaction == "reading" or (durable and self._transaction != "durable"):
                raise RuntimeError(f"cannot write inside a {self._transaction} transaction")
            with (
                self._counted(aside),
                self._ended_with("SAVEPOINT part", "RELEASE part", "ROLLBACK TO part; RELEASE part"),
            ):
                yield
            return
        self._set_synchronous("FULL" if durable else "NORMAL")
        self._transaction = "durable" if durable else "bulk"
        try:
            with self._counted(aside), self._ended_with("BEGIN IMMEDIATE", "COMMIT", "ROLLBACK"):
                self.check_present()  # with the lock that whoever puts another one in its place holds
                yield
            self.check_present()  # what went into a file without a name is not done
        finally:
            self._transaction = None

    def mend(self, change: Callable[[], object]) -> None:
        """Make a change that puts right what was found damaged while reading; nothing where it cannot be
        made just now, or within a transaction: whoever reads it the next time finds it again."""
        if self.readonly or self._transaction is not None:
            return
        with contextlib.suppress(ArchiveError), self.transaction():
            change()

    @contextlib.contextmanager
    def snapshot(self) -> Iterator[None]:
        """Several queries that see the same state, whatever is committed meanwhile."""
        if self._transaction is not None:
            yield
            return
        self._transaction = "reading"
        try:
            with self._ended_with("BEGIN", "COMMIT", "ROLLBACK"):
                yield
        finally:
            self._transaction = None

    def data_version(self) -> int:
        """Changes when another connection has committed. To be compared with what this object said before."""
        with self._wrapped():
            if self._read_only_file is not None and self._read_only_file.is_stale():
                self._connection.close()
                self._connection = self._read_only_file.connect()
            (version,) = self._connection.execute("PRAGMA data_version").fetchone()
        return hash((version, self._read_only_file.generation if self._read_only_file else 0))

    def state(self) -> tuple[int, int]:
        """Differs after every change of whichever process."""
        return self.data_version(), self._changes()

    def listed_state(self) -> tuple[int, int]:
        """Differs after every change that articles may be listed or counted by."""
        version, changes = self.state()
        return version, changes - self._aside

    def _changes(self) -> int:
        return self._connection.total_changes

    @contextlib.contextmanager
    def _counted(self, aside: bool) -> Iterator[None]:
        """Count what the block changes as ``aside``, unless the block around it is counted already."""
        if not aside or self._counting:
            yield
            return
        self._counting, before = True, self._changes()
        try:
            yield
        finally:
            self._counting = False
            self._aside += self._changes() - before

    def check(self, *, deep: bool = False) -> list[str]:
        """What is wrong with the file, one line each; empty when it is sound. Reads all of it.

        ``deep``: also whether its indexes say what the tables say; takes several times as long.
        """
        pragma = "PRAGMA integrity_check" if deep else "PRAGMA quick_check"
        try:
            found = [f"{text}" for (text,) in self.rows(pragma) if text != "ok"]
            found += [
                f"row {row} of {table} points at a missing row of {parent}"
                for table, row, parent, _ in self.rows("PRAGMA foreign_key_check")
            ]
        except StorageError as error:
            return [str(error)]
        return found

    def copy_into(self, copy: sqlite3.Connection, tell: Callable[[int, int], object]) -> None:
        """All of the library as of now, a few pages at a time, while others go on writing.

        ``tell`` is told how many pages are done, and of how many; what it raises ends the copying. Raises
        sqlite3.Error: which of the two files is to blame is for the caller to tell.
        """
        with self.snapshot():
            # The state that is read now is kept until all is copied: else each commit would begin it again.
            self.value("SELECT count(*) FROM sqlite_master")
            self._connection.backup(
                copy, pages=COPIED_AT_ONCE, progress=lambda _, left, total: tell(total - left, total)
            )

    def close(self) -> None:
        """Safe to repeat."""
        with self._wrapped():
            self._connection.close()
        if self._read_only_file is not None:
            self._read_only_file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextlib.contextmanager
    def _ended_with(self, begin: str, commit: str, rollback: str) -> Iterator[None]:
        with self._wrapped():
            self._connection.execute(begin)
        try:
            yield
            with self._wrapped():
                self._connection.execute(commit)
        except BaseException:
            # SQLite has rolled back on its own when the disk was full or failed.
            if self._connection.in_transaction:
                with self._wrapped():
                    for statement in rollback.split(";"):
                        self._connection.execute(statement)
            raise

    @contextlib.contextmanager
    def _reading_anything(self, error: sqlite3.OperationalError) -> Iterator[None]:
        """Bytes that are no text are read as U+FFFD: one damaged row costs a list its own letters only.

        It takes several times as long, so it is tried second. Raises ``error`` when it is another one.
        """
        if not str(error).startswith("Could not decode to UTF-8"):
            raise error
        self._connection.text_factory = lambda text: text.decode("utf-8", "replace")
        try:
            yield
        finally:
            self._connection.text_factory = str

    def _set_synchronous(self, level: str) -> None:
        with self._wrapped():
            self._connection.execute(f"PRAGMA synchronous = {level}")

    def _require_transaction(self) -> None:
        if self._transaction not in ("bulk", "durable"):
            raise RuntimeError("a change outside of a transaction")

    def _wrapped(self, file: Path | None = None) -> InWords:
        return InWords(file or self.file)
