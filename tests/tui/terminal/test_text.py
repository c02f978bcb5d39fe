"""Cleaning, measuring and shortening."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len, get_character_cell_size

from tests.tui.widgets.hostile_texts import FORBIDDEN, HOSTILE
from tui.terminal.text import (
    MOST_MARKS,
    beyond_one_cell,
    cells,
    clean,
    clean_line,
    clean_spans,
    fit,
    is_narrow,
    pad,
)

anything = st.text(st.characters(), max_size=60) | st.text(
    st.sampled_from("".join(HOSTILE.values())), max_size=60
)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_nothing_hostile_passes(text: str) -> None:
    assert not FORBIDDEN.search(clean(text))
    assert "\n" not in clean_line(text)


@given(anything)
@settings(max_examples=300, deadline=None)
def test_cleaned_text_is_harmless_normal_and_stays_as_it_is(text: str) -> None:
    cleaned = clean(text)
    assert not FORBIDDEN.search(cleaned)
    assert unicodedata.is_normalized("NFC", cleaned)
    assert clean(cleaned) == cleaned
    cleaned.encode("utf-8")


@given(anything)
@settings(max_examples=300, deadline=None)
def test_cells_are_what_rich_and_the_screen_count(text: str) -> None:
    line = clean_line(text)
    assert cells(line) == cell_len(line)


def test_every_narrow_character_is_one_cell() -> None:
    for code in range(0x20, 0x10000):
        character = chr(code)
        if not 0xD800 <= code < 0xE000 and is_narrow(character):
            assert get_character_cell_size(character) == 1, hex(code)


def test_what_cleaning_keeps() -> None:
    text = "« L’été », dit-elle : 10\u202f000 œuvres — 3 % à 5\u00a0€…\nNaïve 漢字 “yes”"
    assert clean(text) is text


@pytest.mark.parametrize(
    ("given_text", "shown"),
    [
        ("a\tb", "a    b"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("a\x1b]0;x\x07b", "a]0;xb"),
        ("E\u0301tat", "État"),
        ("a\ud800b", "a\ufffdb"),
        ("\u2764\ufe0f", "\u2764"),
        ("1\ufe0f\u20e3", "1"),
        ("e\u00ad\u0301", "é"),
    ],
)
def test_what_cleaning_makes_of(given_text: str, shown: str) -> None:
    assert clean(given_text) == shown


def test_spans_follow_their_characters() -> None:
    text = "a\x1b\x1bb\tcible"
    cleaned, spans = clean_spans(text, [(5, 10), (1, 3), (8, 99)])
    assert [cleaned[start:end] for start, end in spans] == ["cible", "le"]


@given(anything, st.lists(st.tuples(st.integers(-5, 70), st.integers(-5, 70)), max_size=6))
@settings(max_examples=200, deadline=None)
def test_spans_stay_inside(text: str, spans: list[tuple[int, int]]) -> None:
    cleaned, moved = clean_spans(text, spans)
    assert all(0 <= start < end <= len(cleaned) for start, end in moved)


@given(anything, st.integers(0, 30), st.sampled_from(["…", "..."]))
@settings(max_examples=300, deadline=None)
def test_a_fitted_text_fits_and_says_when_it_was_cut(text: str, width: int, ellipsis: str) -> None:
    line = clean_line(text)
    fitted = fit(line, width, ellipsis)
    assert cells(fitted) <= width
    if width and cells(line) <= width:
        assert fitted == line
    elif width > len(ellipsis):
        assert fitted.endswith(ellipsis)
    assert cells(pad(line, width, ellipsis)) == width


def test_a_huge_text_is_cleaned_whole() -> None:
    assert len(clean("Été\u00ad " * 300_000)) == 4 * 300_000


SIGNS = {
    "enclosing circle": "\u20dd", "Thai tone": "\u0e49", "virama": "\u094d", "vowel": "\u093f",
    "Hebrew point": "\u05b0", "Cyrillic hundred thousands": "\u0488", "Korean vowel": "\u1161",
    "Tibetan letter below": "\u0f90", "Mende number": "\U0001e8d0", "kana mark": "\u3099", "new": "\u0897",
}  # fmt: skip


@pytest.mark.parametrize("sign", SIGNS.values(), ids=SIGNS)
def test_no_cell_is_piled_up_with_signs_of_no_width(sign: str) -> None:
    assert len(clean(f"a{6000 * sign}b")) <= 1 + MOST_MARKS + 1
    mixed = clean("a" + 6000 * f"{sign}\u0e34\u0301\U0001e8d1" + "b")
    assert len(mixed) <= 1 + MOST_MARKS + 1 and clean(mixed) == mixed


@given(st.text(st.sampled_from([*SIGNS.values(), *"a\u0301\u0316\u0e01\u1100e漢"]), max_size=80))
@settings(max_examples=300, deadline=None)
def test_what_was_piled_up_is_normal_and_stays_as_it_is(text: str) -> None:
    cleaned = clean(text)
    assert unicodedata.is_normalized("NFC", cleaned)
    assert clean(cleaned) == cleaned
    assert list(beyond_one_cell(cleaned)) == []


@pytest.mark.parametrize(
    "text",
    [
        "בְּרֵאשִׁ֖ית בָּרָ֣א אֱלֹהִ֑ים",  # vowels, points and accents
        unicodedata.normalize("NFD", "Việt Nam, Nguyễn Phú Trọng, tiếng Việt ở đây"),
        "राष्ट्रपति ने क्षेत्रीय स्थिति पर चर्चा की, र्त्स्न्य",
        "ที่นี่ผู้ใหญ่น้ำ",
        "བོད་སྐད ཧྐྵྨླྺྼྻྂ",  # eight signs on one
        "ﷺ مُحَمَّدٌ رَّسُولُ ٱللَّٰهِ",
        "한국어 " + unicodedata.normalize("NFD", "대한민국"),
        "漢字" * 40,
        "😀" * 40,
        "🇫🇷" * 20,
        "═" * 40,
    ],
)
def test_what_people_write_is_left_whole(text: str) -> None:
    assert clean(text) == unicodedata.normalize("NFC", text)


def test_a_megabyte_of_marks_is_not_sorted() -> None:
    """Python's NFC sorts a run of marks in quadratic time: this would be an hour."""
    assert len(clean("a" + "\u0316\u0301\u05b0" * 300_000)) < 20
