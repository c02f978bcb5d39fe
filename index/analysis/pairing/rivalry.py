"""What a pair of reports has to beat: how much speaks for the other candidates of either report."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from index.analysis.encoding.vectors import Floats
from index.analysis.pairing.features import Features
from index.analysis.pairing.outlines import Rows

RIVALS = 5
SAME = 1e-6
"""Two values that differ by less are one, summed in another order."""
RIVALRY = 10
"""Numbers that say what the rivals of any pair of an article are like: see ``rivalry``."""


def rivalry(found: Features, groups: Rows) -> tuple[Rows, Floats]:
    """Of each group of pairs what its members have to beat; the groups in order.

    [groups, RIVALRY]: its size, at most RIVALS + 1, then for similarity, nearness and names each the sum of
    the best RIVALS values, the last of these and the one after it; 0 for what there is not.
    """
    order = np.argsort(groups, kind="stable")
    present, starts, sizes = np.unique(groups[order], return_index=True, return_counts=True)
    table = np.zeros((len(present), RIVALRY), np.float32)
    # A larger size would say no more, but be another one with every report that comes.
    table[:, 0] = np.minimum(sizes, RIVALS + 1)
    rank = np.arange(len(groups)) - np.repeat(starts, sizes)
    group = np.repeat(np.arange(len(present)), sizes)
    for n, values in enumerate((found.similarity, found.nearness, found.names)):
        ranked = values[np.lexsort((-values, groups))]
        first = rank < RIVALS
        table[:, 1 + 3 * n] = np.bincount(group[first], ranked[first], len(present))
        for column, place in ((2 + 3 * n, RIVALS - 1), (3 + 3 * n, RIVALS)):
            table[group[rank == place], column] = ranked[rank == place]
    return present, table


def changes_rivalry(found: Features, rivals: Floats) -> NDArray[np.bool_]:
    """[pairs]: whether ``rivals`` [pairs, RIVALRY] of a group would be others with, or without, this pair."""
    few = rivals[:, 0] <= RIVALS
    last = rivals[:, 3::3] - SAME
    near = (found.similarity >= last[:, 0]) | (found.nearness >= last[:, 1])
    # Most share no name: where the last of the best does not either, one more or less is nothing.
    named = (found.names >= last[:, 2]) & (found.names > 0)
    return few | near | named


def as_outsiders(rivals: Floats, outside: NDArray[np.bool_]) -> Floats:
    """``rivals`` [pairs, RIVALRY] for pairs of which some are not among their own rivals."""
    if not outside.any():
        return rivals
    found = rivals.copy()
    found[outside, 0] += 1
    found[outside, 2::3] = np.inf
    return found


def above_rivals(values: Floats, rivals: Floats, floor: float) -> NDArray[np.float64]:
    """Each value less the mean of the best RIVALS others of its group, or less ``floor`` if that is more.

    ``rivals`` [pairs, 4]: size of the group, and the three numbers of ``rivalry`` for this feature; see
    ``as_outsiders`` for a value that is not of the group.
    """
    size, best, last, after = rivals.astype(np.float64).T
    others = np.minimum(RIVALS, size - 1)
    # In a small group every value is among the best, and there is none after them.
    among_best = ((size <= RIVALS) | (values >= last - SAME)) & np.isfinite(last)
    total = best + np.where(among_best, after - values, 0)
    mean = np.where(others > 0, total / np.maximum(others, 1), floor)
    above: NDArray[np.float64] = values.astype(np.float64) - np.maximum(floor, mean)
    return above
