"""The nouns of the archive: frozen dataclasses, no library behind them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

ArticleId = str
EntityId = str
Language = str
"""ISO 639-1 code, or ``UNKNOWN_LANGUAGE``."""

UNKNOWN_LANGUAGE: Language = "und"
READING_LANGUAGES: tuple[Language, Language] = ("fr", "en")
"""The two languages whose reports are paired, the left side of the split first."""


def other_language(language: Language) -> Language:
    """Of a reading language the other one."""
    left, right = READING_LANGUAGES
    return right if language == left else left


class Role(StrEnum):
    """What a block of text is to the article that it was found in."""

    TITLE = "title"
    SECTION = "section"
    LEAD = "lead"
    BODY = "body"
    QUOTE = "quote"
    CAPTION = "caption"
    METADATA = "metadata"
    DATELINE = "dateline"
    TEASER = "teaser"
    RELATIVE_TIME = "relative-time"
    AUTHOR_BOX = "author-box"
    CREDIT = "credit"
    RELATED_LINK = "related-link"
    REPEATED = "repeated"


BODY_ROLES = frozenset({Role.LEAD, Role.BODY, Role.QUOTE})
"""Roles that are read, indexed, aligned and counted as paragraphs; the rest is hidden by default."""


class EntityKind(StrEnum):
    PERSON = "person"
    PLACE = "place"
    ORGANISATION = "organisation"


DEMONYM = "demonym"
"""Mention kind of ``Iranian``, ``syrien``: points at a country, is never an entity row of its own."""


@dataclass(frozen=True, slots=True)
class RawDocument:
    """One document as a source yields it, before anything is decided about it."""

    raw: bytes
    origin: str
    """Absolute path or URL; two documents with the same origin are revisions of one article."""
    hints: Mapping[str, str] = field(default_factory=dict)
    """Given fields: title, published, language, source, author, url; never guessed ones."""
    sha256: str = ""
    """Hex digest of ``raw``."""


@dataclass(frozen=True, slots=True)
class SkippedDocument:
    """A document that could not be taken in: a value, not an exception."""

    origin: str
    reason: str
    """One sentence that the reader can act on."""


@dataclass(frozen=True, slots=True)
class Block:
    n: int
    role: Role
    text: str


@dataclass(frozen=True, slots=True)
class DateRange:
    """A publication date as a closed range of days (ISO strings), as precise as its origin was."""

    first: str
    last: str
    precision: str
    """``day``, ``month`` or ``year``."""
    origin: str
    """``field``, ``prefix``, ``url``, ``dateline`` or ``reader``."""


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date that the text speaks of."""

    text: str
    block: int
    start: int
    end: int
    resolved: str | None
    """``2024-11-30``, ``2024-12``, ``2011``, or None when nothing anchors it."""
    role: str
    """``event`` or ``background``."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name as it stands in a block; ``start`` and ``end`` count characters of that block's text."""

    block: int
    start: int
    end: int
    text: str
    kind: str
    """An ``EntityKind`` value or ``DEMONYM``."""
    entity: EntityId | None = None


@dataclass(frozen=True, slots=True)
class Article:
    id: ArticleId
    origin: str
    sha256: str
    language: Language
    title: str
    title_origin: str
    """``given`` or ``derived``."""
    blocks: tuple[Block, ...]
    languages: Mapping[Language, float] = field(default_factory=dict)
    language_uncertain: bool = False
    section: str | None = None
    source: str | None = None
    agency: str | None = None
    place: str | None = None
    author: str | None = None
    published: DateRange | None = None
    dates: tuple[DateMention, ...] = ()
    truncated: bool = False
    replaced_characters: int = 0
    """How many undecodable characters became U+FFFD."""

    @property
    def body(self) -> tuple[Block, ...]:
        """The body blocks in reading order; aligned rows count positions in this tuple."""
        return tuple(block for block in self.blocks if block.role in BODY_ROLES)


