"""Bytes to text."""

from __future__ import annotations

import codecs
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.cleaning.decode import decode
from index.errors import SourceError

FRENCH = "L’été à Téhéran : « œuvre » déjà vue, 10 €.\nDeuxième ligne.\n"
PLAIN_FRENCH = "L'\xe9t\xe9 \xe0 T\xe9h\xe9ran\n"


@pytest.mark.parametrize(
    ("raw", "encoding"),
    [
        (FRENCH.encode(), "utf-8"),
        (codecs.BOM_UTF8 + FRENCH.encode(), "utf-8"),
        (codecs.BOM_UTF16_LE + FRENCH.encode("utf-16-le"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + FRENCH.encode("utf-16-be"), "utf-16-be"),
        (codecs.BOM_UTF32_LE + FRENCH.encode("utf-32-le"), "utf-32-le"),
        (FRENCH.encode("utf-16-le"), "utf-16-le"),
        (FRENCH.encode("utf-16-be"), "utf-16-be"),
        (FRENCH.encode("cp1252"), "utf-8+cp1252"),
    ],
)
def test_every_rung_of_the_ladder(raw: bytes, encoding: str) -> None:
    assert decode(raw) == (FRENCH, encoding, 0)


def test_a_file_of_two_halves_is_decoded_line_by_line() -> None:
    raw = FRENCH.encode() + FRENCH.encode("cp1252")
    assert decode(raw).text == FRENCH + FRENCH


def test_bytes_that_no_rung_knows_are_counted() -> None:
    decoded = decode(b"d\xe9j\xe0 vu \x81 ici, et voil\xe0\n" * 3)
    assert decoded.replaced == 3
    assert decoded.text.count("\ufffd") == 3
    assert decoded.text.startswith("déjà vu \ufffd ici")


def test_a_broken_byte_in_good_utf8_does_not_spoil_the_line() -> None:
    arabic = "قال الرئيس السوري".encode()
    decoded = decode(arabic + b"\xd8 " + arabic)
    assert decoded == ("قال الرئيس السوري\ufffd قال الرئيس السوري", "utf-8", 1)


@pytest.mark.parametrize(
    "raw",
    [
        b"%PDF-1.7 and the rest",
        b"PK\x03\x04whatever",
        b"\x89PNG\r\n\x1a\n",
        b"text with \0 too many \0 NULs \0 in it",
        random.Random(0).randbytes(4000),
        b"\0" * 1000,
    ],
)
def test_what_is_not_text_is_refused_with_a_reason(raw: bytes) -> None:
    with pytest.raises(SourceError, match="not text") as caught:
        decode(raw)
    assert caught.value.hint


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("places", [[1], [5], [-1], [1, 20]])  # at 0, a mark of UTF-16 is one of UTF-32
def test_a_few_nuls_do_not_make_a_text_binary(encoding: str, places: list[int]) -> None:
    characters = list(FRENCH)
    for place in places:
        characters.insert(place, "\0")
    decoded = decode("".join(characters).encode(encoding))
    assert (decoded.text, decoded.replaced) == (FRENCH, len(places))


def test_of_a_long_text_one_in_a_hundred_may_be_a_nul() -> None:
    page = "".join(f"Paragraphe {n} : le ministre a parlé.\0\n" for n in range(100))
    with pytest.raises(SourceError, match="binary data"):
        decode(page.encode())
    page = "".join(f"Paragraphe {n} : le ministre a parlé.{chr(0) * (n % 4 == 0)}\n" for n in range(100))
    assert decode(page.encode()).replaced == 25


def test_a_coloured_log_is_still_text() -> None:
    assert decode(b"\x1b[31mred\x1b[0m\tand plain\r\n").text == "\x1b[31mred\x1b[0m\tand plain\r\n"


def test_nothing_is_text() -> None:
    assert decode(b"") == ("", "utf-8", 0)


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_refused(raw: bytes) -> None:
    try:
        decoded = decode(raw)
    except SourceError:
        return
    assert 0 <= decoded.replaced <= decoded.text.count("\ufffd") + raw.count(0)
    assert "\0" not in decoded.text
