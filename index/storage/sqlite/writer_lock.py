"""One writer at a time: who holds the archive, and for how long nobody else may."""

from __future__ import annotations

import contextlib
import fcntl
import os
import time
from collections.abc import Iterator
from pathlib import Path

from index.errors import ArchiveLockedError, StorageError
from index.settings import LOCK_FILE

_AGAIN_SECONDS = 0.02


@contextlib.contextmanager
def writer_lock(folder: Path, patience: float = 0.0) -> Iterator[None]:
    """Hold the archive in ``folder`` for writing. The system frees it when the process dies.

    Raises ArchiveLockedError naming the holder, after ``patience`` seconds; StorageError when the folder
    cannot be written.
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
            _lock(descriptor, time.monotonic() + patience)
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


def _lock(descriptor: int, deadline: float) -> None:
    """Raises OSError when another process holds it still."""
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() >= deadline:
                raise
            time.sleep(_AGAIN_SECONDS)


def is_held(folder: Path) -> bool:
    """Whether a process holds the archive in ``folder`` for writing; never in its way."""
    try:
        descriptor = os.open(folder / LOCK_FILE, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        if not os.pread(descriptor, 64, 0):
            return False  # let go of in order; no need to touch the lock
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        return True
    finally:
        os.close(descriptor)
    return False  # whoever held it was killed
