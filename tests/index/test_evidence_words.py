from __future__ import annotations

from dataclasses import replace

import pytest

from index.evidence_words import MOST_LISTED, evidence_sentences
from index.model import Evidence

EVIDENCE = Evidence(
    similarity=0.6,
    shared_entities=("place:aleppo", "person:assad"),
    days_apart=0,
    aligned=(6, 7),
    shared_numbers=("38", "2011"),
    margin=2.9,
    runner_up="en7",
)
LABELS = {"place:aleppo": "Aleppo", "person:assad": "Bashar al-Assad"}


def test_every_sign_is_told_in_a_sentence_the_verdict_first():
    assert evidence_sentences(EVIDENCE, LABELS, score=0.987, runner_up="Rebels enter Hama") == [
        "Almost certainly the same event: of 100 pairs like this one, about 99 are.",
        "Both name Aleppo and Bashar al-Assad.",
        "Both give the same figures: 38 and 2011.",
        "Published on the same day.",
        "6 of the 7 paragraphs of the shorter report have a matching one in the other.",
        "They tell much the same.",
        "“Rebels enter Hama” came second: about 18 times less likely.",
    ]


def test_the_same_in_french():
    assert evidence_sentences(EVIDENCE, LABELS, "fr", score=0.8, runner_up="Hama") == [
        "Probablement le même événement : sur 100 paires comme celle-ci, environ 80 le sont.",
        "Les deux nomment Aleppo et Bashar al-Assad.",
        "Les deux donnent les mêmes chiffres : 38 et 2011.",
        "Parus le même jour.",
        "6 des 7 paragraphes du plus court ont leur équivalent dans l’autre.",
        "Ils racontent à peu près la même chose.",
        "« Hama » vient ensuite : environ 18 fois moins probable.",
    ]


def test_what_is_not_known_is_said():
    bare = Evidence(0.2, (), None, (0, 4))
    lines = evidence_sentences(bare, {}, status="possible", score=0.3)
    assert lines == [
        "Perhaps the same event, perhaps not: of 100 pairs like this one, about 30 are.",
        "It is shown as possible only: too little speaks for it to be sure.",
        "They share no name.",
        "They share no telling figure.",
        "At least one of them has no date: time says nothing here, so more was asked of the rest.",
        "No paragraph of one matches a paragraph of the other closely.",
        "Little of what they say is alike.",
        "No other report came into question.",
    ]


@pytest.mark.parametrize(("score", "of_100"), [(1.0, "99"), (0.0, "1")])
def test_nothing_is_certain(score: float, of_100: str):
    assert f"about {of_100} are" in evidence_sentences(EVIDENCE, LABELS, score=score)[0]


@pytest.mark.parametrize(
    ("margin", "said"),
    [
        (9.0, "came second: more than a thousand times less likely."),
        (4.0, "came second: about 50 times less likely."),
        (0.3, "came second: only a little less likely, so read both with care."),
        (-1.0, "fits better by these signs; read both with care."),
    ],
)
def test_the_margin_is_told_as_odds(margin: float, said: str):
    assert evidence_sentences(replace(EVIDENCE, margin=margin), LABELS)[-1] == f"Another report {said}"


def test_why_the_runner_up_lost():
    rival = Evidence(0.5, ("person:assad",), 4, (6, 9), ("38",))
    lines = evidence_sentences(EVIDENCE, LABELS, runner_up="Hama", rival=rival)
    assert lines[-1] == (
        "It has fewer names in common (1 against 2), fewer figures in common (1 against 2), "
        "a date farther off (4 days against 0) and paragraphs that are less alike."
    )
    better = replace(
        rival, similarity=0.9, shared_entities=("a", "b"), shared_numbers=("1", "2"), days_apart=0
    )
    assert "It has" not in evidence_sentences(EVIDENCE, LABELS, runner_up="Hama", rival=better)[-1]


def test_long_lists_are_counted_and_names_told_once():
    names = tuple(f"person:{n}" for n in range(MOST_LISTED + 3))
    labels = {name: f"Name {n}" for n, name in enumerate(names)} | {"person:1": "Name 0"}
    line = evidence_sentences(replace(EVIDENCE, shared_entities=names), labels)[0]
    assert line.endswith("Name 6 and 2 more.")
    assert line.count("Name 0") == 1
    one_too_many = replace(EVIDENCE, shared_entities=names[1 : MOST_LISTED + 2])
    assert evidence_sentences(one_too_many, labels)[0].endswith("Name 6 and Name 7.")


@pytest.mark.parametrize(("language", "word"), [("en", "estimate"), ("fr", "estimation")])
def test_what_was_not_measured_is_called_an_estimate(language: str, word: str):
    said = evidence_sentences(EVIDENCE, LABELS, language, score=0.8, measured=False)
    measured = evidence_sentences(EVIDENCE, LABELS, language, score=0.8)
    assert word in said[1] and [said[0], *said[2:]] == measured
    assert not any(word in line for line in evidence_sentences(EVIDENCE, LABELS, language, measured=False))
