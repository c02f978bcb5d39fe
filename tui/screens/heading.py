"""The line above a pane: its name, what it holds, and whether keys go to it."""

from __future__ import annotations

from rich.segment import Segment
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from tui.widgets.text import cells, clean_line, fit


class Heading(Widget):
    """``── Results ───────── newest ──``; a heavy rule when the pane has the focus, colours or not."""

    DEFAULT_CSS = """
    Heading { height: 1; color: $text-muted; }
    Heading.-focused { color: $text-accent; text-style: bold; }
    """
    ALLOW_SELECT = False
    focused: reactive[bool] = reactive(False)

    def __init__(self, left: str = "", right: str = "", *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._left, self._right = clean_line(left), clean_line(right)

    def say(self, left: str, right: str = "") -> None:
        """Show other words; ``right`` gives way first."""
        said = (clean_line(left), clean_line(right))
        if said != (self._left, self._right):
            self._left, self._right = said
            self.refresh()

    def watch_focused(self, focused: bool) -> None:
        self.set_class(focused, "-focused")

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        rule = "━" if self.focused else "─"
        left = fit(self._left, width - 6)
        line = f"{rule * 2} {left} " if left else rule * 2
        right = fit(self._right, width - cells(line) - 6)
        tail = f" {right} {rule * 2}" if right else ""
        line += rule * (width - cells(line) - cells(tail)) + tail
        return Strip([Segment(line, self.rich_style)], cells(line)).crop(0, width)
