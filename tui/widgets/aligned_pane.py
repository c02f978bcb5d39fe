"""The reading pane: one report, one with its counterpart unfolding, or two side by side in one scroller."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView

from tui.commands import bindings
from tui.widgets.document import Document, MatchPosition, Mode, Paragraph, Side, Span
from tui.widgets.glyphs import UNICODE, Glyphs


class AlignedPane(ScrollView, can_focus=True, inherit_bindings=False):
    """Rows of paragraphs. Every change of form keeps the reader's paragraph where it was on the screen."""

    BINDINGS = [
        *bindings(
            "cursor_down",
            "cursor_up",
            "half_page_down",
            "half_page_up",
            "page_down",
            "page_up",
            "top",
            "bottom",
            "page",
        )
    ]

    mode: reactive[Mode] = reactive(Mode.SINGLE, repaint=False)
    """What the reader asked for; see ``effective_mode``."""
    measure: reactive[int] = reactive(72, repaint=False)
    """Widest text column in cells."""
    show_hidden: reactive[bool] = reactive(False, repaint=False)
    """Also show hidden paragraphs, dimmed and marked."""
    show_differences: reactive[bool] = reactive(False, repaint=False)
    """Draw differing values in brackets."""
    side: reactive[Side] = reactive(Side.LEFT, repaint=False)
    """Which report is shown alone, or on the left of the two."""

    class Moved(Message):
        """What is in view, or the current row, or the form changed. At most one a refresh."""

        def __init__(self, pane: AlignedPane, percent: int, row: int | None) -> None:
            super().__init__()
            self.pane = pane
            self.percent = percent
            """How much of the document has been in view, 0 to 100."""
            self.row = row
            """The current row, or None."""

        @property
        def control(self) -> AlignedPane:
            return self.pane

    class EndReached(Message):
        """Space was pressed with the last line already in view."""

        def __init__(self, pane: AlignedPane) -> None:
            super().__init__()
            self.pane = pane

        @property
        def control(self) -> AlignedPane:
            return self.pane

    def __init__(
        self, *, glyphs: Glyphs = UNICODE, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._glyphs = glyphs

    # -- what is shown

    def show(self, document: Document | None, *, keep_place: bool = False) -> None:
        """Show another document from its top; ``keep_place`` when it is the same one, changed."""
        raise NotImplementedError

    def set_highlights(
        self,
        left: Mapping[str, Sequence[Span]],
        right: Mapping[str, Sequence[Span]] | None = None,
    ) -> None:
        """Replace the hits by ``Paragraph.key``; keys not named lose theirs. Nothing is laid out anew."""
        raise NotImplementedError

    @property
    def effective_mode(self) -> Mode:
        """SPLIT becomes PEEK in a narrow pane, both become SINGLE without a second report."""
        raise NotImplementedError

    def swap(self) -> None:
        """Exchange the sides."""
        raise NotImplementedError

    # -- where the reader is

    @property
    def percent(self) -> int:
        """How much of the document has been in view, 0 to 100."""
        raise NotImplementedError

    @property
    def current_row(self) -> int | None:
        """Index into ``Document.rows`` of the marked row, or None before any was."""
        raise NotImplementedError

    @property
    def top_row(self) -> int:
        """Index of the row at the top of the view: what to save and ``goto(row, top=True)`` later."""
        raise NotImplementedError

    def current_paragraph(self, side: Side | None = None) -> Paragraph | None:
        """The first paragraph of the current row (else of the top row) on a side (default: ``side``)."""
        raise NotImplementedError

    def goto(self, row: int, *, top: bool = False) -> None:
        """Mark a row and bring it into view; ``top``: as the first line, without marking it."""
        raise NotImplementedError

    def goto_key(self, key: str, side: Side = Side.LEFT) -> bool:
        """Mark the row that holds the paragraph of that key; False when there is none."""
        raise NotImplementedError

    def next_row(self) -> bool:
        """Mark the next row, or the top one when the marked one is out of sight; False at the end."""
        raise NotImplementedError

    def previous_row(self) -> bool:
        raise NotImplementedError

    def next_difference(self) -> bool:
        """Mark the next row with a silent side or a differing value; False when there is none further."""
        raise NotImplementedError

    def previous_difference(self) -> bool:
        raise NotImplementedError

    def next_match(self) -> MatchPosition | None:
        """Go to the next hit, left to right through the rows; None when the shown text has none."""
        raise NotImplementedError

    def previous_match(self) -> MatchPosition | None:
        raise NotImplementedError
