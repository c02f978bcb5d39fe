"""How far long work is, and what became of documents and of whole libraries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from index.model.articles import ArticleId, Language


@dataclass(frozen=True, slots=True)
class Progress:
    """One step of a long operation.

    ``stage`` is ``reading``, ``indexing``, ``names``, ``counterparts``, ``encoding``, ``checking`` or
    ``copying``.
    """

    stage: str
    done: int
    total: int | None
    """None when it is not known yet."""
    by: str = ""
    """Of ``encoding``, the name of the new encoder; of ``checking``, what is read."""


@dataclass(frozen=True, slots=True)
class Committed:
    """Articles that are safe on disk and can be read from now on."""

    articles: int


@dataclass(frozen=True, slots=True)
class DocumentTaken:
    """What became of one document of an ingest."""

    origin: str
    outcome: str
    """``added``, ``changed``, ``unchanged`` or ``skipped``."""
    article: ArticleId | None = None
    reason: str | None = None
    """Why it was skipped."""


@dataclass(frozen=True, slots=True)
class MovedAside:
    """A library of a development version, in whose place a new one without its articles has been put."""

    file: str
    """Where it is kept."""
    folders: tuple[str, ...]
    """Where its articles came from, as far as a few folders can name it."""


@dataclass(frozen=True, slots=True)
class Backup:
    """What is in a backup that was made, or put in the place of a library."""

    file: str
    """Absolute path."""
    made: str
    """UTC, ISO 8601 with ``Z``; empty of a library that was copied in another way."""
    bytes: int
    articles: Mapping[Language, int]
    bookmarks: int
    corrections: int
    settings: bool
    """Whether the text of the settings is in it."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What putting a backup in the place of a library has left."""

    backup: Backup
    kept: str | None
    """Where the library before it is now; None when there was none."""
    settings: str | None
    """The file that the settings of the backup were written to; None when they are in effect already, or
    there were none."""


@dataclass(frozen=True, slots=True)
class CutShort:
    """An import that did not come to its end, and that nobody stopped."""

    locations: tuple[str, ...]
    reason: str | None = None
    """What ended it: then it is to be begun again. None: the process was killed, and the next run goes on."""
    sound: ClassVar[bool] = False
