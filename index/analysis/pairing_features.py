"""What speaks for a pair of reports, and how much more than for the other candidates."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from index.analysis.pairing_sides import Side, TermVectors, backgrounds, term_vectors

NEAR_UNITS = 3
RIVALS = 5

Floats = NDArray[np.float32]
Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
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


def features(fr: Side, en: Side, rows: Rows, columns: Rows) -> Features:
    """Features of the pairs (``rows`` of ``fr``, sorted; ``columns`` of ``en``); some 8 µs each."""
    fr_background = backgrounds(fr, en, np.unique(rows))
    en_background = backgrounds(en, fr, np.unique(columns))
    fr_names, en_names = term_vectors(fr, en, lambda p: {name: found[0] for name, found in p.names.items()})
    fr_numbers, en_numbers = term_vectors(fr, en, lambda p: p.numbers)
    found = Features(*(np.zeros(len(rows), np.float32) for _ in range(4)))
    for start, stop in _runs(rows):
        row, others = int(rows[start]), columns[start:stop]
        here = slice(start, stop)
        _compare_units(found, here, fr, en, row, others, fr_background, en_background)
        found.names[here] = _cosines(fr_names, row, en_names, others)
        found.numbers[here] = _cosines(fr_numbers, row, en_numbers, others)
    return found


def _runs(rows: Rows) -> list[tuple[int, int]]:
    """Where each run of equal rows starts and stops."""
    if not len(rows):
        return []
    edges = [0, *(np.flatnonzero(np.diff(rows)) + 1).tolist(), len(rows)]
    return list(pairwise(edges))


def _compare_units(
    found: Features,
    here: slice,
    fr: Side,
    en: Side,
    row: int,
    others: Rows,
    fr_background: Floats,
    en_background: Floats,
) -> None:
    own = slice(fr.starts[row], fr.starts[row + 1])
    units, offsets = en.rows_of(others)
    sizes = np.diff(np.append(offsets, len(units)))
    cosines = fr.directions_of(own) @ en.directions_of(units).T
    best_own = np.maximum.reduceat(cosines, offsets, axis=1)
    best_other = np.add.reduceat(cosines.max(axis=0), offsets) / sizes
    found.similarity[here] = (best_own.mean(axis=0) + best_other) / 2
    above = 2 * cosines - fr_background[own][:, None] - en_background[units][None, :]
    best = np.maximum.reduceat(above, offsets, axis=1)
    kept = min(NEAR_UNITS, len(best))
    best.partition(len(best) - kept, axis=0)
    found.nearness[here] = best[len(best) - kept :].mean(axis=0)


def _cosines(own: TermVectors, row: int, other: TermVectors, others: Rows) -> Floats:
    """Cosines of one row of ``own`` with rows of ``other``."""
    mine = slice(own.starts[row], own.starts[row + 1])
    weights = np.zeros(own.vocabulary, np.float32)
    weights[own.columns[mine]] = own.weights[mine]
    terms, offsets = other.rows_of(others)
    products = np.append(weights[other.columns[terms]] * other.weights[terms], np.float32(0))
    # The zero at the end makes every offset a valid one; reduceat gives an empty row its successor's value.
    sums = np.add.reduceat(products, offsets)
    return np.where(np.diff(np.append(offsets, len(terms))) > 0, sums, 0).astype(np.float32)


def above_rivals(values: Floats, groups: Rows, floor: float) -> Floats:
    """Each value less the mean of the best RIVALS others of its group, or less ``floor`` if that is more."""
    if not len(values):
        return values
    order = np.lexsort((-values, groups))
    ordered, grouped = values[order].astype(np.float64), groups[order]
    starts = np.flatnonzero(np.diff(grouped, prepend=grouped[0] - 1))
    sizes = np.diff(np.append(starts, len(grouped)))
    rank = np.arange(len(grouped)) - np.repeat(starts, sizes)
    best = np.add.reduceat(np.where(rank < RIVALS, ordered, 0), starts)
    next_best = np.add.reduceat(np.where(rank == RIVALS, ordered, 0), starts)
    among_best = rank < RIVALS
    total = np.repeat(best, sizes) + np.where(among_best, np.repeat(next_best, sizes) - ordered, 0)
    rivals = np.minimum(RIVALS, np.repeat(sizes, sizes) - 1)
    mean = np.where(rivals > 0, total / np.maximum(rivals, 1), floor)
    result = np.empty(len(values), np.float32)
    result[order] = ordered - np.maximum(floor, mean)
    return result
