"""The built-in encoder turned around: other vectors, the same cosines. A second one that costs nothing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from index.analysis.encoding.interface import Encoder
from index.analysis.encoding.universal import load_encoder

DIM = 512


@cache
def _turn(seed: int) -> NDArray[np.float32]:
    matrix, _ = np.linalg.qr(np.random.default_rng(seed).standard_normal((DIM, DIM)))
    return matrix.astype(np.float32)


@cache
def _built_in() -> Encoder:
    return load_encoder()  # reads all of its weights to check them: not for each text


class RotatedEncoder:
    """``lift`` is added to every vector before it gets its length: everything is near to everything then."""

    dim = DIM

    def __init__(self, seed: int = 1, *, lift: float = 0.0) -> None:
        self.id = f"rotated-{seed}"
        self._seed = seed
        self._lift = np.float32(lift)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        turned = _built_in().encode(texts) @ _turn(self._seed)
        if len(texts):
            turned = turned + self._lift
            turned /= np.linalg.norm(turned, axis=1, keepdims=True)
        return np.asarray(turned, np.float32)
