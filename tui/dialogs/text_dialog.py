"""A dialog to read: lines broken at its width, each under its own beginning; keys of a text scroll it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.events import Resize
from textual.widgets import Static

from tui.commands import bindings
from tui.dialogs.dialog import Dialog, DialogTitle
from tui.terminal.text import cells, clean
from tui.terminal.wrapping import wrap

Line = tuple[str, str]
"""What stands before a text (a label, a bullet), and the text; its further lines begin where it began."""
NARROWEST_TEXT = 24
"""Cells that a text keeps beside its label; where there are fewer, it runs on below it."""
RUNS_ON = 2
"""Indent of what runs on."""
AROUND_THE_TEXT = 4
"""Lines of a dialog that are not its text: title, foot and border."""


MOST_LINES = 1000
"""Of one dialog: nobody reads more, and each is broken anew at every size of the screen."""
LONGEST_LINE = 4000
"""Characters."""


def bounded(lines: Iterable[Line], most: int = MOST_LINES) -> list[Line]:
    """The first lines, each as long as one may be; how many more there are is told below them."""
    remaining = iter(lines)
    kept = [
        (label[:LONGEST_LINE], text if len(text) <= LONGEST_LINE else f"{text[:LONGEST_LINE]}…")
        for label, text in islice(remaining, most)
    ]
    left_out = sum(1 for _ in remaining)
    return [*kept, ("", f"… and {left_out:,} more")] if left_out else kept


def plain_lines(text: str) -> list[Line]:
    return [("", line) for line in text.split("\n")]


def broken(lines: Iterable[Line], width: int) -> Iterator[str]:
    """The lines as they stand in ``width`` cells."""
    for label, text in lines:
        label, text = clean(label), clean(text)
        indent = cells(label)
        if indent and width - indent < NARROWEST_TEXT:
            label, text, indent = "", f"{label.strip()} {text}", RUNS_ON
        first, *others = (text[start:end] for start, end in wrap(text, width - indent))
        yield label + first
        yield from (" " * indent + other for other in others)


class Page(VerticalScroll, inherit_bindings=False):
    """Lines of text that move under the keys of the reading pane and of the lists."""

    BINDINGS = [
        *bindings("cursor_down", "cursor_up", "half_page_down", "half_page_up", "page_down", "page_up"),
        *bindings("top", "bottom", "page"),
    ]
    DEFAULT_CSS = "Page { scrollbar-gutter: stable; scrollbar-size-vertical: 1; }"

    def __init__(self, lines: Sequence[Line]) -> None:
        super().__init__()
        self._lines = bounded(lines)

    def compose(self) -> ComposeResult:
        yield Static("", classes="dialog-text", markup=False)

    def show(self, lines: Sequence[Line]) -> None:
        """These in the place of what stands there."""
        self._lines = bounded(lines)
        self.on_resize()

    def on_resize(self, _: Resize | None = None) -> None:
        """Break the lines anew; a short text takes no more of the screen than it needs."""
        shown = list(broken(self._lines, max(1, self.scrollable_content_region.width)))
        self.query_one(Static).update("\n".join(shown))
        self.styles.height = max(1, min(len(shown), self.app.size.height - AROUND_THE_TEXT))

    def action_cursor_down(self) -> None:
        self._move(1)

    def action_cursor_up(self) -> None:
        self._move(-1)

    def action_half_page_down(self) -> None:
        self._move(max(1, self._page // 2))

    def action_half_page_up(self) -> None:
        self._move(-max(1, self._page // 2))

    def action_page_down(self) -> None:
        self._move(self._page)

    def action_page_up(self) -> None:
        self._move(-self._page)

    action_page = action_page_down

    def action_top(self) -> None:
        self.scroll_to(y=0, animate=False)

    def action_bottom(self) -> None:
        self.scroll_to(y=self.max_scroll_y, animate=False)

    @property
    def _page(self) -> int:
        return max(1, self.size.height - 1)

    def _move(self, by: int) -> None:
        self.scroll_to(y=self.scroll_offset.y + by, animate=False)


class TextDialog(Dialog[None]):
    """Some lines to read."""

    def __init__(self, title: str, lines: Sequence[Line]) -> None:
        super().__init__()
        self._title, self._lines = title, lines

    def compose(self) -> ComposeResult:
        with Vertical():
            yield DialogTitle(self._title)
            yield Page(self._lines)
            yield Static("j/k and Space scroll · Esc closes", classes="dialog-foot", markup=False)

    def on_mount(self) -> None:
        self.query_one(Page).focus()

    def show(self, lines: Sequence[Line]) -> None:
        """These in the place of what stands there."""
        self._lines = lines
        for page in self.query(Page):
            page.show(lines)
