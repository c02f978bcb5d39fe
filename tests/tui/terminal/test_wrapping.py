"""Line breaking: nothing lost, nothing too wide, French and English signs where they belong."""

from __future__ import annotations

import re
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.tui.widgets.hostile_texts import HOSTILE
from tui.terminal.text import clean
from tui.terminal.wrapping import wrap

_WORDS = "a le port grève l’été dit-il Nord 41 5 M. Mme n° 漢字 « » ; : ! ? … % . , ( ) - —"
WORDS = st.sampled_from(_WORDS.split())
GAPS = st.sampled_from([" ", " ", " ", "  ", "\u00a0", "\u202f", "", "\n"])
PROSE = st.lists(st.tuples(WORDS, GAPS), max_size=40).map(lambda parts: "".join(map("".join, parts)))
ANYTHING = PROSE | st.text(max_size=80).map(clean)


def lines(text: str, width: int) -> list[str]:
    return [text[start:end] for start, end in wrap(text, width)]


@given(ANYTHING, st.integers(2, 90))
@settings(max_examples=400, deadline=None)
def test_no_character_is_lost_and_no_line_is_too_wide(text: str, width: int) -> None:
    done = 0
    for start, end in wrap(text, width):
        assert done <= start <= end
        assert not text[done:start].strip(" \u00a0\u202f\n")
        assert cell_len(text[start:end]) <= width
        done = end
    assert not text[done:].strip(" \u00a0\u202f\n")


@given(ANYTHING, st.integers(2, 90))
@settings(max_examples=200, deadline=None)
def test_a_line_end_of_the_text_ends_a_line(text: str, width: int) -> None:
    assert all("\n" not in line for line in lines(text, width))
    assert len(lines(text, width)) >= text.count("\n") + 1


SENTENCES = st.lists(
    st.sampled_from(
        [
            "a",
            "le",
            "port",
            "été",
            "« a »",
            "«\u00a0b\u00a0»",
            "mot ;",
            "mot\u202f!",
            "le :",
            "3 %",
            "dit …",
            "qui ?",
        ]
    ),
    max_size=30,
).map(" ".join)


@given(SENTENCES, st.integers(8, 60))
@settings(max_examples=400, deadline=None)
def test_signs_stay_with_their_words(text: str, width: int) -> None:
    for line in lines(text, width):
        assert not re.match("[;:!?»%…]", line), lines(text, width)
        assert not re.search("«[ \u00a0]*$", line), lines(text, width)


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u202f"])
@pytest.mark.parametrize("width", range(8, 60))
def test_the_sentence_that_rich_breaks_wrongly(space: str, width: int) -> None:
    text = (
        f"Le ministre est parti{space}; «{space}Pourquoi{space}?{space}» a dit la reine{space}: rien{space}!"
    )
    for line in lines(text, width):
        assert line[0] not in ";:!?»" and line.rstrip()[-1] != "«"


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("il y a 10 000 navires", 9, ["il y a", "10 000", "navires"]),
        ("une hausse de 3,5 % hier", 17, ["une hausse de", "3,5 % hier"]),
        ("le coût est de 120 € au plus", 18, ["le coût est de", "120 € au plus"]),
        ("la grève du 14 mars dernier", 14, ["la grève du", "14 mars", "dernier"]),
        ("a ship of 5 million pounds", 11, ["a ship of", "5 million", "pounds"]),
        ("a reçu M. Poutine hier", 10, ["a reçu", "M. Poutine", "hier"]),
        ("la Grande-Bretagne", 10, ["la Grande-", "Bretagne"]),
        ("où parle-t-il donc", 10, ["où", "parle-t-il", "donc"]),
        ("entre -5 et A-10", 7, ["entre", "-5 et", "A-10"]),
        ("anticonstitutionnellement", 10, ["anticonsti", "tutionnell", "ement"]),
        ("漢字漢字。漢字", 8, ["漢字漢", "字。漢字"]),
        ("a\n\nb", 5, ["a", "", "b"]),
        ("", 5, [""]),
        ("    ", 2, [""]),
        ("mot" + " " * 50 + "mot", 10, ["mot", "mot"]),
        ("10\u202f000\u202f000\u202f000", 8, ["10\u202f000", "000\u202f000"]),
    ],
)
def test_lines_of(text: str, width: int, expected: list[str]) -> None:
    assert lines(text, width) == expected


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("width", [1, 2, 7, 36, 72])
def test_hostile_text_is_wrapped_and_ends(text: str, width: int) -> None:
    cleaned = clean(text)
    for line in lines(cleaned, width):
        assert cell_len(line) <= max(2, width)


HARD = {
    "news": "« Nous avons obtenu l’essentiel », a dit M. Lenoir ; le 14 mars, 10 000 navires (41 %) ? ",
    "no blank": "a",
    "only signs": "!",
    "spaced signs": "; ",
    "opening": "« ",
    "blanks": " ",
    "no-break": "1\u00a0",
    "hyphens": "ab-",
    "ideographs": "漢字",
    "marks": "e\u0323\u0302",
    "line ends": "\n",
}


@pytest.mark.parametrize("text", HARD.values(), ids=HARD)
def test_the_time_grows_with_the_length_only(text: str) -> None:
    def seconds(length: int) -> float:
        long = (text * length)[:length]
        best = 1e9
        for _ in range(3):
            start = perf_counter()
            wrap(long, 72)
            best = min(best, perf_counter() - start)
        return best

    eight_times = seconds(160_000) / max(seconds(20_000), 0.001)
    assert eight_times < 32, "64 would be quadratic"
