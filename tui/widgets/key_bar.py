"""The footer: as many keys as fit, the help key always."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.segment import Segment
from textual.events import Click
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui.terminal.text import clean_line, fit
from tui.widgets.looks import Looks

Hint = tuple[str, str]
"""Key as shown, name: ``("p", "pair")``."""


class KeyBar(Widget):
    """One line of hints in order of importance; the last one given (help) is kept at the end at any width."""

    DEFAULT_CSS = """
    KeyBar { height: 1; dock: bottom; color: $text-muted; }
    KeyBar > .key-bar--key { color: $text; text-style: bold; }
    """
    COMPONENT_CLASSES = {"key-bar--key"}
    ALLOW_SELECT = False

    class Pressed(Message):
        """A hint was clicked."""

        def __init__(self, hint: Hint) -> None:
            super().__init__()
            self.hint = hint

    def __init__(
        self, hints: Sequence[Hint] = (), *, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._looks = Looks(self, "key-bar")
        self._hints = _cleaned(hints)

    def show(self, hints: Sequence[Hint]) -> None:
        """Show other hints."""
        self._hints = _cleaned(hints)
        self.refresh()

    def shown(self, width: int) -> tuple[Hint, ...]:
        """The hints that fit ``width`` cells whole: the most important ones, then the last."""
        if not self._hints:
            return ()
        *others, last = self._hints
        used, kept = 1 + _cells(last), []
        for hint in others:
            used += _cells(hint) + 2
            if used > width:
                break
            kept.append(hint)
        return (*kept, last)

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._looks.clear()

    def render_line(self, y: int) -> Strip:
        width, plain = self.size.width, self._looks.plain
        if y:
            return Strip.blank(width, plain)
        key_style = plain + self._looks.added("key")
        segments, used = [Segment(" ", plain)], 1
        for n, (key, name) in enumerate(self.shown(width)):
            before = "  " if n else ""
            key, name = fit(key, width - used - len(before)), name
            segments += [Segment(before, plain), Segment(key, key_style)]
            used += len(before) + cell_len(key)
            rest = fit(f" {name}", width - used)
            segments.append(Segment(rest, plain))
            used += cell_len(rest)
        segments.append(Segment(" " * (width - used), plain))
        return Strip(segments, max(width, used)).crop(0, width)

    def on_click(self, event: Click) -> None:
        x = 1
        for hint in self.shown(self.size.width):
            if x <= event.x < x + _cells(hint):
                self.post_message(self.Pressed(hint))
                return
            x += _cells(hint) + 2


def _cells(hint: Hint) -> int:
    return cell_len(hint[0]) + 1 + cell_len(hint[1])


def _cleaned(hints: Sequence[Hint]) -> tuple[Hint, ...]:
    return tuple((clean_line(key), clean_line(name)) for key, name in hints)
