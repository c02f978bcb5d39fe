"""An encoder that encodes each text once and remembers it, with what is known from elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from index.analysis.encoding.interface import Encoder

Vectors = Mapping[str, NDArray[np.float32]]


class Remembering:
    """Keeps every vector as long as it lives: for the texts of two reports, not for an archive."""

    def __init__(self, encoder: Encoder, known: Vectors | None = None) -> None:
        """``known`` has vectors [dim] of some texts."""
        self._encoder = encoder
        self._known = dict(known or {})
        self.id, self.dim = encoder.id, encoder.dim

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of ``texts`` [n, dim], each of length 1."""
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if new:
            self._known |= zip(new, self._encoder.encode(new), strict=True)
        if not texts:
            return np.zeros((0, self.dim), np.float32)
        return np.array([self._known[text] for text in texts], np.float32)
