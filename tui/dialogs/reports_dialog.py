"""A list of reports to choose from, each with a line on why it stands there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.events import Resize
from textual.widgets import Static

from index.model.articles import ArticleId, DateRange, Language
from tui.dialogs.dialog import Dialog, DialogTitle
from tui.panes.labels import date_label, joined
from tui.terminal.text import clean_line, fit, pad
from tui.terminal.wrapping import wrap
from tui.widgets.list_rows import ListRow
from tui.widgets.virtual_list import VirtualList

DIALOG_CELLS = 104
INDENT = 5
"""Cells before a title and the reason below it."""
AROUND_A_ROW = INDENT + 6
"""Cells of a dialog's line that are not a reason's: the indent, border and padding, cursor, scrollbar."""
MOST_LINES = 3
"""Of a reason."""


@dataclass(frozen=True, slots=True)
class ReportLine:
    id: ArticleId
    language: Language | None
    title: str | None
    published: DateRange | None
    source: str | None
    said: str = ""
    """Why it is listed."""
    marked: bool = False
    """The one that is open, or paired."""


class ReportsDialog(Dialog[ArticleId]):
    """Answers with the id of the chosen report."""

    def __init__(self, title: str, lines: Sequence[ReportLine], *, empty: str, chooses: str) -> None:
        """``chooses`` says what Enter does; ``empty`` stands there without lines."""
        super().__init__()
        self._title, self._lines = title, lines
        self._empty, self._chooses = empty, chooses

    def compose(self) -> ComposeResult:
        with Vertical():
            yield DialogTitle(self._title)
            yield VirtualList(self._row, row_height=2, id="choices")
            foot = joined((f"Enter {self._chooses}" if self._lines else "", "Esc closes"))
            yield Static(foot, classes="dialog-foot", markup=False)

    def on_mount(self) -> None:
        choices = self.query_one(VirtualList)
        choices.show_empty(self._empty)
        self._fit()
        choices.focus()

    def on_resize(self, event: Resize) -> None:
        self._fit()

    def _fit(self) -> None:
        """As many lines a row as the longest reason needs: it is what the reader decides by."""
        choices = self.query_one(VirtualList)
        room = min(DIALOG_CELLS, self.app.size.width) - AROUND_A_ROW
        reasons = [len(_broken(line, room)) for line in self._lines]
        height = 1 + min(max(reasons, default=1), MOST_LINES)
        choices.styles.height = max(2, height * len(self._lines))
        if (choices.count, choices.row_height) != (len(self._lines), height):
            choices.reset(len(self._lines), cursor=choices.cursor, row_height=height)

    def _row(self, index: int, width: int) -> ListRow:
        line = self._lines[index]
        title = clean_line(line.title or "a report that is no longer in the archive")
        first = (
            ("● " if line.marked else "  ", "mark"),
            (pad((line.language or "").upper(), INDENT - 2), "language"),
            (fit(title, width - INDENT), "title"),
        )
        said = ((((" " * INDENT), "dim"), (part, "dim")) for part in _broken(line, width - INDENT))
        return ListRow((first, *said))

    @on(VirtualList.Chosen)
    def _choose(self, event: VirtualList.Chosen) -> None:
        event.stop()
        self.dismiss(self._lines[event.index].id)


def _broken(line: ReportLine, width: int) -> list[str]:
    """When and where it was published and why it is listed, in lines of so many cells."""
    said = clean_line(joined((date_label(line.published, line.language or ""), line.source or "", line.said)))
    return [said[start:end] for start, end in wrap(said, max(1, width))]
