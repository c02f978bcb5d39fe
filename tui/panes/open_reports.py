"""What is open: an article, its counterpart, which of the two is read, and what is bookmarked in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.model.articles import ArticleId
from index.model.desk import Bookmark
from index.protocol.answers import ArticleView, PairView
from tui.aligned.document import Document, Mode, Row, Side
from tui.panes.labels import joined, reading_minutes, report_label
from tui.panes.page import body_position, document, english_order

BodyPlace = tuple[ArticleView, int | None]
"""A report, and a position in its body; None for the report as a whole."""


@dataclass(frozen=True, slots=True)
class OpenReports:
    """An article that was opened, as it stands before the reader."""

    view: ArticleView
    pair: PairView | None = None
    marks: tuple[Bookmark, ...] = ()
    """All bookmarks that there are, as they were heard of last."""
    other_language: bool = False
    """The counterpart is read instead of the article, in one column."""
    order: tuple[int, ...] = ()
    """Of the rows of the pair; empty for the given one."""

    @property
    def article(self) -> ArticleId:
        return self.view.article.id

    # ---- the two reports

    @property
    def reports(self) -> tuple[ArticleView, ...]:
        return (self.pair.left, self.pair.right) if self.pair else (self.view,)

    def report(self, side: Side) -> ArticleView:
        """The report of a column; without a counterpart there is but one."""
        return self.reports[-1 if side is Side.RIGHT else 0]

    @property
    def own_side(self) -> Side:
        """The column of the article that was opened."""
        opened_right = self.pair is not None and self.pair.right.article.id == self.article
        return Side.RIGHT if opened_right else Side.LEFT

    @property
    def side_read(self) -> Side:
        """The report that stands in a single column."""
        return self.own_side.other if self.pair is not None and self.other_language else self.own_side

    @property
    def beside(self) -> ArticleId:
        """The report beside the opened one when it is not its counterpart, else an empty string."""
        other = self.pair.other(self.article).article.id if self.pair else None
        return "" if other is None or other == self.view.counterpart else other

    def heading(self, side: Side, mode: Mode) -> tuple[str, str]:
        """What stands above the text, left and right, when ``side`` is read, or on the left."""
        shown = self._label(side)
        read = joined((shown, f"{reading_minutes(self.report(side).article)} min"))
        if self.pair is None:
            return read, ""
        other = self._label(side.other)
        return {
            Mode.SPLIT: (shown, other),
            Mode.PEEK: (read, f"peek: {other}"),
            Mode.SINGLE: (read, f"= {other}: p"),
        }[mode]

    def _label(self, side: Side) -> str:
        """``EN Le Littoral · 14 Mar 2024 · 2/3``: of three that can stand beside the opened one."""
        shown, others = self.report(side).article, self.view.beside
        place = f"{others.index(shown.id) + 1}/{len(others)}" if shown.id in others and others[1:] else ""
        return joined((report_label(shown), place))

    def own_key(self, rows: Sequence[Row], at: int) -> str | None:
        """Key of a paragraph of the opened article: in row ``at`` of its document, or nearest above."""
        cells = (row.cell(self.own_side) for row in reversed(rows[: at + 1]))
        return next((cell[0].key for cell in cells if cell), None)

    # ---- rows: side by side in the order of the French report, in one column in that of the one that is read

    def arranged(self, *, beside: bool) -> OpenReports:
        """With the rows in the order for two columns (``beside``), or for one."""
        order: tuple[int, ...] = ()
        if self.pair is not None and self.pair.pair.aligned and not beside and self.side_read is Side.RIGHT:
            order = english_order(self.pair)
        return self if order == self.order else replace(self, order=order)

    def given(self, row: int) -> int:
        """The row of the pair, its titles counted as the first, that a row of the document is."""
        return self.order[row - 1] + 1 if 0 < row <= len(self.order) else row

    def shown(self, given: int) -> int:
        """The row of the document that a row of the pair is."""
        return self.order.index(given - 1) + 1 if given - 1 in self.order else given

    def document(self) -> Document:
        return document(self.view, self.pair, self.marked(), self.order)

    # ---- places in their bodies

    def places(self, row: Row, side: Side) -> list[BodyPlace]:
        """The paragraphs of a row of the document, first of ``side``; if none, the article as a whole."""
        found: list[BodyPlace] = []
        for one in (side, side.other) if self.pair else (Side.LEFT,):
            report = self.report(one)
            at = (body_position(report, paragraph.key) for paragraph in row.cell(one))
            found += [(report, position) for position in at if position is not None]
        return found or [(self.view, None)]

    def marked(self) -> dict[ArticleId, set[int | None]]:
        """What is bookmarked of the open reports."""
        return {
            report.article.id: {mark.block for mark in self._marks_of(report.article.id)}
            for report in self.reports
        }

    def bookmark(self, places: list[BodyPlace]) -> Bookmark | None:
        """The first bookmark that there is of some places."""
        marks = (
            mark
            for report, position in places
            for mark in self._marks_of(report.article.id)
            if mark.block == position
        )
        return next(marks, None)

    def _marks_of(self, article: ArticleId) -> list[Bookmark]:
        """The open article comes with its own; of others what was heard last counts."""
        known = self.view.bookmarks if article == self.article else self.marks
        return [mark for mark in known if mark.article == article]
