"""Which runs of paragraphs make a row together: in order where they can be, crossing where they must."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from index.analysis.alignment.spans import LONGEST_SPAN, Corner, Spans

BEADS = ((1, 1), (1, 2), (2, 1), (1, 3), (3, 1), (2, 2), (1, 4), (4, 1))
"""How many paragraphs of each side may make one row."""
PARALLEL_SHARE = 0.12
"""Reports that leave fewer of their paragraphs alone are all but translations of each other."""
LINK = 0.18
"""Score from which paragraphs are linked across the order, or join a row beside them."""
CROSSED = 0.1
"""How much better two neighbours must match crosswise than in order to be two rows."""
JOIN_GAIN = 0.04
"""How much better a row must match with one more paragraph."""


@dataclass(frozen=True, slots=True)
class Prices:
    link: float
    """Score above which a row is better than to leave its paragraphs alone."""
    merge: float
    """Price of each paragraph beyond two in a row."""
    stretch: float
    """Weight of different lengths."""


COMPARABLE = Prices(link=0.24, merge=0.20, stretch=0.05)
_PARALLEL = Prices(link=0.18, merge=0.16, stretch=0.0)


@dataclass(frozen=True, slots=True, order=True)
class Bead:
    """``n`` paragraphs of the French side from ``i`` on say what ``m`` of the English from ``j`` on say."""

    i: int
    j: int
    n: int
    m: int

    @property
    def corner(self) -> Corner:
        return self.i, self.j, self.n, self.m

    @property
    def left(self) -> tuple[int, ...]:
        return tuple(range(self.i, self.i + self.n))

    @property
    def right(self) -> tuple[int, ...]:
        return tuple(range(self.j, self.j + self.m))

    def score(self, spans: Spans) -> float:
        return float(spans.score(self.n, self.m)[self.i, self.j])


def find_beads(spans: Spans) -> list[Bead]:
    """No paragraph is in two of them; some are in none."""
    beads = list(_uncrossed(spans, _best_path(spans, COMPARABLE)))
    paragraphs = spans.fr.size + spans.en.size
    if paragraphs - sum(b.n + b.m for b in beads) < PARALLEL_SHARE * paragraphs:
        beads = list(_uncrossed(spans, _best_path(spans, _PARALLEL)))
    else:
        beads = [*beads, *_crossing(spans, beads)]
    return _joined(spans, beads)


def _best_path(spans: Spans, prices: Prices) -> list[Bead]:
    """The rows in order of both sides that are worth most together; a paragraph alone is worth nothing.

    What is not on the best path while it is hoped to match better than estimated is not on it when it is
    encoded, either: so only what is on it has to be.
    """
    while True:
        beads = _hoped_path(spans, prices)
        if not spans.settle(b.corner for b in beads):
            return beads


def _hoped_path(spans: Spans, prices: Prices) -> list[Bead]:
    """The best path by the scores as far as they are settled."""
    rows, columns = spans.fr.size, spans.en.size
    gains = {
        (n, m): (n + m) / 2 * (spans.score(n, m) - prices.stretch * spans.stretch(n, m) - prices.link)
        - prices.merge * (n + m - 2)
        for n, m in BEADS
        if n <= rows and m <= columns
    }
    best = np.zeros((rows + 1, columns + 1))
    for i in range(1, rows + 1):
        reached = best[i - 1].copy()
        for (n, m), gain in gains.items():
            if n <= i:
                np.maximum(reached[m:], best[i - n, : columns + 1 - m] + gain[i - n], out=reached[m:])
        best[i] = np.maximum.accumulate(reached)
    beads = []
    i, j = rows, columns
    while i and j:
        if best[i, j] == best[i - 1, j]:
            i -= 1
        elif best[i, j] == best[i, j - 1]:
            j -= 1
        else:
            n, m = next(
                (n, m)
                for (n, m), gain in gains.items()
                if n <= i and m <= j and best[i, j] == best[i - n, j - m] + gain[i - n, j - m]
            )
            i, j = i - n, j - m
            beads.append(Bead(i, j, n, m))
    return beads[::-1]


def _uncrossed(spans: Spans, beads: Iterable[Bead]) -> Iterator[Bead]:
    """Two by two paragraphs as two rows, where either clearly matches the other side's farther one."""
    score = spans.score(1, 1)
    for b in beads:
        if (b.n, b.m) == (2, 2):
            (first, crossed), (back, second) = score[b.i : b.i + 2, b.j : b.j + 2].tolist()
            if min(crossed, back) >= max(LINK, max(first, second) + CROSSED):
                yield Bead(b.i, b.j + 1, 1, 1)
                yield Bead(b.i + 1, b.j, 1, 1)
                continue
        yield b


def _crossing(spans: Spans, beads: Iterable[Bead]) -> Iterator[Bead]:
    """Paragraphs left alone that are each other's best match in the whole report, wherever they stand."""
    score = spans.score(1, 1)
    fr_used, en_used = _used(beads)
    best = (score >= LINK) & (score == score.max(axis=1)[:, None]) & (score == score.max(axis=0)[None, :])
    for i, j in np.argwhere(best).tolist():
        if i not in fr_used and j not in en_used:
            fr_used.add(i)
            en_used.add(j)
            yield Bead(i, j, 1, 1)


def _joined(spans: Spans, beads: list[Bead]) -> list[Bead]:
    """Rows with the neighbouring paragraphs left alone that make them match better, the best first."""
    while True:
        fr_used, en_used = _used(beads)
        wider_beads = [
            (place, wider) for place, b in enumerate(beads) for wider in _wider(spans, b, fr_used, en_used)
        ]
        spans.settle(wider.corner for _, wider in wider_beads)
        gains = [
            (wider.score(spans) - beads[place].score(spans), place, wider) for place, wider in wider_beads
        ]
        gain, place, wider = max(gains, default=(0.0, 0, None))
        if wider is None or gain < JOIN_GAIN:
            return beads
        beads = [*beads[:place], wider, *beads[place + 1 :]]


def _wider(spans: Spans, bead: Bead, fr_used: set[int], en_used: set[int]) -> Iterator[Bead]:
    """The row with one more paragraph on one side, which alone would match the single one opposite."""
    score = spans.score(1, 1)
    if bead.m == 1 and bead.n < LONGEST_SPAN:
        for i in (bead.i - 1, bead.i + bead.n):
            if 0 <= i < spans.fr.size and i not in fr_used and score[i, bead.j] >= LINK:
                yield Bead(min(i, bead.i), bead.j, bead.n + 1, 1)
    if bead.n == 1 and bead.m < LONGEST_SPAN:
        for j in (bead.j - 1, bead.j + bead.m):
            if 0 <= j < spans.en.size and j not in en_used and score[bead.i, j] >= LINK:
                yield Bead(bead.i, min(j, bead.j), 1, bead.m + 1)


def _used(beads: Iterable[Bead]) -> tuple[set[int], set[int]]:
    beads = list(beads)
    return {i for b in beads for i in b.left}, {j for b in beads for j in b.right}
