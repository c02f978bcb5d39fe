"""Near-identical articles of a result, folded into the one that came first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable

from index.model import ArticleId, Filters
from index.storage.articles.copies import Group
from index.storage.library import Library


class Folded:
    """Which articles of one result are not shown, and into which they went."""

    def __init__(self, groups: Iterable[Group] = ()) -> None:
        self.copies: Counter[ArticleId] = Counter()
        """How many were folded into an article that is shown."""
        hidden: list[ArticleId] = []
        for first, *others in groups:
            hidden += others
            self.copies[first] += len(others)
        self.hidden = frozenset(hidden)


class Folding:
    """Knows which articles are copies of each other, as long as the library does not say otherwise."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._state = (0, 0)
        self._groups: list[Group] = []

    def hits(self, ids: Collection[ArticleId]) -> Folded:
        """Of the articles that a search found."""
        groups = self._known()
        if not groups:
            return Folded()
        found = frozenset(ids)
        chosen = (tuple(id for id in group if id in found) for group in groups)
        return Folded(group for group in chosen if len(group) > 1)

    def listed(self, filters: Filters) -> Folded:
        """Of all articles that pass the filters."""
        if not self._known():
            return Folded()
        return Folded(self._library.copies.groups_within(filters))

    def _known(self) -> list[Group]:
        state = self._library.copies.state()
        if state != self._state:
            self._groups, self._state = self._library.copies.groups(), state
        return self._groups
