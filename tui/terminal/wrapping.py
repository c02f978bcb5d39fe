"""Line breaking for French and English news text, by character positions, in linear time."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from itertools import accumulate

from rich.cells import get_character_cell_size

from tui.terminal.text import is_narrow

Line = tuple[int, int]
"""Half-open range of characters; what stands between two lines is blanks or one line end."""

_GLUE = "\u00a0\u202f"
_BLANKS = re.compile(rf"[ {_GLUE}]*")
_CLOSING = re.compile(rf"[ {_GLUE}]*[;:!?»›%‰…]")
"""French sets a space before these, and they still belong to the line of what precedes."""
_CLOSING_IN_WORD = re.compile(rf"[ {_GLUE}]*[;:!?»›%‰…,.)\]}}”’'\"、。，．！？：；」』）]")
_OPENING = "«‹"
_OPENING_IN_WORD = "«‹(“‘[{「『（"
_MONTHS = (
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre "
    "January February March April May June July August September October November December"
)
_UNITS = (
    "km/h km²? [cm]?m[²³]? [kM]?[gtWV] [kMGT]Wh ha h min mn s [cm]?l [KMGT][oB] °C EUR USD euros? dollars? "
    "livres pounds millions? milliards? billions? mille cent percent am pm"
)
_UNIT = re.compile(rf"\d{{3}}(?!\d)|[€$£¥°]|(?:{'|'.join(f'{_UNITS} {_MONTHS}'.split())})(?!\w)")
_TITLES = "M. MM. Mme Mmes Mlle Me Dr Pr Mr Mr. Mrs Mrs. Ms Ms. Dr. St St. n° N° No. p. pp. art. §"
_TITLE_WORDS = frozenset(_TITLES.split())


def wrap(text: str, width: int) -> list[Line]:
    """Break cleaned ``text`` into lines of at most ``width`` cells (at least 1, or 2 for wide characters).

    A line never begins with ``; : ! ? » % …`` nor ends with ``«`` if what they belong to fits a line;
    no-break spaces hold, a number keeps its unit, a title its name. Words longer than a line are cut.
    """
    width = max(1, width)
    reach = _reach(text, width)
    lines: list[Line] = []
    start = 0
    while True:
        end = text.find("\n", start)
        _break_paragraph(text, start, len(text) if end < 0 else end, reach, lines)
        if end < 0:
            return lines
        start = end + 1


def _reach(text: str, width: int) -> Callable[[int], int]:
    """A function from the start of a line to the last position where it may end."""
    if is_narrow(text):
        return lambda start: start + width
    edges = list(accumulate(map(get_character_cell_size, text), initial=0))
    return lambda start: max(start + 1, bisect_right(edges, edges[start] + width, lo=start) - 1)


def _break_paragraph(text: str, start: int, end: int, reach: Callable[[int], int], lines: list[Line]) -> None:
    before = len(lines)
    first = start
    while start < end:
        limit = reach(start)
        if limit >= end:
            lines.append((start, end))
            return
        cut = _last_break(text, start, limit, strict=True)
        if cut <= start:
            cut = _last_break(text, start, limit, strict=False)
        if cut <= start:
            cut = _cut_word(text, start, limit)
        stop = cut
        while stop > start and text[stop - 1] == " ":
            stop -= 1
        if stop > start:
            lines.append((start, stop))
        start = min(end, _BLANKS.match(text, cut).end())  # type: ignore[union-attr]  # it also matches nothing
    if len(lines) == before:
        lines.append((first, first))


def _last_break(text: str, start: int, limit: int, *, strict: bool) -> int:
    """The last position in (start, limit] where the line may end, or ``start``.

    Not strict: numbers may leave their units and no-break spaces yield, before a word is cut.
    """
    hyphen = text.rfind("-", start, limit)
    space = text.rfind(" ", start, limit + 1)
    if not strict:
        space = max(space, *(text.rfind(glue, start, limit + 1) for glue in _GLUE))
    if _between_wide(text, limit):
        return limit
    while space > start or hyphen > start:
        if space > hyphen:
            if _may_break_at(text, start, space, strict=strict):
                return space
            space = text.rfind(" ", start, space)
        else:
            if _may_break_after(text, hyphen):
                return hyphen + 1
            hyphen = text.rfind("-", start, hyphen)
    return start


def _may_break_at(text: str, start: int, space: int, *, strict: bool) -> bool:
    """Whether a line that began at ``start`` may end at the blank at ``space``."""
    if _CLOSING.match(text, space):
        return False
    last = space - 1
    while last > start and text[last] in " \u00a0\u202f":
        last -= 1
    before = text[last]
    if before in _OPENING or before == " ":
        return False
    if not strict:
        return True
    if before.isdigit() and _UNIT.match(text, space + 1):
        return False
    word = text[max(text.rfind(" ", start, last), last - 5, start - 1) + 1 : last + 1]
    return word not in _TITLE_WORDS


def _may_break_after(text: str, hyphen: int) -> bool:
    """Whether the hyphen joins words of two letters or more: not ``a-t-il``, ``-5`` or ``A-10``."""
    return (
        text[hyphen - 2 : hyphen].isalpha()
        and hyphen > 1
        and len(text[hyphen + 1 : hyphen + 3]) == 2
        and (text[hyphen + 1 : hyphen + 3].isalpha())
    )


def _between_wide(text: str, at: int) -> bool:
    """Whether ``at`` lies beside an ideograph, where a line may end without a blank."""
    return (
        (text[at] >= "\u2e80" or text[at - 1] >= "\u2e80")
        and (get_character_cell_size(text[at]) == 2 or get_character_cell_size(text[at - 1]) == 2)
        and _may_cut(text, at)
    )


def _cut_word(text: str, start: int, limit: int) -> int:
    """Where to cut what is longer than a line: as far right as it leaves no sign alone."""
    for cut in range(limit, max(start, limit - 12), -1):
        if _may_cut(text, cut):
            return cut
    return limit


def _may_cut(text: str, at: int) -> bool:
    if _CLOSING_IN_WORD.match(text, at) or get_character_cell_size(text[at]) == 0:
        return False
    last = at - 1
    while last > 0 and text[last] in " \u00a0\u202f":
        last -= 1
    return text[last] not in _OPENING_IN_WORD
