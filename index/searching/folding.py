"""Near-identical articles of a result, folded into the one that came first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable

from index.model import ArticleId, SearchRequest
from index.storage.copies import Group
from index.storage.library import Library
from index.storage.listing import Filters


class Folded:
    """Which articles of one result are not shown, and into which they went."""

    def __init__(self, groups: Iterable[Group] = ()) -> None:
        self.hidden: frozenset[ArticleId] = frozenset()
        self.copies: Counter[ArticleId] = Counter()
        """How many were folded into an article that is shown."""
        for first, *others in groups:
            self.hidden |= set(others)
            self.copies[first] += len(others)


def folded_hits(library: Library, ids: Collection[ArticleId]) -> Folded:
    """Of the articles that a search found."""
    return Folded(library.copies.groups(ids)) if library.copies.exist() else Folded()


def folded_list(library: Library, request: SearchRequest) -> Folded:
    """Of all articles that pass the filters of a request without a query."""
    if not library.copies.exist():
        return Folded()
    filters = Filters(request.language, request.standing, request.entity, request.since, request.until)
    return Folded(library.copies.groups_within(filters))
