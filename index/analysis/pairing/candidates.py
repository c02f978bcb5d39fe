"""Which reports are worth comparing: the nearest of the other language, published about the same day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set

import numpy as np
from numpy.typing import NDArray

from index.analysis.encoding.vectors import Floats, Levels
from index.analysis.pairing.outlines import Chunk, Outline, Outlines, Rows, by_day
from index.model.articles import ArticleId

NEAREST = 40
NEAREST_SISTERS = 24
"""The same of one language."""
MAX_DAYS = 3

_BLOCK = 128
_POOLED = 1024
"""Outlines of a pool that stand in memory as floats at once, 2 KB each."""


def candidates(fr: Outlines, en: Outlines, of: Set[ArticleId] | None = None) -> tuple[Rows, Rows]:
    """French and English rows of the pairs to compare, sorted; each pair once.

    The NEAREST of each report by mean vector in both directions, at most MAX_DAYS apart when both are dated;
    with ``of``, only the NEAREST of these reports. Costs O(articles in the window) dot products for each
    dated report, all of them for an undated one.
    """
    if not len(fr) or not len(en):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    french, english = nearest(fr, en, _chosen(fr, of))
    back_english, back_french = nearest(en, fr, _chosen(en, of))
    keys = np.unique(np.concatenate((french * len(en) + english, back_french * len(en) + back_english)))
    return keys // len(en), keys % len(en)


def sister_candidates(side: Outlines, of: Set[ArticleId] | None = None) -> tuple[Rows, Rows]:
    """Rows of the pairs of one language to compare, the smaller row first, sorted; each pair once.

    The NEAREST_SISTERS of each report (of these reports), as ``candidates``.
    """
    if not len(side):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    rows, others = nearest(side, side, _chosen(side, of), NEAREST_SISTERS + 1)
    other = rows != others
    rows, others = rows[other], others[other]
    keys = np.unique(np.minimum(rows, others) * len(side) + np.maximum(rows, others))
    return keys // len(side), keys % len(side)


def _chosen(side: Outlines, of: Set[ArticleId] | None) -> Rows:
    return np.arange(len(side)) if of is None else side.rows(of)


def nearest(queries: Outlines, pool: Outlines, chosen: Rows, most: int = NEAREST) -> tuple[Rows, Rows]:
    """For each chosen query its nearest of the pool: query rows and pool rows."""
    rows: list[Rows] = []
    columns: list[Rows] = []
    # By day, so that the window of a block is narrow; the undated come first and see the whole pool.
    order = by_day(queries, chosen)
    for start in range(0, len(order), _BLOCK):
        block = order[start : start + _BLOCK]
        window = np.flatnonzero(_near_any(queries, block, pool))
        if not len(window):
            continue
        cosines = queries.means(block) @ pool.means(window).T
        cosines[~_near_each(queries, block, pool, window)] = -np.inf
        kept = min(most, len(window))
        best = np.argpartition(cosines, len(window) - kept, axis=1)[:, -kept:]
        allowed = np.take_along_axis(cosines, best, axis=1) > -np.inf
        rows.append(np.repeat(block, kept)[allowed.ravel()])
        columns.append(window[best.ravel()[allowed.ravel()]])
    if not rows:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    return np.concatenate(rows), np.concatenate(columns)


def nearest_outlines(queries: Floats, pool: Iterable[Chunk]) -> list[Outline]:
    """The outlines of a pool that are among the NEAREST of any query, whatever their days.

    ``queries`` [queries, dim]: vectors of length 1.
    """
    articles: list[ArticleId] = []
    days: list[int | None] = []
    means: list[bytes] = []
    for some, their_days, vectors in pool:
        articles += some
        days += their_days
        means.append(vectors)
    if not articles or not len(queries):
        return []
    levels = np.frombuffer(b"".join(means), np.int8).reshape(len(articles), -1)
    return [
        Outline(articles[row], days[2 * row], days[2 * row + 1], levels[row].tobytes())
        for row in _nearest_rows(queries, levels)
    ]


def _nearest_rows(queries: Floats, levels: Levels) -> Sequence[int]:
    """Rows of ``levels`` that are among the NEAREST of any query."""
    wanted = np.zeros(len(levels), bool)
    # Most would be among them anyway.
    if len(levels) <= NEAREST * min(len(queries), _BLOCK):
        wanted[:] = True
        queries = queries[:0]
    for start in range(0, len(queries), _BLOCK):
        block = queries[start : start + _BLOCK]
        parts = (levels[n : n + _POOLED].astype(np.float32) for n in range(0, len(levels), _POOLED))
        cosines = np.concatenate([_cosines(block, part) for part in parts], axis=1)
        wanted[np.argpartition(cosines, len(levels) - NEAREST, axis=1)[:, -NEAREST:]] = True
    found: list[int] = np.flatnonzero(wanted).tolist()
    return found


def _cosines(queries: Floats, vectors: Floats) -> Floats:
    """[queries, vectors]; ``queries`` are of length 1."""
    lengths = np.sqrt(np.einsum("ij,ij->i", vectors, vectors))
    cosines: Floats = queries @ vectors.T / np.maximum(lengths, 1e-9)
    return cosines


def _near_any(queries: Outlines, block: Rows, pool: Outlines) -> NDArray[np.bool_]:
    """Which of the pool may be near one of the block."""
    if not queries.dated[block].all():
        return np.ones(len(pool), bool)
    after = pool.last >= queries.first[block].min() - MAX_DAYS
    before = pool.first <= queries.last[block].max() + MAX_DAYS
    near: NDArray[np.bool_] = ~pool.dated | (after & before)
    return near


def _near_each(queries: Outlines, block: Rows, pool: Outlines, window: Rows) -> NDArray[np.bool_]:
    """[block, window]: one of them is undated, or at most MAX_DAYS lie between them."""
    after = queries.first[block][:, None] - pool.last[window][None, :]
    before = pool.first[window][None, :] - queries.last[block][:, None]
    dated = queries.dated[block][:, None] & pool.dated[window][None, :]
    near: NDArray[np.bool_] = ~dated | (np.maximum(after, before) <= MAX_DAYS)
    return near
