"""What speaks for a pair of reports, in four numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from index.analysis.encoding.vectors import Floats, directions
from index.analysis.pairing.outlines import Outlines, Rows, by_day, ranges
from index.analysis.pairing.reports import Report, Reports, Terms

NEAR_UNITS = 3

_TOGETHER = 1024
"""Pairs compared together: their reports stand in memory, 2 KB a unit."""
_COMPARED = 128
"""Candidates of one report compared at once: what it takes should stay near the processor."""


@dataclass(frozen=True, slots=True, eq=False)
class Features:
    """One value for each candidate pair."""

    similarity: Floats
    """Mean over the units of both sides of the best cosine on the other side (BiMax)."""
    nearness: Floats
    """The best three French units: cosine above what such units have with just anything."""
    names: Floats
    """tf-idf cosine of the name skeletons."""
    numbers: Floats
    """tf-idf cosine of the numbers."""

    @classmethod
    def empty(cls, pairs: int) -> Features:
        return cls(*(np.zeros(pairs, np.float32) for _ in range(4)))

    def at(self, kept: NDArray[np.bool_] | Rows | list[int] | slice) -> Features:
        """The features of these pairs."""
        return Features(self.similarity[kept], self.nearness[kept], self.names[kept], self.numbers[kept])

    def table(self) -> Floats:
        """[pairs, 4]."""
        return np.stack((self.similarity, self.nearness, self.names, self.numbers), axis=1)

    @classmethod
    def from_table(cls, table: Floats) -> Features:
        """The inverse of ``table``."""
        return cls(*(np.ascontiguousarray(column) for column in table.T))


def features(fr: Outlines, en: Outlines, rows: Rows, columns: Rows, reports: Reports) -> Features:
    """Features of the pairs (``rows`` of ``fr``, sorted; ``columns`` of ``en``); some 10 µs each."""
    found = Features.empty(len(rows))
    starts = _starts(rows)
    places = {int(rows[start]): (start, stop) for start, stop in starts}
    for block in _blocks(by_day(fr, list(places)).tolist(), places):
        others = np.unique(np.concatenate([columns[slice(*places[row])] for row in block]))
        opposite = _Opposite(reports.get([en.articles[column] for column in others.tolist()]), reports)
        own = reports.get([fr.articles[row] for row in block])
        for row, report in zip(block, own, strict=True):
            here = slice(*places[row])
            for start in range(here.start, here.stop, _COMPARED):
                some = slice(start, min(start + _COMPARED, here.stop))
                opposite.compare(report, np.searchsorted(others, columns[some]), found, some)
    return found


def _starts(rows: Rows) -> list[tuple[int, int]]:
    """Where each run of equal rows starts and stops."""
    if not len(rows):
        return []
    edges = [0, *(np.flatnonzero(np.diff(rows)) + 1).tolist(), len(rows)]
    return list(pairwise(edges))


def _blocks(order: Sequence[int], places: Mapping[int, tuple[int, int]]) -> Iterator[list[int]]:
    """Runs of rows with about _TOGETHER pairs."""
    block: list[int] = []
    pairs = 0
    for row in order:
        start, stop = places[row]
        if block and pairs + stop - start > _TOGETHER:
            yield block
            block, pairs = [], 0
        block.append(row)
        pairs += stop - start
    if block:
        yield block


class _Opposite:
    """English reports end to end, ready to be compared with French ones."""

    def __init__(self, reports: Sequence[Report], source: Reports) -> None:
        self._source = source
        self._unit_starts = _offsets([len(report.units) for report in reports])
        self._units = directions(np.concatenate([report.units for report in reports]))
        self._nearness = np.concatenate([report.nearness for report in reports])
        self._names = _TermRows([report.names for report in reports])
        self._numbers = _TermRows([report.numbers for report in reports])

    def compare(self, own: Report, others: Rows, found: Features, here: slice) -> None:
        """Write the features of ``own`` with each of ``others`` (positions) into ``found`` at ``here``."""
        units, offsets = ranges(self._unit_starts[others], self._unit_starts[others + 1])
        sizes = np.diff(np.append(offsets, len(units)))
        cosines = directions(own.units) @ self._units[units].T
        best_own = np.maximum.reduceat(cosines, offsets, axis=1)
        best_other = np.add.reduceat(cosines.max(axis=0), offsets) / sizes
        found.similarity[here] = (best_own.mean(axis=0) + best_other) / 2
        above = 2 * cosines - own.nearness[:, None] - self._nearness[units][None, :]
        best = np.maximum.reduceat(above, offsets, axis=1)
        kept = min(NEAR_UNITS, len(best))
        best.partition(len(best) - kept, axis=0)
        found.nearness[here] = best[len(best) - kept :].mean(axis=0)
        vocabulary = self._source.vocabulary
        found.names[here] = self._names.cosines(own.names, others, vocabulary)
        found.numbers[here] = self._numbers.cosines(own.numbers, others, vocabulary)


class _TermRows:
    """Sparse vectors end to end."""

    def __init__(self, terms: Sequence[Terms]) -> None:
        self._starts = _offsets([len(t.columns) for t in terms])
        self._columns = np.concatenate([t.columns for t in terms])
        self._weights = np.concatenate([t.weights for t in terms])

    def cosines(self, own: Terms, others: Rows, vocabulary: int) -> Floats:
        weights = np.zeros(vocabulary, np.float32)
        weights[own.columns] = own.weights
        terms, offsets = ranges(self._starts[others], self._starts[others + 1])
        products = np.append(weights[self._columns[terms]] * self._weights[terms], np.float32(0))
        # The zero at the end makes every offset valid; reduceat gives an empty row its successor's value.
        sums = np.add.reduceat(products, offsets)
        return np.where(np.diff(np.append(offsets, len(terms))) > 0, sums, 0).astype(np.float32)


def _offsets(sizes: Sequence[int]) -> Rows:
    return np.concatenate(([0], np.cumsum(sizes))).astype(np.int64)
