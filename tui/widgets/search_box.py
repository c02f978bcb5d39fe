"""The search box: one line of query, typed or pasted, never executed."""

from __future__ import annotations

from textual.actions import SkipAction
from textual.events import Paste
from textual.geometry import Size
from textual.message import Message
from textual.reactive import Reactive
from textual.widgets import Input

from tui.commands import bindings
from tui.terminal.text import clean_line

MOST_TYPED = 4000
"""Characters; a query has fewer, as the archive says, a path has no more."""


class SearchBox(Input):
    """An Input that posts ↓ and Esc as messages; Enter is ``Input.Submitted``, typing ``Input.Changed``."""

    BINDINGS = bindings("to_results", "leave_box", "take_correction")

    virtual_size: Reactive[Size] = Reactive(Size(0, 0), repaint=False, init=False)
    """A longer query is no other layout: a character is shown before anything else is looked at."""

    class Left(Message):
        """↓: the reader wants to be in the results."""

    class Escaped(Left):
        """Esc: leave and keep the query; what a second one means is the screen's to say."""

    def __init__(
        self, value: str = "", *, placeholder: str = "", id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(
            clean_line(value), placeholder=clean_line(placeholder), compact=True, id=id, classes=classes
        )
        self.cursor_blink = False
        self.offered = ""
        """Another query that Tab takes instead; empty when none is offered."""

    def watch_virtual_size(self, size: Size) -> None:
        self._scroll_update(size)

    def validate_value(self, value: str) -> str:
        """Whatever way a text comes in, it comes in clean, and no longer than a line that somebody types."""
        return clean_line(value[:MOST_TYPED])[:MOST_TYPED]

    def action_to_results(self) -> None:
        self.post_message(self.Left())

    def action_take_correction(self) -> None:
        if not self.offered:
            raise SkipAction  # Tab is then the way to the next pane
        self.value, self.offered = self.offered, ""
        self.cursor_position = len(self.value)

    def action_leave_box(self) -> None:
        self.post_message(self.Escaped())

    def _on_paste(self, event: Paste) -> None:
        """Take every line of the clipboard, joined: a query copied from a page is often broken over lines."""
        event.prevent_default()
        event.stop()
        self.replace(clean_line(event.text).strip(), *self.selection)
