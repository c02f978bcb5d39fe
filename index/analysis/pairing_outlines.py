"""Every report of a language by its mean vector and its days: enough to say which are worth comparing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.analysis.profiles import Profile, quantise
from index.model import ArticleId

LONGEST_DATED = 31
"""Days. A report dated less exactly than by month counts as undated."""

Rows = NDArray[np.int64]
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Outline:
    """What is kept at hand of a profile."""

    article: ArticleId
    first_day: int | None
    last_day: int | None
    mean: bytes
    """Direction of the mean unit vector, an int8 for each dimension."""


def outline(profile: Profile) -> Outline | None:
    """None of a report without a single unit: it is never compared."""
    if not len(profile.vectors):
        return None
    mean = directions(profile.vectors).mean(axis=0, keepdims=True)
    return Outline(profile.article, profile.first_day, profile.last_day, quantise(mean).tobytes())


class Outlines:
    """The outlines of one language as arrays, in order of article id; a byte for each dimension."""

    def __init__(self, outlines: Iterable[Outline]) -> None:
        ordered = sorted(outlines, key=lambda o: o.article)
        self.articles = [o.article for o in ordered]
        self.row_of = {article: row for row, article in enumerate(self.articles)}
        levels = np.frombuffer(b"".join(o.mean for o in ordered), np.int8)
        self._levels = levels.reshape(len(ordered), -1) if ordered else np.zeros((0, 1), np.int8)
        dated = [_days(o) for o in ordered]
        self.dated = np.array([days is not None for days in dated], bool)
        self.first = np.array([days[0] if days else 0 for days in dated], np.int64)
        self.last = np.array([days[1] if days else 0 for days in dated], np.int64)

    def __len__(self) -> int:
        return len(self.articles)

    def means(self, rows: Rows | slice = slice(None)) -> Floats:
        """[rows, dim]: mean vectors, of length 1."""
        return directions(self._levels[rows])

    def rows(self, articles: Iterable[ArticleId]) -> Rows:
        """Sorted rows of those of ``articles`` that are here."""
        return np.array(sorted(self.row_of[a] for a in articles if a in self.row_of), np.int64)


def days_between(a: Outlines, rows: Rows, b: Outlines, columns: Rows) -> Rows:
    """Days between the publication ranges of pairs, 0 where they overlap, -1 where one is undated."""
    gap = np.maximum(a.first[rows] - b.last[columns], b.first[columns] - a.last[rows])
    return np.where(a.dated[rows] & b.dated[columns], np.maximum(gap, 0), -1)


def directions(vectors: NDArray[np.int8] | Floats) -> Floats:
    """Float vectors of length 1; a zero vector stays zero."""
    floats = vectors.astype(np.float32)
    lengths = np.sqrt(np.einsum("ij,ij->i", floats, floats))
    floats /= np.maximum(lengths, 1e-9)[:, None]
    return floats


def ranges(starts: Rows, stops: Rows) -> tuple[Rows, Rows]:
    """All numbers of the ranges end to end, and where each range starts among them."""
    sizes = stops - starts
    offsets = np.cumsum(sizes) - sizes
    return np.arange(sizes.sum()) + np.repeat(starts - offsets, sizes), offsets


def _days(outline: Outline) -> tuple[int, int] | None:
    first, last = outline.first_day, outline.last_day
    if first is None or last is None or last - first >= LONGEST_DATED:
        return None
    return first, last


def by_day(side: Outlines, rows: Sequence[int] | Rows) -> Rows:
    """``rows`` with those of the same days together, the undated first."""
    rows = np.asarray(rows, np.int64)
    return rows[np.argsort(side.first[rows], kind="stable")]
