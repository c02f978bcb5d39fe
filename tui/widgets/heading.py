"""The line above a pane: its name, what it holds, and whether keys go to it."""

from __future__ import annotations

from rich.segment import Segment
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from tui.terminal.text import cells, clean_line, fit

RULES_OF_ONE, RULES = 6, 9
"""Cells that are drawn around one text, and around two."""
NARROWEST = 12
"""Cells for two texts; in fewer there is one."""


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
        """Show other words; where both do not fit, each keeps up to half of the line."""
        said = (clean_line(left), clean_line(right))
        if said != (self._left, self._right):
            self._left, self._right = said
            self.refresh()

    def watch_focused(self, focused: bool) -> None:
        self.set_class(focused, "-focused")

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        rule = "━" if self.focused else "─"
        room = width - RULES
        right = fit(self._right, max(room // 2, room - cells(self._left))) if room >= NARROWEST else ""
        left = fit(self._left, room - cells(right) if right else width - RULES_OF_ONE)
        line = f"{rule * 2} {left} " if left else rule * 2
        tail = f" {right} {rule * 2}" if right else ""
        line += rule * (width - cells(line) - cells(tail)) + tail
        return Strip([Segment(line, self.rich_style)], cells(line)).crop(0, width)
