"""An app around one widget, and what stands on its lines."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.message import Message
from textual.widget import Widget


class Showing(App[None]):
    """Mounts a widget, focuses it and keeps what it posts."""

    CSS = "Screen > * { width: 1fr; }"

    def __init__(self, widget: Widget) -> None:
        super().__init__()
        self.animation_level = "none"
        self.widget = widget
        self.posted: list[Message] = []

    def compose(self) -> ComposeResult:
        yield self.widget

    def on_mount(self) -> None:
        self.widget.focus()

    async def _on_message(self, message: Message) -> None:
        if type(message).__module__.startswith(("tui.widgets", "tui.aligned")):
            self.posted.append(message)
        await super()._on_message(message)

    def of(self, kind: type[Message]) -> list[Message]:
        return [message for message in self.posted if type(message) is kind]


def lines(widget: Widget) -> list[str]:
    """The text of each line as the terminal gets it."""
    return [widget.render_line(y).text for y in range(widget.size.height)]


def styled(widget: Widget, y: int) -> list[tuple[str, bool, bool, bool]]:
    """(text, bold, underlined, reversed) of the segments of a line."""
    return [
        (one.text, bool(one.style and one.style.bold), bool(one.style and one.style.underline),
         bool(one.style and one.style.reverse))
        for one in widget.render_line(y)
    ]  # fmt: skip
