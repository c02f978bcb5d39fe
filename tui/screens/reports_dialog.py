"""A list of reports to choose from, each with a line on why it stands there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from index.model import ArticleId, DateRange, Language
from tui.screens.dialog import Dialog, DialogTitle
from tui.screens.labels import date_label, joined
from tui.widgets.list_rows import ListRow
from tui.widgets.text import clean_line, fit, pad
from tui.widgets.virtual_list import VirtualList


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
            yield Static(f"Enter {self._chooses} · Esc closes", classes="dialog-foot", markup=False)

    def on_mount(self) -> None:
        choices = self.query_one(VirtualList)
        choices.styles.height = max(2, 2 * len(self._lines))
        choices.show_empty(self._empty)
        choices.reset(len(self._lines), row_height=2)
        choices.focus()

    def _row(self, index: int, width: int) -> ListRow:
        line = self._lines[index]
        title = clean_line(line.title or "a report that is no longer in the archive")
        first = (
            ("● " if line.marked else "  ", "mark"),
            (pad((line.language or "").upper(), 3), "language"),
            (fit(title, width - 5), "title"),
        )
        said = joined((date_label(line.published, line.language or ""), line.source or "", line.said))
        return ListRow((first, (("     ", "dim"), (fit(clean_line(said), width - 5), "dim"))))

    @on(VirtualList.Chosen)
    def _choose(self, event: VirtualList.Chosen) -> None:
        event.stop()
        self.dismiss(self._lines[event.index].id)
