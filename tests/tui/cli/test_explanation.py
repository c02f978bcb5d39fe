"""The parts of a score as points and words."""

from __future__ import annotations

from index.model.pairs import ScorePart
from tui.cli.explanation import adding_up, words


def test_the_words_of_a_part_hold_for_its_sign() -> None:
    assert "more alike" in words(ScorePart("similarity_above", 1.0))
    assert "no closer" in words(ScorePart("nearness_above", -1.0))
    assert "about as many" in words(ScorePart("names_above", 0.01))
    assert words(ScorePart("names", 0.0)) == "no name that both spell alike"


def test_rounded_points_add_up() -> None:
    exact = (3.369, 2.844, -3.67, 0.0, 1.204, 0.844)
    shown = adding_up(exact, sum(exact))
    assert round(sum(map(round, exact, [2] * 6)), 2) == 4.58
    assert round(sum(shown), 2) == round(sum(exact), 2) == 4.59
    assert all(abs(a - b) < 0.01 for a, b in zip(shown, exact, strict=True))
    assert shown[3] == 0.0
