"""Dates that stand before a text."""

from __future__ import annotations

import pytest

from index.cleaning.prefixes import split_prefix, split_run_on


@pytest.mark.parametrize(
    ("prefix", "rest"),
    [
        ("date 2024-12", "Seyyed Abbas Araghchi a discuté."),
        ("date 2024-12-02", "Le président a parlé."),
        ("1er janvier 2016, 14h30 . –", "Un homme a foncé."),
        ("22 mai 2012. -", "Une réunion s’est tenue."),
        ("14 juin 2016, France . –", "L’association n’a pas pu."),
        ("07-08-2014", "At Least 19 Executed."),
        ("Wed 05 Apr 2017", "Syria attack symptoms."),
        ("Thursday, December 5, 2024 10:30 GMT", "The army left."),
        ("Published on 3 August 2015", "A Syrian aircraft crashed."),
        ("Publié le 12 mars 2018 à 14h30", "« Nous partons »"),
        ("Mis à jour le 12/03/2018 à 14:30 |", "Le Sénat vote."),
        ("28.05.2017(updated 1549 28.05.2017)", "An airstrike killed."),
        ("11 mars 2016", ""),
    ],
)
def test_a_date_before_the_text(prefix: str, rest: str) -> None:
    assert split_prefix(f"{prefix} {rest}".strip()) == (prefix, rest)


@pytest.mark.parametrize(
    "text",
    [
        "Le 27 novembre, des groupes terroristes ont attaqué.",
        "12 mars 2018, les troupes entrent dans la ville.",
        "November 27, 2024 marked the start of the offensive.",
        "2024 a été une année difficile.",
        "320 terroristes ont été tués.",
        "Date limite : 12 mars 2018",
        "En 2017, les forces ont gagné.",
    ],
)
def test_a_date_of_the_sentence_stays_in_it(text: str) -> None:
    assert split_prefix(text) is None


def test_a_headline_run_into_its_text() -> None:
    block = "Suicide bomber kills one in Syria stronghold AFP Thursday 2 Jun 2016 A bomb attack killed one."
    assert split_run_on(block) == (
        "Suicide bomber kills one in Syria stronghold",
        "AFP Thursday 2 Jun 2016",
        "A bomb attack killed one.",
    )


@pytest.mark.parametrize(
    "text",
    [
        "Le président a été élu le 12 mars 2016 Paris en fête.",
        "Ten people were killed on Thursday 2 June 2016 Officials said.",
        "The war began. It ended Thursday 2 June 2016 The end.",
        "Ils sont partis mardi 2 juin 2016 avec leurs familles.",
    ],
)
def test_a_date_inside_a_sentence_is_no_end_of_a_headline(text: str) -> None:
    assert split_run_on(text) is None
