"""One line that says how things stand: a text that gives way, and figures at the right that do not."""

from __future__ import annotations

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from tui.widgets.looks import Looks
from tui.widgets.text import clean_line, fit


class StatusLine(Widget):
    """``left`` is shortened with an ellipsis before ``right`` loses a character."""

    DEFAULT_CSS = """
    StatusLine { height: 1; color: $text-muted; }
    StatusLine > .status-line--warning { color: $text-warning; text-style: bold; }
    """
    COMPONENT_CLASSES = {"status-line--warning"}
    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._looks = Looks(self, "status-line")
        self._left = self._right = ""
        self._warning = False

    def show(self, left: str, right: str = "", *, warning: bool = False) -> None:
        """Say something else. A warning also starts with ``!``, for screens without colours."""
        said = (f"! {clean_line(left)}" if warning else clean_line(left), clean_line(right), warning)
        if said != (self._left, self._right, self._warning):
            self._left, self._right, self._warning = said
            self.refresh()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._looks.clear()

    def render_line(self, y: int) -> Strip:
        width, plain = self.size.width, self._looks.plain
        if y:
            return Strip.blank(width, plain)
        style = plain
        if self._warning:
            style += self._looks.added("warning")
        right = fit(self._right, max(0, width - 2))
        room = width - 2 - cell_len(right) - (2 if right else 0)
        left = fit(self._left, max(0, room))
        gap = max(0, width - 2 - cell_len(left) - cell_len(right))
        line = f" {left}{' ' * gap}{right} "
        return Strip([Segment(line, style)], cell_len(line)).crop(0, width)
