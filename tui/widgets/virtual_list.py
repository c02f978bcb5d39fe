"""A list of any length: only the rows in view are asked for and drawn."""

from __future__ import annotations

from collections.abc import Collection

from textual.events import Click, Focus, MouseScrollDown, MouseScrollUp, Resize
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.reactive import Reactive, reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.commands import bindings
from tui.terminal.text import clean
from tui.widgets.glyphs import UNICODE, Glyphs
from tui.widgets.list_canvas import ListCanvas
from tui.widgets.list_rows import ROLES, RowProvider
from tui.widgets.looks import Looks
from tui.widgets.paging import PAGING, Paging

WHEEL_LINES = 3


class VirtualList(Paging, ScrollView, can_focus=True, inherit_bindings=False):
    """Rows by index through a provider; the cursor's row is marked ``>`` as well as coloured."""

    ALLOW_SELECT = False
    BINDINGS = [*PAGING, *bindings("open")]
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
    virtual_size: Reactive[Size] = Reactive(Size(0, 0), repaint=False, init=False)
    """Other rows are no other layout: see ``watch_virtual_size``."""
    cursor: reactive[int] = reactive(0, repaint=False, init=False)
    """Index of the row that keys act on; never a header."""

    class Wanted(Message):
        """Rows in ``first`` to ``last`` (inclusive) are in view and not loaded; posted at every paint."""

        def __init__(self, first: int, last: int) -> None:
            super().__init__()
            self.first = first
            self.last = last

    class Moved(Message):
        """The cursor stands on another row."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    class Chosen(Message):
        """Enter, or a double click on the row."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

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
        self._row_height = row_height
        self._count = 0
        self._headers: frozenset[int] = frozenset()
        self._empty: tuple[str, ...] = ()
        self._looks = Looks(self, "virtual-list")
        self._canvas = ListCanvas(rows, self._looks, glyphs, self._miss)
        self._missing: set[int] = set()
        self._drawn: dict[int, Strip] = {}
        """The lines in view as they were drawn last."""

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
        self._canvas.clear()
        self._missing.clear()
        self.set_reactive(VirtualList.cursor, self._nearest(cursor, 1))
        self.virtual_size = Size(0, count * self._row_height)
        self.scroll_to(y=0, animate=False, force=True)
        self._scroll_to_cursor()
        self._draw_changes()

    def recount(self, count: int, *, cursor: int, show_to: int = 0) -> None:
        """Rows came or went: so many are there now; what is in view stays there. Posts no ``Moved``.

        ``show_to``: a row that comes into view, too, as far as the cursor's stays.
        """
        self._count = count
        self._canvas.clear()
        self._missing.clear()
        self.set_reactive(VirtualList.cursor, self._nearest(cursor, 1))
        self.virtual_size = Size(0, count * self._row_height)
        top, height = self.scroll_offset.y, self.scrollable_content_region.height
        below = (show_to + 1) * self._row_height - height
        if height and below > top:
            self.scroll_to(y=min(below, self.cursor * self._row_height), animate=False, force=True)
        self._scroll_to_cursor()
        self._draw_changes()

    def refresh_rows(self, first: int = 0, last: int | None = None) -> None:
        """Rows ``first`` to ``last`` (inclusive; None: the end) arrived or changed: ask again."""
        self._canvas.forget(first, self._count - 1 if last is None else last)
        self._draw_changes()

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
        self.post_message(self.Moved(new))

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

    def move_by(self, steps: int) -> None:
        self.move_to(self.cursor + steps)

    @property
    def page(self) -> int:
        return max(1, self._rows_in_view() - 1)

    @property
    def half_page(self) -> int:
        return max(1, self._rows_in_view() // 2)

    @property
    def extent(self) -> int:
        return self._count

    def action_open(self) -> None:
        if self._count and self.cursor not in self._headers:
            self.post_message(self.Chosen(self.cursor))

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

    def watch_virtual_size(self, size: Size) -> None:
        """The scrollbar follows; the panes stand where they stood, unless the list is as high as its rows."""
        self._scroll_update(size)
        if self.styles.auto_dimensions:
            self.refresh(layout=True)

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._looks.clear()
        self._canvas.clear()
        self._drawn.clear()

    def render_line(self, y: int) -> Strip:
        strip = self._drawn[y] = self._line(y)
        return strip

    def _draw_changes(self) -> None:
        """Draw the lines anew that are not what stands there: results of another query are often the same."""
        width, height = self.scrollable_content_region.size
        changed = [Region(0, y, width, 1) for y in range(height) if self._line(y) != self._drawn.get(y)]
        if changed:
            self.refresh(*changed)

    def _line(self, y: int) -> Strip:
        line, width = self.scroll_offset.y + y, self.scrollable_content_region.width
        index, within = divmod(line, self._row_height)
        if index < self._count:
            strips = self._canvas.row(index, width, self._row_height, selected=index == self.cursor)
            return strips[within]
        return self._canvas.text(self._empty[y] if not self._count and y < len(self._empty) else "", width)

    def _miss(self, index: int) -> None:
        if not self._missing:
            self.call_later(self._ask_for_missing)
        self._missing.add(index)

    def _ask_for_missing(self) -> None:
        if self._missing:
            first, last = min(self._missing), max(self._missing)
            self._missing.clear()
            self.post_message(self.Wanted(first, last))
