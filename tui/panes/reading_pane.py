"""The open article: its text in one of three forms, its heading, what is said of it, and the way through."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.events import Resize
from textual.message import Message

from index.model.articles import ArticleId
from index.model.desk import Bookmark
from index.protocol.answers import ArticleView, PairView
from tui.aligned.aligned_pane import AlignedPane
from tui.aligned.document import Mode, Row, Side
from tui.aligned.layout import NARROWEST_SPLIT
from tui.panes.open_reports import BodyPlace, OpenReports
from tui.panes.page import alone, citation, coverage, differences_said
from tui.widgets.heading import Heading
from tui.widgets.status_line import StatusLine

FORMS = (Mode.SINGLE, Mode.PEEK, Mode.SPLIT)


class ReadingPane(Vertical):
    """Shows what is open, walks through it and says where the walk has led.

    Everything about lines, columns and hits is the AlignedPane's.
    """

    class Changed(Message):
        """The place in the text, or its form, is another one."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._reports: OpenReports | None = None
        self._marks: tuple[Bookmark, ...] = ()
        self.swapped = False
        """English is on the left of the two columns; kept from article to article."""
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

    # ---- what is open

    @property
    def view(self) -> ArticleView | None:
        """The article that was opened."""
        return self._reports.view if self._reports else None

    @property
    def pair(self) -> PairView | None:
        """It and its counterpart."""
        return self._reports.pair if self._reports else None

    @property
    def article(self) -> ArticleId:
        """Id of the open article, or an empty string."""
        return self._reports.article if self._reports else ""

    @property
    def beside(self) -> ArticleId:
        """Id of the report beside it when it is not its counterpart, or an empty string."""
        return self._reports.beside if self._reports else ""

    def show(self, view: ArticleView, pair: PairView | None, *, keep_place: bool = False) -> None:
        """Open an article from its top, or show it changed where it stands.

        Where another report comes beside it, its own paragraph stays where the reader is.
        """
        before = self._reports
        again = before is not None and before.article == view.article.id
        own, marked = self._own_paragraph() if again and not keep_place else (None, False)
        if not keep_place:
            self._match_wanted = False
        if not keep_place or (pair is None) is not (self.pair is None):
            self._note = ""  # else it is read in anew for something that has happened elsewhere
        other_language = keep_place and before is not None and before.other_language
        opened = OpenReports(view, pair, self._marks, other_language)
        self._draw(opened.arranged(beside=self._beside), keep_place=keep_place)
        if own is not None:
            self.text.goto_key(own, opened.own_side, top=not marked)
        self._settle()

    def _own_paragraph(self) -> tuple[str | None, bool]:
        """Key of the paragraph of the opened article that the reader is at, and whether its row is marked."""
        marked, shown = self.text.current_row, self.text.document
        if shown is None or self._reports is None:
            return None, False
        at = self.text.top_row if marked is None else marked
        return self._reports.own_key(shown.rows, at), marked is not None

    def _draw(self, reports: OpenReports, *, keep_place: bool) -> None:
        self._reports = reports
        self.text.show(reports.document(), keep_place=keep_place)

    def set_marks(self, marks: Iterable[Bookmark]) -> None:
        """All bookmarks that there are: those of the counterpart are shown too."""
        self._marks = tuple(marks)
        if (before := self._reports) is None:
            return
        self._reports = replace(before, marks=self._marks)
        if before.pair is not None and self._reports.marked() != before.marked():
            self._draw(self._reports, keep_place=True)

    def clear(self) -> None:
        """Show nothing: the list is empty."""
        self._reports = None
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
        elif self._reports is not None:
            self._reports = replace(self._reports, other_language=not self._reports.other_language)
        self._settle()

    @property
    def own_side(self) -> Side:
        """The column of the article that was opened."""
        return self._reports.own_side if self._reports else Side.LEFT

    def _side(self) -> Side:
        """The report that is read, or stands on the left of the two."""
        if self._reports is None or self._reports.pair is None:
            return Side.LEFT
        if self.text.effective_mode is Mode.SPLIT:
            return Side.RIGHT if self.swapped else Side.LEFT
        return self._reports.side_read

    @property
    def _beside(self) -> bool:
        """Whether a pair stands in two columns, also one that is not shown yet."""
        width = self.text.scrollable_content_region.width
        return self.text.mode is Mode.SPLIT and not 0 < width < NARROWEST_SPLIT

    def _settle(self) -> None:
        """Bring order, side, heading and coverage line into agreement with what is shown."""
        reports = self._reports
        if reports is not None and (arranged := reports.arranged(beside=self._beside)) is not reports:
            self._rearrange(arranged)
        if self.text.side is not (side := self._side()):
            self.text.side = side
        heading, said, seen = ("", ""), self._note, ""
        if reports is not None:
            heading = reports.heading(side, self.text.effective_mode)
            said = said or coverage(reports.view, reports.pair, pairing=self.pairing)
            seen = f"{self.text.viewport.percent}%"
        self.query_one(Heading).say(*heading)
        self.query_one("#coverage", StatusLine).show(said, seen)
        self.post_message(self.Changed())

    def _rearrange(self, arranged: OpenReports) -> None:
        top, marked = self.given(self.text.top_row), self.row
        self._draw(arranged, keep_place=True)
        self.go_back(top, marked)

    @on(AlignedPane.Moved)
    def _moved(self, event: AlignedPane.Moved) -> None:
        event.stop()
        self._settle()

    # ---- what is said of it

    def set_pairing(self, pairing: bool) -> None:
        self.pairing = pairing
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

    # ---- moving

    def paragraph(self, step: int) -> None:
        moved = self.text.walk_rows(step)
        self.note("" if moved else "end of the article; J opens the next one" if step > 0 else "")

    def sentence(self, step: int) -> None:
        """Point out the next (or previous) sentences that both reports have."""
        if self.text.effective_mode is Mode.SINGLE:
            self.note("p puts the two reports side by side; then sentence by sentence")
            return
        found = self.text.walk_sentences(step)
        if found is None:
            self.note("no further sentence that both reports have")
        else:
            self.note(f"sentence {found.number} of {found.total} that both have in this paragraph")

    def match(self, step: int) -> bool:
        """Go to another match; False when the text has none."""
        found = self.text.walk_hits(step)
        if found is None:
            return False
        around = " (from the other end)" if found.wrapped else ""
        self.note(f"match {found.number} of {found.total}{around}")
        return True

    def show_first_match(self) -> None:
        """Bring the first match into view, marked: at once, or when the text comes into sight."""
        self._match_wanted = True
        self._show_match()

    def on_resize(self, event: Resize) -> None:
        self.call_after_refresh(self._show_match)

    def _show_match(self) -> None:
        if self._match_wanted and self.text.scrollable_content_region.height:
            self._match_wanted = False
            self.text.walk_hits(1)

    def difference(self, step: int) -> None:
        """Mark differing values, go to the next row that has some, and say what differs there."""
        if self.pair is None:
            return
        unseen = not self.text.show_differences and differences_said(self.pair, self.row)
        self.text.show_differences = True
        moved = unseen or self.text.walk_differences(step)
        said = differences_said(self.pair, self.row) if moved else ""
        self.note(said if moved else "no further difference in this direction")

    def go_to(self, position: int | None) -> None:
        """To a paragraph of the opened article by its place in the body; None is its beginning."""
        body = self.view.article.body if self.view else ()
        if position is not None and position < len(body):
            self.text.goto_key(str(body[position].n), self.own_side)

    def go_back(self, top: int, row: int) -> None:
        """To where the reader was, by rows of the pair: the one at the top, and the marked one (-1: none)."""
        if self._reports is None:
            return
        self.text.goto(self._reports.shown(top), top=True)
        if row >= 0:
            self.text.goto(self._reports.shown(row))

    # ---- where the reader is

    @property
    def row(self) -> int:
        """The marked row of the pair; -1 for none."""
        return -1 if self.text.current_row is None else self.given(self.text.current_row)

    def given(self, row: int) -> int:
        """The row of the pair, its titles counted as the first, that a row of the document is."""
        return self._reports.given(row) if self._reports else row

    def place(self) -> BodyPlace:
        """The reader's paragraph: its report, and its position in the body; None for a report as a whole.

        In a row that only the other report has, it is a paragraph of that one.
        """
        assert self._reports is not None
        return self._places(self._reports)[0]

    def bookmark_here(self) -> Bookmark | None:
        """The bookmark of the reader's row, if it has one."""
        assert self._reports is not None
        return self._reports.bookmark(self._places(self._reports))

    def _places(self, reports: OpenReports) -> list[BodyPlace]:
        """The paragraphs of the reader's row, first those of the report that is read."""
        text = self.text
        row = text.document.rows[text.viewport.row] if text.document else Row()
        read = reports.own_side if text.effective_mode is Mode.SPLIT else text.side
        return reports.places(row, read)

    def quoted(self) -> str:
        """The reader's paragraph, and its counterpart when that is in sight, with their sources."""
        if self._reports is None:
            return ""
        sides = [self.text.side]
        if self.text.effective_mode is not Mode.SINGLE:
            sides.append(self.text.side.other)
        return "\n\n".join(
            citation(self._reports.report(side), paragraph.text)
            for side in sides
            if (paragraph := self.text.viewport.paragraph(side))
        )
