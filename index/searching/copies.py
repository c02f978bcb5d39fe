"""Near-identical articles of a result: the one that came first is shown, and says how many copies it has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from index.model.articles import ArticleId
from index.model.results import Filters
from index.storage.articles.copies import Group
from index.storage.library import Library


class Hidden:
    """Which articles of one result are not shown, and in place of which others stand."""

    def __init__(self, groups: Iterable[Group] = ()) -> None:
        self.copies: Counter[ArticleId] = Counter()
        """How many an article that is shown stands for."""
        hidden: list[ArticleId] = []
        for first, *others in groups:
            hidden += others
            self.copies[first] += len(others)
        self.ids = frozenset(hidden)


class CopyGroups:
    """Knows which articles are copies of each other, as long as the library does not say otherwise."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._state = (0, 0)
        self._groups: list[Group] = []
        self._members: frozenset[ArticleId] = frozenset()

    def found(self, among: Callable[[frozenset[ArticleId]], frozenset[ArticleId]]) -> Hidden:
        """Of the articles that a search finds; ``among`` says which of some these are."""
        if not self._known():
            return Hidden()
        found = among(self._members)
        chosen = (tuple(id for id in group if id in found) for group in self._groups)
        return Hidden(group for group in chosen if len(group) > 1)

    def listed(self, filters: Filters) -> Hidden:
        """Of all articles that pass the filters."""
        return Hidden(self._library.copies.groups_within(filters)) if self._known() else Hidden()

    def _known(self) -> bool:
        """Whether there are any; the groups are read again when they have changed."""
        state = self._library.copies.state()
        if state != self._state:
            self._groups, self._state = self._library.copies.groups(), state
            self._members = frozenset(id for group in self._groups for id in group)
        return bool(self._groups)
