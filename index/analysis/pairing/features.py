"""What speaks for a pair of reports as far as vectors tell it: looked at for every candidate."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from index.analysis.encoding.vectors import Floats, directions
from index.analysis.pairing.outlines import Outlines, Rows, by_day, ranges
from index.analysis.pairing.reports import Report, Reports, Terms

NEAR_UNITS = 3
SHORTEST = 2
"""Units of a title and a paragraph; less than that says nothing but where it was cut off."""

_TOGETHER = 1024
"""Pairs compared together: their reports stand in memory, 2 KB a unit."""
_COMPARED = 128
"""Candidates of one report compared at once: what it takes should stay near the processor."""


@dataclass(frozen=True, slots=True, eq=False)
class Features:
    """One value for each candidate pair."""

    similarity: Floats
    """Mean over the units of both sides of the best cosine on the other side (BiMax)."""
    lead: Floats
    """Cosine of the leads."""
    nearness: Floats
    """The best three units of the first: cosine above what such units have with just anything."""
    lead_nearness: Floats
    """The same of the leads."""
    names: Floats
    """tf-idf cosine of the name skeletons."""
    rare_names: Floats
    """How rare the names are that both have; logarithm of the sum."""
    numbers_written: Floats
    """tf-idf cosine of the numbers as written."""
    shortness: Floats
    """One by the number of units of the shorter one: what is short has less to have in common."""

    @classmethod
    def empty(cls, pairs: int) -> Features:
        return cls(*(np.zeros(pairs, np.float32) for _ in FEATURES))

    def at(self, kept: NDArray[np.bool_] | Rows | list[int] | slice) -> Features:
        """The features of these pairs."""
        return Features(*(getattr(self, name)[kept] for name in FEATURES))

    def table(self) -> Floats:
        """[pairs, FEATURES]."""
        return np.stack([getattr(self, name) for name in FEATURES], axis=1)


FEATURES = tuple(field.name for field in fields(Features))


def features(side: Outlines, other: Outlines, rows: Rows, columns: Rows, reports: Reports) -> Features:
    """Features of the pairs (``rows`` of ``side``, sorted; ``columns`` of ``other``); some 12 µs each."""
    found = Features.empty(len(rows))
    starts = _starts(rows)
    places = {int(rows[start]): (start, stop) for start, stop in starts}
    for block in _blocks(by_day(side, list(places)).tolist(), places):
        others = np.unique(np.concatenate([columns[slice(*places[row])] for row in block]))
        opposite = _Opposite(reports.get([other.articles[column] for column in others.tolist()]), reports)
        own = reports.get([side.articles[row] for row in block])
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
    """Reports end to end, ready to be compared with others."""

    def __init__(self, reports: Sequence[Report], source: Reports) -> None:
        self._source = source
        self._unit_starts = _offsets([len(report.units) for report in reports])
        self._units = directions(np.concatenate([report.units for report in reports]))
        self._nearness = np.concatenate([report.nearness for report in reports])
        self._leads = np.stack([report.lead for report in reports])
        self._lead_nearness = np.array([report.lead_nearness for report in reports], np.float32)
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
        lead = self._leads[others] @ own.lead
        found.lead[here] = lead
        found.lead_nearness[here] = 2 * lead - own.lead_nearness - self._lead_nearness[others]
        vocabulary = self._source.vocabulary
        found.names[here], rare = self._names.products(own.names, others, vocabulary)
        found.rare_names[here] = np.log1p(rare)
        found.numbers_written[here], _ = self._numbers.products(own.numbers, others, vocabulary)
        found.shortness[here] = 1 / np.maximum(np.minimum(sizes, len(own.units)), SHORTEST)


class _TermRows:
    """Sparse vectors end to end."""

    def __init__(self, terms: Sequence[Terms]) -> None:
        self._starts = _offsets([len(t.columns) for t in terms])
        self._columns = np.concatenate([t.columns for t in terms])
        self._weights = np.concatenate([t.weights for t in terms])
        self._rare = np.concatenate([t.rare for t in terms])

    def products(self, own: Terms, others: Rows, vocabulary: int) -> tuple[Floats, Floats]:
        """[others]: cosines, and how rare the terms are that both have."""
        weights = np.zeros(vocabulary, np.float32)
        weights[own.columns] = own.weights
        terms, offsets = ranges(self._starts[others], self._starts[others + 1])
        shared = weights[self._columns[terms]]
        products = np.zeros((2, len(terms) + 1), np.float32)
        products[0, :-1] = shared * self._weights[terms]
        products[1, :-1] = (shared > 0) * self._rare[terms]
        # The zero at the end makes every offset valid; reduceat gives an empty row its successor's value.
        sums = np.add.reduceat(products, offsets, axis=1)
        sums[:, np.diff(np.append(offsets, len(terms))) == 0] = 0
        return sums[0], sums[1]


def _offsets(sizes: Sequence[int]) -> Rows:
    return np.concatenate(([0], np.cumsum(sizes))).astype(np.int64)
