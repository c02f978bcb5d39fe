"""A backup in the place of a library, which is kept beside it."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from pathlib import Path

from index.durable import sync
from index.errors import StorageError
from index.model.condition import LastBackup
from index.model.progress import Restored
from index.settings import LIBRARY_FILE
from index.storage.articles.finished import BACKUP
from index.storage.backing_up import Label, Tell, copy_library, look_through, read_label
from index.storage.sqlite.backup_record import last_backup, record_backup
from index.storage.sqlite.database import Database
from index.storage.sqlite.failures import archive_error, is_full, unwritable
from index.storage.sqlite.opening import open_database_file
from index.storage.sqlite.replacing import RESTORED, put_in_place
from index.storage.sqlite.writer_lock import writer_lock


def restore(folder: Path, file: Path, settings_file: Path, tell: Tell) -> Restored:
    """Put the backup ``file`` in the place of the library in ``folder``; the search index is made anew later.

    The settings of the backup are written where there are none, else beside them. There is a whole library in
    the folder at each moment: the one before, or the backup. Raises StorageError when the file is no sound
    backup or the folder cannot be written, ArchiveLockedError while another process writes; nothing is
    changed then. What ``tell`` raises ends it in the same way.
    """
    if not file.is_file():
        reason = "it is a folder" if file.is_dir() else "there is no such file"
        raise StorageError(f"{file}: {reason}", "Name a file that `newsreader backup` has made.")
    library = folder / LIBRARY_FILE
    if library.exists() and library.samefile(file):
        raise StorageError(f"{file}: is the library itself", "Name a backup of it.")
    backup = look_through(file, file)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(folder, error.strerror or str(error)) from error
    with writer_lock(folder):
        label = _make_ready(folder, file, tell)
        kept = put_in_place(folder)
    known = last_backup(folder)
    if backup.made and (known is None or known.made < backup.made):
        record_backup(folder, LastBackup(backup.file, backup.made))
    written = (
        None if label is None or label.settings is None else _write_settings(settings_file, label.settings)
    )
    return Restored(backup, kept=None if kept is None else str(kept), settings=written)


def _make_ready(folder: Path, file: Path, tell: Tell) -> Label | None:
    """The backup copied into the folder as a whole library, under the name by which it counts."""
    unfinished = folder / f"{LIBRARY_FILE}.unfinished"
    try:
        _remove(unfinished)
        with open_database_file(file) as backup:
            label = read_label(backup)
            _copy(backup, unfinished, tell)
        look_through(unfinished, file)  # what was read a second time may have been read otherwise
        with contextlib.suppress(FileNotFoundError):
            shutil.copymode(folder / LIBRARY_FILE, unfinished)
        sync(unfinished)
        unfinished.replace(folder / RESTORED)
        sync(folder)
        return label
    except OSError as error:
        raise unwritable(folder, error.strerror or str(error)) from error
    finally:
        with contextlib.suppress(OSError):
            _remove(unfinished)


def _copy(backup: Database, unfinished: Path, tell: Tell) -> None:
    try:
        with contextlib.closing(sqlite3.connect(unfinished, isolation_level=None)) as copy:
            copy_library(backup, copy, tell)
            copy.execute("DELETE FROM finished WHERE work = ?", (BACKUP,))
    except sqlite3.Error as error:
        if is_full(error, unfinished):
            raise StorageError(
                f"{unfinished.parent}: the disk is full",
                "Free some space and try again; nothing was changed.",
            ) from error
        raise archive_error(error, unfinished) from error


def _remove(unfinished: Path) -> None:
    if unfinished.is_dir():
        shutil.rmtree(unfinished)
    for ending in ("", "-journal", "-wal", "-shm"):
        unfinished.with_name(unfinished.name + ending).unlink(missing_ok=True)


def _write_settings(file: Path, text: str) -> str | None:
    """Where they are now; None when they are what is there, or when they cannot be written."""
    with contextlib.suppress(OSError):
        if file.is_file():
            if file.read_bytes() == text.encode("utf-8", "surrogateescape"):
                return None
            file = file.with_name(f"{file.name}.restored")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode("utf-8", "surrogateescape"))
        return str(file)
    return None
