from __future__ import annotations

import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis.pairing.profiles import (
    MAX_UNIT_CHARACTERS,
    MAX_UNITS,
    MAX_WORDS,
    Profile,
    profile,
    split_paragraph,
    units,
)
from index.model.articles import Article, Block, DateRange, Mention, Role


def article(*paragraphs: str, title: str = "", **fields: object) -> Article:
    blocks = tuple(Block(n, Role.BODY, text) for n, text in enumerate(paragraphs))
    given = {"title_origin": "given", "language": "fr"} | fields
    return Article(id="a1", origin="/a1", sha256="", title=title, blocks=blocks, **given)  # type: ignore[arg-type]


def test_units_are_the_title_and_the_body_without_hidden_blocks():
    with_teaser = Article(
        id="a",
        origin="a",
        sha256="",
        language="en",
        title="A title",
        title_origin="given",
        blocks=(
            Block(0, Role.LEAD, "The lead."),
            Block(1, Role.TEASER, "Read also"),
            Block(2, Role.BODY, "More."),
        ),
    )
    assert list(units(with_teaser)) == ["A title", "The lead.", "More."]


def test_a_derived_title_repeats_the_lead_and_is_left_out():
    assert list(units(article("Un texte.", title="Un texte", title_origin="derived"))) == ["Un texte."]


def test_a_paragraph_is_kept_whole_up_to_the_limit_and_split_at_sentence_ends_beyond():
    sentence = "mot " * 29 + "fin."
    assert list(split_paragraph(" ".join([sentence] * 2))) == [" ".join([sentence] * 2)]
    parts = list(split_paragraph(" ".join([sentence] * 5)))
    assert [part.count("fin.") for part in parts] == [2, 2, 1]


@given(st.text(max_size=3000))
def test_splitting_keeps_every_word_and_no_unit_is_large(text: str):
    parts = list(split_paragraph(text))
    assert all(len(part) <= MAX_UNIT_CHARACTERS for part in parts)
    assert all(len(part.split()) <= MAX_WORDS for part in parts)
    if all(len(word) < MAX_UNIT_CHARACTERS for word in text.split()):
        assert " ".join(parts).split() == text.split()


@pytest.mark.parametrize(
    "giant",
    ["x" * 5_000_000, "mot " * 1_000_000, "Fin. " * 1_000_000, "1 " * 2_000_000],
    ids=["one word", "one sentence", "sentences", "numbers"],
)
def test_megabyte_paragraphs_cost_little(giant: str, hashing_encoder):
    started = time.perf_counter()
    made = profile(article(giant, giant), (), hashing_encoder)
    assert len(made.vectors) <= MAX_UNITS
    assert max(map(len, hashing_encoder.encoded)) <= MAX_UNIT_CHARACTERS
    assert time.perf_counter() - started < 5


def test_names_numbers_identities_and_days_are_remembered(hashing_encoder):
    made = profile(
        article(
            "À Alep, M. Poutine compte 1 500 hommes ; Poutine attend.",
            published=DateRange("2024-12-01", "2024-12-31", "month", "prefix"),
        ),
        (
            Mention(0, 2, 6, "Alep", "place", "place/aleppo"),
            Mention(0, 11, 18, "Poutine", "person"),
            Mention(0, 0, 1, "russe", "demonym", "place/ru"),
        ),
        hashing_encoder,
    )
    assert made.names["put"] == (2, "Poutine")
    assert made.numbers == {"1500": 1}
    assert made.entities == {"place/aleppo"}
    assert made.last_day is not None
    assert made.first_day is not None
    assert made.last_day - made.first_day == 30


def test_an_empty_article_has_an_empty_profile(hashing_encoder):
    made = Profile.from_bytes(profile(article(), (), hashing_encoder).to_bytes())
    assert made.vectors.shape == (0, 256)
    assert made.first_day is None


def test_bytes_round_trip(hashing_encoder):
    made = profile(article("Le roi d'Espagne, Felipe, a 56 ans."), (), hashing_encoder)
    again = Profile.from_bytes(made.to_bytes())
    assert np.array_equal(again.vectors, made.vectors)
    assert (again.names, again.numbers, again.entities) == (made.names, made.numbers, made.entities)
    assert (again.article, again.language, again.encoder) == ("a1", "fr", "hashing-1")


@given(st.binary(max_size=200))
def test_foreign_bytes_are_refused(stored: bytes):
    with pytest.raises(ValueError, match=r".*"):
        Profile.from_bytes(stored)


def test_damaged_and_newer_profiles_are_refused(hashing_encoder):
    stored = profile(article("Un texte."), (), hashing_encoder).to_bytes()
    for damaged in (stored[:-1], stored + b"x", stored.replace(b'"format":1', b'"format":9'), stored[:40]):
        with pytest.raises(ValueError, match=r".*"):
            Profile.from_bytes(damaged)
