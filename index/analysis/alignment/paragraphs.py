"""Which paragraphs of two reports say the same: in order where they can be, crossing where they must."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.analysis.alignment.spans import LONGEST_SPAN, Corner, Spans, Vectors
from index.analysis.encoding.interface import Encoder
from index.model import AlignedRow

BEADS = ((1, 1), (1, 2), (2, 1), (1, 3), (3, 1), (2, 2), (1, 4), (4, 1))
"""How many paragraphs of each side may make one row."""
MAX_PARAGRAPHS = 200
"""Of each side; what comes after them stands alone."""
PARALLEL_SHARE = 0.12
"""Reports that leave fewer of their paragraphs alone are all but translations of each other."""
LINK = 0.18
"""Score from which paragraphs are linked across the order, or join a row beside them."""
CROSSED = 0.1
"""How much better two neighbours must match crosswise than in order to be two rows."""
JOIN_GAIN = 0.04
"""How much better a row must match with one more paragraph."""
FAR = 0.15
"""Score below which a paragraph has nothing to do with another."""
TAKEN = 0.15
"""How much better another row must match before a paragraph in it no longer counts as near."""
ONLY_HERE_CHARACTERS = 40
"""Shorter passages are never called absent from the other report."""


@dataclass(frozen=True, slots=True)
class _Prices:
    link: float
    """Score above which a row is better than to leave its paragraphs alone."""
    merge: float
    """Price of each paragraph beyond two in a row."""
    stretch: float
    """Weight of different lengths."""


_COMPARABLE = _Prices(link=0.24, merge=0.20, stretch=0.05)
_PARALLEL = _Prices(link=0.18, merge=0.16, stretch=0.0)


@dataclass(frozen=True, slots=True, order=True)
class _Bead:
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


def align(
    fr: Sequence[str], en: Sequence[str], encoder: Encoder, known: Vectors | None = None
) -> tuple[AlignedRow, ...]:
    """Rows of paragraphs that say the same; every position of both sides is in exactly one row.

    Rows stand in the order of ``fr``; what only ``en`` has follows the row of the paragraph before it.
    ``score`` is the cosine of the two sides. In a one-sided row it is the best cosine that its paragraph
    reaches opposite, or None when nothing is near: only then is it a passage that the other report does not
    have. What lies beyond MAX_PARAGRAPHS is not compared and scores 0.

    ``known`` has vectors [dim] of some of the paragraphs. Costs the encoding of the others and of the runs of
    paragraphs that may be a row, some ms besides.
    """
    left, right = fr[:MAX_PARAGRAPHS], en[:MAX_PARAGRAPHS]
    if not left or not right:
        return tuple(AlignedRow((i,), ()) for i in range(len(fr))) + tuple(
            AlignedRow((), (j,)) for j in range(len(en))
        )
    spans = Spans(left, right, encoder, known)
    beads = _beads(spans)
    rows = [AlignedRow(b.left, b.right, _rounded(spans.cosines(b.n, b.m)[b.i, b.j])) for b in beads]
    rows += _alone(spans, beads, left, right)
    rows += [AlignedRow((i,), (), 0.0) for i in range(len(left), len(fr))]
    rows += [AlignedRow((), (j,), 0.0) for j in range(len(right), len(en))]
    return tuple(_in_reading_order(rows))


def _beads(spans: Spans) -> list[_Bead]:
    beads = list(_uncrossed(spans, _best_path(spans, _COMPARABLE)))
    paragraphs = spans.fr.size + spans.en.size
    if paragraphs - sum(b.n + b.m for b in beads) < PARALLEL_SHARE * paragraphs:
        beads = list(_uncrossed(spans, _best_path(spans, _PARALLEL)))
    else:
        beads = [*beads, *_crossing(spans, beads)]
    return _joined(spans, beads)


def _best_path(spans: Spans, prices: _Prices) -> list[_Bead]:
    """The rows in order of both sides that are worth most together; a paragraph alone is worth nothing.

    What is not on the best path while it is hoped to match better than estimated is not on it when it is
    encoded, either: so only what is on it has to be.
    """
    while True:
        beads = _hoped_path(spans, prices)
        if not spans.settle(b.corner for b in beads):
            return beads


def _hoped_path(spans: Spans, prices: _Prices) -> list[_Bead]:
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
            beads.append(_Bead(i, j, n, m))
    return beads[::-1]


def _uncrossed(spans: Spans, beads: Iterable[_Bead]) -> Iterator[_Bead]:
    """Two by two paragraphs as two rows, where either clearly matches the other side's farther one."""
    score = spans.score(1, 1)
    for b in beads:
        if (b.n, b.m) == (2, 2):
            (first, crossed), (back, second) = score[b.i : b.i + 2, b.j : b.j + 2].tolist()
            if min(crossed, back) >= max(LINK, max(first, second) + CROSSED):
                yield _Bead(b.i, b.j + 1, 1, 1)
                yield _Bead(b.i + 1, b.j, 1, 1)
                continue
        yield b


