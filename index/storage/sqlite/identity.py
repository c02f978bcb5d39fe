"""Which file a library is: what is written into one that was moved or deleted is written into nothing."""

from __future__ import annotations

import os
from pathlib import Path

from index.errors import GoneError
from index.storage.sqlite.failures import unwritable

Identity = tuple[int, int]
"""Device and inode: a file keeps them while it is open, wherever its name goes."""

_GONE_HINT = (
    "Nothing was changed. Open the archive where it is now, or put a backup there with `newsreader restore`."
)
_ANOTHER_HINT = "Nothing was changed. Leave and open the archive again."


def identity(file: Path) -> Identity | None:
    """Of the file that is there now; None when there is none. Raises StorageError where it cannot be told."""
    try:
        found = os.stat(file)  # noqa: PTH116 (once a transaction: half the time of a Path's)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise unwritable(file, error.strerror or str(error)) from error
    return found.st_dev, found.st_ino


def check(file: Path, opened: Identity) -> None:
    """Raises GoneError unless ``file`` is still the one that was ``opened``."""
    now = identity(file)
    if now is None:
        raise GoneError(f"{file}: the library was moved or deleted while it was open", _GONE_HINT)
    if now != opened:
        raise GoneError(f"{file}: another library has taken its place while it was open", _ANOTHER_HINT)
