"""Misspelt words replaced in place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.query.corrections import TypedWord, correct, typed_words

MEANT = {"syrei": "Syrie", "greve": "grève", "presidant": "président"}


def meant(word: TypedWord) -> str | None:
    return MEANT.get(word.folded)


@pytest.mark.parametrize(
    ("typed", "corrected"),
    [
        ("syrei", "Syrie"),
        ("la grève  en Syrei ", "la grève  en Syrie "),
        ('"guerre en syrei" is:paired', '"guerre en Syrie" is:paired'),
        ("titre:syrei OR (presidant -presidant)", "titre:Syrie OR (président -presidant)"),
        ("«syrei", "«Syrie"),
        ("l'Syrei", "l'Syrie"),
        ("source:syrei", None),
        ("entité:syrei date:2024", None),
        ("syrei* syrei~ -syrei SAUF syrei", None),
        ("http://syrei", None),
        ("alep", None),
        ("", None),
    ],
)
def test_only_the_wrong_word_is_replaced(typed: str, corrected: str | None) -> None:
    found = correct(typed, lambda word: None if word.text == "grève" else meant(word))
    assert found == corrected


@given(st.text(max_size=40))
def test_places_are_those_of_the_words(text: str) -> None:
    for word in typed_words(text):
        assert text[word.start : word.end] == word.text
    assert correct(text, lambda word: word.text) in (text, None)
