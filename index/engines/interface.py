"""What every full-text engine can do, whatever it is made of and wherever its index is."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from os import PathLike
from typing import TYPE_CHECKING, ClassVar, NamedTuple, Protocol, Self, TypeAlias, runtime_checkable

from index.errors import EngineError
from index.model.articles import ArticleId, EntityId, Language
from index.query.syntax import Node

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Stop = Callable[[], bool]
"""Asked between small steps of a search; once it says True the answer is no longer wanted."""
Place: TypeAlias = str | PathLike[str]
"""Where an index is: a folder, or an address and a name. Only the engine that is named with it reads it."""


class SearchCancelled(Exception):
    """``stop`` said that the answer is no longer wanted; not a failure."""


class UnresolvedNode(ValueError):
    """A tree asks for what only the library knows; rewrite such nodes into ``IdIn`` first."""


class NotWritten(EngineError):
    """A write failed: ``articles`` are still to be written or removed, all others of it are there to stay."""

    def __init__(self, message: str, hint: str, articles: frozenset[ArticleId]) -> None:
        super().__init__(message, hint)
        self.articles = articles


@dataclass(frozen=True, slots=True)
class IndexedArticle:
    """What an engine is told about an article."""

    id: ArticleId
    language: Language
    title: str
    body: str
    """Paragraphs separated by an empty line; phrases do not reach across one."""
    source: str | None = None
    place: str | None = None
    author: str | None = None
    first: int | None = None
    """First day of the publication range as a proleptic ordinal (``date.toordinal()``); None when undated."""
    last: int | None = None
    """Last day, given if and only if ``first`` is."""
    entities: tuple[EntityId, ...] = ()

    def validate(self) -> None:
        """Raises ValueError when an engine could not index it; called before anything is written."""
        texts = (self.id, self.language, self.title, self.body, *self.entities)
        optional = (self.source, self.place, self.author)
        if not all(isinstance(text, str) for text in texts):
            raise ValueError(f"article {self.id!r}: id, language, title, body and entities must be text")
        if not all(text is None or isinstance(text, str) for text in optional):
            raise ValueError(f"article {self.id!r}: source, place and author must be text or None")
        if not self.id or not self.language or any(map(str.isspace, self.language)):
            raise ValueError(f"article {self.id!r}: needs an id and a language code")
        days = (self.first, self.last)
        if days != (None, None) and not all(isinstance(day, int) and 0 < day < 2**31 for day in days):
            raise ValueError(f"article {self.id!r}: first and last must both be day numbers, or both None")
        if self.first is not None and self.last is not None and self.first > self.last:
            raise ValueError(f"article {self.id!r}: its dates end before they begin")


class EngineHit(NamedTuple):
    id: ArticleId
    score: float
    """Larger is better; only comparable inside one result."""
    via: tuple[str, ...] = ()
    """Expansion words that found it; empty for a literal hit."""


@dataclass(frozen=True, slots=True)
class EngineResult:
    total: int
    """How many match; of an engine that does not count to the end, at least so many."""
    hits: tuple[EngineHit, ...]
    """The page asked for, in the order asked for."""
    languages: Mapping[Language, int] = field(default_factory=dict)
    """How many of all matches are in which language."""
    favoured: Mapping[Language, int] = field(default_factory=dict)
    """How many of these are favoured."""


@dataclass(frozen=True, slots=True)
class Favoured:
    """Articles that score a little higher than others."""

    ids: frozenset[ArticleId]
    version: Hashable
    """Another one for another set: as long as it stays an engine need not look at the ids again."""


NOBODY = Favoured(frozenset(), None)


class Facet(StrEnum):
    """What matches are counted by."""

    SOURCE = "source"
    MONTH = "month"
    """Of the first day; the year, where the days are more than a month (``2024-12``, ``2024``)."""
    ENTITY = "entity"


class Words(Protocol):
    """The words of an index as they are written: what a prefix or a misspelt word may mean."""

    def completions(self, prefix: str) -> Mapping[Language, Sequence[str]]:
        """The most frequent folded words that begin with the folded ``prefix``."""

    def similar(self, word: str) -> Mapping[Language, Sequence[str]]:
        """The most frequent folded words spelt almost like the folded ``word``, itself included."""

    def corrections(self, word: str, limit: int) -> Sequence[tuple[str, int]]:
        """(folded word, articles) of what the folded ``word`` may have been meant to be, the likeliest first.

        Words of the index a letter or two away, itself left out; for "did you mean".
        """


class SearchEngine(Protocol):
    """One index, used from the thread that opened it."""

    name: ClassVar[str]
    schema_version: ClassVar[int]

    @classmethod
    def open(cls, place: Place, *, create: bool = False) -> Self:
        """The index at ``place``; ``create`` makes an empty one where there is nothing yet.

        Raises EngineError when it is missing, foreign, damaged or of another schema.
        """

    @classmethod
    def examine(cls, place: Place) -> None:
        """Raises EngineError when the index at ``place`` cannot be used: missing, foreign, cut, condemned.

        Cheap enough for every start: labels and lengths only, of no list a byte.
        """

    @classmethod
    def condemn(cls, place: Place, reason: str) -> None:
        """Let ``examine`` and ``open`` refuse the index from now on, in every process.

        For whoever met damage while reading. Does nothing where nothing can be written.
        """

    def write(self, articles: Iterable[IndexedArticle], deleted: Iterable[ArticleId] = ()) -> None:
        """Adds or replaces ``articles`` and removes ``deleted``: each is found whole or not at all.

        When it returns all of it is there to stay. Raises ValueError for an article that cannot be indexed
        and ArchiveLockedError while another process writes, both before anything is changed, and NotWritten,
        which says what is missing. Writing the same again is safe, and completes it. Any other EngineError
        says that the index is damaged or gone: to write again is of no use, it has to be made anew.
        """

    def search(
        self,
        tree: Node,
        *,
        limit: int = 20,
        offset: int = 0,
        order: str = "relevance",
        stop: Stop | None = None,
        favoured: Favoured = NOBODY,
    ) -> EngineResult:
        """The articles that ``tree`` matches, as of the newest commit of any process.

        ``order`` is ``relevance`` (literal hits before those that only an expansion found, then by score,
        then newest first) or ``newest`` (undated last). A tree that scores nothing is always newest first.
        Of articles that match about equally well the newer ones and the ``favoured`` ones score a little
        higher.
        Raises SearchCancelled when ``stop`` says so, EngineError when the index is damaged, UnresolvedNode
        for a tree with ``Standing`` or ``TagIs`` nodes; so do ``among`` and ``count``.
        """

    def among(
        self, tree: Node, ids: frozenset[ArticleId], *, stop: Stop | None = None
    ) -> frozenset[ArticleId]:
        """Which of ``ids`` the tree matches."""

    def count(
        self, tree: Node, what: Facet, limit: int, *, stop: Stop | None = None
    ) -> list[tuple[str, int]]:
        """(value, articles) of what the matches have, at most ``limit`` of them.

        Months the newest first; all else with most articles first, equal ones by their value.
        """

    @property
    def words(self) -> Words:
        """The words as of the last search or write."""

    def documents(self) -> int:
        """How many articles are indexed."""

    def ids(self) -> Iterator[ArticleId]:
        """Every indexed article, once, in no order."""

    def generation(self) -> str:
        """Differs after every commit, of whichever process; survives a restart."""

    @property
    def slowed_by(self) -> str | None:
        """Why searches are answered in a slower way than they should be; None when they are not."""

    def verify(self) -> Iterator[int]:
        """Read all of the index, a few megabytes a step; bytes read so far. Raises EngineError at damage."""

    def compact(self) -> bool:
        """A bounded piece of housekeeping for idle time; False when there is nothing (left) to do."""

    def close(self) -> None:
        """Releases the index; closing twice is fine."""


class MatchingIds(Collection[ArticleId]):
    """Articles by their numbers in an engine's list; ids are looked up only when they are asked for."""

    __slots__ = ("everything", "numbers")

    def __init__(self, everything: Sequence[ArticleId], numbers: NDArray[np.int64]) -> None:
        self.everything = everything
        """All articles that the engine has, deleted ones included; the same list until the next commit."""
        self.numbers = numbers
        """Positions in it, each once."""

    def __len__(self) -> int:
        return len(self.numbers)

    def __iter__(self) -> Iterator[ArticleId]:
        return map(self.everything.__getitem__, self.numbers.tolist())

    def __contains__(self, id: object) -> bool:
        return any(id == other for other in self)


@runtime_checkable
class NumberingEngine(Protocol):
    """An engine that has all its articles in one list: what the library knows of them is counted there."""

    def matching(self, tree: Node, *, stop: Stop | None = None) -> MatchingIds:
        """Every match, in no order. Raises what ``search`` raises."""