def _crossing(spans: Spans, beads: Iterable[_Bead]) -> Iterator[_Bead]:
    """Paragraphs left alone that are each other's best match in the whole report, wherever they stand."""
    score = spans.score(1, 1)
    fr_used, en_used = _used(beads)
    best = (score >= LINK) & (score == score.max(axis=1)[:, None]) & (score == score.max(axis=0)[None, :])
    for i, j in np.argwhere(best).tolist():
        if i not in fr_used and j not in en_used:
            fr_used.add(i)
            en_used.add(j)
            yield _Bead(i, j, 1, 1)


def _joined(spans: Spans, beads: list[_Bead]) -> list[_Bead]:
    """Rows with the neighbouring paragraphs left alone that make them match better, the best first."""
    while True:
        fr_used, en_used = _used(beads)
        wider_beads = [
            (place, wider) for place, b in enumerate(beads) for wider in _wider(spans, b, fr_used, en_used)
        ]
        spans.settle(wider.corner for _, wider in wider_beads)
        gains = [
            (_score(spans, wider) - _score(spans, beads[place]), place, wider) for place, wider in wider_beads
        ]
        gain, place, wider = max(gains, default=(0.0, 0, None))
        if wider is None or gain < JOIN_GAIN:
            return beads
        beads = [*beads[:place], wider, *beads[place + 1 :]]


def _score(spans: Spans, bead: _Bead) -> float:
    return float(spans.score(bead.n, bead.m)[bead.i, bead.j])


def _wider(spans: Spans, bead: _Bead, fr_used: set[int], en_used: set[int]) -> Iterator[_Bead]:
    """The row with one more paragraph on one side, which alone would match the single one opposite."""
    score = spans.score(1, 1)
    if bead.m == 1 and bead.n < LONGEST_SPAN:
        for i in (bead.i - 1, bead.i + bead.n):
            if 0 <= i < spans.fr.size and i not in fr_used and score[i, bead.j] >= LINK:
                yield _Bead(min(i, bead.i), bead.j, bead.n + 1, 1)
    if bead.n == 1 and bead.m < LONGEST_SPAN:
        for j in (bead.j - 1, bead.j + bead.m):
            if 0 <= j < spans.en.size and j not in en_used and score[bead.i, j] >= LINK:
                yield _Bead(bead.i, min(j, bead.j), 1, bead.m + 1)


def _used(beads: Iterable[_Bead]) -> tuple[set[int], set[int]]:
    beads = list(beads)
    return {i for b in beads for i in b.left}, {j for b in beads for j in b.right}


def _alone(spans: Spans, beads: list[_Bead], fr: Sequence[str], en: Sequence[str]) -> Iterator[AlignedRow]:
    """Rows of the paragraphs that no bead has."""
    score, cosines = spans.score(1, 1), spans.cosines(1, 1)
    fr_scores, en_scores = np.full(len(fr), -np.inf), np.full(len(en), -np.inf)
    for b in beads:
        fr_scores[list(b.left)] = en_scores[list(b.right)] = _score(spans, b)
    for i in np.flatnonzero(np.isinf(fr_scores)).tolist():
        only_here = len(fr[i]) >= ONLY_HERE_CHARACTERS and _is_only_here(score[i], en_scores)
        yield AlignedRow((i,), (), None if only_here else _rounded(cosines[i].max()))
    for j in np.flatnonzero(np.isinf(en_scores)).tolist():
        only_here = len(en[j]) >= ONLY_HERE_CHARACTERS and _is_only_here(score[:, j], fr_scores)
        yield AlignedRow((), (j,), None if only_here else _rounded(cosines[:, j].max()))


def _is_only_here(scores: NDArray[np.float64], linked: NDArray[np.float64]) -> bool:
    """Whether nothing opposite is near, or only what says the same as another paragraph much more clearly.

    ``scores``: of one paragraph with all opposite; ``linked``: of each of these with its own row.
    """
    near = scores >= FAR
    return bool(scores.max() < _COMPARABLE.link and (linked[near] >= scores[near] + TAKEN).all())


def _rounded(cosine: float) -> float:
    return round(min(1.0, max(0.0, float(cosine))), 3)


def _in_reading_order(rows: Iterable[AlignedRow]) -> Iterator[AlignedRow]:
    """Rows in the order of the left side; the others after the row of their right neighbour."""
    rows = list(rows)
    followers: dict[int, AlignedRow] = {row.right[0] - 1: row for row in rows if not row.left}

    def with_followers(row: AlignedRow) -> Iterator[AlignedRow]:
        yield row
        for j in row.right:
            follower = followers.get(j)
            while follower is not None:
                yield follower
                follower = followers.get(follower.right[0])

    first = followers.get(-1)
    if first is not None:
        yield from with_followers(first)
    for row in sorted((row for row in rows if row.left), key=lambda row: row.left):
        yield from with_followers(row)
