"""The parts of a score as points and words."""

from __future__ import annotations

from index.analysis.pairing.scores import EVENT, PARTS, START
from index.model.pairs import ScorePart
from tui.cli.explanation import _LESS, adding_up, words


def test_the_words_of_a_part_hold_for_its_sign() -> None:
    assert "more alike" in words(ScorePart("likeness", 1.0))
    assert "no more alike" in words(ScorePart("likeness", -1.0))
    assert "nothing either way" in words(ScorePart("names", 0.01))
    assert words(ScorePart("contradictions", 0.0)) == "nothing in them contradicts enough to count"


def test_every_part_of_a_score_has_its_words() -> None:
    for part in (*PARTS.values(), START, EVENT):
        for points in (1.0, 0.0, -1.0):
            assert words(ScorePart(part, points))
        assert _LESS[part]


def test_rounded_points_add_up() -> None:
    exact = (3.369, 2.844, -3.67, 0.0, 1.204, 0.844)
    shown = adding_up(exact, sum(exact))
    assert round(sum(map(round, exact, [2] * 6)), 2) == 4.58
    assert round(sum(shown), 2) == round(sum(exact), 2) == 4.59
    assert all(abs(a - b) < 0.01 for a, b in zip(shown, exact, strict=True))
    assert shown[3] == 0.0
