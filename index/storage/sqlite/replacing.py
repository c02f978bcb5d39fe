"""Another library in the place of one: whoever is killed in between is finished by the next who opens it.

A file of the name RESTORED is a whole library that is to take the place of what is there: from the moment
that it has this name, it counts. What is there is kept beside it, with its log: they are whole together only.
"""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from index.durable import sync
from index.settings import INDEX_FOLDER, LIBRARY_FILE
from index.storage.sqlite.failures import archive_error, is_busy, unwritable
from index.storage.sqlite.files import second_name

RESTORED = f"{LIBRARY_FILE}.restored"
FRESH_FILE = "fresh-profiles.sqlite3"
"""Profiles by another encoder; see ``pairs/fresh_profiles.py``."""
PATIENCE_SECONDS = 5.0
"""How long somebody may go on writing into the library that is replaced."""
_LOGS = ("-wal", "-shm", "-journal")


def is_begun(folder: Path) -> bool:
    return (folder / RESTORED).exists()


def put_in_place(folder: Path) -> Path | None:
    """Let RESTORED be the library; where the one before it is now, None when there was none.

    The caller holds the writer's lock. What follows from the old library goes: it would be taken for that of
    the new one. Raises ArchiveLockedError while somebody writes, StorageError where nothing can be renamed.
    """
    file, ready = folder / LIBRARY_FILE, folder / RESTORED
    aside = _name_aside(ready)
    try:
        with _nobody_writing(file):
            for ending in _LOGS:
                log = file.with_name(file.name + ending)
                if log.exists():
                    log.rename(aside.with_name(aside.name + ending))
            if file.exists() and not aside.exists():
                second_name(file, aside)
            _discard_shadows(folder)
            sync(folder)
            ready.replace(file)
            sync(folder)
        _tidy(aside)
    except OSError as error:
        raise unwritable(folder, error.strerror or str(error)) from error
    return aside if aside.exists() else None


def _name_aside(ready: Path) -> Path:
    """The same as often as it is begun."""
    made = datetime.fromtimestamp(ready.stat().st_mtime, UTC)
    return ready.with_name(f"{LIBRARY_FILE}.before-restore-{made:%Y%m%dT%H%M%S%f}")


@contextlib.contextmanager
def _nobody_writing(file: Path) -> Iterator[None]:
    """Whoever has the library open and wants to write finds afterwards that it is another one."""
    if not file.exists() or not file.stat().st_size:
        yield
        return
    with contextlib.closing(sqlite3.connect(file, timeout=PATIENCE_SECONDS, isolation_level=None)) as held:
        try:
            held.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            held.execute("BEGIN IMMEDIATE")
        except sqlite3.Error as error:
            if is_busy(error):
                raise archive_error(error, file) from error
            # Damaged: nobody writes into it, and all of it is kept.
        yield
        if held.in_transaction:
            held.execute("ROLLBACK")


def _discard_shadows(folder: Path) -> None:
    shutil.rmtree(folder / INDEX_FOLDER, ignore_errors=True)
    for ending in ("", *_LOGS):
        (folder / f"{FRESH_FILE}{ending}").unlink(missing_ok=True)


def _tidy(aside: Path) -> None:
    """A log without a byte says nothing."""
    log = aside.with_name(f"{aside.name}-wal")
    if log.exists() and not log.stat().st_size:
        log.unlink()
        aside.with_name(f"{aside.name}-shm").unlink(missing_ok=True)
