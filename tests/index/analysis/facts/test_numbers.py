from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis.facts.number_words import value_of_words
from index.analysis.facts.numbers import quantities
from index.analysis.facts.quantity import Quantity


def only(text: str, language: str) -> Quantity:
    (found,) = quantities(text, language)
    assert text[found.start : found.end] == found.text
    return found


@pytest.mark.parametrize(
    ("language", "text", "value", "unit"),
    [
        ("fr", "quarante et un ministres", 41, "minister"),
        ("fr", "quatre-vingt-dix-sept sièges", 97, "seat"),
        ("fr", "deux cent mille habitants", 200_000, "resident"),
        ("fr", "mille cinq cents soldats", 1500, "soldier"),
        ("fr", "1 500 soldats", 1500, "soldier"),
        ("fr", "3.000 soldats", 3000, "soldier"),
        ("fr", "1,5 milliard de dollars", 1.5e9, "dollar"),
        ("fr", "12,5 % des voix", 12.5, "percent"),
        ("fr", "quinze pour cent", 15, "percent"),
        ("fr", "à 14 h 30", 14.5, "hour"),
        ("fr", "près de 38 morts", 38, "dead"),
        ("fr", "320 terroristes avaient été tués", 320, "dead"),
        ("fr", "trois blessés", 3, "injured"),
        ("fr", "à 120 km de Damas", 120_000, "m"),
        ("en", "forty-one ministers", 41, "minister"),
        ("en", "two hundred and fifty thousand people", 250_000, "person"),
        ("en", "1,500 soldiers", 1500, "soldier"),
        ("en", "$1.5 billion", 1.5e9, "dollar"),
        ("en", "€3.1billion", 3.1e9, "euro"),
        ("en", "$40m", 4e7, "dollar"),
        ("en", "12.5 percent of the vote", 12.5, "percent"),
        ("en", "at 2:30 p.m.", 14.5, "hour"),
        ("en", "killed at least 38 people", 38, "dead"),
        ("en", "38 people were wounded", 38, "injured"),
        ("en", "75 miles from Damascus", 120_700.8, "m"),
        ("fr", "38 °C à l'ombre", 38, "celsius"),
        ("fr", "moins 15 degrés", -15, "celsius"),
        ("fr", "25 points de base", 0.25, "point"),
        ("fr", "deux millions et demi d'euros", 2.5e6, "euro"),
        ("fr", "dix-huit mois", 18, "months"),
        ("fr", "3 M€", 3e6, "euro"),
        ("fr", "une facture de 1,2 Md€", 1.2e9, "euro"),
        ("fr", "une magnitude de 6,2", 6.2, "magnitude"),
        ("fr", "à 20 heures", 20, "hour"),
        ("fr", "quarante-huit heures", 2880, "minutes"),
        ("en", "100°F", 340 / 9, "celsius"),
        ("en", "a 6.2-magnitude earthquake", 6.2, "magnitude"),
        ("en", "a year and a half", 18, "months"),
        ("en", "three quarters of a billion dollars", 7.5e8, "dollar"),
        ("en", "a third of voters", 100 / 3, "percent"),
        ("en", "10 million pounds", 1e7, "pound"),
        ("en", "2000 soldiers", 2000, "soldier"),
        ("en", "between 20 and 30 million euros", 2.5e7, "euro"),
        ("en", "a 19-year-old student", 228, "months"),
    ],
)
def test_reads_figures_words_scales_and_units(language: str, text: str, value: float, unit: str):
    found = only(text, language)
    assert found.value == pytest.approx(value)
    assert found.unit == unit


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "le 30 novembre 2024"),
        ("fr", "du 23 au 26 juin"),
        ("fr", "les 16 et 17 octobre"),
        ("fr", "le 1er mai, en 2011"),
        ("fr", "depuis 2019, tuée par la foudre"),
        ("fr", "un avion F-16, le Covid-19"),
        ("fr", "un nouveau chapitre, neuf et une fin"),
        ("fr", "la 3e fois, la version 2.4.1"),
        ("en", "on November 30, 2024"),
        ("en", "May 25th - 26th, the 10th and 11th of June"),
        ("en", "November 13-17, since 1998"),
        ("en", "an F-16, one of them"),
        ("de", "zwei Minister"),
    ],
)
def test_dates_ranks_and_names_are_no_quantities(language: str, text: str):
    assert quantities(text, language) == ()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "les deux ministres"),
        ("fr", "une vingtaine de soldats"),
        ("en", "about 70-90% of men"),
        ("en", "they won 2-1"),
        ("en", "aboard a Boeing 737 on its way"),
        ("en", "it was 80 degrees"),
    ],
)
def test_what_is_loosely_said_is_not_asserted(language: str, text: str):
    found = quantities(text, language)
    assert found
    assert not any(q.asserted for q in found)


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("1,48 million", "1.5 million"),
        ("environ 320 hommes", "more than 300 men"),
        ("120 km", "75 miles"),
        ("un millier de personnes", "1,000 people"),
        ("mille personnes", "a thousand people"),
        ("3 200 soldats", "3,000 soldiers"),
        ("plus de 300 habitants", "320 residents"),
        ("entre 20 et 30 personnes", "25 people"),
        ("2 à 3 pouces", "2 to 3 inches"),
        ("à 3 h", "at 3 p.m."),
        ("38 °C", "100°F"),
        ("quarante-huit heures", "two days"),
        ("deux milliards", "2 billion"),
    ],
)
def test_one_number_in_two_wordings(french: str, english: str):
    assert only(french, "fr").same_as(only(english, "en"))


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("quarante et un morts", "38 dead"),
        ("un milliard d'euros", "one million euros"),
        ("12,5 %", "15 percent"),
        ("deux billions", "2 billion"),
        ("plus de 300 habitants", "900 residents"),
        ("entre 20 et 30 personnes", "60 people"),
        ("120 km", "130 km"),
        ("38 °C", "41°C"),
        ("14 h 30", "3.15 p.m."),
    ],
)
def test_two_numbers(french: str, english: str):
    assert not only(french, "fr").same_as(only(english, "en"))


