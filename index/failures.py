"""What the machine cannot give, in words: no room on the disk, no memory, no permission."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from pathlib import Path

from index.errors import ArchiveError, StorageError

_FULL = {errno.ENOSPC, errno.EDQUOT}
_OF_THE_MACHINE = _FULL | {errno.ENOMEM, errno.EMFILE, errno.ENFILE, errno.EACCES, errno.EPERM, errno.EROFS}


def in_words(error: BaseException, place: Path | str) -> ArchiveError:
    """What ``error`` means to whoever was at ``place``, or at what it names; an ArchiveError stays."""
    for cause in _causes(error):
        if isinstance(cause, MemoryError) or (isinstance(cause, OSError) and cause.errno == errno.ENOMEM):
            return ArchiveError(
                f"{place}: not enough memory",
                "Close other programs and try again; everything that was finished is kept.",
            )
        if isinstance(cause, OSError) and cause.errno in _FULL:
            return StorageError(
                f"{cause.filename or place}: the disk is full",
                "Free some space and try again; everything that was finished is kept.",
            )
    if isinstance(error, ArchiveError):
        return error
    if isinstance(error, OSError):
        return StorageError(
            f"{error.filename or place}: {error.strerror or error}",
            "Check the disk and the permissions; everything that was finished is kept.",
        )
    return ArchiveError(
        f"a mistake in the program, not yours: {type(error).__name__}: {error}",
        "Please report it where you got newsreader from; everything that was finished is kept.",
    )


def is_of_the_machine(error: BaseException) -> bool:
    """Whether it may be over another time: what was being read or written is not to blame."""
    return any(
        isinstance(cause, MemoryError) or (isinstance(cause, OSError) and cause.errno in _OF_THE_MACHINE)
        for cause in _causes(error)
    )


def _causes(error: BaseException) -> Iterator[BaseException]:
    cause: BaseException | None = error
    seen: set[int] = set()
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        yield cause
        cause = cause.__cause__ or cause.__context__
