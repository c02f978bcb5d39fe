"""What SQLite says when it cannot go on, in words that a reader can act on."""

from __future__ import annotations

import shlex
import shutil
import sqlite3
from pathlib import Path

from index.errors import ArchiveError, ArchiveLockedError, NotFoundError, ReadOnlyError, StorageError
from index.storage.sqlite.backup_record import last_backup

_BUSY = ("SQLITE_BUSY", "SQLITE_LOCKED")
_FULL = ("SQLITE_FULL",)
_MAY_BE_FULL = ("SQLITE_IOERR", "SQLITE_CANTOPEN")
"""What SQLite says as well where there is no room for its log or what stands beside it."""
_ENOUGH = 256 * 1024
"""Bytes: with so much room it was something else."""
_UNWRITABLE = ("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH")
NOT_SOUND = "is not a sound newsreader library"
_DAMAGED = ("SQLITE_CORRUPT", "SQLITE_NOTADB")


class InWords:
    """A context that turns sqlite3.Error into an ArchiveError about the file."""

    __slots__ = ("_file",)

    def __init__(self, file: Path) -> None:
        self._file = file

    def __enter__(self) -> None:
        return None

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        if isinstance(error, sqlite3.Error) and not isinstance(error, sqlite3.ProgrammingError):
            raise archive_error(error, self._file) from error


def archive_error(error: sqlite3.Error, file: Path) -> ArchiveError:
    """What ``error`` means for the library in ``file``: that it is locked, or a StorageError with a hint."""
    code = getattr(error, "sqlite_errorname", "")
    if is_busy(error):
        return ArchiveLockedError(
            f"{file}: another process is writing to the archive",
            "Wait until it is done and try again; nothing was changed.",
        )
    if is_full(error, file):
        return StorageError(
            f"{file}: the disk is full",
            "Free some space and try again; everything that was finished is kept.",
        )
    if code.startswith(_UNWRITABLE):
        return StorageError(
            f"{file}: cannot be opened or written: {error}",
            "Check the permissions of the file and its folder, or name another archive with --archive.",
        )
    if is_damage(error):
        return damaged(file, str(error))
    return StorageError(
        f"{file}: the library failed: {error}",
        "Check the disk, then run `newsreader doctor`; everything that was finished is kept.",
    )


def is_busy(error: sqlite3.Error) -> bool:
    """Whether somebody else has to end first."""
    return getattr(error, "sqlite_errorname", "").startswith(_BUSY)


def is_full(error: sqlite3.Error, file: Path) -> bool:
    """Whether there is no room left where ``file`` is."""
    code = getattr(error, "sqlite_errorname", "")
    if code.startswith(_MAY_BE_FULL):
        try:
            return shutil.disk_usage(file.parent).free < _ENOUGH
        except OSError:
            return False
    return bool(code.startswith(_FULL))


def is_damage(error: sqlite3.Error) -> bool:
    """Whether the file itself is to blame; all else may be over when it is tried again."""
    return getattr(error, "sqlite_errorname", "").startswith(_DAMAGED)


def damaged(file: Path, reason: str) -> StorageError:
    """For a file that is not a sound library, or the place of one that is gone."""
    return StorageError(f"{file}: {NOT_SOUND}: {reason}", f"Nothing was changed. {restoring(file)}")


def no_archive(file: Path) -> NotFoundError:
    """For a library that nothing was ever put into."""
    return NotFoundError(f"{file.parent}: there is no archive", "Add articles with `newsreader add PATH`.")


def lost(file: Path) -> StorageError:
    """For a place where there has been a library, and where there is nothing of it now."""
    return damaged(file, "it is empty or missing, though there is a search index, or a log, of what it held")


def restoring(file: Path) -> str:
    """How a library that is damaged or lost comes back."""
    backup = last_backup(file.parent)
    if backup is None:
        return (
            "`newsreader restore FILE` puts a backup in its place and keeps what is there; without a backup,"
            " move the folder away and add your articles again."
        )
    return (
        f"`newsreader restore {shlex.quote(backup.file)}` puts the last backup in its place, made"
        f" {backup.made}, and keeps what is there."
    )


def read_only(file: Path) -> ReadOnlyError:
    """For a change of a library that was opened where nothing can be written."""
    return ReadOnlyError(
        f"{file.parent}: the archive can only be read, nothing was changed",
        "To bookmark, mark and add there, see to it that you may write to that folder, or copy it elsewhere.",
    )


def unwritable(path: Path, reason: str) -> StorageError:
    """For a folder or file that the system does not let us write."""
    return StorageError(
        f"{path}: the archive cannot be written: {reason}",
        "Check the permissions of the folder, or name another archive with --archive.",
    )
