"""The reading pane: one report, one with its counterpart unfolding, or two side by side in one scroller."""

from __future__ import annotations

from textual.events import Click
from textual.message import Message

from tui.aligned.document import MatchPosition, Mode, SentencePosition, Side
from tui.aligned.layout import Place
from tui.aligned.view import PaneView
from tui.aligned.walk import Hit, find_differences, find_hits
from tui.commands import bindings


class AlignedPane(PaneView, inherit_bindings=False):
    """A PaneView that the reader walks: by lines and pages, paragraphs, hits and differences."""

    BINDINGS = [
        *bindings("cursor_down", "cursor_up", "half_page_down", "half_page_up", "page_down", "page_up"),
        *bindings("top", "bottom", "page"),
    ]

    class EndReached(Message):
        """Space was pressed with the last line already in view."""

        def __init__(self, pane: AlignedPane) -> None:
            super().__init__()
            self.pane = pane

        @property
        def control(self) -> AlignedPane:
            return self.pane

    # -- by paragraphs

    def goto(self, row: int, *, top: bool = False) -> None:
        """Mark a row and bring it into view; ``top``: scroll to it as the first line, and mark nothing."""
        row = max(0, min(row, len(self._document.rows) - 1))
        if not len(self._layout.drawn):  # not on the screen yet: remembered for then
            self._anchor = (Place(row, self.side, 0, 0), 0)
            self._layout.marked = self._layout.marked if top else row
        elif top:
            self._scroll(self._layout.starts[row])
        else:
            self._mark(row)
            self._bring_into_view(row)

    def goto_key(self, key: str, side: Side = Side.LEFT) -> bool:
        """Mark the row that holds the paragraph of that key; False when there is none."""
        for n, row in enumerate(self._document.rows):
            if any(paragraph.key == key for paragraph in row.cell(side)):
                self.goto(n)
                return True
        return False

    def next_row(self) -> bool:
        """Mark the next row, or the top one when the marked one is out of sight; False at the end."""
        return self._step(self._stops(), 1)

    def previous_row(self) -> bool:
        """Mark the row before, or the top one when the marked one is out of sight; False at the beginning."""
        return self._step(self._stops(), -1)

    def next_difference(self) -> bool:
        """Show differences and mark the next row with one; False when there is none further."""
        self.show_differences = True
        return self._document.right is not None and self._step(self._differences(), 1)

    def previous_difference(self) -> bool:
        """Show differences and mark the row with one before; False when there is none."""
        self.show_differences = True
        return self._document.right is not None and self._step(self._differences(), -1)

    def _differences(self) -> list[int]:
        return [row for row in find_differences(self._layout.drawn) if self._layout.shown(row)]

    def _step(self, stops: list[int], direction: int) -> bool:
        """Mark the next of some rows, seen from the marked one or from the top of the view."""
        marked, top = self._layout.marked, self.scroll_offset.y
        if marked is not None and self._in_view(marked):
            further = [row for row in stops if (row - marked) * direction > 0]
        else:
            further = [row for row in stops if (self._layout.starts[row] - top) * direction >= 0]
        if not further:
            return False
        row = further[0] if direction > 0 else further[-1]
        self._mark(row)
        self._bring_into_view(row)
        return True

    def _mark(self, row: int) -> None:
        """Mark a row; in a peek, what folds up above it does not move it on the screen."""
        if row == self._layout.marked:
            return
        on_screen = self._layout.starts[row] - self.scroll_offset.y
        self._sentence = None
        self._layout.mark(row)
        anchor = (self._layout.place_of(self._layout.starts[row]), on_screen)
        self._settle(anchor if self.effective_mode is Mode.PEEK else None)

    # -- by sentences

    def next_sentence(self) -> SentencePosition | None:
        """Point out what both sides say next, sentence by sentence; None at the end, or without two sides."""
        return self._step_sentence(1)

    def previous_sentence(self) -> SentencePosition | None:
        """Point out the sentences before."""
        return self._step_sentence(-1)

    def _step_sentence(self, direction: int) -> SentencePosition | None:
        if self.effective_mode is Mode.SINGLE:
            return None
        row, number = self._layout.marked, self._sentence
        if row is not None and row != self.row_in_view:  # the reader has gone elsewhere
            row = number = None
        count = self._document.rows[row].sentences if row is not None else 0
        at = (0 if direction > 0 else count - 1) if number is None else number + direction
        if row is None or not 0 <= at < count:
            rows = [stop for stop in self._stops() if self._document.rows[stop].sentences]
            top = self.scroll_offset.y
            if row is None:
                further = [stop for stop in rows if (self._layout.starts[stop] - top) * direction >= 0]
            else:
                further = [stop for stop in rows if (stop - row) * direction > 0]
            if not further:
                return None
            row = further[0] if direction > 0 else further[-1]
            count = self._document.rows[row].sentences
            at = 0 if direction > 0 else count - 1
            self._mark(row)
            self._bring_into_view(row)
        self._sentence = at
        self._show_sentence(row, at)
        return SentencePosition(at + 1, count)

    def _show_sentence(self, row: int, number: int) -> None:
        """Draw it pointed out; a row that is higher than the view is scrolled to it."""
        self._strips.clear()
        self.refresh()
        side, top = self._layout.form.side, self.scroll_offset.y
        for n, paragraph in enumerate(self._layout.drawn.cell(side, row)):
            for one, (start, _) in paragraph.linked:
                line = self._layout.line_of(Place(row, side, n, start)) if one == number else None
                if line is not None and not top <= line < top + self.scrollable_content_region.height:
                    self._scroll(line - self.scrollable_content_region.height // 3)
                    return

    # -- by hits

    def next_match(self) -> MatchPosition | None:
        """Go to the next hit, left to right through the rows; None when the shown text has none."""
        return self._go_to_hit(1)

    def previous_match(self) -> MatchPosition | None:
        """Go to the hit before."""
        return self._go_to_hit(-1)

    def _go_to_hit(self, direction: int) -> MatchPosition | None:
        if self._hits is None:
            self._hits = find_hits(self._layout)
        hits = self._hits
        if not hits:
            return None
        if self._hit in hits and self._is_seen(self._hit):
            number = hits.index(self._hit) + direction
        else:
            top = self._layout.place_of(self.scroll_offset.y)
            after = next((n for n, hit in enumerate(hits) if not _precedes(hit.place, top)), len(hits))
            number = after if direction > 0 else after - 1
        wrapped = not 0 <= number < len(hits)
        number %= len(hits)
        self._show_hit(hits[number])
        return MatchPosition(number + 1, len(hits), wrapped)

    def _show_hit(self, hit: Hit) -> None:
        self._hit = hit
        self._strips.clear()
        if self.effective_mode is not Mode.SINGLE:
            self._mark(hit.place.row)
        if not self._is_seen(hit) and (line := self._layout.line_of(hit.place)) is not None:
            self._scroll(line - self.scrollable_content_region.height // 3)
        self.refresh()

    def _is_seen(self, hit: Hit) -> bool:
        """Whether a hit stands in view."""
        line, top = self._layout.line_of(hit.place), self.scroll_offset.y
        return line is not None and top <= line < top + self.scrollable_content_region.height

    # -- by lines and pages

    def action_cursor_down(self) -> None:
        self._scroll(self.scroll_offset.y + 1)

    def action_cursor_up(self) -> None:
        self._scroll(self.scroll_offset.y - 1)

    def action_half_page_down(self) -> None:
        self._scroll(self.scroll_offset.y + max(1, self._page() // 2))

    def action_half_page_up(self) -> None:
        self._scroll(self.scroll_offset.y - max(1, self._page() // 2))

    def action_page_down(self) -> None:
        self._scroll(self.scroll_offset.y + self._page())

    def action_page_up(self) -> None:
        self._scroll(self.scroll_offset.y - self._page())

    def action_page(self) -> None:
        if self.percent == 100:
            self.post_message(self.EndReached(self))
        else:
            self.action_page_down()

    def action_top(self) -> None:
        self._scroll(0)

    def action_bottom(self) -> None:
        self._scroll(self._layout.height)

    def _page(self) -> int:
        """Lines of a page: one less than the height, so that the eye finds its line again."""
        return max(1, self.scrollable_content_region.height - 1)

    def on_click(self, event: Click) -> None:
        """A click marks the paragraph, where marking shows something."""
        place = event.get_content_offset(self)
        if place is None or event.chain != 1 or self.effective_mode is Mode.SINGLE or self.text_selection:
            return
        row = self._layout.row_at(self.scroll_offset.y + place.y)
        if row in self._stops():
            self._mark(row)


def _precedes(place: Place, top: Place) -> bool:
    """Whether a place comes before the top of the view; the columns of one row stand side by side."""
    if place.row != top.row or place.side is not top.side:
        return place.row < top.row
    return (place.paragraph, place.character) < (top.paragraph, top.character)
