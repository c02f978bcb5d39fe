"""Rows of events: the report that comes first in a result stands for the others of its event."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from index.model.articles import ArticleId
from index.model.results import Hit, SearchRequest
from index.searching.requests import decisive
from index.storage.articles.listing import OWN
from index.storage.library import Library


@dataclass(frozen=True, slots=True)
class Folded:
    """Of one result: which reports are not shown, and under which others they stand."""

    under: Mapping[ArticleId, tuple[ArticleId, ...]] = field(default_factory=dict)
    """By the report that is shown, the others of its event, in the order of the result."""
    ids: frozenset[ArticleId] = frozenset()
    """Of those that are not shown."""
    shown: tuple[ArticleId, ...] = ()
    """The others that may be of an event, or of a whole list all others, in its order."""


NOTHING_FOLDED = Folded()


class EventRows:
    """Folds results by events; remembers the last one, of which a further page may be asked for."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._state: Hashable = None
        self._event_of: Mapping[ArticleId, str] = {}
        self._last: tuple[Hashable, Folded] | None = None

    def found(
        self, request: SearchRequest, in_order: Callable[[frozenset[ArticleId]], Iterable[ArticleId]]
    ) -> Folded:
        """Of what a search finds; ``in_order`` says which of some articles these are, as it lists them."""
        event_of = self._events()
        asked = decisive(request), request.order
        return self._folded(asked, lambda: in_order(frozenset(event_of)), anew=not request.offset)

    def listed(self, request: SearchRequest, without: frozenset[ArticleId]) -> Folded:
        """Of all articles that pass the filters of a request, newest first, ``without`` some."""
        self._events()
        filters = request.filters

        def in_order() -> Iterable[ArticleId]:
            return (id for id in self._library.lists.newest_ids(filters) if id not in without)

        return self._folded(
            (filters, len(without)), in_order, anew=filters.standing in OWN and not request.offset
        )

    def told(self, hits: Sequence[Hit], folded: Folded) -> list[Hit]:
        """The hits, each with what is folded under it and how many reports of each language that makes."""
        under = {hit.id: folded.under[hit.id] for hit in hits if hit.id in folded.under}
        languages = self._library.lists.languages([id for row in under.items() for id in (row[0], *row[1])])

        def told(hit: Hit) -> Hit:
            if hit.id not in under:
                return hit
            others = under[hit.id]
            return replace(hit, folded=others, reports=Counter(languages[id] for id in (hit.id, *others)))

        return [told(hit) for hit in hits]

    def _events(self) -> Mapping[ArticleId, str]:
        """The event of each article that has one."""
        state = self._library.database.listed_state()
        if state != self._state:
            self._state, self._last = state, None
            self._event_of = self._library.events.rows_of_lists()
        return self._event_of

    def _folded(self, asked: Hashable, in_order: Callable[[], Iterable[ArticleId]], *, anew: bool) -> Folded:
        """``anew``: it may be other articles than when the same was asked before."""
        if anew or self._last is None or self._last[0] != asked:
            self._last = asked, fold(in_order(), self._event_of)
        return self._last[1]


def fold(in_order: Iterable[ArticleId], event_of: Mapping[ArticleId, str]) -> Folded:
    """The first of each event stands for those that come after it."""
    first_of: dict[str, ArticleId] = {}
    under: dict[ArticleId, list[ArticleId]] = {}
    shown: list[ArticleId] = []
    for article in in_order:
        event = event_of.get(article)
        first = article if event is None else first_of.setdefault(event, article)
        if first == article:
            shown.append(article)
        else:
            under.setdefault(first, []).append(article)
    folded = {first: tuple(others) for first, others in under.items()}
    return Folded(folded, frozenset(id for others in folded.values() for id in others), tuple(shown))
