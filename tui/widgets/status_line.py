"""One line that says how things stand: a text that gives way, and figures at the right that do not."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.segment import Segment
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from tui.terminal.text import clean_line, fit
from tui.terminal.wrapping import wrap
from tui.widgets.looks import Looks


class StatusLine(Widget):
    """``left`` gives way before ``right`` loses a character: to a shorter one, then to an ellipsis."""

    DEFAULT_CSS = """
    StatusLine { height: 1; color: $text-muted; }
    StatusLine > .status-line--warning { color: $text-warning; text-style: bold; }
    """
    COMPONENT_CLASSES = {"status-line--warning"}
    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None, classes: str | None = None, most_lines: int = 1) -> None:
        """``most_lines``: into so many a warning is broken, when it has no figures beside it."""
        super().__init__(id=id, classes=classes)
        self._most_lines = most_lines
        if most_lines > 1:
            self.styles.height = "auto"
        self._looks = Looks(self, "status-line")
        self._left = self._right = ""
        self._shorter: tuple[str, ...] = ()
        self._warning = False

    def show(self, left: str, right: str = "", *, shorter: Sequence[str] = (), warning: bool = False) -> None:
        """Say something else. A warning also starts with ``!``, for screens without colours.

        ``shorter``: what may stand in place of ``left``, the longest first.
        """
        instead = tuple(map(clean_line, shorter))
        said = (f"! {clean_line(left)}" if warning else clean_line(left), clean_line(right), instead, warning)
        if said != (self._left, self._right, self._shorter, self._warning):
            self._left, self._right, self._shorter, self._warning = said
            self.refresh(layout=self._most_lines > 1)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._lines(width))

    def _lines(self, width: int) -> list[str]:
        """The lines of a warning; of all else, one that is then cut."""
        if not (self._warning and self._most_lines > 1 and self._left):
            return [self._left]
        places = wrap(self._left, max(1, width - 2))
        lines = [self._left[start:end] for start, end in places[: self._most_lines - 1]]
        return lines + ([self._left[places[len(lines)][0] :]] if len(lines) < len(places) else [])

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._looks.clear()

    def render_line(self, y: int) -> Strip:
        width, plain = self.size.width, self._looks.plain
        lines = self._lines(width)
        if y >= len(lines):
            return Strip.blank(width, plain)
        style = plain
        if self._warning:
            style += self._looks.added("warning")
        right = fit(self._right, max(0, width - 2))
        room = width - 2 - cell_len(right) - (2 if right else 0)
        choice = (lines[y], *self._shorter)
        fitting = (text for text in choice if cell_len(text) <= room)
        left = fit(next(fitting, choice[-1]), max(0, room))
        gap = max(0, width - 2 - cell_len(left) - cell_len(right))
        line = f" {left}{' ' * gap}{right} "
        return Strip([Segment(line, style)], cell_len(line)).crop(0, width)
