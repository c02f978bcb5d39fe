from __future__ import annotations

import numpy as np

from index.analysis.encoding.vectors import directions, quantise


def test_quantised_vectors_keep_their_direction(hashing_encoder):
    vectors = hashing_encoder.encode(["un texte", "an other text", ""])
    levels = quantise(vectors).astype(np.float32)
    cosines = (levels[:2] * vectors[:2]).sum(axis=1) / np.linalg.norm(levels[:2], axis=1)
    assert cosines.min() > 0.999
    assert not levels[2].any()


def test_directions_have_length_one_but_for_zeros():
    found = directions(np.array([[3, 4], [0, 0], [-127, 0]], np.int8))
    assert found.tolist() == [[np.float32(0.6), np.float32(0.8)], [0, 0], [-1, 0]]
