"""A list of any length: only the rows in view are asked for and drawn."""

from __future__ import annotations

from collections.abc import Collection

from rich.segment import Segment
from rich.style import Style
from textual.events import Click, Focus, MouseScrollDown, MouseScrollUp, Resize
from textual.geometry import Offset, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.commands import bindings
from tui.widgets.glyphs import UNICODE, Glyphs
from tui.widgets.list_rows import ROLES, ListRow, Piece, RowProvider
from tui.widgets.looks import Looks
from tui.widgets.text import cells, clean, clean_line, fit

WHEEL_LINES = 3
KEPT_STRIPS = 512
"""Drawn rows that are remembered: many screens, yet not a whole archive."""


class VirtualList(ScrollView, can_focus=True, inherit_bindings=False):
    """Rows by index through a provider; the cursor's row is marked ``>`` as well as coloured."""

    DEFAULT_CSS = """
    VirtualList {
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
    ALLOW_SELECT = False
    BINDINGS = [
        *bindings("cursor_down", "cursor_up", "half_page_down", "half_page_up", "page_down", "page_up"),
        *bindings("top", "bottom", "page", "open"),
    ]

    cursor: reactive[int] = reactive(0, repaint=False, init=False)
    """Index of the row that keys act on; never a header."""

    class Moved(Message):
        """The cursor stands on another row."""

        def __init__(self, sender: VirtualList, index: int) -> None:
            super().__init__()
            self.list = sender
            self.index = index

        @property
        def control(self) -> VirtualList:
            return self.list

    class Chosen(Message):
        """Enter, or a double click on the row."""

        def __init__(self, sender: VirtualList, index: int) -> None:
            super().__init__()
            self.list = sender
            self.index = index

        @property
        def control(self) -> VirtualList:
            return self.list

    class Wanted(Message):
        """Rows in ``first`` to ``last`` (inclusive) are in view and not loaded; posted at every paint."""

        def __init__(self, sender: VirtualList, first: int, last: int) -> None:
            super().__init__()
            self.list = sender
            self.first = first
            self.last = last

        @property
        def control(self) -> VirtualList:
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

    # -- what is listed

    @property
    def count(self) -> int:
        return self._count

    @property
    def row_height(self) -> int:
        return self._row_height

    def reset(
        self, count: int, *, cursor: int = 0, headers: Collection[int] = (), row_height: int | None = None
    ) -> None:
        """Show ``count`` other rows; the cursor is moved off a header to the next row.

        Posts no ``Moved``: the caller knows. ``row_height`` (1 or 2 lines) stays when None.
        """
        self._row_height = row_height or self._row_height
        self._count = count
        self._headers = frozenset(headers)
        self._strips.clear()
        self._missing.clear()
        self.set_reactive(VirtualList.cursor, self._nearest(cursor, 1))
        self.virtual_size = Size(0, count * self._row_height)
        self.scroll_to(y=0, animate=False, force=True)
        self._scroll_to_cursor()
        self.refresh()

    def refresh_rows(self, first: int = 0, last: int | None = None) -> None:
        """Rows ``first`` to ``last`` (inclusive; None: the end) arrived or changed: ask again."""
        last = self._count - 1 if last is None else last
        self._strips = {key: strips for key, strips in self._strips.items() if not first <= key[0] <= last}
        top = self.scroll_offset.y // self._row_height
        if first <= top + self._rows_in_view() and last >= top:
            self.refresh()

    def show_empty(self, text: str) -> None:
        """What stands in the list while it has no rows; several lines are allowed."""
        self._empty = tuple(clean(text).split("\n"))
        if not self._count:
            self.refresh()

    # -- the cursor

    def move_to(self, index: int) -> None:
        """Put the cursor on the row nearest to ``index`` that is no header; posts ``Moved`` if it moved."""
        if self._count:
            self.cursor = self._nearest(index, 1 if index >= self.cursor else -1)
            self._scroll_to_cursor()

    def _nearest(self, index: int, direction: int) -> int:
        """The first row from ``index`` in a direction, or else in the other one, that is no header."""
        index = max(0, min(index, self._count - 1))
        for step in (direction, -direction):
            found = index
            while found in self._headers:
                found += step
            if 0 <= found < self._count:
                return found
        return index

    def watch_cursor(self, old: int, new: int) -> None:
        for index in (old, new):
            self.refresh_lines(index * self._row_height, self._row_height)
        self._scroll_to_cursor()
        self.post_message(self.Moved(self, new))

    def _scroll_to_cursor(self) -> None:
        """The least scrolling that shows the cursor's row, with the headers above it when going up."""
        first = self.cursor
        while first - 1 in self._headers:
            first -= 1
        top, height = self.scroll_offset.y, self.scrollable_content_region.height
        bottom = (self.cursor + 1) * self._row_height
        if height and bottom > top + height:
            self.scroll_to(y=bottom - height, animate=False, force=True)
        elif first * self._row_height < top:
            self.scroll_to(y=max(first * self._row_height, bottom - height), animate=False, force=True)
        self._place_terminal_cursor()

    def _place_terminal_cursor(self) -> None:
        """The terminal's own (hidden) cursor follows, for braille displays and screen readers."""
        if self.has_focus:
            line = self.cursor * self._row_height - self.scroll_offset.y
            self.app.cursor_position = self.content_region.offset + Offset(0, line)

    def _rows_in_view(self) -> int:
        return max(1, self.scrollable_content_region.height // self._row_height)

    def action_cursor_down(self) -> None:
        self.move_to(self.cursor + 1)

    def action_cursor_up(self) -> None:
        self.move_to(self.cursor - 1)

    def action_half_page_down(self) -> None:
        self.move_to(self.cursor + max(1, self._rows_in_view() // 2))

    def action_half_page_up(self) -> None:
        self.move_to(self.cursor - max(1, self._rows_in_view() // 2))

    def action_page_down(self) -> None:
        self.move_to(self.cursor + max(1, self._rows_in_view() - 1))

    def action_page_up(self) -> None:
        self.move_to(self.cursor - max(1, self._rows_in_view() - 1))

    def action_page(self) -> None:
        self.action_page_down()

    def action_top(self) -> None:
        self.move_to(0)

    def action_bottom(self) -> None:
        self.move_to(self._count - 1)

    def action_open(self) -> None:
        if self._count and self.cursor not in self._headers:
            self.post_message(self.Chosen(self, self.cursor))

    # -- the mouse

    def on_click(self, event: Click) -> None:
        place = event.get_content_offset(self)
        if place is None:
            return
        index = (self.scroll_offset.y + place.y) // self._row_height
        if index < self._count and index not in self._headers:
            self.move_to(index)
            if event.chain == 2:
                self.action_open()

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        self._wheel(event, WHEEL_LINES)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        self._wheel(event, -WHEEL_LINES)

    def _wheel(self, event: MouseScrollDown | MouseScrollUp, lines: int) -> None:
        """Scroll; the cursor moves only as far as it must to stay in view."""
        event.stop()
        event.prevent_default()
        self.scroll_to(y=self.scroll_offset.y + lines, animate=False, force=True)
        first = -(-self.scroll_offset.y // self._row_height)
        last = first + self._rows_in_view() - 1
        if not first <= self.cursor <= last:
            self.move_to(first if lines > 0 else last)

    # -- drawing

    def on_resize(self, event: Resize) -> None:
        self._scroll_to_cursor()

    def on_focus(self, event: Focus) -> None:
        self._place_terminal_cursor()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._looks.clear()
        self._strips.clear()

    def render_line(self, y: int) -> Strip:
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
        return Strip(segments, max(width, used))
