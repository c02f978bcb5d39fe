"""A search and what it finds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from index.model.articles import ArticleId, DateRange, EntityId, EntityKind, Language
from index.model.index_state import IndexState


@dataclass(frozen=True, slots=True)
class Filters:
    """What narrows a list; None lets everything through."""

    language: Language | None = None
    standing: str | None = None
    """``paired``, ``fr-only``, ``en-only``, ``bookmarked`` or ``unread``."""
    entity: EntityId | None = None
    since: str | None = None
    until: str | None = None
    """ISO days; an article is in when any day on which it may have been published is."""
    source: str | None = None
    """The whole name, exactly."""
    undated: bool = False
    """Only articles of which no date is known."""


UNFILTERED = Filters()


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """One question to the archive. The filters narrow what ``query`` finds."""

    query: str = ""
    filters: Filters = UNFILTERED
    order: str = "relevance"
    """``relevance`` or ``newest``; an empty query is always newest first."""
    offset: int = 0
    limit: int = 200
    lenient: bool = False
    """True while the reader types: a half-typed query is read as far as it goes instead of refused."""
    snippets: bool = False
    """Give each hit a snippet; it costs reading its text."""
    expand: bool = True
    """Also find other spellings of names, and what common words are in the other language."""
    fold: bool = True
    """Show of several near-identical articles only the first, with the count of the others."""
    events: bool = False
    """Show of several reports of one event only the first, in the order of the list, with the others folded
    under it."""
    meaning: bool = False
    """After all others, also find what says the same as three or more words; it costs a second."""


@dataclass(frozen=True, slots=True)
class Snippet:
    text: str
    highlights: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A row of a result list, cheap enough to send by the hundred."""

    id: ArticleId
    language: Language
    title: str
    title_origin: str
    published: DateRange | None
    source: str | None
    origin: str
    counterpart: ArticleId | None
    score: float = 0.0
    via: tuple[str, ...] = ()
    """Expansion words that found it; empty for a literal hit."""
    by_meaning: bool = False
    """It has none of the words, but says the same in others."""
    bookmarked: bool = False
    unread: bool = True
    snippet: Snippet | None = None
    copies: int = 0
    """How many near-identical articles of the same result are folded into this row."""
    possible: ArticleId | None = None
    """Without a counterpart, the best of those that may be one; with one, None."""
    folded: tuple[ArticleId, ...] = ()
    """The other reports of its event in the same result that this row stands for, in its order."""
    reports: Mapping[Language, int] = field(default_factory=dict)
    """How many these are with itself, of each language; empty when there are none."""


@dataclass(frozen=True, slots=True)
class ResultPage:
    query: str
    total: int
    """Of rows."""
    hits: tuple[Hit, ...]
    took_ms: float
    expanded: tuple[str, ...] = ()
    corrected: str | None = None
    warning: str | None = None
    """Said when a lenient reading dropped part of the query."""
    standings: Mapping[str, int] = field(default_factory=dict)
    """Of all results: ``fr``, ``en``, ``paired``, ``fr-only``, ``en-only``."""
    reports: int | None = None
    """Of rows of events, how many reports they stand for; None where each row is a report."""
    unsearched: IndexState | None = None
    """Nothing was looked for, for the full-text index cannot be asked: what becomes of it, never SOUND."""


@dataclass(frozen=True, slots=True)
class EntityFacet:
    """An entity row beside a result list, with the counts of these results."""

    id: EntityId
    kind: EntityKind
    label: str
    """``Alep = Aleppo`` when the languages differ."""
    fr: int
    en: int


@dataclass(frozen=True, slots=True)
class FacetCounts:
    """How many results are of each source, language and month: (value, articles)."""

    sources: tuple[tuple[str, int], ...]
    languages: tuple[tuple[Language, int], ...]
    months: tuple[tuple[str, int], ...]
    """``2024-12``, newest first; ``2024`` where no more is known."""
    undated: int


@dataclass(frozen=True, slots=True)
class ConcordanceLine:
    """One occurrence of what was asked for, with what stands around it."""

    article: ArticleId
    language: Language
    published: DateRange | None
    title: str
    block: int
    """``Block.n``; ``start`` and ``end`` count characters of that block's text."""
    start: int
    end: int
    left: str
    match: str
    right: str
    """Up to 80 characters of whole words on either side, line breaks made spaces."""
