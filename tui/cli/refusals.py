"""What the machine refuses - room, memory, a disk that fails - in words that a reader can act on."""

from __future__ import annotations

import errno
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

from index.errors import ArchiveError, SettingsError
from index.settings import default_archive_folder

KEPT = "everything that was finished is kept."
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_NO_ROOM_TO_LOAD = ("failed to map segment", "annot allocate memory")
_ROOM = 256 * 1024
"""Bytes: a folder with less is full."""


class OutputError(ArchiveError):
    """Results could not be written to where standard output goes."""


def output_refused(error: OSError) -> OutputError:
    """Standard output was not written whole."""
    if error.errno in _FULL:
        return OutputError(
            f"standard output: not all of it could be written: {_why_full(error)}",
            "Free some space where it goes to and run the command again; the archive is as it should be.",
        )
    return OutputError(
        f"standard output: not all of it could be written: {error.strerror or error}",
        "Send it elsewhere and run the command again; the archive is as it should be.",
    )


def is_of_the_system(error: Exception) -> bool:
    """Whether it is the machine that refused; a library that finds no room to be loaded is an ImportError."""
    return isinstance(error, OSError | MemoryError) or (
        isinstance(error, ImportError) and any(words in str(error) for words in _NO_ROOM_TO_LOAD)
    )


def told(error: Exception) -> tuple[str, str]:
    """The cause and what helps, for what the system refused while the archive was worked on."""
    if not isinstance(error, OSError) or error.errno == errno.ENOMEM:
        return (
            "there is not enough memory",
            f"Close other programs, or add fewer files at a time, and run it again; {KEPT}",
        )
    where = error.filename if error.filename is not None else ", ".join(map(str, _full_places()))
    if error.errno in _FULL:
        return f"{where}: {_why_full(error)}", f"Free some space there and run it again; {KEPT}"
    if error.errno == errno.EIO:
        return (
            f"{where}: the disk failed to read or write",
            f"Check the disk, then run `newsreader doctor`; {KEPT}",
        )
    if error.errno == errno.EROFS:
        return f"{where}: is on a disk that can only be read", "Name another archive with --archive."
    if error.errno in (errno.EMFILE, errno.ENFILE):
        return f"{where}: too many files are open", f"Raise the limit (ulimit -n) and run it again; {KEPT}"
    return f"{where}: {error.strerror or error}", ""


def _why_full(error: OSError) -> str:
    if error.errno == errno.EDQUOT:
        return "your quota of the disk is used up"
    return "a file would be larger than is allowed" if error.errno == errno.EFBIG else "the disk is full"


def _full_places() -> Iterable[Path]:
    """Where there is no room; an error that names no file comes from one of these. Else the archive."""
    try:
        places = [default_archive_folder(), Path(tempfile.gettempdir())]
    except (SettingsError, OSError):  # no folder for temporary files can be written
        return [Path(tempfile.tempdir or "/tmp")]  # noqa: S108
    return [place for place in places if _is_full(place)] or places[:1]


def _is_full(place: Path) -> bool:
    try:
        return shutil.disk_usage(place).free < _ROOM
    except OSError:
        return False
