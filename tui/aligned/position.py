"""Where the reader is in a document: the marked row, what of it is in view, what a command means."""

from __future__ import annotations

from bisect import bisect_left

from tui.aligned.canvas import PaneCanvas
from tui.aligned.document import Paragraph, Side
from tui.aligned.layout import Place


class PanePosition(PaneCanvas, inherit_bindings=False):
    """Questions about the layout and how far it is scrolled; changes neither."""

    @property
    def percent(self) -> int:
        """How much of the document has been in view, 0 to 100."""
        height = self._layout.height
        seen = self.scroll_offset.y + self.scrollable_content_region.height
        return 100 if seen >= height else 100 * seen // height

    @property
    def current_row(self) -> int | None:
        """Index into ``Document.rows`` of the marked row, or None before any was."""
        return self._layout.marked

    @property
    def top_row(self) -> int:
        """Index of the row at the top of the view: what to save and ``goto(row, top=True)`` later."""
        return self._layout.row_at(self.scroll_offset.y)

    @property
    def row_in_view(self) -> int:
        """What a command on a paragraph means: the marked row; when that is out of view, the first in it."""
        layout, top, row = self._layout, self.scroll_offset.y, self._layout.marked
        bottom = top + self.scrollable_content_region.height
        if row is None or not (
            layout.shown(row) and layout.starts[row] < bottom and top < layout.starts[row + 1] - 1
        ):
            row = bisect_left(layout.starts, top)
        return row if layout.shown(row) and layout.starts[row] < bottom else self.top_row

    def current_paragraph(self, side: Side | None = None) -> Paragraph | None:
        """The first paragraph of the row that is meant, on a side (default: ``side``)."""
        row = self.row_in_view
        if not 0 <= row < len(self._layout.drawn):
            return None
        cell = self._layout.drawn.cell(side or self._layout.form.side, row)
        return cell[0].source if cell else None

    def _where(self) -> tuple[Place, int]:
        """The marked row if it is in view, else the first text at the top, and its line on the screen."""
        line = top = self.scroll_offset.y
        if (marked := self._layout.marked) is not None and self._in_view(marked):
            line = self._layout.starts[marked]
        place = self._layout.place_of(line)
        found = self._layout.line_of(place)
        return place, (line if found is None else found) - top

    def _in_view(self, row: int, height: int | None = None) -> bool:
        """Whether the first line of a row is in view, or was when the view had another height."""
        top = self.scroll_offset.y
        height = self.scrollable_content_region.height if height is None else height
        return self._layout.shown(row) and top <= self._layout.starts[row] < top + max(1, height)

    def _stops(self) -> list[int]:
        """The rows that can be marked: those with text other than header lines."""
        drawn, layout = self._layout.drawn, self._layout
        return [
            row
            for row in range(len(drawn))
            if layout.shown(row)
            and any(one.role not in ("header", "metadata") for side in Side for one in drawn.cell(side, row))
        ]
