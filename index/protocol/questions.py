"""Every question that the archive's process answers: what is asked, and the type of the answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar, get_args

from index.model.articles import ArticleId
from index.model.desk import Bookmark
from index.model.results import EntityFacet, FacetCounts, ResultPage, SearchRequest
from index.protocol.answers import (
    ArticleView,
    BookmarkRow,
    Changed,
    Done,
    Greeting,
    Hits,
    Nearest,
    Occurrences,
    Offer,
    PairView,
    StoryView,
    Why,
)

Answer = TypeVar("Answer", covariant=True)


@dataclass(frozen=True, slots=True)
class Question(Generic[Answer]):
    """One thing to ask. On the pipe it goes by the name of its class."""

    changes: ClassVar[bool] = False
    """It changes something: a search that comes after it is not answered before it."""
    newest_only: ClassVar[bool] = False
    """The screen shows one of these: an older one that still waits is not worth an answer."""
    stoppable: ClassVar[bool] = False
    """While it is worked on it looks whether a newer search has made it worthless."""

    @classmethod
    def answer_type(cls) -> Any:
        """The type that its answer has."""
        (base,) = cls.__orig_bases__  # type: ignore[attr-defined]
        (answer,) = get_args(base)
        return answer


@dataclass(frozen=True, slots=True)
class Hello(Question[Greeting]):
    """What the archive holds, and where the reader was."""


# ---- searching


@dataclass(frozen=True, slots=True)
class Search(Question[ResultPage]):
    """A page of results; one with an ``offset`` belongs to the search before it."""

    stoppable = True
    request: SearchRequest


@dataclass(frozen=True, slots=True)
class Unfold(Question[Hits]):
    """Of what the request finds the rows of these articles, which stand under another one of their event."""

    request: SearchRequest
    articles: tuple[ArticleId, ...]
    """``Hit.folded`` of that one."""


@dataclass(frozen=True, slots=True)
class Facets(Question[tuple[EntityFacet, ...]]):
    """The names of all articles that the request finds."""

    newest_only = True
    stoppable = True
    request: SearchRequest
    limit: int = 200


@dataclass(frozen=True, slots=True)
class Counts(Question[FacetCounts]):
    """Sources, languages and months of all articles that the request finds."""

    stoppable = True
    request: SearchRequest
    limit: int = 200


@dataclass(frozen=True, slots=True)
class Concordance(Question[Occurrences]):
    """Every occurrence of what is asked for, from ``request.offset`` on."""

    stoppable = True
    request: SearchRequest


@dataclass(frozen=True, slots=True)
class Similar(Question[Hits]):
    """Articles of both languages that are about the same."""

    article: ArticleId
    limit: int = 20


# ---- reading


@dataclass(frozen=True, slots=True)
class ReadArticle(Question[ArticleView]):
    newest_only = True
    article: ArticleId
    query: str = ""
    """What matches it is told, to be pointed out."""


@dataclass(frozen=True, slots=True)
class ReadPair(Question[PairView | None]):
    """An article beside its counterpart, or beside another report of its event; None without one."""

    newest_only = True
    article: ArticleId
    query: str = ""
    beside: ArticleId | None = None
    """One of ``ArticleView.beside``; any other is as good as None, which stands for the counterpart."""


@dataclass(frozen=True, slots=True)
class WhyPaired(Question[Why | None]):
    """As with the pair, and why the runner-up lost: that takes comparing it again. None without a pair."""

    article: ArticleId
    beside: ArticleId | None = None
    """As of ReadPair."""


@dataclass(frozen=True, slots=True)
class WhyAlone(Question[Nearest | None]):
    """Why an article has no counterpart. None when it has one, or nothing to be compared with."""

    article: ArticleId


# ---- pairs


@dataclass(frozen=True, slots=True)
class Candidates(Question[Offer]):
    """What else an article could be paired with."""

    article: ArticleId
    limit: int = 5


@dataclass(frozen=True, slots=True)
class StoryOf(Question[StoryView | None]):
    """The reports that belong together with an article; None when there are no others."""

    article: ArticleId


@dataclass(frozen=True, slots=True)
class Judge(Question[Done]):
    """Say that two reports tell the ``same`` event or ``different`` ones; None takes back what was said."""

    changes = True
    article: ArticleId
    other: ArticleId
    verdict: str | None


# ---- what is the reader's own


@dataclass(frozen=True, slots=True)
class Bookmarks(Question[tuple[BookmarkRow, ...]]):
    """All of them, the oldest first."""


@dataclass(frozen=True, slots=True)
class AddBookmark(Question[Bookmark]):
    """Mark a paragraph (body position), or without ``block`` an article."""

    changes = True
    article: ArticleId
    counterpart: ArticleId | None = None
    block: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class RemoveBookmark(Question[Bookmark]):
    changes = True
    bookmark: str


@dataclass(frozen=True, slots=True)
class MarkRead(Question[Done]):
    changes = True
    article: ArticleId
    read: bool
    by_key: bool = False
    """The reader said so and may take it back, unlike a mark that comes of opening it."""


@dataclass(frozen=True, slots=True)
class Undo(Question[Changed | None]):
    """Take back the last change of this archive that still stands; None when there is none."""

    changes = True


@dataclass(frozen=True, slots=True)
class Redo(Question[Changed | None]):
    """Make the change again that was taken back last; None when there is none."""

    changes = True


@dataclass(frozen=True, slots=True)
class PutPlace(Question[Done]):
    """Remember where the reader is, for the next launch."""

    changes = True
    state: Mapping[str, Any]


QUESTIONS: Mapping[str, type[Question[Any]]] = {kind.__name__: kind for kind in Question.__subclasses__()}
