"""Walking through the open text, and the forms in which it is read."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tui.desks.place import Place
from tui.panes.labels import TITLE_CELLS
from tui.panes.reading_pane import ReadingPane
from tui.panes.result_pane import ResultPane
from tui.settings import NARROWEST, WIDEST
from tui.terminal.text import clean_line, fit

if TYPE_CHECKING:
    from tui.desks.surface import Surface

WIDTH_STEP = 4


class WalkingDesk:
    """Asks the archive nothing: all of it happens in the text that is open."""

    def __init__(
        self,
        place: Place,
        surface: Surface,
        results: ResultPane,
        reading: ReadingPane,
        to_clipboard: Callable[[str], None],
    ) -> None:
        self._place = place
        self._surface = surface
        self._results = results
        self._reading = reading
        self._to_clipboard = to_clipboard

    # ---- through the text

    def match(self, step: int) -> None:
        """To the next match of the query; without a query to the next unread article."""
        if self._place.session.query.strip():
            if not self._reading.match(step):
                self._reading.note("no match in this text; J opens the next article")
        elif not self._results.next_unread(step):
            self._reading.note("no further unread article in this direction")

    def difference(self, step: int) -> None:
        if not self._reading.said_alone():
            self._reading.difference(step)

    def sentence(self, step: int) -> None:
        if not self._reading.said_alone():
            self._reading.sentence(step)

    # ---- forms

    def cycle_form(self) -> None:
        """One text, peek, side by side."""
        if self._reading.said_alone():
            return
        self._reading.cycle_form(room_for_two=self._surface.room_for_two)
        self._place.remember(mode=self._reading.text.mode.value)
        self._surface.fit()

    def swap(self) -> None:
        if not self._reading.said_alone():
            self._reading.swap()

    def wider(self) -> None:
        self._measure(WIDTH_STEP)

    def narrower(self) -> None:
        self._measure(-WIDTH_STEP)

    def _measure(self, by: int) -> None:
        text = self._reading.text
        text.measure = max(NARROWEST, min(WIDEST, text.measure + by))
        self._reading.note(f"text column at most {text.measure} wide")
        self._place.remember(width=text.measure)

    def toggle_hidden(self) -> None:
        text = self._reading.text
        text.show_hidden = not text.show_hidden
        self._reading.note(
            "hidden text is shown, dimmed" if text.show_hidden else "hidden text is hidden again"
        )
        self._place.remember(hidden=text.show_hidden)

    def toggle_zen(self) -> None:
        self._surface.zen = not self._surface.zen
        self._surface.go("text")
        self._surface.fit()
        self._reading.note(
            "the text alone; z shows the rest again" if self._surface.zen else "no longer the text alone"
        )

    def copy(self) -> None:
        """The marked paragraph with its source; without one the clipboard keeps what it has."""
        if quoted := self._reading.quoted():
            self._to_clipboard(quoted)
            self._surface.say(f"copied with its source: “{fit(clean_line(quoted), TITLE_CELLS)}”")
