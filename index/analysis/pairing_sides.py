"""All profiles of one language as flat arrays: what candidate search and scoring run on."""

from __future__ import annotations

import hashlib
import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence, Set

import numpy as np
from numpy.typing import NDArray

from index.analysis.profiles import Profile
from index.model import ArticleId

SAMPLE_UNITS = 4000
"""Units of the other language that say how near a unit is to just anything."""
SAMPLE_BEST = 5

LONGEST_DATED = 31
"""Days. A report dated less exactly than by month counts as undated."""

_BLOCK = 2048


class TermVectors:
    """One sparse tf-idf vector of length 1 for each profile, rows end to end."""

    def __init__(self, counted: Sequence[Mapping[str, int]], terms: Mapping[str, tuple[int, float]]) -> None:
        """``terms``: term → (column, idf)."""
        self.starts = np.concatenate(([0], np.cumsum([len(counts) for counts in counted]))).astype(np.int64)
        columns: list[int] = []
        weights: list[float] = []
        for counts in counted:
            row = [(terms[term][0], (1 + math.log(times)) * terms[term][1]) for term, times in counts.items()]
            length = math.sqrt(math.fsum(weight * weight for _, weight in row)) or 1.0
            columns.extend(column for column, _ in row)
            weights.extend(weight / length for _, weight in row)
        self.vocabulary = len(terms)
        self.columns = np.array(columns, np.int64)
        self.weights = np.array(weights, np.float32)

    def rows_of(self, articles: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Positions of all terms of ``articles``, and where each article starts among them."""
        return ranges(self.starts[articles], self.starts[articles + 1])


def inverse_frequencies(counted: Iterable[Mapping[str, int]]) -> dict[str, tuple[int, float]]:
    """Term → (column, idf) over all articles of both languages."""
    frequency: Counter[str] = Counter()
    articles = 0
    for counts in counted:
        frequency.update(counts.keys())
        articles += 1
    return {
        term: (column, math.log((1 + articles) / (1 + found)) + 1)
        for column, (term, found) in enumerate(sorted(frequency.items()))
    }


class Side:
    """The profiles of one language, those without a single unit left out, in order of article id."""

    def __init__(self, profiles: Iterable[Profile]) -> None:
        self.profiles = sorted((p for p in profiles if len(p.vectors)), key=lambda p: p.article)
        sizes = [len(p.vectors) for p in self.profiles]
        self.starts = np.concatenate(([0], np.cumsum(sizes))).astype(np.int64)
        self.units = (
            np.concatenate([p.vectors for p in self.profiles]) if sizes else np.zeros((0, 0), np.int8)
        )
        self.means = self._means()
        self.dated = np.array([_is_dated(p) for p in self.profiles], bool)
        self.first = np.array([p.first_day if _is_dated(p) else 0 for p in self.profiles], np.int64)
        self.last = np.array([p.last_day if _is_dated(p) else 0 for p in self.profiles], np.int64)

    def __len__(self) -> int:
        return len(self.profiles)

    def among(self, articles: Set[ArticleId]) -> NDArray[np.bool_]:
        """Which rows [articles] are of these articles."""
        return np.array([p.article in articles for p in self.profiles], bool)

    def _means(self) -> NDArray[np.float32]:
        """Mean unit vectors [articles, dim], each of length 1."""
        means = np.zeros((len(self.profiles), self.units.shape[1]), np.float32)
        for row, (start, stop) in enumerate(zip(self.starts, self.starts[1:], strict=False)):
            means[row] = directions(self.units[start:stop]).mean(axis=0)
        return directions(means)

    def rows_of(self, articles: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Positions of all units of ``articles``, and where each article starts among them."""
        return ranges(self.starts[articles], self.starts[articles + 1])

    def directions_of(self, units: slice | NDArray[np.int64]) -> NDArray[np.float32]:
        """Unit vectors [units, dim], each of length 1."""
        return directions(self.units[units])

    def sample(self) -> NDArray[np.float32]:
        """At most SAMPLE_UNITS unit vectors [n, dim]: the smallest by a hash of article id and position.

        The same articles give the same sample, and a few more articles change few of its units.
        """
        seeds = [
            int.from_bytes(hashlib.blake2b(p.article.encode(), digest_size=8).digest(), "little")
            for p in self.profiles
        ]
        sizes = np.diff(self.starts)
        order = np.repeat(np.array(seeds, np.uint64), sizes)
        order += (np.arange(len(self.units)) - np.repeat(self.starts[:-1], sizes)).astype(np.uint64)
        chosen = np.argsort(_mix(order), kind="stable")[:SAMPLE_UNITS]
        return directions(self.units[chosen])


def backgrounds(side: Side, other: Side, articles: NDArray[np.int64]) -> NDArray[np.float32]:
    """``r(u)`` [units of ``side``]: mean of the best cosines of a unit to the sample of the other language.

    Only the units of ``articles`` are computed, the others stay 0.
    """
    found = np.zeros(len(side.units), np.float32)
    sample = other.sample()
    best = min(SAMPLE_BEST, len(sample))
    units, _ = side.rows_of(articles)
    for start in range(0, len(units) if best else 0, _BLOCK):
        block = units[start : start + _BLOCK]
        cosines = directions(side.units[block]) @ sample.T
        cosines.partition(len(sample) - best, axis=1)
        found[block] = cosines[:, -best:].mean(axis=1)
    return found


def directions(vectors: NDArray[np.int8] | NDArray[np.float32]) -> NDArray[np.float32]:
    """Float vectors of length 1; a zero vector stays zero."""
    floats = vectors.astype(np.float32)
    lengths = np.sqrt(np.einsum("ij,ij->i", floats, floats))
    floats /= np.maximum(lengths, 1e-9)[:, None]
    return floats


def ranges(
    starts: NDArray[np.int64], stops: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """All numbers of the ranges end to end, and where each range starts among them."""
    sizes = stops - starts
    offsets = np.cumsum(sizes) - sizes
    return np.arange(sizes.sum()) + np.repeat(starts - offsets, sizes), offsets


def days_between(a: Side, rows: NDArray[np.int64], b: Side, columns: NDArray[np.int64]) -> NDArray[np.int64]:
    """Days between the publication ranges of pairs, 0 where they overlap, -1 where one is undated."""
    gap = np.maximum(a.first[rows] - b.last[columns], b.first[columns] - a.last[rows])
    return np.where(a.dated[rows] & b.dated[columns], np.maximum(gap, 0), -1)


def _is_dated(profile: Profile) -> bool:
    first, last = profile.first_day, profile.last_day
    return first is not None and last is not None and last - first < LONGEST_DATED


def _mix(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """SplitMix64's finaliser: neighbouring numbers land far apart."""
    mixed = numbers * np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))


Terms = Callable[[Profile], Mapping[str, int]]


def term_vectors(fr: Side, en: Side, terms_of: Terms) -> tuple[TermVectors, TermVectors]:
    """tf-idf vectors of both sides over one vocabulary."""
    french = [terms_of(p) for p in fr.profiles]
    english = [terms_of(p) for p in en.profiles]
    terms = inverse_frequencies([*french, *english])
    return TermVectors(french, terms), TermVectors(english, terms)
