from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from index.analysis.encoding.scale import (
    UNRELATED,
    Scale,
    ScaledEncoder,
    fit_scale,
    sentences,
    translations_found,
)
from index.analysis.encoding.universal import load_encoder
from index.errors import EncoderError
from tests.index.rotated_encoder import RotatedEncoder


def unrelated(fr: NDArray[np.float32], en: NDArray[np.float32]) -> float:
    return float((fr @ en.T)[~np.eye(len(fr), dtype=bool)].mean())


def test_the_sentences_are_pairs_and_each_is_there_once():
    fr, en = sentences()
    assert len(fr) == len(en) == len(set(fr)) == len(set(en)) == 80
    assert all(line == line.strip() and line for line in (*fr, *en))


def test_unrelated_sentences_are_as_far_apart_as_said_with_the_fitted_encoder():
    fr, en = map(load_encoder().encode, sentences())
    assert unrelated(fr, en) == pytest.approx(UNRELATED, abs=0.001)
    assert translations_found(fr, en) == 80


@pytest.mark.parametrize("lift", [0.0, 0.05, 0.2])
def test_an_encoder_with_which_all_is_near_comes_onto_the_same_scale(lift: float):
    encoder = RotatedEncoder(lift=lift)
    before = unrelated(*map(encoder.encode, sentences()))
    assert lift < 0.1 or before > 0.9
    scaled = ScaledEncoder(encoder, fit_scale(encoder, "it"))
    fr, en = map(scaled.encode, sentences())
    assert unrelated(fr, en) == pytest.approx(UNRELATED, abs=0.002)
    own_fr, own_en = map(load_encoder().encode, sentences())
    assert (fr * en).sum(axis=1).mean() == pytest.approx((own_fr * own_en).sum(axis=1).mean(), abs=0.03)
    assert np.linalg.norm(fr, axis=1) == pytest.approx(1, abs=1e-5)


def test_one_that_does_not_know_translations_is_refused():
    class Deaf:
        id, dim = "deaf", 16

        def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
            vectors = np.random.default_rng(len(texts[0])).standard_normal((len(texts), 16))
            return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), np.float32)

    with pytest.raises(EncoderError, match=r"/models/deaf: knows only \d+ of 80") as caught:
        fit_scale(Deaf(), "/models/deaf")
    assert "multilingual" in caught.value.hint


def test_a_scale_is_the_same_after_a_round_through_text():
    scale = Scale(np.array([0.1, -0.2, 0.3], np.float32), np.array([0, 1, 0], np.float32))
    again = Scale.from_text(scale.to_text())
    vectors = np.eye(3, dtype=np.float32)
    assert (again.apply(vectors) == scale.apply(vectors)).all()
    assert scale.apply(np.zeros((0, 3), np.float32)).shape == (0, 3)
