from __future__ import annotations

import numpy as np

from index.analysis.encoding.remembering import Remembering


class Counting:
    id, dim = "counting", 2

    def __init__(self) -> None:
        self.encoded: list[str] = []

    def encode(self, texts):
        self.encoded += texts
        return np.array([[len(text), 1.0] for text in texts], np.float32)


def test_each_text_is_encoded_once_and_known_ones_never():
    encoder = Counting()
    remembering = Remembering(encoder, {"known": np.array([0.0, 1.0], np.float32)})
    assert remembering.encode(["a", "known", "bb", "a"]).tolist() == [[1, 1], [0, 1], [2, 1], [1, 1]]
    assert remembering.encode(["bb"]).tolist() == [[2, 1]]
    assert encoder.encoded == ["a", "bb"]
    assert remembering.encode([]).shape == (0, 2)
    assert (remembering.id, remembering.dim) == ("counting", 2)
