"""One writer at a time: who holds the archive, and for how long nobody else may."""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

from index.errors import ArchiveLockedError, StorageError
from index.settings import LOCK_FILE


@contextlib.contextmanager
def writer_lock(folder: Path) -> Iterator[None]:
    """Hold the archive in ``folder`` for writing. The system frees it when the process dies.

    Raises ArchiveLockedError naming the holder, at once; StorageError when the folder cannot be written.
    """
    file = folder / LOCK_FILE
    try:
        descriptor = os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise StorageError(
            f"{folder}: the archive cannot be written: {error.strerror}",
            "Check the permissions of the folder, or name another one with --archive.",
        ) from error
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            holder = os.pread(descriptor, 64, 0).decode("ascii", "replace").strip()
            raise ArchiveLockedError(
                f"{folder}: the archive is being written by process {holder or '?'}",
                "Wait until that import is done, or end that process; nothing was changed.",
            ) from error
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, str(os.getpid()).encode(), 0)
        yield
        os.ftruncate(descriptor, 0)
    finally:
        os.close(descriptor)
