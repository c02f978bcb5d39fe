"""Which reports of one language tell the same story: nearly the same text, names and numbers, within days."""

from __future__ import annotations

from collections.abc import Set

import numpy as np

from index.analysis.encoding.vectors import Floats
from index.analysis.pairing.comparison import Compared
from index.analysis.pairing.outlines import Outlines, Rows
from index.analysis.pairing.scores import columns_of
from index.model.articles import ArticleId

CLOSE = 0.85
"""Cosine of gists. Reports written apart are below it, too: this is for precision."""
NAMES = 0.3
"""tf-idf cosine of the names; the same form of words about somebody else has fewer in common."""
NUMBERS = 0.25
MANY_NAMES = 0.7
"""From here on the numbers may differ: a later count of the same event."""

_LOOKED_AT = ("names", "numbers_written", "undated")
_BLOCK = 4096


def same_story_links(
    compared: Compared, of: Set[ArticleId] | None = None
) -> list[tuple[ArticleId, ArticleId]]:
    """Pairs of dated reports of one language (one of them among ``of``), each once, in order of id."""
    side = compared.side
    names, numbers, undated = (compared.table[:, place] for place in columns_of(_LOOKED_AT))
    same = (undated == 0) & (names >= NAMES) & ((numbers >= NUMBERS) | (names >= MANY_NAMES))
    rows, others = compared.rows[same], compared.columns[same]
    close = _cosines(side, rows, others) >= CLOSE
    pairs = (
        (side.articles[a], side.articles[b])
        for a, b in zip(rows[close].tolist(), others[close].tolist(), strict=True)
    )
    return sorted(pair for pair in pairs if of is None or not of.isdisjoint(pair))


def _cosines(side: Outlines, rows: Rows, others: Rows) -> Floats:
    """[pairs]: of the mean vectors."""
    found = np.empty(len(rows), np.float32)
    for start in range(0, len(rows), _BLOCK):
        here = slice(start, start + _BLOCK)
        found[here] = np.einsum("ij,ij->i", side.means(rows[here]), side.means(others[here]))
    return found
