"""Which language a text is in."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from index.analysis.language import detect, normalise_code

FRENCH = (
    "Le président iranien a assuré que Téhéran était prêt à renforcer sa coopération avec la Syrie "
    "pour surmonter la crise actuelle dans ce pays suite à la résurgence du terrorisme."
)
ENGLISH = (
    "The Iranian foreign minister recalled the responsibility of the international community in "
    "confronting the ominous phenomenon of terrorism within the territory of Syria."
)
SPANISH = (
    "El presidente del gobierno anunció ayer que los ministros se reunirán la próxima semana para "
    "hablar de la situación económica y de las medidas que se van a tomar en los próximos meses."
)
GERMAN = (
    "Der Präsident sagte gestern, dass die Regierung in der nächsten Woche über die wirtschaftliche Lage "
    "und die Maßnahmen sprechen werde, die in den kommenden Monaten getroffen werden sollen."
)


@pytest.mark.parametrize(
    ("text", "language"),
    [(FRENCH, "fr"), (ENGLISH, "en"), (SPANISH, "es"), (GERMAN, "de"), (FRENCH.upper(), "fr")],
)
def test_a_paragraph_is_enough(text: str, language: str) -> None:
    found = detect([text])
    assert (found.language, found.uncertain) == (language, False)
    assert found.shares == {language: 1.0}


def test_a_text_in_two_languages_says_so() -> None:
    found = detect([FRENCH, FRENCH, FRENCH, ENGLISH])
    assert found.language == "fr"
    assert found.uncertain
    assert set(found.shares) == {"fr", "en"}
    assert 0.15 < found.shares["en"] < 0.35


def test_a_short_quotation_in_the_other_language_does_not() -> None:
    found = detect([FRENCH] * 9 + [ENGLISH])
    assert (found.shares, found.uncertain) == ({"fr": 1.0}, False)


@pytest.mark.parametrize(
    "text", ["", "   ", "320 - 45 : 2024", "http://example.org/a", "!?", "Москва слезам не верит"]
)
def test_nothing_to_go_by_is_undetermined(text: str) -> None:
    assert detect([text]).language in {"und", "ru"}
    assert detect([text]).uncertain
    assert detect([]).language == "und"


def test_what_was_given_is_believed() -> None:
    assert detect(["Bravo"], "fr-FR").language == "fr"
    assert detect([], "English").language == "en"
    assert detect([ENGLISH], "en").uncertain is False
    assert detect([ENGLISH * 3], "fr") == detect([ENGLISH * 3], "fr")
    assert detect([ENGLISH * 3], "fr").language == "fr"
    assert detect([ENGLISH * 3], "fr").uncertain


@pytest.mark.parametrize(
    ("given_code", "code"),
    [
        ("fr", "fr"),
        ("FR_ca", "fr"),
        ("fra", "fr"),
        ("anglais", "en"),
        ("pt-BR", "pt"),
        ("klingon", None),
        (None, None),
    ],
)
def test_codes(given_code: str | None, code: str | None) -> None:
    assert normalise_code(given_code) == code


def test_threads_and_processes_agree() -> None:
    texts = [FRENCH[:30], ENGLISH[:25], "IRNA", "Poutine à Moscou", "Talks in Geneva"] * 8
    here = [detect([text]) for text in texts]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda text: detect([text]), texts)) == here
    program = (
        "import sys; from index.analysis.language import detect; "
        "print([detect([t]).language for t in sys.argv[1:]])"
    )
    there = subprocess.run(
        [sys.executable, "-c", program, *texts[:5]], capture_output=True, text=True, check=True
    )
    assert there.stdout.strip() == str([found.language for found in here[:5]])


def test_importing_does_not_load_the_detector() -> None:
    program = "import sys, index.analysis.language; sys.exit('langdetect' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


@hypothesis_settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=80), max_size=4))
def test_it_never_raises(paragraphs: list[str]) -> None:
    found = detect(paragraphs)
    assert found.language == "und" or len(found.language) == 2
