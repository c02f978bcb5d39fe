"""The border control for foreign text."""

from __future__ import annotations

import re
import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.cleaning.sanitise import sanitise

HOSTILE = st.text(
    alphabet=st.one_of(
        st.sampled_from(
            "\x1b\x9b\x9d\x90\x9c\x07[]P\\;0m\n\r\t «é\u0301\u200d\u202e\ufeff\xad\ud800\U000e0041ا"
        ),
        st.characters(),
    )
)
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)


@settings(deadline=None)
@given(HOSTILE)
def test_nothing_that_a_terminal_acts_on_is_left(text: str) -> None:
    clean = sanitise(text)
    assert not FORBIDDEN.search(clean)
    assert unicodedata.is_normalized("NFC", clean)
    clean.encode("utf-8")


@settings(deadline=None)
@given(HOSTILE)
def test_twice_is_once(text: str) -> None:
    assert sanitise(sanitise(text)) == sanitise(text)


@settings(deadline=None)
@given(st.text(alphabet=st.characters(categories=["L", "N", "P", "Zs"], exclude_characters="\u115f\u3164")))
def test_ordinary_text_is_only_normalised(text: str) -> None:
    assert sanitise(text) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    "sequence",
    [
        "\x1b[31;1m",
        "\x1b[2J",
        "\x9b31m",
        "\x1b]0;title\x07",
        "\x1b]52;c;aGVsbG8=\x1b\\",
        "\x9d8;;http://example.org\x9c",
        "\x1bPq#0;2\x1b\\",
        "\x1b_Gf=24;AAAA\x1b\\",
        "\x1b^private\x1b\\",
        "\x1bXsos\x1b\\",
        "\x1b(B",
        "\x1bc",
        "\x1b7",
    ],
)
def test_whole_sequences_go(sequence: str) -> None:
    assert sanitise(f"before{sequence}after") == "beforeafter"


def test_an_unfinished_sequence_swallows_no_text() -> None:
    assert sanitise("a\x1b]0;never ended\nsecond line\x07") == "a0;never ended\nsecond line"
    assert sanitise("a\x1b") == "a"


@pytest.mark.parametrize("end", ["\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_line_ends_of_every_kind(end: str) -> None:
    assert sanitise(f"a{end}b") == "a\nb"


def test_joiners_stay_where_they_shape_letters() -> None:
    assert sanitise("می\u200cخواهم") == "می\u200cخواهم"
    assert sanitise("क्\u200dष") == "क्\u200dष"
    assert sanitise("ad\u200cmin") == "admin"


def test_accents_are_composed_and_hidden_hyphens_go() -> None:
    assert sanitise("e\u0301te\u0301") == "été"
    assert sanitise("gou\xadver\xadne\xadment") == "gouvernement"


@pytest.mark.parametrize(
    "piece",
    [
        "\x1b]",
        "\x1b[",
        "\x9d",
        "\x1b]x",
        "\u0301\u0323",
        "\u200d",
        "a\u200c",
        "\x1b[0;",
        "«\xa0é »\n",
        "\x1bP\n",
    ],
)
def test_a_megabyte_takes_linear_time(piece: str) -> None:
    started = time.process_time()
    sanitise("a" + piece * (1_000_000 // len(piece)))
    assert time.process_time() - started < 3
