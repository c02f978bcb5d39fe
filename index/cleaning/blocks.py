"""Text to blocks: where one paragraph ends and the next begins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

_BLANK_LINE = re.compile(r"\n\s*\n")
_BLANKS = re.compile(r"[^\S\u00a0\u202f]+")
_MIXED_BLANKS = re.compile(r"[ \u00a0\u202f]{2,}")
_AFTER_GUILLEMET = re.compile(r"«\s*")
_BEFORE_GUILLEMET = re.compile(r"\s*»")
_SENTENCE_END = re.compile(r"[.!?…:][\"'”’»)\]\s]*$")
MOST_BLOCKS = 5000
"""Paragraphs of one text. The longest report has some hundred; what has more is a list or a dump, and each of
them would be analysed, stored and laid out by itself."""
_WIDEST_WRAP = 100
"""Characters. Text wrapped by a program stays below it; paragraphs on one line of their own go above."""


def split_blocks(text: str) -> list[str]:
    """The paragraphs of sanitised ``text`` in order, white space squeezed; every other character is kept.

    Paragraphs end at blank lines, and at every newline in chunks whose lines are not wrapped by width. Of
    more than ``MOST_BLOCKS`` neighbours are put together.
    """
    width = max((len(line) for line in text.split("\n")), default=0)
    french_quotes = text.find("«") <= text.find("»") and "«" in text
    blocks = []
    for chunk in _BLANK_LINE.split(text):
        lines = [line for line in (squeeze(line) for line in chunk.split("\n")) if line]
        for paragraph in _unwrapped(lines, width):
            blocks.append(_french_quotes(paragraph) if french_quotes else paragraph)
    return _together(blocks)


def _together(blocks: list[str]) -> list[str]:
    """So many neighbours in one block that there are ``MOST_BLOCKS`` at most."""
    size = -(-len(blocks) // MOST_BLOCKS)
    if size < 2:
        return blocks
    return [" ".join(blocks[at : at + size]) for at in range(0, len(blocks), size)]


def squeeze(text: str) -> str:
    """One blank for each run of white space; a lone no-break space stays what it is."""
    return _MIXED_BLANKS.sub(" ", _BLANKS.sub(" ", text)).strip()


def _french_quotes(text: str) -> str:
    """``«x »`` and ``« x»`` alike become ``« x »`` with no-break spaces."""
    return _BEFORE_GUILLEMET.sub("\u00a0»", _AFTER_GUILLEMET.sub("«\u00a0", text)).strip()


def _unwrapped(lines: list[str], width: int) -> Iterator[str]:
    """Lines put back together where a program broke them to fit ``width``; else one by one."""
    if width > _WIDEST_WRAP or len(lines) < 2:
        yield from lines
        return
    forced = [len(line) + 1 + len(after.split(" ", 1)[0]) > width for line, after in pairwise(lines)]
    if sum(forced) * 5 < len(forced) * 3:
        yield from lines
        return
    paragraph = lines[0]
    for line, after, was_forced in zip(lines, lines[1:], forced, strict=False):
        if was_forced or not _SENTENCE_END.search(line):
            paragraph += " " + after
        else:
            yield paragraph
            paragraph = after
    yield paragraph
