"""Which reports of one language tell the same story: nearly the same text, names and numbers, within days."""

from __future__ import annotations

from collections.abc import Set

import numpy as np

from index.analysis.encoding.vectors import Floats
from index.analysis.pairing.candidates import nearest
from index.analysis.pairing.features import features
from index.analysis.pairing.outlines import Outlines, Rows, days_between
from index.analysis.pairing.reports import Reports
from index.model.articles import ArticleId

NEAREST = 8
CLOSE = 0.85
"""Cosine of mean vectors. Reports written apart are below it, too: this is for precision."""
NAMES = 0.3
"""tf-idf cosine of the names; the same form of words about somebody else has fewer in common."""
NUMBERS = 0.25
MANY_NAMES = 0.7
"""From here on the numbers may differ: a later count of the same event."""

_BLOCK = 4096


def same_story_links(
    side: Outlines, reports: Reports, of: Set[ArticleId] | None = None
) -> list[tuple[ArticleId, ArticleId]]:
    """Pairs of dated reports of one language (one of them among ``of``), each once, in order of id."""
    dated = np.flatnonzero(side.dated)
    chosen = dated if of is None else np.intersect1d(dated, side.rows(of))
    rows, others = nearest(side, side, chosen, NEAREST + 1)
    kept = (rows != others) & (days_between(side, rows, side, others) >= 0)
    rows, others = rows[kept], others[kept]
    close = _cosines(side, rows, others) >= CLOSE
    keys = np.minimum(rows, others)[close] * len(side) + np.maximum(rows, others)[close]
    if not len(keys):
        return []
    one, other = np.divmod(np.unique(keys), len(side))
    found = features(side, side, one, other, reports)
    same = (found.names >= NAMES) & ((found.numbers >= NUMBERS) | (found.names >= MANY_NAMES))
    return [
        (side.articles[a], side.articles[b])
        for a, b in zip(one[same].tolist(), other[same].tolist(), strict=True)
    ]


def _cosines(side: Outlines, rows: Rows, others: Rows) -> Floats:
    """[pairs]: of the mean vectors."""
    found = np.empty(len(rows), np.float32)
    for start in range(0, len(rows), _BLOCK):
        here = slice(start, start + _BLOCK)
        found[here] = np.einsum("ij,ij->i", side.means(rows[here]), side.means(others[here]))
    return found
