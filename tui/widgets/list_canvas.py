"""Draws the rows of a list; of one that is not loaded it says so, and draws an ellipsis."""

from __future__ import annotations

from collections.abc import Callable

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tui.terminal.text import cells, clean_line, fit
from tui.widgets.glyphs import Glyphs
from tui.widgets.list_rows import ListRow, Piece, RowProvider
from tui.widgets.looks import Looks

KEPT_ROWS = 512
"""Drawn rows that are remembered: many screens, yet not a whole archive."""


class ListCanvas:
    """Draws rows, each once until it is forgotten; what else it is drawn by is part of the question."""

    def __init__(
        self, rows: RowProvider, looks: Looks, glyphs: Glyphs, missed: Callable[[int], None]
    ) -> None:
        """``missed`` is told the index of each row that was to be drawn and is not loaded."""
        self._rows = rows
        self._looks = looks
        self._glyphs = glyphs
        self._missed = missed
        self._strips: dict[tuple[int, int, int, bool], tuple[Strip, ...]] = {}

    def row(self, index: int, width: int, height: int, *, selected: bool) -> tuple[Strip, ...]:
        """The lines of a row, ``height`` of them; ``selected``: the cursor stands there."""
        key = (index, width, height, selected)
        if (strips := self._strips.get(key)) is not None:
            return strips
        row = self._rows(index, max(0, width - 1))
        if row is None:
            self._missed(index)
            return self._draw(ListRow((((self._glyphs.ellipsis, "dim"),),)), width, height, selected)
        if len(self._strips) >= KEPT_ROWS:
            self._strips.clear()
        strips = self._strips[key] = self._draw(row, width, height, selected)
        return strips

    def text(self, text: str, width: int) -> Strip:
        """A line that is no row."""
        return self._strip(((text, "dim"),), " ", width, self._looks.plain)

    def clear(self) -> None:
        """Forget every row."""
        self._strips.clear()

    def forget(self, first: int, last: int) -> None:
        """Ask for rows ``first`` to ``last`` (inclusive) again when they are drawn next."""
        self._strips = {key: strips for key, strips in self._strips.items() if not first <= key[0] <= last}

    def _draw(self, row: ListRow, width: int, height: int, selected: bool) -> tuple[Strip, ...]:
        style = self._looks.plain
        if selected:
            style += self._looks.added("cursor")
        lines = (*row.lines, *([()] * height))[:height]
        return tuple(
            self._strip(pieces, self._glyphs.cursor if selected and not n else " ", width, style)
            for n, pieces in enumerate(lines)
        )

    def _strip(self, pieces: tuple[Piece, ...], mark: str, width: int, style: Style) -> Strip:
        segments, used = [Segment(mark, style)], 1
        for text, roles in pieces:
            text = fit(clean_line(text), width - used, self._glyphs.ellipsis)
            seen = style
            for role in roles.split():
                seen += self._looks.added(role)
            segments.append(Segment(text, seen))
            used += cells(text)
        segments.append(Segment(" " * (width - used), style))
        # Neighbours that look the same as one: each costs the terminal forty bytes of colours.
        return Strip(segments, max(width, used)).simplify()
