"""Which sentences of an aligned row say the same, so that the eye finds its place on the other side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from index.analysis.alignment.sentences import sentence_spans
from index.analysis.encoding.interface import Encoder
from index.model.pairs import AlignedRow, SentenceLink, TextSpan

LINK = 0.35
"""Cosine below which two sentences of a row are not linked."""
SECOND = 0.5
"""Cosine from which a sentence is linked to one that has a better partner: one sentence told as two."""
BEHIND = 0.12
"""How much weaker than the better partner it may be."""


def sentence_links(
    fr: Sequence[str], en: Sequence[str], rows: Sequence[AlignedRow], encoder: Encoder
) -> tuple[SentenceLink, ...]:
    """Links inside the two-sided ``rows``, in their order; spans count positions of ``fr`` and ``en``.

    All sentences are encoded in one call. A row of one sentence each needs none: its score is the link's.
    """
    cells = [
        (row, _sentences(fr, row.left), _sentences(en, row.right)) for row in rows if row.left and row.right
    ]
    several = [(left, right) for _, left, right in cells if len(left) * len(right) > 1]
    texts = [_text(fr, s) for left, _ in several for s in left] + [
        _text(en, s) for _, r in several for s in r
    ]
    if texts:
        vectors = encoder.encode(texts)
    links: list[SentenceLink] = []
    i, j = 0, sum(len(left) for left, _ in several)
    for row, left, right in cells:
        if len(left) * len(right) == 1:
            links.append(SentenceLink(left[0], right[0], row.score or 0.0))
        elif left and right:
            cosines = vectors[i : i + len(left)] @ vectors[j : j + len(right)].T
            i, j = i + len(left), j + len(right)
            links += _linked(cosines, left, right)
    return tuple(links)


def _sentences(paragraphs: Sequence[str], positions: Sequence[int]) -> list[TextSpan]:
    return [TextSpan(n, start, end) for n in positions for start, end in sentence_spans(paragraphs[n])]


def _text(paragraphs: Sequence[str], span: TextSpan) -> str:
    return paragraphs[span.paragraph][span.start : span.end]


def _linked(
    cosines: NDArray[np.float32], left: Sequence[TextSpan], right: Sequence[TextSpan]
) -> Iterator[SentenceLink]:
    """Best partners of each other, and what clearly belongs to one of them as well."""
    best_right, best_left = cosines.max(axis=1), cosines.max(axis=0)
    for i, j in np.argwhere(cosines >= LINK).tolist():
        cosine = float(cosines[i, j])
        mutual = cosine == best_right[i] and cosine == best_left[j]
        # Only a sentence whose own best partner this is may join it.
        joins = cosine in (best_right[i], best_left[j]) and cosine >= SECOND
        if mutual or (joins and cosine >= max(best_right[i], best_left[j]) - BEHIND):
            yield SentenceLink(left[i], right[j], round(min(1.0, cosine), 3))
