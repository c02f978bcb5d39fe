"""Which line of a pane shows what: numbers only, made anew for a width, a mode or a marked row."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import accumulate
from typing import NamedTuple

from tui.aligned.document import Mode, Side
from tui.aligned.text import DrawnDocument
from tui.terminal.wrapping import wrap

NARROWEST_SPLIT = 76
"""Cells below which two columns are too narrow to read."""
UNFOLDED_INDENT = 2


class Kind(Enum):
    BLANK = 0
    TEXT = 1
    FILLER = 2
    """Says that this side is silent."""
    LABEL = 3
    """Names the report whose paragraph unfolds below."""


class CellLine(NamedTuple):
    """One line of a cell: a range of characters of one of its paragraphs."""

    kind: Kind
    side: Side
    paragraph: int = 0
    start: int = 0
    end: int = 0


class Slot(NamedTuple):
    """A cell line and where it is drawn."""

    x: int
    width: int
    line: CellLine


class Place(NamedTuple):
    """A character of the document, whatever the layout; ``paragraph`` counts the shown ones of its cell."""

    row: int
    side: Side
    paragraph: int
    character: int


@dataclass(frozen=True, slots=True)
class Form:
    """How a document is laid out."""

    mode: Mode
    """The effective one."""
    side: Side
    """Alone, or on the left."""
    width: int
    measure: int

    @property
    def text_width(self) -> int:
        """Cells of a text column: two of gutter before it, one of margin after."""
        room = (self.width - 6) // 2 if self.mode is Mode.SPLIT else self.width - 3
        return max(1, min(self.measure, room))

    @property
    def left_x(self) -> int:
        text = self.text_width
        used = 2 * text + 2 if self.mode is Mode.SPLIT else text
        return max(2, (self.width - used) // 2)

    @property
    def rule_x(self) -> int:
        """Where the rule between two columns stands."""
        return self.left_x + self.text_width + 1

    @property
    def right_x(self) -> int:
        return self.rule_x + 3


class PaneLayout:
    """Rows of a drawn document, one under the other, each followed by a blank line."""

    def __init__(
        self, drawn: DrawnDocument, form: Form, marked: int | None, before: PaneLayout | None = None
    ) -> None:
        """``before``: an earlier layout of the same text at the same width, whose wrapping still holds."""
        self.drawn = drawn
        self.form = form
        self._wrapped: dict[tuple[Side, int, int], tuple[CellLine, ...]] = before._wrapped if before else {}
        self.mark(marked)

    def mark(self, marked: int | None) -> None:
        """Lay out with another row marked; only a peek changes its heights by that."""
        self.marked = marked
        heights = (self._height(row) for row in range(len(self.drawn)))
        self.starts: list[int] = list(accumulate(heights, initial=0))
        self.height = max(0, self.starts[-1] - 1)

    def cell_lines(self, side: Side, row: int, width: int) -> tuple[CellLine, ...]:
        """A cell wrapped at a width, with blank lines between its paragraphs; one filler line if silent."""
        if (lines := self._wrapped.get((side, row, width))) is not None:
            return lines
        made: list[CellLine] = []
        for n, paragraph in enumerate(self.drawn.cell(side, row)):
            if n:
                made.append(CellLine(Kind.BLANK, side))
            made += [CellLine(Kind.TEXT, side, n, start, end) for start, end in wrap(paragraph.text, width)]
        if not made and self.drawn.filler(side, row):
            made.append(CellLine(Kind.FILLER, side))
        self._wrapped[side, row, width] = lines = tuple(made)
        return lines

    def _column(self, row: int) -> list[tuple[int, Sequence[CellLine]]]:
        """The lines of a row in one column, in runs of one indent: a peek unfolds under the marked row."""
        form = self.form
        own = self.cell_lines(form.side, row, form.text_width)
        if form.mode is Mode.SINGLE:
            return [(0, own)] if own and own[0].kind is not Kind.FILLER else []
        if form.mode is Mode.PEEK and row == self.marked:
            other = self.cell_lines(form.side.other, row, max(1, form.text_width - UNFOLDED_INDENT))
            if other:
                return [(0, own), (-2, (CellLine(Kind.LABEL, form.side.other),)), (UNFOLDED_INDENT, other)]
        return [(0, own)]

    def _height(self, row: int) -> int:
        if self.form.mode is Mode.SPLIT:
            lines = max(len(self.cell_lines(side, row, self.form.text_width)) for side in Side)
        else:
            lines = sum(len(run) for _, run in self._column(row))
        return lines + 1 if lines else 0

    def row_at(self, line: int) -> int:
        """The row that owns a line (its blank line included), the last one for lines below."""
        row = bisect_right(self.starts, max(0, min(line, self.starts[-1] - 1))) - 1
        return max(0, min(row, len(self.drawn) - 1))

    def shown(self, row: int) -> bool:
        return 0 <= row < len(self.drawn) and self.starts[row + 1] > self.starts[row]

    def slots(self, line: int) -> tuple[Slot, ...]:
        """What stands on a line, from left to right."""
        if not 0 <= line < self.height:
            return ()
        row = self.row_at(line)
        n = line - self.starts[row]
        form, width = self.form, self.form.text_width
        if form.mode is Mode.SPLIT:
            found = []
            for side, x in ((form.side, form.left_x), (form.side.other, form.right_x)):
                lines = self.cell_lines(side, row, width)
                found.append(Slot(x, width, lines[n] if n < len(lines) else CellLine(Kind.BLANK, side)))
            return tuple(found)
        for indent, run in self._column(row):
            if n < len(run):
                return (Slot(form.left_x + indent, max(1, width - indent), run[n]),)
            n -= len(run)
        return (Slot(form.left_x, width, CellLine(Kind.BLANK, form.side)),)

    def line_of(self, place: Place) -> int | None:
        """The line that shows a character, or None when it is not shown."""
        if not self.shown(place.row):
            return None
        if self.form.mode is Mode.SPLIT:
            lines: Iterable[CellLine] = self.cell_lines(place.side, place.row, self.form.text_width)
        else:
            lines = (line for _, run in self._column(place.row) for line in run)
        found = None
        for n, line in enumerate(lines):
            here = line.kind is Kind.TEXT and line.side is place.side and line.paragraph == place.paragraph
            if here and (found is None or line.start <= place.character):
                found = self.starts[place.row] + n
        return found

    def place_of(self, line: int) -> Place:
        """The first character from a line on in its row; a row's last text when only blanks follow."""
        row = self.row_at(line)
        if self.shown(row):
            start, end = self.starts[row : row + 2]
            for at in (*range(max(line, start), end), *range(min(line, end) - 1, start - 1, -1)):
                for slot in self.slots(at):
                    if slot.line.kind is Kind.TEXT:
                        return Place(row, slot.line.side, slot.line.paragraph, slot.line.start)
        return Place(row, self.form.side, 0, 0)
