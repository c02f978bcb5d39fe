"""Which paragraphs of two reports say something in common, in whatever order, and the rows that follow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from index.analysis.alignment.spans import LONGEST_SPAN

LIKELY = -0.5
"""Log-odds above which two paragraphs of independent reports are linked."""
LIKELY_IN_A_TRANSLATION = 1.5
"""The same of translations, whose paragraphs are nearer to each other throughout."""
BEHIND = 2.0
"""How much likelier the best link of a paragraph may be than another one that it has besides."""

Floats = NDArray[np.float64]
Links = set[tuple[int, int]]
"""Paragraphs of the French and of the English report."""
Cells = tuple[tuple[int, ...], tuple[int, ...]]
"""The paragraphs of a row, French and English."""


def independent_links(log_odds: Floats) -> Links:
    """What is likely, and for one of both paragraphs little less so than the best; many-to-many."""
    rows, columns = _near_the_best(log_odds)
    return _where((log_odds > LIKELY) & (rows | columns))


def translation_links(log_odds: Floats) -> Links:
    """What is likely, and for both paragraphs little less so than the best: each is told at one place."""
    rows, columns = _near_the_best(log_odds)
    return _where((log_odds > LIKELY_IN_A_TRANSLATION) & rows & columns)


def _near_the_best(log_odds: Floats) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    return (
        log_odds >= log_odds.max(axis=1, keepdims=True) - BEHIND,
        log_odds >= log_odds.max(axis=0, keepdims=True) - BEHIND,
    )


def _where(linked: NDArray[np.bool_]) -> Links:
    return {(i, j) for i, j in np.argwhere(linked).tolist()}


def crossing_cells(log_odds: Floats, links: Links) -> list[Cells]:
    """Rows in the order of the French report; each English paragraph with a link stands in one of them.

    The likeliest links are taken first, one to a paragraph. What is left over joins: an English paragraph the
    likeliest French one that it is linked to, a French paragraph a row before or after it that it is linked
    to. A French paragraph whose links all lead elsewhere is a row of its own.
    """
    beside: dict[int, list[int]] = {i: [] for i in range(len(log_odds))}
    placed: set[int] = set()

    def likeliest(found: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
        return sorted(found, key=lambda link: (-log_odds[link], link))

    for i, j in likeliest(links):
        if not beside[i] and j not in placed:
            beside[i].append(j)
            placed.add(j)
    for i, j in likeliest(links):
        if j not in placed and len(beside[i]) < LONGEST_SPAN:
            beside[i].append(j)
            placed.add(j)
    cells: list[Cells] = [((i,), tuple(sorted(right))) for i, right in beside.items()]
    return [cell for cell in _joined(cells, log_odds, links) if cell[1]]


def _joined(cells: list[Cells], log_odds: Floats, links: Links) -> list[Cells]:
    """With every row without an English side in the row before or after it that it is linked to."""
    n = 0
    while n < len(cells):
        joining = [] if cells[n][1] else list(_linked_neighbours(cells, n, log_odds, links))
        if joining:
            _, place = max(joining)
            first, last = sorted((n, place))
            cells[first : last + 1] = [(cells[first][0] + cells[last][0], cells[first][1] + cells[last][1])]
            n = first
        n += 1
    return cells


def _linked_neighbours(
    cells: list[Cells], n: int, log_odds: Floats, links: Links
) -> Iterator[tuple[float, int]]:
    for place in (n - 1, n + 1):
        if 0 <= place < len(cells) and len(cells[place][0]) < LONGEST_SPAN:
            yield from (
                (float(log_odds[i, j]), place)
                for i in cells[n][0]
                for j in cells[place][1]
                if (i, j) in links
            )
