"""Which reports of one language tell the same story: nearly the same text, names and numbers, within days."""

from __future__ import annotations

from collections.abc import Set

import numpy as np

from index.analysis.pairing_candidates import nearest
from index.analysis.pairing_features import features
from index.analysis.pairing_outlines import Outlines, days_between
from index.analysis.pairing_reports import Reports
from index.model import ArticleId

NEAREST = 8
CLOSE = 0.85
"""Cosine of mean vectors. Reports written apart are below it, too: this is for precision."""
NAMES = 0.3
"""tf-idf cosine of the names; the same form of words about somebody else has fewer in common."""
NUMBERS = 0.25
MANY_NAMES = 0.7
"""From here on the numbers may differ: a later count of the same event."""


def same_story_links(
    side: Outlines, reports: Reports, of: Set[ArticleId] | None = None
) -> list[tuple[ArticleId, ArticleId]]:
    """Pairs of dated reports of one language (one of them among ``of``), each once, in order of id."""
    dated = np.flatnonzero(side.dated)
    chosen = dated if of is None else np.intersect1d(dated, side.rows(of))
    rows, others = nearest(side, side, chosen, NEAREST + 1)
    kept = (rows != others) & (days_between(side, rows, side, others) >= 0)
    kept &= np.einsum("ij,ij->i", side.means[rows], side.means[others]) >= CLOSE
    keys = np.minimum(rows, others)[kept] * len(side) + np.maximum(rows, others)[kept]
    if not len(keys):
        return []
    one, other = np.divmod(np.unique(keys), len(side))
    found = features(side, side, one, other, reports)
    same = (found.names >= NAMES) & ((found.numbers >= NUMBERS) | (found.names >= MANY_NAMES))
    return [
        (side.articles[a], side.articles[b])
        for a, b in zip(one[same].tolist(), other[same].tolist(), strict=True)
    ]
