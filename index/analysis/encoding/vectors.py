"""Vectors as they are kept, a byte a component, and as they are compared, floats of length 1."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Levels = NDArray[np.int8]
"""Of a vector of these only its direction means something."""


def quantise(vectors: Floats) -> Levels:
    """Directions in one byte a component; the largest component of each vector becomes 127."""
    if not len(vectors):
        return np.zeros(vectors.shape, np.int8)
    largest = np.maximum(np.abs(vectors).max(axis=1, keepdims=True), 1e-9)
    levels: Levels = np.rint(vectors * (127 / largest)).astype(np.int8)
    return levels


def directions(levels: Levels) -> Floats:
    """Float vectors of length 1; a zero vector stays zero."""
    floats = levels.astype(np.float32)
    lengths = np.sqrt(np.einsum("ij,ij->i", floats, floats))
    floats /= np.maximum(lengths, 1e-9)[:, None]
    return floats
