"""All keys, those of the focused pane first, and the signs of a list; narrowed by what is typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.events import Resize
from textual.screen import Screen
from textual.widgets import Input

from tui.commands import COMMANDS, LISTS, PLACES, Command, bindings, keys_of, shown_key
from tui.dialogs.help_signs import HEADING, SIGNS, Sign
from tui.dialogs.too_small import cover_if_too_small
from tui.terminal.text import pad
from tui.widgets.heading import Heading
from tui.widgets.key_bar import KeyBar
from tui.widgets.list_rows import ListRow, header_row
from tui.widgets.search_box import SearchBox
from tui.widgets.virtual_list import VirtualList

KEYS_CELLS = 20


class HelpScreen(Screen[None], inherit_bindings=False):
    BINDINGS = [*bindings("back", "leave", "search"), Binding("question_mark,f1", "back", show=False)]

    def __init__(self, place: str, own: Mapping[str, Sequence[str]]) -> None:
        """``place`` is the group of ``PLACES`` that comes first."""
        super().__init__()
        self._places = (place, *(other for other in PLACES if other != place))
        self._own = own
        self._rows: list[Command | Sign | str] = []

    def compose(self) -> ComposeResult:
        yield Heading("Keys", "settings.toml [keys] changes them by their name")
        yield SearchBox(placeholder="/ find a key or a command, in English or French")
        yield VirtualList(self._row, row_height=2, id="help-list")
        yield KeyBar([("/", "find"), ("j/k", "move"), ("q", "back")])

    def on_mount(self) -> None:
        self.query_one(Heading).focused = True
        self._find("")
        self.query_one(VirtualList).focus()

    def on_resize(self, event: Resize) -> None:
        cover_if_too_small(self.app)

    def _find(self, text: str) -> None:
        words = text.casefold().split()
        self._rows = []
        for place in self._places:
            of_place = [c for c in COMMANDS if c.where == place and all(w in self._said(c) for w in words)]
            if of_place:
                self._rows += [place.upper(), *of_place]
            if place == LISTS and (signs := [s for s in SIGNS if all(w in _explained(s) for w in words)]):
                self._rows += [HEADING, *signs]
        headers = [index for index, row in enumerate(self._rows) if isinstance(row, str)]
        shown = self.query_one(VirtualList)
        shown.show_empty(f"No command and no sign has {text!r} in its keys, name or description.")
        shown.reset(len(self._rows), headers=headers)

    def _said(self, command: Command) -> str:
        return " ".join(
            (self._keys(command), command.id, command.name, command.help, command.french)
        ).casefold()

    def _keys(self, command: Command) -> str:
        return " ".join(map(shown_key, keys_of(command, self._own))) or "—"

    def _row(self, index: int, width: int) -> ListRow:
        row = self._rows[index]
        if isinstance(row, str):
            return ListRow(((("", "dim"),), *header_row(row).lines))
        first_column = row.shown if isinstance(row, Sign) else self._keys(row)
        keys = pad(first_column, min(KEYS_CELLS, width // 3))
        room = max(0, width - len(keys) - 1)
        first = ((keys, "mark"), (" ", "dim"), (pad(row.help, room), "title"))
        named = "" if isinstance(row, Sign) else f"  {row.id}"
        second = ((pad(named, len(keys)), "dim"), (" ", "dim"), (pad(row.french, room), "dim"))
        return ListRow((first, second))

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._find(event.value)

    @on(Input.Submitted)
    @on(SearchBox.Left)
    def _to_the_list(self, event: Input.Submitted | SearchBox.Left) -> None:
        event.stop()
        self.query_one(VirtualList).focus()

    def action_search(self) -> None:
        self.query_one(SearchBox).focus()

    def action_back(self) -> None:
        self.dismiss(None)

    def action_leave(self) -> None:
        self.dismiss(None)


def _explained(sign: Sign) -> str:
    return " ".join((sign.shown, sign.help, sign.french)).casefold()
