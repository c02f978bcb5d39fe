"""What all dialogs share: they lie above the main screen, any way back closes them, leaving still works."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from tui.commands import bindings
from tui.widgets.list_rows import ListRow
from tui.widgets.search_box import SearchBox
from tui.widgets.text import clean, clean_line
from tui.widgets.virtual_list import VirtualList

Answer = TypeVar("Answer")


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


class TextDialog(Dialog[None]):
    """Some lines to read."""

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self._title, self._text = clean_line(title), clean(text)

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(self._title, classes="dialog-title", markup=False)
            with VerticalScroll():
                yield Static(self._text, classes="dialog-text", markup=False)
            yield Static("Esc closes", classes="dialog-foot", markup=False)

    def on_mount(self) -> None:
        self.query_one(VerticalScroll).focus()


class ChoiceDialog(Dialog[str]):
    """A few lines to choose from; answers with the id of the chosen one."""

    def __init__(self, title: str, choices: Sequence[tuple[str, str]], chosen: str | None = None) -> None:
        """``choices`` are (id, label) pairs."""
        super().__init__()
        self._title, self._choices, self._chosen = clean_line(title), choices, chosen

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(self._title, classes="dialog-title", markup=False)
            yield VirtualList(self._row, id="choices")
            yield Static("Enter chooses · Esc closes", classes="dialog-foot", markup=False)

    def on_mount(self) -> None:
        ids = [id for id, _ in self._choices]
        choices = self.query_one(VirtualList)
        choices.styles.height = len(ids)
        choices.reset(len(ids), cursor=ids.index(self._chosen) if self._chosen in ids else 0)
        choices.focus()

    def _row(self, index: int, width: int) -> ListRow:
        id, label = self._choices[index]
        mark = "● " if id == self._chosen else "  "
        return ListRow((((mark, "mark"), (clean_line(label)[: max(0, width - 2)], "title")),))

    @on(VirtualList.Chosen)
    def _choose(self, event: VirtualList.Chosen) -> None:
        event.stop()
        self.dismiss(self._choices[event.index][0])


class LineDialog(Dialog[str]):
    """One line to type; answers with it."""

    def __init__(self, title: str, placeholder: str) -> None:
        super().__init__()
        self._title, self._placeholder = clean_line(title), placeholder

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(self._title, classes="dialog-title", markup=False)
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
