"""The shape of the library as ordered steps; a step is never changed once it is released."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from index.errors import OutdatedError, StorageError
from index.storage.sqlite.event_tables import EVENT_TABLES
from index.storage.sqlite.failures import damaged, lost, no_archive
from index.storage.sqlite.schema import SCHEMA

APPLICATION_ID = 0x4E524452
"""``NRDR`` in the header of the file: whose database it is."""
DEVELOPMENT_ID = 0x4E575352
"""``NWSR``: of a library of the time before the first release. No step leads on from there."""

Step = Sequence[str]
STEPS: tuple[Step, ...] = (SCHEMA, EVENT_TABLES)
"""Step n leads from version n to n + 1, in one transaction."""


def migrate(connection: sqlite3.Connection, file: Path, *, allowed: bool, new: bool = True) -> None:
    """Bring the library to the version of this program; a crash leaves it at the version before the step.

    ``new``: a database without a table may be made a library. Raises StorageError when the file is another
    program's or newer, or empty and not ``new``, NotFoundError when it is empty and may not be changed,
    OutdatedError when it is of a development version, or older and not ``allowed`` to be changed.
    """
    # One state of the file: another process may be making it just now.
    connection.execute("BEGIN")
    try:
        version = _version(connection, file)
    finally:
        connection.execute("COMMIT")
    if not version and not new:
        raise lost(file)
    if not version and not allowed:
        raise no_archive(file)
    if version < len(STEPS) and not allowed:
        raise OutdatedError(
            f"{file}: is of version {version}, this program reads version {len(STEPS)}",
            "Open it once where it can be written, so that it is brought up to date.",
        )
    while version < len(STEPS):
        connection.execute("BEGIN IMMEDIATE")
        try:
            # Another process may have been faster while we waited for the lock.
            version = _version(connection, file)
            if version < len(STEPS):
                for statement in STEPS[version]:
                    connection.execute(statement)
                version += 1
                connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                connection.execute(f"PRAGMA user_version = {version}")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def _version(connection: sqlite3.Connection, file: Path) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (owner,) = connection.execute("PRAGMA application_id").fetchone()
    if owner == DEVELOPMENT_ID:
        raise OutdatedError(
            f"{file}: is of version {version} of the time before the first release",
            "Open it once where it can be written: what is yours in it is taken over into a new library.",
        )
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if owner != APPLICATION_ID and (version or owner or tables):
        raise damaged(file, "it is the database of another program")
    if version > len(STEPS):
        raise StorageError(
            f"{file}: is of version {version}, newer than this program (version {len(STEPS)})",
            "Install a newer newsreader, or name another archive with --archive; nothing was changed.",
        )
    return int(version)
