"""Pairs by an encoder with other cosines, brought onto the scale of the fitted one. Floors only go up.

It is the built-in encoder turned around, all of its vectors lifted in one direction, so that unrelated
sentences have cosines of .9 as they have with many encoders. Uncorrected, look-alikes would be paired.
"""

from __future__ import annotations

import pytest

from index.analysis.encoding.interface import Encoder
from index.analysis.encoding.scale import ScaledEncoder, fit_scale
from tests.index.rotated_encoder import RotatedEncoder
from tests.quality.pairing_sets import from_articles, released, undated, written_apart
from tests.quality.test_counterparts import counterparts, scores

pytestmark = pytest.mark.slow
LIFT = 0.12


def f1(name: str, encoder: Encoder, *, dated: bool) -> float:
    articles, happening, *_ = written_apart() if name == "invented" else released(name)
    each = from_articles(name, articles if dated else undated(articles), encoder, happening)
    label = f"{name} {'dated' if dated else 'undated'}, {encoder.id}"
    return scores(label, counterparts(each), each.gold())[2]


@pytest.fixture(scope="module")
def scaled() -> Encoder:
    lifted = RotatedEncoder(lift=LIFT)
    return ScaledEncoder(lifted, fit_scale(lifted, "lifted"))


@pytest.mark.parametrize(
    ("name", "dated", "floor"),
    [
        ("debian_trans", True, 1.0),
        ("debian_comp", True, 0.95),
        ("debian_comp", False, 0.88),
        ("invented", True, 0.95),
        ("invented", False, 0.89),
    ],
)
def test_pairs_are_as_good_as_with_the_fitted_encoder(scaled: Encoder, name: str, dated: bool, floor: float):
    assert f1(name, scaled, dated=dated) >= floor


def test_without_the_scale_they_would_not_be():
    assert f1("invented", RotatedEncoder(lift=LIFT), dated=True) < 0.9


def test_turned_around_alone_nothing_changes():
    assert f1("invented", RotatedEncoder(), dated=True) >= 0.95
