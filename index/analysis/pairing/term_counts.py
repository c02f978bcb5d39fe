"""In how many articles each term of an archive stands, as arrays that are looked into without being read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_HASH, _COUNT = "<u8", "<u4"
_SIZE = 12
"""Bytes of a term: its hash and its count."""


@dataclass(frozen=True, slots=True, eq=False)
class TermCounts:
    """Terms by a hash of 64 bits: two of a million share one by a chance of 1 to 37 million."""

    hashes: NDArray[np.uint64]
    """[terms], sorted."""
    articles: NDArray[np.uint32]
    """[terms]"""

    @classmethod
    def of(cls, counts: Mapping[str, int]) -> TermCounts:
        """Terms of one article are left out: that is what is taken of a term that is not here."""
        repeated = {term: articles for term, articles in counts.items() if articles > 1}
        hashes = _hashes(repeated)
        order = np.argsort(hashes)
        return cls(hashes[order], np.array(list(repeated.values()), _COUNT)[order])

    def __len__(self) -> int:
        return len(self.hashes)

    def counts(self, terms: Iterable[str], otherwise: int = 1) -> NDArray[np.uint32]:
        """[terms]: articles that each of these stands in; ``otherwise``: of one that is not here."""
        wanted = _hashes(terms)
        if not len(self):
            return np.full(len(wanted), otherwise, np.uint32)
        places = np.minimum(np.searchsorted(self.hashes, wanted), len(self) - 1)
        return np.where(self.hashes[places] == wanted, self.articles[places], otherwise).astype(np.uint32)

    def to_bytes(self) -> bytes:
        return self.hashes.astype(_HASH).tobytes() + self.articles.astype(_COUNT).tobytes()

    @classmethod
    def from_bytes(cls, stored: bytes, start: int, terms: int) -> TermCounts:
        """``terms`` terms that stand in ``stored`` from ``start`` on, ``size(terms)`` bytes."""
        articles = np.frombuffer(stored, _COUNT, terms, start + 8 * terms)
        return cls(np.frombuffer(stored, _HASH, terms, start), articles)


def size(terms: int) -> int:
    """Bytes of so many terms."""
    return _SIZE * terms


def _hashes(terms: Iterable[str]) -> NDArray[np.uint64]:
    joined = b"".join(hashlib.blake2b(term.encode(), digest_size=8).digest() for term in terms)
    return np.frombuffer(joined, _HASH)
