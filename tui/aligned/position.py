"""What of a layout is in view, and from which line on to show it so that something else is."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from tui.aligned.document import Mode, Paragraph, Side
from tui.aligned.layout import PaneLayout, Place


class Anchor(NamedTuple):
    """A character, and the line of the screen on which it is to stay through a change of form."""

    place: Place
    line: int


def top_with(layout: PaneLayout, anchor: Anchor) -> int:
    """The line to show a layout from, so that the anchor stands where it says; may lie before the first."""
    place, form = anchor.place, layout.form
    # What a peek unfolds is no place to begin at: the reader's own text stands above it.
    unfolded = form.mode is not Mode.SPLIT and place.side is not form.side
    line = None if unfolded else layout.line_of(place)
    if line is None:
        line = layout.starts[min(place.row, len(layout.drawn))]
    return line - anchor.line


@dataclass(frozen=True, slots=True)
class Viewport:
    """The lines of a layout that are in view: ``height`` of them from ``top`` on."""

    layout: PaneLayout
    top: int
    height: int

    @property
    def percent(self) -> int:
        """How much of the document has been in view, 0 to 100."""
        seen = self.top + self.height
        return 100 if seen >= self.layout.height else 100 * seen // self.layout.height

    @property
    def top_row(self) -> int:
        """Index of the row at the top."""
        return self.layout.row_at(self.top)

    @property
    def row(self) -> int:
        """What a command on a paragraph means: the marked row, or the first in view when that is not.

        Of a row that began above, something must be in view; the first in view is the first to begin there.
        """
        layout, bottom, row = self.layout, self.top + self.height, self.layout.marked
        if row is None or not (
            layout.shown(row) and layout.starts[row] < bottom and self.top < layout.starts[row + 1] - 1
        ):
            row = bisect_left(layout.starts, self.top)
        return row if layout.shown(row) and layout.starts[row] < bottom else self.top_row

    def paragraph(self, side: Side) -> Paragraph | None:
        """The first paragraph of the row that is meant, on a side."""
        drawn, row = self.layout.drawn, self.row
        cell = drawn.cell(side, row) if row < len(drawn) else ()
        return cell[0].source if cell else None

    def begins(self, row: int) -> bool:
        """Whether the first line of a row is in view; a view without height still counts its first line."""
        return self.layout.shown(row) and self.top <= self.layout.starts[row] < self.top + max(1, self.height)

    def shows(self, place: Place) -> bool:
        line = self.layout.line_of(place)
        return line is not None and self.top <= line < self.top + self.height

    def anchor(self) -> Anchor:
        """The marked row if it begins in view, else the first text at the top."""
        line, marked = self.top, self.layout.marked
        if marked is not None and self.begins(marked):
            line = self.layout.starts[marked]
        place = self.layout.place_of(line)
        found = self.layout.line_of(place)
        return Anchor(place, (line if found is None else found) - self.top)

    # -- where to scroll to; None when nothing needs to move

    def top_for_row(self, row: int) -> int | None:
        """To have all of a row in view: its first line at a quarter of the height, a long one's higher."""
        if not self.layout.shown(row):
            return None
        start, end = self.layout.starts[row], self.layout.starts[row + 1] - 1
        if self.top <= start and end <= self.top + self.height:
            return None
        return start - min(self.height // 4, max(0, self.height - (end - start)))

    def top_for_unfolded(self, row: int) -> int | None:
        """To have what has unfolded below the view in it, as far as the row's own first line stays there."""
        end = self.layout.starts[row + 1] - 1 if self.begins(row) else 0
        if end <= self.top + self.height:
            return None
        return min(end - self.height, self.layout.starts[row])

    def top_for_places(self, places: Iterable[Place]) -> int | None:
        """To have the first of some characters that is out of view in it: at a third of the height."""
        for place in places:
            line = self.layout.line_of(place)
            if line is not None and not self.top <= line < self.top + self.height:
                return line - self.height // 3
        return None
