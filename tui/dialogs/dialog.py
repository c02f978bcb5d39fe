"""What all dialogs share: they lie above the main screen, any way back closes them, leaving still works."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from rich.segment import Segment
from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.events import Key
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input, Static

from tui.commands import bindings
from tui.terminal.text import clean_line, pad
from tui.widgets.list_rows import ListRow, header_row
from tui.widgets.search_box import SearchBox
from tui.widgets.virtual_list import VirtualList

Answer = TypeVar("Answer")
QUICK_KEYS = "123456789abcdeimnoprstuvwxyz"
"""Keys of the lines of a menu; those that move in a list or close it are not among them."""


class Dialog(ModalScreen[Answer | None], Generic[Answer], inherit_bindings=False):
    BINDINGS = bindings("back", "leave", "quit", "interrupt")

    def __init__(self) -> None:
        super().__init__(classes="dialog")

    def action_back(self) -> None:
        self.dismiss(None)

    def action_leave(self) -> None:
        self.dismiss(None)

    def action_quit(self) -> None:
        self.app.exit()

    async def action_interrupt(self) -> None:
        await self.app.run_action("interrupt")


class DialogTitle(Widget):
    """One line; what does not fit is cut with an ellipsis."""

    ALLOW_SELECT = False

    def __init__(self, title: str) -> None:
        super().__init__(classes="dialog-title")
        self._title = clean_line(title)

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        return Strip([Segment(pad(self._title, width), self.rich_style)], width)


class ChoiceDialog(Dialog[str]):
    """A few lines to choose from; answers with the id of the chosen one."""

    def __init__(self, title: str, choices: Sequence[tuple[str, str]], chosen: str | None = None) -> None:
        """``choices`` are (id, label) pairs."""
        super().__init__()
        self._title, self._chosen = title, chosen
        self._choices = tuple(choices)
        self._keys: dict[int, str] = {}
        """By line, the key that chooses it."""

    def compose(self) -> ComposeResult:
        with Vertical():
            yield DialogTitle(self._title)
            yield VirtualList(self._row, id="choices")
            yield Static(
                "Enter, or the key of a line, chooses · Esc closes", classes="dialog-foot", markup=False
            )

    def on_mount(self) -> None:
        ids = [id for id, _ in self._choices]
        self._list(cursor=ids.index(self._chosen) if self._chosen in ids else 0)
        self.query_one(VirtualList).focus()

    def _list(self, *, cursor: int) -> None:
        choices = self.query_one(VirtualList)
        choices.styles.height = len(self._choices)
        headers = [n for n, (id, _) in enumerate(self._choices) if not id]
        choices.reset(len(self._choices), cursor=cursor, headers=headers)
        named = [n for n, (id, _) in enumerate(self._choices) if id]
        self._keys = dict(zip(named, QUICK_KEYS, strict=False))

    def add(self, choices: Sequence[tuple[str, str]]) -> None:
        """Further choices below the others, also before they are shown; an empty id makes a heading."""
        self._choices = (*self._choices, *choices)
        if self._keys:
            self._list(cursor=self.query_one(VirtualList).cursor)

    def _row(self, index: int, width: int) -> ListRow:
        id, label = self._choices[index]
        if not id:
            return header_row(clean_line(label))
        mark = "●" if id == self._chosen else " "
        key = f"{mark} {self._keys.get(index, ' ')}  "
        return ListRow((((key, "mark"), (clean_line(label)[: max(0, width - 5)], "title")),))

    def on_key(self, event: Key) -> None:
        """One key chooses a line."""
        index = next((n for n, key in self._keys.items() if key == event.character), None)
        if index is not None:
            event.stop()
            event.prevent_default()
            self.dismiss(self._choices[index][0])

    @on(VirtualList.Chosen)
    def _choose(self, event: VirtualList.Chosen) -> None:
        event.stop()
        self.dismiss(self._choices[event.index][0])


class LineDialog(Dialog[str]):
    """One line to type; answers with it."""

    def __init__(self, title: str, placeholder: str) -> None:
        super().__init__()
        self._title, self._placeholder = title, placeholder

    def compose(self) -> ComposeResult:
        with Vertical():
            yield DialogTitle(self._title)
            yield SearchBox(placeholder=self._placeholder)
            yield Static("Enter accepts · Esc closes", classes="dialog-foot", markup=False)

    def on_mount(self) -> None:
        self.query_one(SearchBox).focus()

    @on(Input.Submitted)
    def _accept(self, event: Input.Submitted) -> None:
        event.stop()
        self.dismiss(event.value.strip() or None)

    @on(SearchBox.Escaped)
    def _close(self, event: SearchBox.Escaped) -> None:
        event.stop()
        self.dismiss(None)