@dataclass(frozen=True, slots=True)
class Entity:
    """Mentions merged over spellings and languages."""

    id: EntityId
    kind: EntityKind
    names: Mapping[Language, str]
    """Label per language, e.g. ``{"fr": "Alep", "en": "Aleppo"}``; at least one."""
    variants: tuple[str, ...]
    mentions: int = 0
    articles: Mapping[Language, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AlignedRow:
    """Body paragraphs that say the same; one side may be empty. Positions in ``Article.body``."""

    left: tuple[int, ...]
    right: tuple[int, ...]
    score: float | None = None
    links: tuple[SentenceLink, ...] = ()
    """Sentences of this row that say the same."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why two reports were paired."""

    similarity: float
    """Bidirectional mean of best paragraph cosines, 0 to 1."""
    shared_entities: tuple[str, ...]
    days_apart: int | None
    """None when one side is undated."""
    aligned: tuple[int, int]
    """Aligned paragraphs of the side with fewer, and how many it has."""
    shared_numbers: tuple[str, ...] = ()
    margin: float | None = None
    """How much closer than the best other candidate, in log-odds."""
    runner_up: ArticleId | None = None


@dataclass(frozen=True, slots=True)
class TwoReports:
    """A French and an English report."""

    fr: ArticleId
    en: ArticleId

    @property
    def articles(self) -> tuple[ArticleId, ArticleId]:
        return self.fr, self.en

    def other(self, article: ArticleId) -> ArticleId:
        """The one that is not ``article``, which must be one of the two."""
        return self.en if article == self.fr else self.fr


@dataclass(frozen=True, slots=True)
class Pair(TwoReports):
    """A French report and the English report of the same event."""

    score: float
    """Probability that they report the same event, 0 to 1."""
    evidence: Evidence
    rows: tuple[AlignedRow, ...]
    """Left is French."""
    status: str = "counterpart"
    """``counterpart`` or ``possible``."""
    aligned: bool = True
    """False while nobody has put the paragraphs side by side yet: ``rows`` is empty then."""
    origin: str = "program"
    """``program``, or ``reader`` for a pair that the reader made or confirmed."""
    second: float | None = None
    """Log-odds of the best other pair of either report; None when there is none, or it is not known."""


@dataclass(frozen=True, slots=True)
class TextSpan:
    """A stretch of a body paragraph."""

    paragraph: int
    """Position in ``Article.body``."""
    start: int
    end: int
    """``start`` and ``end`` count characters of that paragraph's text."""


DIFFERS = "differs"
RESTATED = "same in other words"


@dataclass(frozen=True, slots=True)
class Difference:
    kind: str
    """``number``, ``name``, ``quotation``, ``date`` or ``passage``."""
    left: str | None
    right: str | None
    """None: no matching one was found on that side."""
    row: int
    value: str = DIFFERS
    """``DIFFERS`` or ``RESTATED``."""
    left_span: TextSpan | None = None
    right_span: TextSpan | None = None
    speaker: EntityId | None = None
    """Of a quotation, when a name tells."""


@dataclass(frozen=True, slots=True)
class SentenceLink:
    """Sentences of an aligned row that say the same, for highlighting. Left is French."""

    left: TextSpan
    right: TextSpan
    score: float
    """Cosine, 0 to 1."""


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


@dataclass(frozen=True, slots=True)
class ResultPage:
    query: str
    total: int
    hits: tuple[Hit, ...]
    took_ms: float
    expanded: tuple[str, ...] = ()
    corrected: str | None = None
    warning: str | None = None
    """Said when a lenient reading dropped part of the query."""
    standings: Mapping[str, int] = field(default_factory=dict)
    """Of all results: ``fr``, ``en``, ``paired``, ``fr-only``, ``en-only``."""


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


@dataclass(frozen=True, slots=True)
class PairedReports:
    """Both reports of one event, ready to be shown side by side. Left is French."""

    left: Article
    right: Article
    pair: Pair
    differences: tuple[Difference, ...]
    """What differs, by news value."""
    restated: tuple[Difference, ...] = ()
    """What both say in other words: numbers, dates, quotations."""


@dataclass(frozen=True, slots=True)
class Progress:
    """One step of a long operation.

    ``stage`` is ``reading``, ``indexing``, ``names``, ``counterparts`` or ``encoding``.
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
class Reencoding:
    """How far the change to another sentence encoder is; the old one serves until it is finished."""

    encoder: str
    """The name of the new one."""
    done: int
    total: int
    """Articles."""


@dataclass(frozen=True, slots=True)
class Status:
    folder: str
    sample: bool
    articles: Mapping[Language, int]
    pairs: int
    entities: int
    bookmarks: int
    engine: str
    schema: int
    documents: int
    """Articles in the full-text index."""
    index_bytes: int
    pending: int
    """Articles whose names or counterparts are not worked out yet."""
    extractor: str | None
    encoder: str | None
    reencoding: Reencoding | None = None
    """None unless the settings name another encoder than the one that is in effect."""
    measured: bool = True
    """Whether scores are measured probabilities; with any but the built-in encoder they are estimates."""


@dataclass(frozen=True, slots=True)
class LibraryFinding:
    """What ``doctor`` finds of one part of the archive, as the other findings; ``sound``: nothing to mend."""

    articles: int
    damage: tuple[str, ...]
    """What the database complains of, in its own words."""

    @property
    def sound(self) -> bool:
        return not self.damage


@dataclass(frozen=True, slots=True)
class IndexFinding:
    """The full-text index, which can be read."""

    articles: int
    missing: int
    """Articles of the library that it lacks."""
    unknown: int
    """Articles that the library does not have."""
    in_step: bool
    """Whether it knows the newest change of the library."""
    slowed_by: str | None
    """Why the index's own readers are used instead of the fast one, or None."""

    @property
    def sound(self) -> bool:
        return self.in_step and not self.missing and not self.unknown


@dataclass(frozen=True, slots=True)
class UnreadableIndex:
    reason: str
    sound: ClassVar[bool] = False


@dataclass(frozen=True, slots=True)
class AnalysisFinding:
    """Names and counterparts, as far as they are worked out."""

    unnamed: int
    """Articles that wait for their names."""
    unfinished: bool
    """Whether anything else is left to do."""

    @property
    def sound(self) -> bool:
        return not self.unnamed and not self.unfinished


@dataclass(frozen=True, slots=True)
class EncoderFinding:
    """The sentence encoder of the settings, which can be used."""

    encoder: str
    measured: bool
    """As in ``Status``."""
    in_effect: str
    """The encoder that serves until articles are encoded anew; without a change the same."""
    reencoding: Reencoding | None

    @property
    def sound(self) -> bool:
        return self.reencoding is None


@dataclass(frozen=True, slots=True)
class UnusableEncoder:
    reason: str
    hint: str
    """What the error advises."""
    sound: ClassVar[bool] = False


@dataclass(frozen=True, slots=True)
class FolderFinding:
    folder: str
    writable: bool

    @property
    def sound(self) -> bool:
        return self.writable


@dataclass(frozen=True, slots=True)
class DiskFinding:
    free: int
    """Bytes that the reader may still fill."""
    enough: bool
    """For the next import."""

    @property
    def sound(self) -> bool:
        return self.enough


Finding = (
    LibraryFinding
    | IndexFinding
    | UnreadableIndex
    | AnalysisFinding
    | EncoderFinding
    | UnusableEncoder
    | FolderFinding
    | DiskFinding
)


@dataclass(frozen=True, slots=True)
class Correction(TwoReports):
    """What the reader said of two reports; every later run honours it."""

    verdict: str
    """``same`` or ``different`` event."""
    created: str
    """UTC, ISO 8601 with ``Z``."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A report that another one could be paired with, and what speaks for it."""

    article: ArticleId
    """The other report."""
    score: float
    """Probability that both report the same event."""
    log_odds: float
    status: str
    """``counterpart``, ``possible`` or ``unlikely``."""
    evidence: Evidence
    parts: Mapping[str, float]
    """What each part of the score adds to the log-odds."""


@dataclass(frozen=True, slots=True)
class ScorePart:
    """One part of a score, in log-odds."""

    name: str
    """As ``Candidate.parts`` calls it."""
    points: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why an article has the counterpart it has, or none."""

    article: ArticleId
    counterpart: ArticleId | None
    """As it is shown: counterpart or possible counterpart."""
    best: Candidate | None
    """None when there is nothing to compare it with."""
    parts: tuple[ScorePart, ...]
    """Of the best candidate."""
    runner_up: Candidate | None
    why_not: tuple[ScorePart, ...]
    """What the runner-up has less of, in log-odds against the best candidate."""


@dataclass(frozen=True, slots=True)
class Story:
    """Reports of one event and what followed it, in both languages, over days."""

    id: str
    members: tuple[ArticleId, ...]
    """By day, the undated last."""
    days: tuple[str, ...]
    """First and last day, ISO; empty when none is dated."""
    languages: Mapping[Language, int]


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
