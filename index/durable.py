"""Files that are there to stay, and that can be told from what a power cut or a bad disk makes of them."""

from __future__ import annotations

import errno
import os
from pathlib import Path


class DamagedFile(Exception):
    """A file is not as it was written, or is missing though it is counted on."""


def write_durably(path: Path, content: bytes) -> None:
    """All of ``content`` or what was there before, even after a power cut.

    That the file has its name is only sure after ``sync`` of its folder. Raises OSError.
    """
    unfinished = path.with_suffix(".tmp")
    with unfinished.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)


def sync(path: Path) -> None:
    """Returns when a file's bytes, or the names in a folder, are on the disk. Raises OSError."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        # Some file systems know no such thing for folders.
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(descriptor)
