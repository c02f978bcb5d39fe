"""What every full-text engine can do, whatever it is made of."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, NamedTuple, Protocol, Self

from index.model import ArticleId, EntityId, Language, Snippet
from index.query.syntax import Node

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Stop = Callable[[], bool]
"""Asked between small steps of a search; once it says True the answer is no longer wanted."""


class SearchCancelled(Exception):
    """``stop`` said that the answer is no longer wanted; not a failure."""


class UnresolvedNode(ValueError):
    """A tree asks for what only the library knows; rewrite such nodes into ``IdIn`` first."""


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


@dataclass(frozen=True, slots=True)
class EngineResult:
    total: int
    hits: tuple[EngineHit, ...]
    """The page asked for, in the order asked for."""
    languages: Mapping[Language, int] = field(default_factory=dict)
    """How many of all matches are in which language."""
    ids: MatchingIds | None = None
    """Every match, in no order, when ``want_ids``. Pass it on as it is: storage counts over its numbers."""


class SearchEngine(Protocol):
    """One index in one folder, used from the thread that opened it."""

    name: ClassVar[str]
    schema_version: ClassVar[int]

    @classmethod
    def open(cls, folder: Path, *, create: bool = False) -> Self:
        """The index in ``folder``; ``create`` makes an empty one where there is nothing yet.

        Raises EngineError when it is missing, foreign, damaged or of another schema.
        """

    def write(self, articles: Iterable[IndexedArticle], deleted: Iterable[ArticleId] = ()) -> None:
        """Adds or replaces ``articles`` and removes ``deleted``, in one transaction: all of it or nothing.

        Raises ValueError for an article that cannot be indexed, ArchiveLockedError while another process
        writes, EngineError when the index cannot be written.
        """

    def search(
        self,
        tree: Node,
        *,
        limit: int = 20,
        offset: int = 0,
        order: str = "relevance",
        stop: Stop | None = None,
        want_ids: bool = False,
        favoured: frozenset[ArticleId] = frozenset(),
    ) -> EngineResult:
        """The articles that ``tree`` matches, as of the newest commit of any process.

        ``order`` is ``relevance`` (literal hits before those that only an expansion found, then by score,
        then newest first) or ``newest`` (undated last). A tree that scores nothing is always newest first.
        Of articles that match about equally well the newer ones and the ``favoured`` ones score a little
        higher; pass the same object each time, its articles are looked up once.
        Raises SearchCancelled when ``stop`` says so, EngineError when the index is damaged, UnresolvedNode
        for a tree with ``Standing`` or ``TagIs`` nodes.
        """

    def highlights(
        self, tree: Node, text: str, language: Language, *, field: str = "text"
    ) -> tuple[tuple[int, int], ...]:
        """(start, end) of what ``tree`` finds in ``text``, sorted and not overlapping.

        Prefixes and misspellings mean what they meant in this engine's last search or write.

        ``text`` may be a title, a paragraph or a whole body; ``field`` "title" adds what ``title:`` asks for.
        Phrases are one span each. Excluded words are not marked.
        """

    def snippet(self, tree: Node, text: str, language: Language) -> Snippet:
        """About 160 characters of ``text`` where ``tree`` finds most, with highlights as slices of them."""

    def similar_words(self, word: str, limit: int = 5) -> list[tuple[str, int]]:
        """What a misspelt ``word`` may have meant: (folded word, articles that have it), the likeliest first.

        Words of the index a letter or two away from the folded ``word``, itself left out; for "did you mean".
        """

    def documents(self) -> int:
        """How many articles are indexed."""

    def ids(self) -> frozenset[ArticleId]:
        """Every indexed article."""

    def generation(self) -> str:
        """Differs after every commit, of whichever process; survives a restart."""

    @property
    def slowed_by(self) -> str | None:
        """Why searches are answered in a slower way than they should be; None when they are not."""

    def compact(self) -> bool:
        """A bounded piece of housekeeping for idle time; False when there is nothing (left) to do."""

    def close(self) -> None:
        """Releases the index; closing twice is fine."""
