"""Every occurrence of what is asked for, in its context: one line each, French first; Enter goes there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import cast

from textual import on
from textual.app import ComposeResult
from textual.events import Resize
from textual.screen import Screen

from index.model.results import ConcordanceLine
from tui.commands import LISTS, bindings
from tui.dialogs.too_small import cover_if_too_small
from tui.host import Host
from tui.panes.labels import joined
from tui.terminal.text import cells, clean_line, fit, pad
from tui.widgets.article_row import DATE_WIDTH, short_date
from tui.widgets.footer import footer
from tui.widgets.heading import Heading
from tui.widgets.key_bar import KeyBar
from tui.widgets.list_rows import ListRow, header_row
from tui.widgets.status_line import StatusLine
from tui.widgets.virtual_list import VirtualList
from tui.wording import counted, language_name

LEFT_OF_100 = 42
"""Of the cells for the text, how many stand before the occurrence."""


class ConcordanceScreen(Screen[ConcordanceLine | None], inherit_bindings=False):
    """Answers with the occurrence to go to."""

    BINDINGS = bindings("leave", "back")
    help_place = LISTS

    def __init__(self, query: str) -> None:
        super().__init__()
        self._title = f"Concordance of “{clean_line(query)}”"
        self._found: list[ConcordanceLine] = []
        self._rows: list[ConcordanceLine | str] = []
        self._said = ""
        self._stands = False
        self._today = date.today()

    def compose(self) -> ComposeResult:
        yield Heading(self._title, self._said)
        yield VirtualList(self._row, id="concordance-list")
        yield StatusLine(id="occurrence")
        yield KeyBar(list(footer("occurrences", cast(Host, self.app).settings.keys)))

    def on_mount(self) -> None:
        self.query_one(Heading).focused = True
        self.query_one(VirtualList).show_empty("It occurs nowhere in these results.")
        self.query_one(VirtualList).focus()
        self._stands = True
        self._list()

    def on_resize(self, event: Resize) -> None:
        cover_if_too_small(self.app)

    @property
    def count(self) -> int:
        """How many occurrences are listed."""
        return len(self._found)

    def add(self, lines: Sequence[ConcordanceLine], *, complete: bool) -> None:
        """Further occurrences; ``complete``: these were the last."""
        self._found += lines
        before, self._rows, counts = self._rows, [], []
        for language in dict.fromkeys(("fr", "en", *(line.language for line in self._found))):
            if of_language := [line for line in self._found if line.language == language]:
                self._rows += [language_name(language).upper(), *of_language]
                counts.append(f"{language.upper()} {counted(len(of_language))}")
        self._said = joined((*counts, "" if complete else "and more"))
        if self._stands:
            shown = self.query_one(VirtualList)
            self._list(before[shown.cursor] if before else "")

    def _list(self, at: ConcordanceLine | str = "") -> None:
        """Show all rows, the cursor on the line ``at``."""
        shown = self.query_one(VirtualList)
        cursor = self._rows.index(at) if at in self._rows else 0
        headers = [n for n, row in enumerate(self._rows) if isinstance(row, str)]
        shown.reset(len(self._rows), cursor=cursor, headers=headers)
        self.query_one(Heading).say(self._title, self._said)
        self._name_article(shown.cursor)

    @on(VirtualList.Moved)
    def _moved(self, event: VirtualList.Moved) -> None:
        event.stop()
        self._name_article(event.index)

    def _name_article(self, index: int) -> None:
        """Below the list, the article that the occurrence under the cursor stands in."""
        line = self._rows[index] if index < len(self._rows) else ""
        named = "" if isinstance(line, str) else f"{line.language.upper()} {line.title}"
        self.query_one(StatusLine).show(named)

    def _row(self, index: int, width: int) -> ListRow:
        line = self._rows[index]
        return header_row(line) if isinstance(line, str) else format_line(line, width, self._today)

    @on(VirtualList.Chosen)
    def _open(self, event: VirtualList.Chosen) -> None:
        event.stop()
        line = self._rows[event.index]
        assert not isinstance(line, str)
        self.dismiss(line)

    def action_back(self) -> None:
        self.dismiss(None)

    def action_leave(self) -> None:
        self.dismiss(None)


def format_line(line: ConcordanceLine, width: int, today: date) -> ListRow:
    """``Nov 2024    …qui avaient repris  Alep  aux rebelles…``: all occurrences in one column."""
    published = line.published
    day = short_date(published.first, published.precision, line.language, today) if published else ""
    room = max(0, width - DATE_WIDTH - 1)
    left, match = room * LEFT_OF_100 // 100, clean_line(line.match)
    context = (
        (f"{pad(day, DATE_WIDTH)} ", "date"),
        (_end_of(clean_line(line.left), left), "title"),
        (match, "title hit"),
        (fit(clean_line(line.right), max(0, room - left - cells(match))), "title"),
    )
    return ListRow((context,))


def _end_of(text: str, width: int) -> str:
    """The last ``width`` cells of a text, at the right of so many."""
    shown = text
    while shown and cells(shown) + (shown is not text) > width:
        shown = shown[1:]
    cut = "…" if shown is not text and width > 0 else ""
    return f"{' ' * (width - cells(cut) - cells(shown))}{cut}{shown}"
