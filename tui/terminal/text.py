"""The border between foreign text and the terminal: cleaning, measuring in cells, shortening."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache

from rich.cells import get_character_cell_size

Span = tuple[int, int]

_LINE_ENDS = "\x0b\x0c\x85\u2028\u2029"
_BLANKS = "\u1680\u2000-\u2006\u2008-\u200a\u205f"
"""Spaces of odd widths that a terminal draws as one cell anyway, or not at all."""
_INVISIBLE = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # C0, DEL, C1: they drive the terminal
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # they reorder what stands beside them
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u2065\u206a-\u206f"
    "\u3164\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
    "\ufe00-\ufe0f\u20e3\U0001f3fb-\U0001f3ff"  # terminals disagree on the width of what they modify
)
_UNCLEAN = re.compile(f"[\t\r\u2007\u3000\ud800-\udfff{_LINE_ENDS}{_BLANKS}{_INVISIBLE}]")
_LINE_END = re.compile(f"\r\n?|[{_LINE_ENDS}]")
_BLANK = re.compile(f"[{_BLANKS}]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_INVISIBLE_RUN = re.compile(f"[{_INVISIBLE}]+")
_COMBINING = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20e2\u20e4-\u20ff\ufe20-\ufe2f"
MOST_MARKS = 10
"""On one cell, of signs of no width: the highest stacks of Tibetan have eight, of Hebrew and Thai fewer."""
_MARKS_BEFORE_NFC = 30
"""Python's NFC sorts a run of marks in quadratic time; this is the longest that Unicode's own format has."""
_JAMO = "\u1160-\u11ff\ud7b0-\ud7ff"
"""Vowels and final consonants of Korean, drawn over the consonant before: letters of no width."""
_RARE_SCRIPT = re.compile("[\U00010000-\U0001efff]")
_HEAP_OF_MARKS = re.compile(f"([{_COMBINING}]{{4}})[{_COMBINING}]+")

_NOT_NARROW = re.compile(
    "[^\n\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0377\u0384-\u038a\u038e-\u03a1\u03a3-\u0482\u048a-\u052f"
    "\u2010-\u2027\u202f-\u205e\u20a0-\u20bf\u2190-\u2199\u2500-\u25fc\ufffd]"
)
"""Finds the first character that is not one cell wide for certain."""
_MAY_BE_A_HEAP = re.compile(f"{_NOT_NARROW.pattern}{{{MOST_MARKS + 1}}}")
"""Finds at little cost what is worth to be looked at: French and English have no such run."""


def clean(text: str) -> str:
    """``text`` as it may be sent to a terminal: NFC, no control but ``\\n``, nothing that hides, reorders or
    piles up on one cell.

    Tabs become four blanks, other line ends ``\\n``, lone surrogates U+FFFD. Cleaning twice changes nothing.
    """
    if _UNCLEAN.search(text):
        text = _LINE_END.sub("\n", text).replace("\t", "    ")
        text = _BLANK.sub(" ", text).replace("\u2007", "\u00a0").replace("\u3000", "  ")
        text = _SURROGATE.sub("\ufffd", _INVISIBLE_RUN.sub("", text))
    if not text.isascii():
        if _MAY_BE_A_HEAP.search(text):
            text = _heaps(text, _MARKS_BEFORE_NFC).sub(r"\1", text)
        text = unicodedata.normalize("NFC", text)
        text = _HEAP_OF_MARKS.sub(r"\1", text)
        if _MAY_BE_A_HEAP.search(text):
            text = _heaps(text, MOST_MARKS).sub(r"\1", text)
    return text


def _heaps(text: str, most: int) -> re.Pattern[str]:
    """Finds runs of more than ``most`` signs of no width in ``text``; the first ``most`` are group 1."""
    return _heap_pattern(most, bool(_RARE_SCRIPT.search(text)))


@cache
def _heap_pattern(most: int, rare: bool) -> re.Pattern[str]:
    """``rare``: also of scripts beyond the first 65,536 characters.

    Python compares with each of their ranges; what cannot be one of them is told apart before that.
    """
    common = _signs_of_no_width(range(0x300, 0x2000), range(0x20D0, 0x3100), range(0xA000, 0xFE30)) + _JAMO
    if not rare:
        return re.compile(f"([{common}]{{{most}}})[{common}]+")
    every = common + _signs_of_no_width(range(0x10000, 0x1F000))
    return re.compile(f"(?=[{common}\U00010000-\U0001efff])([{every}]{{{most}}})[{every}]+")


def _signs_of_no_width(*blocks: range) -> str:
    """Marks; where this Python's Unicode does not know a character yet, Rich says whether it is one."""
    return "".join(
        character
        for block in blocks
        for character in map(chr, block)
        if (category := unicodedata.category(character))[0] == "M"
        or (category == "Cn" and block[0] == 0x300 and get_character_cell_size(character) == 0)
    )


def beyond_one_cell(text: str) -> Iterator[Span]:
    """Where more signs of no width follow each other than one cell is to hold: those that are too many."""
    if _MAY_BE_A_HEAP.search(text):
        for heap in _heaps(text, MOST_MARKS).finditer(text):
            yield heap.end(1), heap.end()


def clean_line(text: str) -> str:
    """``clean`` for what has one line: a title, a name, a query. Line ends become blanks."""
    return clean(text).replace("\n", " ")


def clean_spans(text: str, spans: Iterable[Span]) -> tuple[str, tuple[Span, ...]]:
    """``clean`` that takes ranges of characters along; ranges that vanish or lie outside are left out."""
    cleaned = clean(text)
    inside = [span for start, end in spans if (span := (max(0, start), min(end, len(text))))[0] < span[1]]
    if cleaned != text:
        moved = _moved({place for span in inside for place in span}, text)
        inside = [(moved[start], moved[end]) for start, end in inside]
    return cleaned, tuple((start, min(end, len(cleaned))) for start, end in inside if start < end)


def _moved(places: set[int], text: str) -> dict[int, int]:
    """Where each place of ``text`` is in its cleaned form, in one pass over the text."""
    moved: dict[int, int] = {}
    done = length = 0
    for place in sorted(places):
        length += len(clean(text[done:place]))
        done = place
        moved[place] = length
    return moved


def is_narrow(text: str) -> bool:
    """Whether every character is one cell wide for certain, so that cells and characters count alike."""
    return _NOT_NARROW.search(text) is None


def cells(text: str) -> int:
    """Width in terminal cells of cleaned text."""
    if is_narrow(text):
        return len(text)
    return sum(map(get_character_cell_size, text))


def fit(text: str, width: int, ellipsis: str = "…") -> str:
    """The beginning of cleaned one-line ``text`` in at most ``width`` cells, with ``ellipsis`` when cut."""
    if width <= 0:
        return ""
    if len(text) <= width and is_narrow(text):
        return text
    end = prefix(text, width)
    if end == len(text):
        return text
    if len(ellipsis) >= width:
        return ellipsis[:width] if len(ellipsis) == width == 1 else text[:end]
    return text[: prefix(text, width - len(ellipsis))].rstrip(" \u00a0\u202f") + ellipsis


def prefix(text: str, width: int) -> int:
    """How many characters from the beginning fit into ``width`` cells, marks on the last one included."""
    used = 0
    for n, character in enumerate(text):
        used += get_character_cell_size(character)
        if used > width:
            return n
    return len(text)


def pad(text: str, width: int, ellipsis: str = "…") -> str:
    """``fit``, filled up with blanks to exactly ``width`` cells."""
    fitted = fit(text, width, ellipsis)
    return fitted + " " * (width - cells(fitted))
