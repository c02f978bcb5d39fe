from __future__ import annotations

import pytest

from index.analysis.facts.skeletons import names_in, numbers_in, skeleton


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("Poutine", "Putin"),
        ("Alep", "Aleppo"),
        ("Syrie", "Syria"),
        ("Téhéran", "Tehran"),
        ("Turquie", "Turkey"),
        ("Sergueï", "Sergei"),
        ("Seyyed", "Seyed"),
        ("Tchad", "Chad"),
        ("Zelensky", "Zelenskiy"),
    ],
)
def test_spellings_of_one_name_meet(french: str, english: str):
    assert skeleton(french) == skeleton(english)


@pytest.mark.parametrize(("one", "other"), [("Iran", "Irak"), ("Assad", "Astana"), ("Liban", "Libye")])
def test_different_names_stay_apart(one: str, other: str):
    assert skeleton(one) != skeleton(other)


def test_names_are_capitalised_words_inside_a_sentence():
    text = "Le président Poutine a parlé. Demain, M. Assad verra l'Iran : Moscou attend. « Bachar », dit-il."
    assert [word for _, word in names_in(text)] == ["Poutine", "Assad", "Iran", "Moscou"]


def test_weekdays_are_no_names_although_english_capitalises_them():
    assert [word for _, word in names_in("He met Lavrov on Saturday in November")] == ["Lavrov"]


@pytest.mark.parametrize("written", ["1 500", "1\u202f500", "1\u00a0500", "1,500", "1.500", "1500"])
def test_a_number_is_one_number_in_any_spelling(written: str):
    assert list(numbers_in(f"Ils étaient {written} à partir.", "fr")) == ["1500"]


def test_decimals_meet_and_single_digits_are_left_out():
    assert list(numbers_in("12,5 % contre 12.5 percent, 3 morts, 14h30", "fr")) == [
        "12.5",
        "12.5",
        "14",
        "30",
    ]


def test_number_words_meet_figures():
    assert list(numbers_in("dix-sept blessés, deux morts, mille rumeurs", "fr")) == ["17"]
    assert list(numbers_in("seventeen hurt, two dead", "en")) == ["17"]
