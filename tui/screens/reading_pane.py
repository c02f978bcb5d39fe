"""The open article: its text in one of three forms, its heading, and how much of it is covered."""

from __future__ import annotations

from collections.abc import Iterable

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.events import Resize
from textual.message import Message

from index.model import ArticleId, Bookmark
from tui.answers import ArticleView
from tui.pair_answers import PairView
from tui.screens.heading import Heading
from tui.screens.labels import joined, reading_minutes, report_label
from tui.screens.reading import alone, body_position, citation, coverage, differences_said, document
from tui.widgets.aligned_pane import AlignedPane
from tui.widgets.document import MatchPosition, Mode, Row, Side
from tui.widgets.status_line import StatusLine

FORMS = (Mode.SINGLE, Mode.PEEK, Mode.SPLIT)


class ReadingPane(Vertical):
    """Knows what is open. Everything about lines, columns and matches is the AlignedPane's."""

    class Changed(Message):
        """The place in the text, or its form, is another one."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._marks: tuple[Bookmark, ...] = ()
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
        self.text.show(document(view, pair, self._marked()), keep_place=keep_place)
        self._settle()

    def set_marks(self, marks: Iterable[Bookmark]) -> None:
        """All bookmarks that there are: those of the counterpart are shown too."""
        before = self._marked()
        self._marks = tuple(marks)
        if self.view is not None and self.pair is not None and self._marked() != before:
            self.text.show(document(self.view, self.pair, self._marked()), keep_place=True)

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

    def cycle_form(self) -> None:
        """Off, under the paragraph, side by side; what the pane is too narrow for is passed over."""
        if self.pair is None:
            return
        following = FORMS[(FORMS.index(self.text.effective_mode) + 1) % len(FORMS)]
        self.text.mode = following
        if self.text.effective_mode is not following:
            self.text.mode = Mode.SINGLE
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
        return self.own_side.other if self._other_language else self.own_side

    def _settle(self) -> None:
        """Bring side, heading and coverage line into agreement with what is shown."""
        if self.text.side is not (side := self._side()):
            self.text.side = side
        self.query_one(Heading).say(*self._heading(side))
        said = self._note or (coverage(self.view, self.pair, pairing=self.pairing) if self.view else "")
        self.query_one("#coverage", StatusLine).show(said, f"{self.text.percent}%" if self.view else "")
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

    def on_resize(self, event: Resize) -> None:
        self.call_after_refresh(self._show_match)

    def said_alone(self) -> bool:
        """Say that there is no second report, if there is none."""
        if self.view is None or self.pair is not None:
            return False
        self.note(alone(self.view, pairing=self.pairing))
        return True

    # ---- moving

    def paragraph(self, step: int) -> None:
        moved = self.text.next_row() if step > 0 else self.text.previous_row()
        self.note("" if moved else "end of the article; J opens the next one" if step > 0 else "")

    def sentence(self, step: int) -> None:
        """Point out the next (or previous) sentences that both reports have."""
        if self.text.effective_mode is Mode.SINGLE:
            self.note("p puts the two reports side by side; then sentence by sentence")
            return
        found = self.text.next_sentence() if step > 0 else self.text.previous_sentence()
        if found is None:
            self.note("no further sentence that both reports have")
        else:
            self.note(f"sentence {found.number} of {found.total} that both have in this paragraph")

    def match(self, step: int) -> bool:
        """Go to another match; False when the text has none."""
        found: MatchPosition | None = self.text.next_match() if step > 0 else self.text.previous_match()
        if found is None:
            return False
        around = " (from the other end)" if found.wrapped else ""
        self.note(f"match {found.number} of {found.total}{around}")
        return True

    def show_first_match(self) -> None:
        """Bring the first match into view, marked: at once, or when the text comes into sight."""
        self._match_wanted = True
        self._show_match()

    def _show_match(self) -> None:
        if self._match_wanted and self.text.scrollable_content_region.height:
            self._match_wanted = False
            self.text.next_match()

    def difference(self, step: int) -> None:
        """Mark differing values, go to the next row that has some, and say what differs there."""
        if self.pair is None:
            return
        row = self.text.current_row
        unseen = not self.text.show_differences and row is not None and differences_said(self.pair, row)
        self.text.show_differences = True
        moved = unseen or (self.text.next_difference() if step > 0 else self.text.previous_difference())
        row = self.text.current_row
        said = differences_said(self.pair, row) if moved and row is not None else ""
        self.note(said if moved else "no further difference in this direction")

    def note(self, text: str) -> None:
        """Say something in the coverage line until the next movement that has something to say."""
        self._note = text
        self._settle()

    def go_back(self, top: int, row: int) -> None:
        """To where the reader was: the row at the top, and the marked one (-1: none)."""
        self.text.goto(top, top=True)
        if row >= 0:
            self.text.goto(row)

    def go_to(self, position: int | None) -> None:
        """To a paragraph of the opened article by its place in the body; None is its beginning."""
        body = self.view.article.body if self.view else ()
        if position is not None and position < len(body):
            self.text.goto_key(str(body[position].n), self.own_side)

    # ---- the paragraph

    def place(self) -> tuple[ArticleView, int | None]:
        """The reader's paragraph: its report, and its position in the body; None for a report as a whole.

        In a row that only the other report has, it is a paragraph of that one.
        """
        return self._places()[0]

    def bookmark_here(self) -> Bookmark | None:
        """The bookmark of the reader's row, if it has one."""
        return next(
            (
                mark
                for report, position in self._places()
                for mark in self._marks_of(report.article.id)
                if mark.block == position
            ),
            None,
        )

    def _places(self) -> list[tuple[ArticleView, int | None]]:
        """The paragraphs of the reader's row, first those of the report that is read."""
        assert self.view is not None
        text = self.text
        row = text.document.rows[text.row_in_view] if text.document else Row()
        read = self.own_side if text.effective_mode is Mode.SPLIT else text.side
        found: list[tuple[ArticleView, int | None]] = []
        for side in (read, read.other) if self.pair else (Side.LEFT,):
            report = self._report(side)
            at = (body_position(report, paragraph.key) for paragraph in row.cell(side))
            found += [(report, position) for position in at if position is not None]
        return found or [(self.view, None)]

    def quoted(self) -> str:
        """The reader's paragraph, and its counterpart when that is in sight, with their sources."""
        if self.view is None:
            return ""
        sides = [self.text.side]
        if self.text.effective_mode is not Mode.SINGLE:
            sides.append(self.text.side.other)
        quotes = []
        for side in sides:
            if paragraph := self.text.current_paragraph(side):
                quotes.append(citation(self._report(side), paragraph.text))
        return "\n\n".join(quotes)

    def _report(self, side: Side) -> ArticleView:
        if self.pair is None:
            assert self.view is not None
            return self.view
        return self.pair.left if side is Side.LEFT else self.pair.right
