"""Every report of a language by its mean vector and its days: enough to say which are worth comparing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.analysis.encoding.vectors import Floats, directions
from index.analysis.pairing.profiles import Profile
from index.model.articles import ArticleId

LONGEST_DATED = 31
"""Days. A report dated less exactly than by month counts as undated."""

Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Outline:
    """What is kept at hand of a profile."""

    article: ArticleId
    first_day: int | None
    last_day: int | None
    mean: bytes
    """The gist of its profile, an int8 for each dimension."""


Chunk = tuple[Sequence[ArticleId], Sequence[int | None], bytes]
"""Articles, the first and last day of each, and their mean vectors end to end."""


def outline(profile: Profile) -> Outline | None:
    """None of a report without a single unit: it is never compared."""
    if not len(profile.vectors):
        return None
    return Outline(profile.article, profile.first_day, profile.last_day, profile.gist())


class Outlines:
    """The outlines of one language as arrays, in order of article id; a byte for each dimension."""

    def __init__(self, outlines: Iterable[Outline], chunks: Iterable[Chunk] = ()) -> None:
        articles: list[ArticleId] = []
        days: list[int | None] = []
        means: list[bytes] = []
        for each in outlines:
            articles.append(each.article)
            days += (each.first_day, each.last_day)
            means.append(each.mean)
        for some, their_days, vectors in chunks:
            articles += some
            days += their_days
            means.append(vectors)
        order = sorted(range(len(articles)), key=articles.__getitem__)
        self.articles = [articles[place] for place in order]
        self.row_of = {article: row for row, article in enumerate(self.articles)}
        levels = np.frombuffer(b"".join(means), np.int8)
        self._levels = levels.reshape(len(order), -1)[order] if order else np.zeros((0, 1), np.int8)
        first, last = np.array([day or 0 for day in days], np.int64).reshape(-1, 2)[order].T
        self.dated = (first > 0) & (last > 0) & (last - first < LONGEST_DATED)
        self.first = np.where(self.dated, first, 0)
        self.last = np.where(self.dated, last, 0)

    def __len__(self) -> int:
        return len(self.articles)

    def means(self, rows: Rows | NDArray[np.bool_] | slice = slice(None)) -> Floats:
        """[rows, dim]: mean vectors, of length 1."""
        return directions(self._levels[rows])

    def rows(self, articles: Iterable[ArticleId]) -> Rows:
        """Sorted rows of those of ``articles`` that are here."""
        return np.array(sorted(self.row_of[a] for a in articles if a in self.row_of), np.int64)


def days_between(a: Outlines, rows: Rows, b: Outlines, columns: Rows) -> Rows:
    """Days between the publication ranges of pairs, 0 where they overlap, -1 where one is undated."""
    gap = np.maximum(a.first[rows] - b.last[columns], b.first[columns] - a.last[rows])
    return np.where(a.dated[rows] & b.dated[columns], np.maximum(gap, 0), -1)


def ranges(starts: Rows, stops: Rows) -> tuple[Rows, Rows]:
    """All numbers of the ranges end to end, and where each range starts among them."""
    sizes = stops - starts
    offsets = np.cumsum(sizes) - sizes
    return np.arange(sizes.sum()) + np.repeat(starts - offsets, sizes), offsets


def by_day(side: Outlines, rows: Sequence[int] | Rows) -> Rows:
    """``rows`` with those of the same days together, the undated first."""
    rows = np.asarray(rows, np.int64)
    return rows[np.argsort(side.first[rows], kind="stable")]
