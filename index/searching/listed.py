"""Requests without a query: the library lists by itself, whatever becomes of the index."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from index.model import UNFILTERED, ArticleId, Hit, SearchRequest
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

    def ids(self, request: SearchRequest) -> Collection[ArticleId] | None:
        """All of them; None stands for the whole archive, copies included."""
        if request.filters == UNFILTERED:
            return None
        return self._library.lists.ids(request.filters) - self._hidden(request).ids

    def _hidden(self, request: SearchRequest) -> Hidden:
        return self._copies.listed(request.filters) if request.fold else Hidden()
