"""Which sentences of two aligned reports say the same, so that the eye finds its place on the other side."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from index.analysis.alignment.meeting import Meeting
from index.model.pairs import AlignedRow, SentenceLink

LINK = 0.35
"""Cosine below which two sentences are not linked."""
SECOND = 0.5
"""Cosine from which a sentence is linked to one that has a better partner: one sentence told as two."""
BEHIND = 0.12
"""How much weaker than the better partner it may be."""


def sentence_links(
    meeting: Meeting, rows: Sequence[AlignedRow], across: Collection[tuple[int, int]] = ()
) -> tuple[SentenceLink, ...]:
    """Links of sentences that stand in one row, or in paragraphs that are linked ``across`` rows [(fr, en)].

    In the order of the French report. Paragraphs that are linked ``across`` get at least one, and so does a
    row of one sentence each.
    """
    rows = [row for row in rows if row.left and row.right]
    inside = [meeting.cell(row.left, row.right) for row in rows]
    crossing = [meeting.cell((i,), (j,)) for i, j in sorted(across)]
    cosines = np.full(meeting.cosines.shape, -1.0)
    for cell in (*inside, *crossing):
        cosines[cell] = meeting.cosines[cell]
    if not cosines.size:
        return ()
    linked = _linked(cosines)
    for cell in (*(cell for cell in inside if cosines[cell].size == 1), *crossing):
        if cosines[cell].size and not linked[cell].any():
            i, j = np.unravel_index(cosines[cell].argmax(), cosines[cell].shape)
            linked[cell[0][i, 0], cell[1][0, j]] = True
    return tuple(_links(meeting, linked))


def _linked(cosines: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Best partners of each other, and what clearly belongs to one of them as well."""
    best_right, best_left = cosines.max(axis=1, keepdims=True), cosines.max(axis=0, keepdims=True)
    of_left, of_right = cosines == best_right, cosines == best_left
    # Only a sentence whose own best partner this is may join it.
    joins = (of_left | of_right) & (cosines >= SECOND)
    joins &= cosines >= np.maximum(best_right, best_left) - BEHIND
    linked: NDArray[np.bool_] = (cosines >= LINK) & ((of_left & of_right) | joins)
    return linked


def _links(meeting: Meeting, linked: NDArray[np.bool_]) -> Iterator[SentenceLink]:
    for i, j in np.argwhere(linked).tolist():
        cosine = round(min(1.0, max(0.0, float(meeting.cosines[i, j]))), 3)
        yield SentenceLink(meeting.fr.spans[i], meeting.en.spans[j], cosine)
