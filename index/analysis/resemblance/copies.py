"""Articles that are one text with small changes: sketches to find them by, and the measure that decides."""

from __future__ import annotations

import hashlib
import heapq
from collections.abc import Iterator

from index.model.articles import Article
from index.words.folding import WORD, fold

SHINGLE = 4
"""Words in a row that are compared as one; the same length suits both languages."""
SKETCH = 64
LOOKED_UP = 16
"""The smallest hashes of a sketch: two copies share most of them."""
LIKELY = 0.5
"""Likeness of sketches from which the texts are compared."""
COPY = 0.7
"""Jaccard coefficient of two articles' shingles from which they are copies of each other."""
FEWEST = 20
"""Shingles below which a text is too short to be told from another of its kind."""


def shingles(article: Article) -> frozenset[int]:
    """32-bit hashes of every four words in a row of the body; empty for a text too short to compare."""
    found = frozenset(_hashes(article))
    return found if len(found) >= FEWEST else frozenset()


def sketch(shingles: frozenset[int]) -> list[int]:
    """The smallest hashes, ascending: a sample that copies have in common."""
    return heapq.nsmallest(SKETCH, shingles)


def may_be_copies(sketch: list[int], other: list[int]) -> bool:
    """Whether the likeness of two texts, as their sketches tell it, is worth a comparison."""
    smallest = set(heapq.nsmallest(SKETCH, {*sketch, *other}))
    return len(smallest.intersection(sketch, other)) >= LIKELY * len(smallest)


def are_copies(shingles: frozenset[int], other: frozenset[int]) -> bool:
    shared = len(shingles & other)
    return shared > 0 and shared >= COPY * (len(shingles) + len(other) - shared)


def _hashes(article: Article) -> Iterator[int]:
    words = [fold(match[0]) for block in article.body for match in WORD.finditer(block.text)]
    for start in range(len(words) - SHINGLE + 1):
        text = " ".join(words[start : start + SHINGLE]).encode("utf-8", "replace")
        yield int.from_bytes(hashlib.blake2b(text, digest_size=4).digest(), "little")
