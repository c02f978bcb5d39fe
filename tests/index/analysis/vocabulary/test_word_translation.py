"""Evidence for two words of two languages meaning the same, and what is made of it."""

from __future__ import annotations

import numpy as np
import pytest

from index.analysis.vocabulary.word_choice import MOST_TRANSLATIONS, WordPair, choose, confidence
from index.analysis.vocabulary.word_translation import (
    VocabularyWord,
    names_alike,
    nearest,
    surprise,
    together,
)


def word(stem: str, capital: float = 0.0) -> VocabularyWord:
    return VocabularyWord(stem, stem, stem, 1, capital)


def directions(rows: list[list[float]]) -> np.ndarray:
    vectors = np.array(rows, np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def test_the_nearest_word_stands_out() -> None:
    fr, en = [word("grève"), word("pluie"), word("Paul", 1.0)], [word("strike"), word("rain")]
    found = nearest(fr, en, directions([[1, 0.1], [0.1, 1], [1, 1]]), directions([[1, 0], [0, 1]]))
    assert found["grève", "strike"] > 0
    assert found.get(("grève", "rain"), -1) < 0
    assert not any(fr == "Paul" for fr, _ in found), "names are not the encoder's"


def test_nothing_is_near_in_an_empty_archive() -> None:
    assert nearest([], [], np.zeros((0, 1), np.float32), np.zeros((0, 1), np.float32)) == {}
    assert nearest([], [word("rain")], np.zeros((0, 1), np.float32), directions([[1, 0]])) == {}
    assert together([]) == {}


def test_words_of_the_same_paragraphs_go_together() -> None:
    rows = [({"grève", "port"}, {"strike", "port"})] * 3 + [({"port"}, {"port", "city"})] * 3
    rows += [({"neige"}, {"snow"})] * 10 + [({f"mot{n}"}, {f"word{n}"}) for n in range(20)]
    found = together(rows)
    assert found["grève", "strike"] == 1.0
    assert found["port", "port"] == 1.0
    assert ("grève", "city") not in found
    assert ("port", "strike") not in found, "each goes much better with another"
    assert ("mot1", "word1") not in found, "one paragraph is chance"


def test_a_few_paragraphs_say_nothing_whatever_recurs_in_them() -> None:
    rows = [({"syrie", "pays", "ministre"}, {"syria", "countries", "minister"})] * 4
    assert together(rows) == {}
    rows += [({"iran"}, {"iran"}), ({"russie"}, {"russia"})]
    assert together(rows) == {}


@pytest.mark.parametrize(
    ("shared", "left", "right", "rows", "expected"),
    # Worked out by hand from the entropies of the four-field table.
    [(5, 5, 5, 10, 13.863), (2, 4, 5, 10, 0.0), (0, 5, 5, 10, 13.863), (10, 10, 10, 10, 0.0)],
)
def test_the_statistic_of_surprise(shared: int, left: int, right: int, rows: int, expected: float) -> None:
    (found,) = surprise(np.array([shared]), left, np.array([right]), rows)
    assert found == pytest.approx(expected, abs=0.001)


def test_names_that_are_spelt_by_ear() -> None:
    fr = [word("poutine", 1.0), word("putain"), word("alger", 1.0)]
    en = [word("putin", 1.0), word("put"), word("boston", 1.0)]
    assert set(names_alike(fr, en)) == {("poutine", "putin")}


@pytest.mark.parametrize(
    ("pair", "believed"),
    [
        (WordPair("a", "b"), False),
        (WordPair("a", "b", cosine=0.7, margin=0.2), True),
        (WordPair("a", "b", cosine=0.7, margin=-0.1), False),
        (WordPair("a", "b", cosine=0.4, margin=0.3), False),
        (WordPair("a", "b", cosine=0.5, margin=-0.05, dice=0.3), True),
        (WordPair("a", "b", cosine=0.1, margin=-0.5, dice=0.6), False),
        (WordPair("a", "b", cosine=0.45, margin=-0.5, dice=0.6), True),
        (WordPair("a", "b", name=0.8), True),
        (WordPair("a", "b", listed=True), True),
    ],
)
def test_what_is_believed(pair: WordPair, believed: bool) -> None:
    assert (confidence(pair) > 0) is believed
    assert choose({"b": pair}) == (["b"] if believed else [])


def test_only_the_best_are_chosen_the_surest_first() -> None:
    near = {str(n): WordPair("a", "b", cosine=0.8, margin=0.3 - n / 50) for n in range(9)}
    assert choose(near) == ["0", "1", "2", "3"][:MOST_TRANSLATIONS]
    far = WordPair("a", "c", cosine=0.6, margin=0.05)
    assert choose({"b": near["0"], "c": far}) == ["b"]
    assert choose({}) == []
