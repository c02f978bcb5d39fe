"""Folding and cutting of words."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.words.folding import COMMON_WORDS, fold, is_common, searchable_words, tokens


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("État", "etat"),
        ("ÉTAT", "etat"),
        ("Cœur", "coeur"),
        ("Ægypte", "aegypte"),
        ("où", "ou"),
        ("Straße", "strasse"),
        ("Łódź", "lodz"),
        ("İstanbul", "istanbul"),
        ("U.S", "us"),
        ("e\u0301te\u0301", "ete"),
        ("gou\u00advernement", "gouvernement"),
    ],
)
def test_case_accents_ligatures_and_dots_do_not_matter(written: str, folded: str) -> None:
    assert fold(written) == folded


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("l'Iran", ["iran"]),
        ("l’Iran", ["iran"]),
        ("qu’elle", []),
        ("Iran's", ["iran"]),
        ("États-Unis", ["etats", "unis"]),
        ("les troupes de l'O.N.U.", ["troupes", "onu"]),
        ("the U.S. army", ["us", "army"]),
        ("J.Smith", ["smith"]),
        ("40 000 et 5 morts", ["40", "000", "5", "morts"]),
        ("snake_case", ["snake", "case"]),
        ("e\u0301te\u0301", ["ete"]),
        ("", []),
    ],
)
def test_words_of_a_text(text: str, words: list[str]) -> None:
    assert list(searchable_words(text)) == words


def test_words_that_mean_something_in_the_other_language_are_kept() -> None:
    assert not COMMON_WORDS & {"son", "car", "or", "but", "us", "who", "main", "may", "ete", "mine", "ton"}


def test_common_words_are_written_folded() -> None:
    assert {fold(word) for word in COMMON_WORDS} == COMMON_WORDS
    assert all(is_common(word) for word in COMMON_WORDS)


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    for _, _, folded in tokens(text):
        assert fold(folded) == folded


@given(st.text())
def test_tokens_lie_in_the_text_in_order_and_do_not_overlap(text: str) -> None:
    end_before = 0
    for start, end, folded in tokens(text):
        assert end_before <= start < end <= len(text)
        assert folded and fold(text[start:end]) == folded
        end_before = end


@given(st.text(alphabet="éèàœçñABCdef ’'-.1"))
def test_composed_and_decomposed_text_have_the_same_words(text: str) -> None:
    decomposed = unicodedata.normalize("NFD", text)
    assert searchable_words(decomposed) == searchable_words(unicodedata.normalize("NFC", text))
