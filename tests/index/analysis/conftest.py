"""A sentence encoder without weights, for tests of what stands on top of one."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray


class HashingEncoder:
    """Texts that share words are near: every word is a random direction, a text the sum of its words."""

    id = "hashing-1"
    dim = 256

    def __init__(self) -> None:
        self.encoded: list[str] = []

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.encoded += texts
        vectors = np.zeros((len(texts), self.dim), np.float32)
        for vector, text in zip(vectors, texts, strict=True):
            for word in text.lower().split():
                vector += np.random.default_rng(zlib.crc32(word.encode())).standard_normal(self.dim)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors / np.maximum(lengths, 1e-9)


@pytest.fixture
def hashing_encoder() -> HashingEncoder:
    return HashingEncoder()
