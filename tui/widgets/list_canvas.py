"""The surface of a list: asks for the rows in view and draws them; those that are not loaded are wanted."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import Reactive, reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.terminal.text import cells, clean_line, fit
from tui.widgets.glyphs import UNICODE, Glyphs
from tui.widgets.list_rows import ROLES, ListRow, Piece, RowProvider
from tui.widgets.looks import Looks

KEPT_STRIPS = 512
"""Drawn rows that are remembered: many screens, yet not a whole archive."""


class ListCanvas(ScrollView, can_focus=True, inherit_bindings=False):
    """Draws rows; what is listed, and where the cursor stands, a VirtualList decides."""

    DEFAULT_CSS = """
    ListCanvas {
        overflow-x: hidden; overflow-y: auto; scrollbar-gutter: stable; scrollbar-size-vertical: 1;
        & > .virtual-list--cursor { background: $surface-lighten-2; text-style: bold; }
        &:focus > .virtual-list--cursor { background: $primary-muted; }
        & > .virtual-list--language { color: $text-secondary; }
        & > .virtual-list--date, & > .virtual-list--source, & > .virtual-list--dim { color: $text-muted; }
        & > .virtual-list--derived { text-style: italic; }
        & > .virtual-list--unread { text-style: bold; }
        & > .virtual-list--hit { color: $text-accent; text-style: bold underline; }
        & > .virtual-list--mark { color: $text-warning; }
        & > .virtual-list--header { color: $text-muted; text-style: bold; }
    }
    """
    COMPONENT_CLASSES = {"virtual-list--cursor", *(f"virtual-list--{role}" for role in ROLES)}
    virtual_size: Reactive[Size] = Reactive(Size(0, 0), repaint=False, init=False)
    """Other rows are no other layout: see ``watch_virtual_size``."""
    cursor: reactive[int] = reactive(0, repaint=False, init=False)
    """Index of the row that keys act on; never a header."""

    class Wanted(Message):
        """Rows in ``first`` to ``last`` (inclusive) are in view and not loaded; posted at every paint."""

        def __init__(self, sender: ListCanvas, first: int, last: int) -> None:
            super().__init__()
            self.list = sender
            self.first = first
            self.last = last

        @property
        def control(self) -> ListCanvas:
            return self.list

    def __init__(
        self,
        rows: RowProvider,
        *,
        row_height: int = 1,
        glyphs: Glyphs = UNICODE,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._rows = rows
        self._glyphs = glyphs
        self._row_height = row_height
        self._count = 0
        self._headers: frozenset[int] = frozenset()
        self._empty: tuple[str, ...] = ()
        self._looks = Looks(self, "virtual-list")
        self._strips: dict[tuple[int, int, bool], tuple[Strip, ...]] = {}
        """By index, width and whether the cursor stands there."""
        self._missing: set[int] = set()
        self._drawn: dict[int, Strip] = {}
        """The lines in view as they were drawn last."""

    def watch_virtual_size(self, size: Size) -> None:
        """The scrollbar follows; the panes stand where they stood, unless the list is as high as its rows."""
        self._scroll_update(size)
        if self.styles.auto_dimensions:
            self.refresh(layout=True)

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._looks.clear()
        self._strips.clear()
        self._drawn.clear()

    def render_line(self, y: int) -> Strip:
        strip = self._drawn[y] = self._line(y)
        return strip

    def draw_changes(self) -> None:
        """Draw the lines anew that are not what stands there: results of another query are often the same."""
        width, height = self.scrollable_content_region.size
        changed = [Region(0, y, width, 1) for y in range(height) if self._line(y) != self._drawn.get(y)]
        if changed:
            self.refresh(*changed)

    def _line(self, y: int) -> Strip:
        line, width = self.scroll_offset.y + y, self.scrollable_content_region.width
        index = line // self._row_height
        if index >= self._count:
            text = self._empty[y] if not self._count and y < len(self._empty) else ""
            return self._strip(((text, "dim"),), " ", width, self._looks.plain)
        key = (index, width, index == self.cursor)
        if (strips := self._strips.get(key)) is None:
            if len(self._strips) >= KEPT_STRIPS:
                self._strips.clear()
            strips = self._row_strips(*key)
            if index not in self._missing:
                self._strips[key] = strips
        return strips[line % self._row_height]

    def _row_strips(self, index: int, width: int, selected: bool) -> tuple[Strip, ...]:
        row = self._rows(index, max(0, width - 1))
        if row is None:
            if not self._missing:
                self.call_later(self._ask_for_missing)
            self._missing.add(index)
            row = ListRow((((self._glyphs.ellipsis, "dim"),),))
        style = self._looks.plain
        if selected:
            style += self._looks.added("cursor")
        lines = (*row.lines, *([()] * self._row_height))[: self._row_height]
        return tuple(
            self._strip(pieces, self._glyphs.cursor if selected and not n else " ", width, style)
            for n, pieces in enumerate(lines)
        )

    def _ask_for_missing(self) -> None:
        if self._missing:
            first, last = min(self._missing), max(self._missing)
            self._missing.clear()
            self.post_message(self.Wanted(self, first, last))

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
