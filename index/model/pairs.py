"""Two reports of one event, what speaks for them, and what they differ in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.model.articles import Article, ArticleId, EntityId, Language
from index.model.events import Event


@dataclass(frozen=True, slots=True)
class AlignedRow:
    """Body paragraphs that say the same; one side may be empty. Positions in ``Article.body``."""

    left: tuple[int, ...]
    right: tuple[int, ...]
    """Not always neighbours: independent reports tell things in another order."""
    score: float | None = None
    """Of a one-sided row None only when no sentence of the other report says anything of it."""
    links: tuple[SentenceLink, ...] = ()
    """Sentences of ``left`` and what says the same; some of that stands in other rows."""

    @property
    def inner_links(self) -> tuple[SentenceLink, ...]:
        """Those of which both sentences stand in this row."""
        return tuple(link for link in self.links if link.right.paragraph in self.right)


def told_elsewhere(rows: Sequence[AlignedRow], row: AlignedRow) -> SentenceLink | None:
    """The surest link of a one-sided row to a paragraph opposite that stands in another row."""
    linked = (
        link
        for other in rows
        for link in other.links
        if link.left.paragraph in row.left or link.right.paragraph in row.right
    )
    return None if row.left and row.right else max(linked, key=lambda link: link.score, default=None)


WEEKDAY, ORDINAL, DAY = "weekday", "ordinal", "day"


@dataclass(frozen=True, slots=True)
class Conflict:
    """What two reports say of one thing that cannot both be so."""

    kind: str
    """What the numbers of their leads count, as ``dead``; or WEEKDAY, ORDINAL, DAY."""
    left: str
    """Numbers with a point, several after commas; weekdays with 0 for Monday, days in ISO. Left is French."""
    right: str


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
    """How much closer than the best report of another event, in log-odds."""
    runner_up: ArticleId | None = None
    """That report; None when there is none to speak of."""
    conflicts: tuple[Conflict, ...] = ()
    """What speaks against it."""


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


OF_ONE_EVENT = "of one event"
"""Status of two reports of one event that are no pair: neither is the best for the other."""


@dataclass(frozen=True, slots=True)
class Pair(TwoReports):
    """A French report and the English report of the same event."""

    score: float
    """Probability that they report the same event, 0 to 1."""
    evidence: Evidence
    rows: tuple[AlignedRow, ...]
    """Left is French."""
    status: str = "counterpart"
    """``counterpart``, ``possible`` or OF_ONE_EVENT; this one is never stored."""
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
    event: Event | None = None
    """That the other report is among; None when it stands alone."""


@dataclass(frozen=True, slots=True)
class RunnerUp:
    """What came second to a pair: of a report of another event the best pair with either."""

    candidate: Candidate
    """``candidate.article`` is the report of the other event."""
    margin: float
    """How much closer the pair is, in log-odds."""


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
    event: Event | None = None
    """That the article itself is among; the runner-up is of another one."""
    refused: Candidate | None = None
    """Of an article without a counterpart: what would be likely enough but for what contradicts."""


@dataclass(frozen=True, slots=True)
class Story:
    """Reports of one event and what followed it, in both languages, over days."""

    id: str
    members: tuple[ArticleId, ...]
    """By day, the undated last."""
    days: tuple[str, ...]
    """First and last day, ISO; empty when none is dated."""
    languages: Mapping[Language, int]
    events: tuple[Event, ...] = ()
    """Those of its happenings that two and more of its reports tell, by day, the undated last."""
