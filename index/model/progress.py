"""How far long work is, and what became of documents and of whole libraries."""

from __future__ import annotations

from dataclasses import dataclass

from index.model.articles import ArticleId


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
    """Of ``encoding``, the name of the new encoder."""


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
