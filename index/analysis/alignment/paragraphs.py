"""Which paragraphs of two reports say the same, as rows in reading order; what is left stands alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from index.analysis.alignment.beads import COMPARABLE, Bead, find_beads
from index.analysis.alignment.spans import Spans, Vectors
from index.analysis.encoding.interface import Encoder
from index.model.pairs import AlignedRow

MAX_PARAGRAPHS = 200
"""Of each side; what comes after them stands alone."""
FAR = 0.15
"""Score below which a paragraph has nothing to do with another."""
TAKEN = 0.15
"""How much better another row must match before a paragraph in it no longer counts as near."""
ONLY_HERE_CHARACTERS = 40
"""Shorter passages are never called absent from the other report."""


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
    beads = find_beads(spans)
    rows = [AlignedRow(b.left, b.right, _rounded(spans.cosines(b.n, b.m)[b.i, b.j])) for b in beads]
    rows += _alone(spans, beads, left, right)
    rows += [AlignedRow((i,), (), 0.0) for i in range(len(left), len(fr))]
    rows += [AlignedRow((), (j,), 0.0) for j in range(len(right), len(en))]
    return tuple(_in_reading_order(rows))


def _alone(spans: Spans, beads: list[Bead], fr: Sequence[str], en: Sequence[str]) -> Iterator[AlignedRow]:
    """Rows of the paragraphs that no bead has."""
    score, cosines = spans.score(1, 1), spans.cosines(1, 1)
    fr_scores, en_scores = np.full(len(fr), -np.inf), np.full(len(en), -np.inf)
    for b in beads:
        fr_scores[list(b.left)] = en_scores[list(b.right)] = b.score(spans)
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
    return bool(scores.max() < COMPARABLE.link and (linked[near] >= scores[near] + TAKEN).all())


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
