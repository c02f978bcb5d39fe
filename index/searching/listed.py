"""Requests without a query: the library lists by itself, whatever becomes of the index."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from index.model.articles import ArticleId
from index.model.results import UNFILTERED, EntityFacet, FacetCounts, Hit, ResultPage, SearchRequest
from index.searching.copies import CopyGroups, Hidden
from index.searching.event_rows import EventRows
from index.storage.library import Library


class Listed:
    """Articles that pass the filters of a request, newest first."""

    def __init__(self, library: Library, copies: CopyGroups, events: EventRows) -> None:
        self._library = library
        self._copies = copies
        self._events = events

    def page(self, request: SearchRequest) -> ResultPage:
        """Its standings leave the filter by standing out, to say what else there is."""
        lists, hidden = self._library.lists, self._hidden(request)
        counts = lists.standings(None, replace(request.filters, standing=None))
        if hidden.ids:
            less = lists.standings(hidden.ids)
            counts = {name: count - less[name] for name, count in counts.items()}
        if request.events:
            return replace(self._page_of_events(request, hidden), standings=counts)
        total, hits = lists.newest(request.filters, request.offset, request.limit, without=hidden.ids)
        rows = tuple(replace(hit, copies=hidden.copies[hit.id]) for hit in hits)
        return ResultPage(request.query, total, rows, 0.0, standings=counts)

    def _page_of_events(self, request: SearchRequest, hidden: Hidden) -> ResultPage:
        folded = self._events.listed(request, hidden.ids)
        shown = folded.shown[request.offset : request.offset + request.limit]
        rows = self._events.told(self.rows(request, shown), folded)
        reports = len(folded.shown) + len(folded.ids)
        return ResultPage(request.query, len(folded.shown), tuple(rows), 0.0, reports=reports)

    def rows(self, request: SearchRequest, articles: Sequence[ArticleId]) -> list[Hit]:
        """The rows of these articles, in their order."""
        hidden = self._hidden(request)
        found = self._library.lists.rows(articles).values()
        return [replace(hit, copies=hidden.copies[hit.id]) for hit in found]

    def counts(self, request: SearchRequest, limit: int) -> FacetCounts:
        """Of all of them; of the whole archive its copies are counted, too."""
        without = self._hidden(request).ids if request.filters != UNFILTERED else ()
        return self._library.result_counts.count(limit, request.filters, without)

    def entities(self, request: SearchRequest, limit: int) -> list[EntityFacet]:
        """Of all of them; of the whole archive its copies are counted, too."""
        ids = None
        if request.filters != UNFILTERED:
            ids = self._library.lists.ids(request.filters) - self._hidden(request).ids
        return self._library.entities.facets(ids, limit)

    def _hidden(self, request: SearchRequest) -> Hidden:
        return self._copies.listed(request.filters) if request.fold else Hidden()
