"""What can go wrong, each with a cause that a reader can act on."""

from __future__ import annotations


class ArchiveError(Exception):
    """Base of every error that the archive raises on purpose.

    ``str(error)`` says what happened; ``hint`` says what to do about it.
    """

    exit_code = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class SourceError(ArchiveError):
    """A file or folder cannot be read at all."""


class SettingsError(ArchiveError):
    """The settings file names something that does not exist."""

    exit_code = 2


class EncoderError(SettingsError):
    """The sentence encoder that the settings name is missing, damaged, or none."""


class QuerySyntaxError(ArchiveError):
    """A query that cannot be read; ``position`` counts characters from 0."""

    exit_code = 2

    def __init__(self, message: str, position: int, hint: str = "") -> None:
        super().__init__(message, hint)
        self.position = position


class NotFoundError(ArchiveError):
    """No archive there, or no article (bookmark, entity) of that id."""

    exit_code = 3


class AmbiguousIdError(NotFoundError):
    """An id prefix that fits several articles."""


class ArchiveLockedError(ArchiveError):
    """Another process is writing to the archive."""

    exit_code = 4


class EngineError(ArchiveError):
    """The full-text index is missing, foreign, damaged or older; it can be rebuilt."""


class StorageError(ArchiveError):
    """The library cannot be opened or written: damaged, read-only, disk full, or newer than the program."""


class OutdatedError(StorageError):
    """The library is of an older version, and cannot be brought up to date where it was opened."""


class ReadOnlyError(StorageError):
    """The library was opened where nothing can be written; what it holds can be read."""


class GoneError(StorageError):
    """The library was moved, deleted or replaced while it was open: what it held can be read, not changed."""


class SearchStopped(Exception):
    """The search was told to stop, and nobody waits for its answer any more."""
