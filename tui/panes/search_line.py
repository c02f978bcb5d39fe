"""The line in which the reader searches: the box, the figures at its right, and below it what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from textual.widgets import Static

from index.model.results import ResultPage
from tui.commands import BY_ID, keys_of, shown_key
from tui.panes.labels import joined, sentences
from tui.session import Session
from tui.terminal.text import cells, clean_line
from tui.widgets.search_box import SearchBox
from tui.widgets.status_line import StatusLine
from tui.wording import UNSEARCHED

PROMPT_CELLS = 3
TOOK_CELLS = len("100 ms")


class SearchLine:
    """Three widgets that the frame composes; what they say of a search is said here."""

    def __init__(self, keys: Callable[[], Mapping[str, tuple[str, ...]]]) -> None:
        """``keys``: the reader's own, by command."""
        self._keys = keys
        self.box = SearchBox(placeholder="search both languages", id="query")
        self.figures = Static("", id="figures", markup=False)
        self.error = StatusLine(id="query-error")
        self._figures_cells = 0

    def show_page(self, page: ResultPage, session: Session, *, typing: bool) -> None:
        """How a query was understood and how long it took; ``typing``: the box has the focus."""
        self.box.offered = page.corrected or ""
        unsearched = UNSEARCHED[page.unsearched] if page.unsearched else ""
        offer = self._offer(page.corrected, typing=typing)
        self._show_error(joined((unsearched, page.warning or "", offer)), None)
        also = f"also: {', '.join(page.expanded)}   " if page.expanded else ""
        if not session.expand:
            also = "as typed (E)   "
        if session.meaning:
            also += "by meaning (M)   "
        if not session.fold:
            also += "all copies (c)   "
        took = f"{page.took_ms:.0f} ms" if page.took_ms >= 1 else f"{page.took_ms:.1f} ms"
        said = clean_line(f"  {also}{took:>{TOOK_CELLS}} ")
        # As wide as before it is only drawn; another width moves the search box, and all is laid out anew.
        self.figures.update(said, layout=cells(said) != self._figures_cells)
        self._figures_cells = cells(said)

    def show_refusal(self, text: str, hint: str, position: int | None, *, typing: bool) -> None:
        """Why a query cannot be read; ``position`` counts its characters."""
        self._show_error(sentences(text, hint), position)
        if position is not None and typing:
            self.box.cursor_position = position

    def _offer(self, corrected: str | None, *, typing: bool) -> str:
        """Another spelling, when the archive has next to nothing of the one that was typed."""
        if not corrected:
            return ""
        key = shown_key(keys_of(BY_ID["take_correction"], self._keys())[0])
        if not typing:
            key = f"{shown_key(keys_of(BY_ID['search'], self._keys())[0])} and {key}"
        return f"did you mean {corrected}? {key} takes it"

    def _show_error(self, text: str, position: int | None) -> None:
        """With a position, ``^`` points at the character."""
        self.error.set_class(bool(text), "-shown")
        if text:
            shift = position - self.box.scroll_offset.x if position is not None else 0
            pointer = " " * max(0, PROMPT_CELLS - 1 + shift) + "^ " if position is not None else "  "
            self.error.show(pointer + clean_line(text))
