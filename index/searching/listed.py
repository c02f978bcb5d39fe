"""Requests without a query: the library lists by itself, whatever becomes of the index."""

from __future__ import annotations

from dataclasses import replace

from index.model.results import UNFILTERED, EntityFacet, FacetCounts, Hit, SearchRequest
from index.searching.copies import CopyGroups, Hidden
from index.storage.library import Library


class Listed:
    """Articles that pass the filters of a request, newest first."""

    def __init__(self, library: Library, copies: CopyGroups) -> None:
        self._library = library
        self._copies = copies

    def page(self, request: SearchRequest) -> tuple[int, list[Hit], dict[str, int]]:
        """Total, page and standings; these leave the filter by standing out, to say what else there is."""
        lists, hidden = self._library.lists, self._hidden(request)
        total, hits = lists.newest(request.filters, request.offset, request.limit, without=hidden.ids)
        counts = lists.standings(None, replace(request.filters, standing=None))
        if hidden.ids:
            less = lists.standings(hidden.ids)
            counts = {name: count - less[name] for name, count in counts.items()}
        return total, [replace(hit, copies=hidden.copies[hit.id]) for hit in hits], counts

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
