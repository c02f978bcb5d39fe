"""Where a report was filed, and by which agency."""

from __future__ import annotations

import time

import pytest

from index.cleaning.datelines import agency_in, split_dateline


@pytest.mark.parametrize(
    ("dateline", "place", "agency", "day"),
    [
        ("Moscou - IRNA -", "Moscou", "IRNA", None),
        ("PARIS, 12 mars 2018 (AFP) -", "Paris", "AFP", "12 mars 2018"),
        ("PARIS (AFP) –", "Paris", "AFP", None),
        ("BEIRUT (Reuters) -", "Beirut", "Reuters", None),
        ("MOSCOW, December 5. /TASS/.", "Moscow", "TASS", "December 5"),
        ("WASHINGTON — ", "Washington", None, None),
        ("Le Caire –", "Le Caire", None, None),
        ("DAMASCUS, Syria (AP) —", "Damascus", "AP", None),
        ("Deir ez-Zor (SANA) -", "Deir ez-Zor", "SANA", None),
        ("BEIRUT (Reuters)", "Beirut", "Reuters", None),
        ("Ghazni - PAJH -", "Ghazni", "PAJH", None),
        ("(AFP) -", None, "AFP", None),
        ("AFP -", None, "AFP", None),
    ],
)
def test_datelines(dateline: str, place: str | None, agency: str | None, day: str | None) -> None:
    found = split_dateline(f"{dateline.strip()} Le président a parlé.")
    assert found is not None
    assert found.text == dateline.strip()
    assert found.rest == "Le président a parlé."
    assert (found.place, found.agency, found.day, found.section) == (place, agency, day, None)


@pytest.mark.parametrize("rubric", ["VIDÉO", "REPORTAGE", "Point de vue", "INFOGRAPHIE"])
def test_a_rubric_looks_like_a_place_and_is_a_section(rubric: str) -> None:
    found = split_dateline(f"{rubric} - Le président a parlé.")
    assert found is not None
    assert (found.section, found.place) == (rubric, None)


@pytest.mark.parametrize(
    "text",
    [
        "Jean Dupont - le maire - a parlé.",
        "Le président (LR) a parlé.",
        "La Syrie - comme l’Irak - est en guerre.",
        "Poutine : « Nous partons »",
        "Paris a parlé.",
        "VIDÉO (AFP) est un service.",
        "The Free Software Foundation (FSF) said so.",
        "Agence France-Presse (AFP) a annoncé un accord.",
        "Paris -",
    ],
)
def test_what_is_no_dateline_stays_in_the_text(text: str) -> None:
    assert split_dateline(text) is None


def test_the_agency_of_a_closing_line() -> None:
    assert agency_in("(AFP)") == agency_in("avec AFP") == "AFP"
    assert agency_in("REUTERS") == "Reuters"
    assert agency_in("Voir la map") is None
    assert agency_in("Le ministre a quitté la capitale, selon l’agence AFP") is None


@pytest.mark.parametrize("piece", ["A ", "A de la ", "A, ", "A-", "A, B c ", "É.’- ", "A (A", "A / A"])
def test_a_hostile_head_takes_no_time(piece: str) -> None:
    started = time.process_time()
    split_dateline(piece * 10_000)
    assert time.process_time() - started < 0.5