@given(st.integers(2, 999_999))
def test_french_and_english_words_of_a_number_have_its_value(number: int):
    for language, spell in (("fr", french_words), ("en", english_words)):
        assert value_of_words(tuple(spell(number)), language) == number


UP_TO_19 = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen"
)
UP_TO_16 = "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"
ENGLISH, FRENCH = UP_TO_19.split(), UP_TO_16.split()
ENGLISH_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
FRENCH_TENS = ("", "", "vingt", "trente", "quarante", "cinquante")


def english_words(number: int) -> list[str]:
    if number >= 1000:
        return [*english_words(number // 1000), "thousand", *rest(number % 1000, english_words)]
    if number >= 100:
        return [ENGLISH[number // 100], "hundred", *rest(number % 100, english_words)]
    if number >= 20:
        return [ENGLISH_TENS[number // 10], *rest(number % 10, english_words)]
    return [ENGLISH[number]]


def french_words(number: int) -> list[str]:
    if number >= 1000:
        return [*rest(number // 1000, french_words, least=2), "mille", *rest(number % 1000, french_words)]
    if number >= 100:
        head = rest(number // 100, french_words, least=2)
        return [*head, "cent" if number % 100 else "cents", *rest(number % 100, french_words)]
    if number >= 60:
        score = ["quatre", "vingt"] if number >= 80 else ["soixante"]
        return [*score, *rest(number % 20, french_words)]
    if number >= 20:
        return [FRENCH_TENS[number // 10], *rest(number % 10, french_words)]
    return [FRENCH[number]] if number <= 16 else ["dix", FRENCH[number - 10]]


def rest(number: int, spell: Callable[[int], list[str]], least: int = 1) -> list[str]:
    return spell(number) if number >= least else []


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str):
    for language in ("fr", "en"):
        for found in quantities(text, language):
            assert text[found.start : found.end] == found.text
