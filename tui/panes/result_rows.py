"""The rows of a list of results: hits by their place, and under some of them the reports that they fold."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from index.model.articles import ArticleId
from index.model.results import Hit


class At(NamedTuple):
    """A row: a place in the results, and 0 for its own row or 1, 2, … for those unfolded under it."""

    place: int
    under: int = 0


class ResultRows:
    """Counts places (as the archive pages them) and rows (as the list shows them)."""

    def __init__(self, total: int = 0, hits: Sequence[Hit] = ()) -> None:
        """``total`` places, the first of them with these hits."""
        self.total = total
        self._hits: dict[int, Hit] = dict(enumerate(hits))
        self._under: dict[int, list[Hit]] = {}
        self._unfolded: list[int] = []
        """The places that have rows under them, in order."""

    @property
    def count(self) -> int:
        """Of rows."""
        return self.total + sum(map(len, self._under.values()))

    def is_loaded(self, place: int) -> bool:
        return place in self._hits

    def load(self, first: int, hits: Sequence[Hit]) -> None:
        self._hits.update(enumerate(hits, first))

    def at(self, row: int) -> At:
        """What stands in a row."""
        before = 0
        for place in self._unfolded:
            first = place + before
            if row <= first:
                break
            if row <= first + len(self._under[place]):
                return At(place, row - first)
            before += len(self._under[place])
        return At(row - before)

    def row(self, at: At) -> int:
        """Where that stands."""
        earlier = self._unfolded[: bisect_right(self._unfolded, at.place - 1)]
        return at.place + sum(len(self._under[place]) for place in earlier) + at.under

    def hit(self, row: int) -> Hit | None:
        """None while it is not loaded."""
        place, under = self.at(row)
        return self._under[place][under - 1] if under else self._hits.get(place)

    def find(self, article: ArticleId) -> int | None:
        """The row of an article, when it is loaded."""
        return next((self.row(at) for at, hit in self._each() if hit.id == article), None)

    def change(self, change: Callable[[Hit], Hit]) -> list[int]:
        """Put changed hits in the place of those that are loaded; the rows that are other ones now."""
        changed: list[int] = []
        for at, hit in list(self._each()):
            now = change(hit)
            if now is not hit:
                changed.append(self.row(at))
                if at.under:
                    self._under[at.place][at.under - 1] = now
                else:
                    self._hits[at.place] = now
        return changed

    # ---- folding

    def is_unfolded(self, place: int) -> bool:
        return place in self._under

    def unfold(self, place: int, hits: Sequence[Hit]) -> None:
        self._under[place] = list(hits)
        self._unfolded = sorted(self._under)

    def fold(self, place: int) -> None:
        del self._under[place]
        self._unfolded.remove(place)

    def _each(self) -> Iterator[tuple[At, Hit]]:
        for place, hit in self._hits.items():
            yield At(place), hit
        for place, hits in self._under.items():
            for under, hit in enumerate(hits, 1):
                yield At(place, under), hit
