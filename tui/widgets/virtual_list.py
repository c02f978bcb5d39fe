"""A list of any length: only the rows in view are asked for and drawn."""

from __future__ import annotations

from collections.abc import Collection

from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView

from tui.commands import bindings
from tui.widgets.glyphs import UNICODE, Glyphs
from tui.widgets.list_rows import RowProvider


class VirtualList(ScrollView, can_focus=True, inherit_bindings=False):
    """Rows by index through a provider; the cursor's row is marked ``>`` as well as coloured."""

    BINDINGS = [
        *bindings("cursor_down", "cursor_up", "half_page_down", "half_page_up", "page_down", "page_up"),
        *bindings("top", "bottom", "page", "open"),
    ]

    cursor: reactive[int] = reactive(0, repaint=False)
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

    class Chosen(Moved):
        """Enter, or a second click on the row."""

    class Wanted(Message):
        """Rows ``first`` to ``last`` (inclusive) are in view and not loaded."""

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

    @property
    def count(self) -> int:
        return self._count

    def reset(
        self, count: int, *, cursor: int = 0, headers: Collection[int] = (), row_height: int | None = None
    ) -> None:
        """Show ``count`` other rows from the top; the cursor is moved off a header to the next row.

        Posts no ``Moved``: the caller knows. ``row_height`` (1 or 2 lines) stays when None.
        """
        raise NotImplementedError

    def refresh_rows(self, first: int = 0, last: int | None = None) -> None:
        """Rows ``first`` to ``last`` (inclusive; None: the end) arrived or changed: ask the provider again."""
        raise NotImplementedError

    def move_to(self, index: int) -> None:
        """Put the cursor on the row nearest to ``index`` that is no header; posts ``Moved`` if it moved."""
        raise NotImplementedError

    def show_empty(self, text: str) -> None:
        """What stands in the list while it has no rows; several lines are allowed."""
        raise NotImplementedError
