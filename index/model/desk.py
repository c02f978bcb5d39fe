"""What is the reader's own, and how it changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from index.model.articles import ArticleId
from index.model.pairs import TwoReports


@dataclass(frozen=True, slots=True)
class Bookmark:
    id: str
    article: ArticleId
    counterpart: ArticleId | None
    block: int | None
    """Body position of the paragraph, or None for the whole article."""
    note: str
    tags: tuple[str, ...]
    created: str
    """UTC, ISO 8601 with ``Z``."""


@dataclass(frozen=True, slots=True)
class Correction(TwoReports):
    """What the reader said of two reports; every later run honours it."""

    verdict: str
    """``same`` or ``different`` event."""
    created: str
    """UTC, ISO 8601 with ``Z``."""


class RefusedCorrection(NamedTuple):
    """One of an export that was not taken over."""

    place: int
    """In the export, counted from 1."""
    reason: str


class TakenOver(NamedTuple):
    """What came of an export of corrections."""

    taken: int
    """How many were new."""
    elsewhere: int
    """How many of these are of articles that are not here yet."""
    refused: tuple[RefusedCorrection, ...] = ()


@dataclass(frozen=True, slots=True)
class BookmarkChange:
    """A bookmark that was made, removed or altered."""

    before: Bookmark | None
    after: Bookmark | None

    @property
    def articles(self) -> tuple[ArticleId, ...]:
        mark = self.after or self.before
        return () if mark is None else (mark.article,)


@dataclass(frozen=True, slots=True)
class ReadMarkChange:
    """An article that the reader marked read or unread."""

    article: ArticleId
    before: bool
    after: bool

    @property
    def articles(self) -> tuple[ArticleId, ...]:
        return (self.article,)


@dataclass(frozen=True, slots=True)
class VerdictChange:
    """What the reader said of a French and an English report."""

    fr: ArticleId
    en: ArticleId
    before: Correction | None
    after: Correction | None

    @property
    def articles(self) -> tuple[ArticleId, ...]:
        return (self.fr, self.en)


@dataclass(frozen=True, slots=True)
class VerdictImport:
    """What was taken over from exported corrections, as one change."""

    verdicts: tuple[VerdictChange, ...]

    @property
    def articles(self) -> tuple[ArticleId, ...]:
        return tuple(article for verdict in self.verdicts for article in verdict.articles)


Change = BookmarkChange | ReadMarkChange | VerdictChange | VerdictImport
"""A change of the reader's own data; None before or after: there was nothing."""
