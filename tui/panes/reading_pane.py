"""The open article as the reader walks it: by paragraphs, sentences, matches and differences."""

from __future__ import annotations

from textual.events import Resize

from index.model import Bookmark
from index.protocol.answers import ArticleView
from tui.aligned.document import Mode, Row, Side
from tui.panes.open_reports import OpenReports
from tui.panes.page import body_position, citation, differences_said


class ReadingPane(OpenReports):
    """Steps through what is open, and knows which paragraph of it is meant."""

    def on_resize(self, event: Resize) -> None:
        self.call_after_refresh(self._show_match)

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
        row = text.document.rows[text.viewport.row] if text.document else Row()
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
            if paragraph := self.text.viewport.paragraph(side):
                quotes.append(citation(self._report(side), paragraph.text))
        return "\n\n".join(quotes)
