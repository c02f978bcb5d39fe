from __future__ import annotations

from dataclasses import replace

import pytest

from index.analysis.facts.counted_nouns import _NOUNS, STRONG
from index.analysis.facts.number_units import CURRENCIES, DURATIONS, MEASURES
from index.model.articles import Language
from index.model.pairs import DAY, ORDINAL, WEEKDAY, Conflict, Evidence
from tui.evidence_words import CERTAIN, MOST_LISTED, conflict_text, evidence_sentences

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
        "“Rebels enter Hama” came second, clearly behind.",
    ]


def test_the_same_in_french():
    assert evidence_sentences(EVIDENCE, LABELS, "fr", score=0.8, runner_up="Hama") == [
        "Probablement le même événement : sur 100 paires comme celle-ci, environ 80 le sont.",
        "Les deux nomment Aleppo et Bashar al-Assad.",
        "Les deux donnent les mêmes chiffres : 38 et 2011.",
        "Parus le même jour.",
        "6 des 7 paragraphes du plus court ont leur équivalent dans l’autre.",
        "Ils racontent à peu près la même chose.",
        "« Hama » vient ensuite, nettement derrière.",
    ]


def test_what_is_not_known_is_said():
    bare = Evidence(0.2, (), None, (0, 4))
    lines = evidence_sentences(bare, {}, status="possible", score=0.3)
    assert lines == [
        "Perhaps the same event, perhaps not: of 100 pairs like this one, about 30 are.",
        "It is shown as possible only: too little speaks for it to be sure.",
        "They share no name.",
        "They share no telling figure.",
        "At least one of them has no exact date, so time says little here.",
        "No paragraph of one matches a paragraph of the other closely.",
        "Little of what they say is alike.",
        "No report of another event came into question.",
    ]


@pytest.mark.parametrize(
    ("score", "english", "french"),
    [(0.999, "about 99 are", "environ 99 le sont"), (0.0, "about 1 is", "environ 1 l’est")],
)
def test_nothing_is_certain(score: float, english: str, french: str):
    assert english in evidence_sentences(EVIDENCE, LABELS, score=score)[0]
    assert french in evidence_sentences(EVIDENCE, LABELS, "fr", score=score)[0]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_the_reader_said_has_no_probability(language: Language):
    said = evidence_sentences(EVIDENCE, LABELS, language, score=CERTAIN, measured=False)
    assert said == evidence_sentences(EVIDENCE, LABELS, language)
    assert "Both name" in said[0] or "Les deux" in said[0]


def test_what_is_no_pair_is_not_called_one():
    lines = evidence_sentences(replace(EVIDENCE, margin=-1.0), LABELS, score=0.02, status="unlikely")
    assert lines[0] == "Too little speaks for it: of 100 pairs like this one, about 2 are the same event."
    assert lines[-1] == "Another report fits better by these signs."  # and nothing of reading with care


def test_paragraphs_that_nobody_put_side_by_side_are_not_told():
    told = evidence_sentences(EVIDENCE, LABELS)
    untold = evidence_sentences(replace(EVIDENCE, aligned=(0, 0)), LABELS)
    assert [line for line in told if "paragraph" not in line] == untold
    alone = evidence_sentences(replace(EVIDENCE, aligned=(1, 1)), LABELS)
    assert "The only paragraph of the shorter report has a matching one in the other." in alone


@pytest.mark.parametrize(
    ("margin", "said"),
    [
        (9.0, "came second, far behind."),
        (2.0, "came second, clearly behind."),
        (0.3, "came second, close behind. Read both with care."),
        (-1.0, "fits better by these signs. Read both with care."),
    ],
)
def test_the_margin_is_told_by_its_size_and_not_as_odds(margin: float, said: str):
    assert evidence_sentences(replace(EVIDENCE, margin=margin), LABELS)[-1] == f"Another report {said}"


def test_why_the_runner_up_lost():
    rival = Evidence(0.5, ("person:assad",), 4, (6, 9), ("38",))
    lines = evidence_sentences(EVIDENCE, LABELS, runner_up="Hama", rival=rival)
    assert lines[-1] == (
        "It has fewer names in common (1 against 2), fewer figures in common (1 against 2), "
        "a date farther off (4 days against 0 days) and paragraphs that are less alike."
    )
    nearer = evidence_sentences(EVIDENCE, LABELS, "fr", runner_up="Hama", rival=replace(rival, days_apart=1))
    assert "une date plus éloignée (1 jour contre 0 jour)" in nearer[-1]
    unaligned = evidence_sentences(EVIDENCE, LABELS, runner_up="Hama", rival=replace(rival, aligned=(0, 0)))
    assert unaligned[-1] == lines[-1]  # nobody has put its paragraphs side by side: no reason against it
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


@pytest.mark.parametrize(
    ("conflict", "english", "french"),
    [
        (Conflict("dead", "12", "17"), "numbers of dead: 12 / 17", "morts : 12 / 17"),
        (
            Conflict("worker", "1500, 2.5", "1.2e+06"),
            "numbers of workers: 1 500, 2.5 / 1 200 000",
            "salariés : 1 500, 2,5 / 1 200 000",
        ),
        (
            Conflict("cfa franc", "3", "4"),
            "numbers of cfa francs: 3 / 4",
            "francs CFA : 3 / 4",
        ),
        (Conflict("kg", "3.5", "4"), "weights: 3.5 / 4", "poids : 3,5 / 4"),
        (
            Conflict(WEEKDAY, "5, 0", "6"),
            "weekdays: Saturday, Monday / Sunday",
            "jours de la semaine : samedi, lundi / dimanche",
        ),
        (
            Conflict(ORDINAL, "1, 2, 3, 9", "11, 12, 13, 22"),
            "ordinals: 1st, 2nd, 3rd, 9th / 11th, 12th, 13th, 22nd",
            "rangs : 1er, 2e, 3e, 9e / 11e, 12e, 13e, 22e",
        ),
        (
            Conflict(DAY, "2019-01-12", "2019-01-13"),
            "days of the event: 2019-01-12 / 2019-01-13",
            "jours du fait : 2019-01-12 / 2019-01-13",
        ),
    ],
)
def test_what_contradicts_is_said_french_first(conflict: Conflict, english: str, french: str):
    assert conflict_text(conflict) == english
    assert conflict_text(conflict, "fr") == french


def test_what_contradicts_stands_with_what_speaks_for_it():
    conflicts = (Conflict("dead", "12", "17"), Conflict(WEEKDAY, "5", "6"))
    against = replace(EVIDENCE, conflicts=conflicts)
    assert evidence_sentences(against, LABELS)[3] == (
        "Against it (French / English): numbers of dead: 12 / 17; weekdays: Saturday / Sunday."
    )
    assert evidence_sentences(against, LABELS, "fr")[3] == (
        "Contre cela (français / anglais) : morts : 12 / 17 ; jours de la semaine : samedi / dimanche."
    )
    assert not any("Against" in line for line in evidence_sentences(EVIDENCE, LABELS))
    assert evidence_sentences(EVIDENCE, LABELS, runner_up="Hama", rival=against)[-1] == (
        "It has what contradicts (numbers of dead: 12 / 17; weekdays: Saturday / Sunday)."
    )


def test_whatever_a_number_counts_has_french_words():
    nouns = {line.split()[0] for line in _NOUNS.strip().splitlines()}
    kinds = (nouns | STRONG | CURRENCIES | MEASURES | {"percent", "point"}) - DURATIONS
    assert len(kinds) > 60
    assert [k for k in kinds if conflict_text(Conflict(k, "1", "2"), "fr") == f"{k} : 1 / 2"] == []
