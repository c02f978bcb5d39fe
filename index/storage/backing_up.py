"""A backup: the whole library in one file that opens anywhere, with the text of the settings in it."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from index.durable import sync
from index.errors import ArchiveError, NotFoundError, StorageError
from index.model.articles import Language
from index.model.condition import LastBackup
from index.model.progress import Backup, Progress
from index.storage.articles.finished import BACKUP
from index.storage.sqlite.backup_record import record_backup
from index.storage.sqlite.database import Database
from index.storage.sqlite.documents import to_json, utc_now
from index.storage.sqlite.failures import NOT_SOUND, is_damage, is_full
from index.storage.sqlite.files import name_finished
from index.storage.sqlite.opening import open_database_file

Tell = Callable[[Progress], object]
STAGE = "copying"


@dataclass(frozen=True, slots=True)
class Label:
    """What a backup says of itself beside the library that it is."""

    made: str
    """UTC, ISO 8601 with ``Z``."""
    settings: str | None
    """The text of the settings file; None when there was none."""


def back_up(database: Database, file: Path, settings: str | None, tell: Tell) -> Backup:
    """Write a backup to ``file``, while others go on writing; it is on the disk and looked through when done.

    Raises StorageError when there is such a file already, when it cannot be written, and when the library is
    damaged; nothing is left there then. What ``tell`` raises ends it in the same way.
    """
    if file.exists() or file.is_symlink():
        raise StorageError(f"{file}: there is a file already", "Name another file for the backup.")
    if not file.parent.is_dir():
        raise _unwritable(file, "there is no such folder")
    unfinished = file.with_name(f"{file.name}.unfinished")
    label = Label(utc_now(), settings)
    try:
        unfinished.unlink(missing_ok=True)
        _write(database, unfinished, label, tell)
        made = look_through(unfinished, file, made=label.made)
        sync(unfinished)
        name_finished(unfinished, file)
    except FileExistsError as error:
        raise StorageError(f"{file}: there is a file already", "Name another file for the backup.") from error
    except OSError as error:
        raise _unwritable(file, error.strerror or str(error)) from error
    finally:
        for ending in ("", "-journal", "-wal", "-shm"):
            with contextlib.suppress(OSError):
                unfinished.with_name(unfinished.name + ending).unlink(missing_ok=True)
    record_backup(database.file.parent, LastBackup(str(file.absolute()), label.made))
    return made


def _write(database: Database, unfinished: Path, label: Label, tell: Tell) -> None:
    file = unfinished.with_suffix("")
    try:
        with contextlib.closing(sqlite3.connect(unfinished, isolation_level=None)) as copy:
            copy_library(database, copy, tell)
            copy.execute(
                "INSERT OR REPLACE INTO finished VALUES (?, ?)",
                (BACKUP, to_json({"made": label.made, "settings": label.settings})),
            )
    except sqlite3.Error as error:
        if is_damage(error):
            raise StorageError(
                f"{database.file}: is damaged, and was not backed up: {error}",
                "`newsreader doctor` says what is wrong, and what helps.",
            ) from error
        if is_full(error, file):
            raise StorageError(
                f"{file}: the disk is full", "Free some space, or name a file on another disk."
            ) from error
        raise _unwritable(file, str(error)) from error


def copy_library(database: Database, copy: sqlite3.Connection, tell: Tell) -> None:
    """All of a library as of now into an empty database, which is one file then. Raises sqlite3.Error."""
    copy.execute("PRAGMA synchronous = OFF")  # it is synchronised once, when it is whole
    database.copy_into(copy, lambda done, total: tell(Progress(STAGE, done, total)))
    # One file, to be opened from anywhere, also from a medium that cannot be written.
    copy.execute("PRAGMA journal_mode = DELETE")


def look_through(copy: Path, file: Path, *, made: str = "") -> Backup:
    """What is in a backup that is to be called ``file``. Raises StorageError unless it is a sound one."""
    try:
        with open_database_file(copy) as library:
            damage = library.check()
            counts: dict[Language, int] = dict(
                library.rows("SELECT language, count(*) FROM articles GROUP BY language")
            )
            bookmarks = library.value("SELECT count(*) FROM bookmarks")
            corrections = library.value("SELECT count(*) FROM corrections")
            label = read_label(library)
    except NotFoundError as error:
        raise _no_backup(file, "there is nothing in it") from error
    except ArchiveError as error:
        reason = str(error).removeprefix(f"{copy}: ").removeprefix(f"{NOT_SOUND}: ")
        raise _no_backup(file, reason) from error
    if damage:
        raise _no_backup(file, "; ".join(damage[:5]))
    return Backup(
        file=str(file.absolute()),
        made=made or (label.made if label else ""),
        bytes=copy.stat().st_size,
        articles=counts,
        bookmarks=int(bookmarks),
        corrections=int(corrections),
        settings=label is not None and label.settings is not None,
    )


def read_label(library: Database) -> Label | None:
    """None of a library that was copied in another way."""
    state = library.value("SELECT state FROM finished WHERE work = ?", (BACKUP,))
    try:
        told = json.loads(state or "null")
        return None if told is None else Label(str(told["made"]), told["settings"])
    except (ValueError, TypeError, LookupError):
        return None


def _no_backup(file: Path, reason: str) -> StorageError:
    return StorageError(
        f"{file}: is no sound backup of an archive: {reason}",
        "Nothing was changed. Name a file that `newsreader backup` has made, or a copy of a whole library.",
    )


def _unwritable(file: Path, reason: str) -> StorageError:
    return StorageError(
        f"{file}: the backup cannot be written: {reason}",
        "Name a file in a folder that is there and that you may write to.",
    )
