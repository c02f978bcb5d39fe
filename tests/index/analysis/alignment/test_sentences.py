from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis.alignment.sentences import sentence_spans


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize(
    "whole",
    [
        "M. Dupont et Mme. Durand sont à St. Malo, p. 12.",
        "Dr. Smith met Gen. J. P. Jones of Acme Inc. headquarters at No. 5.",
        "He works in the U.S. Senate building.",
        "Il a payé 3.5 % de 1.500 euros.",
        "Il a dit : « nous irons… peut-être » et il est parti",
        "Prix : 12 €, env. Trois fois plus.",
    ],
)
def test_points_that_end_nothing(whole: str):
    assert sentences(whole) == [whole]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Il part. Elle reste ! Pourquoi ?", ["Il part.", "Elle reste !", "Pourquoi ?"]),
        ("« Nous irons. » Il est parti.", ["« Nous irons. »", "Il est parti."]),
        ("“We go.” She left.", ["“We go.”", "She left."]),
        ("They met at 3 p.m. The talks failed.", ["They met at 3 p.m.", "The talks failed."]),
        ("She left the U.S. She is in Oslo.", ["She left the U.S.", "She is in Oslo."]),
        ("Fin… Puis rien\nNouvelle ligne", ["Fin…", "Puis rien", "Nouvelle ligne"]),
        ("Dix morts. 12 blessés.", ["Dix morts.", "12 blessés."]),
        ("He fell. “Why?” she said.", ["He fell.", "“Why?” she said."]),
        ("  ", []),
    ],
)
def test_where_sentences_end(text: str, expected: list[str]):
    assert sentences(text) == expected


@given(st.text(alphabet="aA.!?…»« \n\"'12", max_size=60))
def test_every_letter_is_in_exactly_one_sentence(text: str):
    spans = sentence_spans(text)
    assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())
    assert all(a < b for a, b in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
