"""The open article: its text in one of three forms, its heading, and how much of it is covered."""

from __future__ import annotations

from collections.abc import Iterable

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message

from index.model import ArticleId, Bookmark
from index.protocol.answers import ArticleView, PairView
from tui.aligned.aligned_pane import AlignedPane
from tui.aligned.document import Mode, Side
from tui.aligned.layout import NARROWEST_SPLIT
from tui.panes.labels import joined, reading_minutes, report_label
from tui.panes.page import alone, coverage, document, english_order
from tui.widgets.heading import Heading
from tui.widgets.status_line import StatusLine

FORMS = (Mode.SINGLE, Mode.PEEK, Mode.SPLIT)


class OpenReports(Vertical):
    """Knows what is open. Everything about lines, columns and matches is the AlignedPane's."""

    class Changed(Message):
        """The place in the text, or its form, is another one."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._marks: tuple[Bookmark, ...] = ()
        self._order: tuple[int, ...] = ()
        """Of the rows of the pair; empty for the given one."""
        self.view: ArticleView | None = None
        self.pair: PairView | None = None
        self.swapped = False
        """English is on the left of the two columns; kept from article to article."""
        self._other_language = False
        """The counterpart is shown instead of the article, in one column; forgotten with the article."""
        self._note = ""
        self._match_wanted = False
        """The first match is to be shown as soon as the text is in sight."""
        self.pairing = False
        """Counterparts are still being looked for, so that none may yet be found."""
        self.refused = ""
        """Why a counterpart was not loaded, the last time that one was not."""

    def compose(self) -> ComposeResult:
        yield Heading("")
        yield AlignedPane(id="text")
        yield StatusLine(id="coverage")

    @property
    def text(self) -> AlignedPane:
        return self.query_one(AlignedPane)

    @property
    def article(self) -> str:
        """Id of the open article, or an empty string."""
        return self.view.article.id if self.view else ""

    def show(self, view: ArticleView, pair: PairView | None, *, keep_place: bool = False) -> None:
        """Open an article from its top, or show it changed where it stands."""
        if not keep_place:
            self._other_language = self._match_wanted = False
        if not keep_place or (pair is None) is not (self.pair is None):
            self._note = ""  # else it is read in anew for something that has happened elsewhere
        self.view, self.pair = view, pair
        self._order = self._order_wanted()
        self._draw(keep_place=keep_place)
        self._settle()

    def _draw(self, *, keep_place: bool) -> None:
        if self.view is not None:
            shown = document(self.view, self.pair, self._marked(), self._order)
            self.text.show(shown, keep_place=keep_place)

    def set_marks(self, marks: Iterable[Bookmark]) -> None:
        """All bookmarks that there are: those of the counterpart are shown too."""
        before = self._marked()
        self._marks = tuple(marks)
        if self.view is not None and self.pair is not None and self._marked() != before:
            self._draw(keep_place=True)

    def _marked(self) -> dict[ArticleId, set[int | None]]:
        """What is bookmarked of the open reports."""
        reports = (self.pair.left, self.pair.right) if self.pair else (self.view,) if self.view else ()
        return {
            report.article.id: {mark.block for mark in self._marks_of(report.article.id)}
            for report in reports
        }

    def _marks_of(self, article: ArticleId) -> list[Bookmark]:
        """The open article comes with its own; of others what was heard last counts."""
        known = self.view.bookmarks if self.view and article == self.article else self._marks
        return [mark for mark in known if mark.article == article]

    def clear(self) -> None:
        """Show nothing: the list is empty."""
        self.view = self.pair = None
        self._note = ""
        self.text.show(None)
        self._settle()

    # ---- forms

    def cycle_form(self, *, room_for_two: bool) -> None:
        """Off, under the paragraph, side by side; what there would be no room for is passed over."""
        if self.pair is None:
            return
        following = FORMS[(FORMS.index(self.text.effective_mode) + 1) % len(FORMS)]
        if following is Mode.SPLIT and not (room_for_two and self.text.mode is not Mode.SPLIT):
            following = Mode.SINGLE
        self.text.mode = following
        self._settle()

    def swap(self) -> None:
        """Exchange the sides; in one column, show the other language instead."""
        if self.text.effective_mode is Mode.SPLIT:
            self.swapped = not self.swapped
        else:
            self._other_language = not self._other_language
        self._settle()

    @property
    def own_side(self) -> Side:
        """The column of the article that was opened."""
        opened_right = self.pair is not None and self.pair.right.article.id == self.article
        return Side.RIGHT if opened_right else Side.LEFT

    def _side(self) -> Side:
        if self.pair is None:
            return Side.LEFT
        if self.text.effective_mode is Mode.SPLIT:
            return Side.RIGHT if self.swapped else Side.LEFT
        return self._side_read

    @property
    def _side_read(self) -> Side:
        """The report that stands in a single column."""
        return self.own_side.other if self._other_language else self.own_side

    # ---- rows: side by side in the order of the French report, in one column in that of the one that is read

    def _order_wanted(self) -> tuple[int, ...]:
        pair, width = self.pair, self.text.scrollable_content_region.width
        beside = self.text.mode is Mode.SPLIT and not 0 < width < NARROWEST_SPLIT
        if pair is None or not pair.pair.aligned or beside or self._side_read is Side.LEFT:
            return ()
        return english_order(pair)

    def _reorder(self, order: tuple[int, ...]) -> None:
        marked, top = self.row, self.given(self.text.top_row)
        self._order = order
        self._draw(keep_place=True)
        self.go_back(top, marked)

    def given(self, row: int) -> int:
        """The row of the pair, its titles counted as the first, that a row of the document is."""
        return self._order[row - 1] + 1 if 0 < row <= len(self._order) else row

    def _shown(self, given: int) -> int:
        return self._order.index(given - 1) + 1 if given - 1 in self._order else given

    @property
    def row(self) -> int:
        """The marked row of the pair; -1 for none."""
        return -1 if self.text.current_row is None else self.given(self.text.current_row)

    def _settle(self) -> None:
        """Bring order, side, heading and coverage line into agreement with what is shown."""
        if (order := self._order_wanted()) != self._order:
            self._reorder(order)
        if self.text.side is not (side := self._side()):
            self.text.side = side
        self.query_one(Heading).say(*self._heading(side))
        said = self._note or (coverage(self.view, self.pair, pairing=self.pairing) if self.view else "")
        self.query_one("#coverage", StatusLine).show(
            said, f"{self.text.viewport.percent}%" if self.view else ""
        )
        self.post_message(self.Changed())

    def set_pairing(self, pairing: bool) -> None:
        self.pairing = pairing
        self._settle()

    def _heading(self, side: Side) -> tuple[str, str]:
        if self.view is None:
            return "", ""
        if self.pair is None:
            article = self.view.article
            return joined((report_label(article), f"{reading_minutes(article)} min")), ""
        first, second = (
            (self.pair.left, self.pair.right) if side is Side.LEFT else (self.pair.right, self.pair.left)
        )
        shown, other = first.article, second.article
        if self.text.effective_mode is Mode.SPLIT:
            return report_label(shown), report_label(other)
        left = joined((report_label(shown), f"{reading_minutes(shown)} min"))
        if self.text.effective_mode is Mode.PEEK:
            return left, f"peek: {report_label(other)}"
        return left, f"= {report_label(other)}: p"

    @on(AlignedPane.Moved)
    def _moved(self, event: AlignedPane.Moved) -> None:
        event.stop()
        self._settle()

    def said_alone(self) -> bool:
        """Say that there is no second report, if there is none."""
        if self.view is None or self.pair is not None:
            return False
        self.note(alone(self.view, pairing=self.pairing))
        return True

    def note(self, text: str) -> None:
        """Say something in the coverage line until the next movement that has something to say."""
        self._note = text
        self._settle()

    def go_back(self, top: int, row: int) -> None:
        """To where the reader was: the row at the top, and the marked one (-1: none)."""
        self.text.goto(self._shown(top), top=True)
        if row >= 0:
            self.text.goto(self._shown(row))

    def _report(self, side: Side) -> ArticleView:
        if self.pair is None:
            assert self.view is not None
            return self.view
        return self.pair.left if side is Side.LEFT else self.pair.right
