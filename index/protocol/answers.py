"""What the archive answers beyond the nouns of ``index.model``: those put together for one look at them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from index.model.articles import Article, ArticleId, DateRange, EntityId, Language
from index.model.desk import Bookmark, Change
from index.model.events import Event
from index.model.index_state import IndexState
from index.model.pairs import Candidate, Difference, Pair, RunnerUp, Story
from index.model.progress import CutShort, MovedAside
from index.model.results import ConcordanceLine, Hit

Spans = tuple[tuple[int, int], ...]
"""Starts and ends, in characters."""


@dataclass(frozen=True, slots=True)
class Done:
    """It is done, and durable; nothing else is to be said of it."""


@dataclass(frozen=True, slots=True)
class Greeting:
    """What the archive says of itself when it is opened."""

    archive: str
    """Its folder."""
    sample: bool
    articles: Mapping[Language, int]
    pairs: int
    pending: int
    """Not 0 while anything is left to do: articles to be made searchable, pairs to be put side by side.

    0 where nothing can be written.
    """
    uncompared: int
    """Articles that are not compared with the reports of the other language yet."""
    state: Mapping[str, Any]
    """The reader's place, as it was put away last; the screen's own."""
    moved_aside: MovedAside | None = None
    """A library of a development version, the first time that it is told."""
    cut_short: CutShort | None = None
    """An import that did not come to its end."""
    index: IndexState = IndexState.SOUND
    """What the full-text index is good for, as far as it says so itself."""


@dataclass(frozen=True, slots=True)
class ReportName:
    """A report by name. Without a title it is not in the archive (any more)."""

    id: ArticleId
    language: Language | None = None
    title: str | None = None
    published: DateRange | None = None
    source: str | None = None
    counterpart: ArticleId | None = None


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article with what the query found in it."""

    article: Article
    counterpart: ArticleId | None
    title_highlights: Spans = ()
    highlights: Mapping[int, Spans] = field(default_factory=dict)
    """Block number to the matches in that block's text."""
    bookmarks: tuple[Bookmark, ...] = ()
    taken_apart: tuple[ReportName, ...] = ()
    """The reports of which the reader said that they are not of the same event."""
    names: tuple[str, ...] = ()
    """Labels of what it names, in the order of the text; empty beside a counterpart."""
    beside: tuple[ArticleId, ...] = ()
    """What can stand beside it: its counterpart, then the other reports of its event in the other language;
    empty beside a counterpart."""


@dataclass(frozen=True, slots=True)
class Why:
    """What is to be known beside the evidence of a pair, for whoever puts it into words."""

    labels: Mapping[EntityId, str]
    """Of the shared entities; a name that is no entity stands for itself."""
    runner_up: str | None
    """Title of what came second."""
    rival: RunnerUp | None
    """The same with what speaks for it; None unless it was compared again."""
    measured: bool
    """Whether the score is a measured probability, or with another encoder an estimate."""
    event: Event | None = None
    """That both are of."""


@dataclass(frozen=True, slots=True)
class PairView:
    """Two reports of one event, ready to be shown side by side; ``left`` is French."""

    left: ArticleView
    right: ArticleView
    pair: Pair
    """Its rows count positions among body blocks."""
    differences: tuple[Difference, ...]
    """By news value."""
    restated: tuple[Difference, ...]
    """What both say in other words."""
    why: Why

    def other(self, article: ArticleId) -> ArticleView:
        """The counterpart of one of the two."""
        return self.left if self.right.article.id == article else self.right


@dataclass(frozen=True, slots=True)
class BookmarkRow:
    """A line of the bookmarks screen. Titles are None when the article is no longer there."""

    bookmark: Bookmark
    title: str | None
    language: Language | None
    counterpart_title: str | None


@dataclass(frozen=True, slots=True)
class Changed:
    """A change of the reader's own data that was taken back, or made again."""

    change: Change
    """As it was made first."""
    names: tuple[ReportName, ...]
    """The reports that it is about."""


@dataclass(frozen=True, slots=True)
class CandidateRow:
    """A report that an article could be paired with, and what speaks for it."""

    report: ReportName
    candidate: Candidate


@dataclass(frozen=True, slots=True)
class Nearest:
    """What came nearest to being the counterpart of an article that has none."""

    best: CandidateRow
    refused: CandidateRow | None
    """What would be likely enough but for what contradicts; it may be the same."""
    why: Why
    """Beside the evidence of ``best``, as beside that of a pair."""


@dataclass(frozen=True, slots=True)
class Offer:
    """The counterpart that an article has, and what it could have instead."""

    article: ReportName
    counterpart: ArticleId | None
    """None also while it is only a possible one: that may still be made the counterpart."""
    candidates: tuple[CandidateRow, ...]
    taken_apart: tuple[ReportName, ...]
    """The reader said that these tell another event: they are no candidates any more."""
    verdicts: Mapping[ArticleId, str]
    """What the reader has said of other reports: ``same`` or ``different``."""


@dataclass(frozen=True, slots=True)
class StoryView:
    """Reports of one event and what followed, by day."""

    story: Story
    members: tuple[ReportName, ...]


@dataclass(frozen=True, slots=True)
class Occurrences:
    """Lines of whole articles, as many as fit into one answer."""

    lines: tuple[ConcordanceLine, ...]
    further: int | None
    """The offset to go on from; None when these are the last."""


@dataclass(frozen=True, slots=True)
class Hits:
    hits: tuple[Hit, ...]
