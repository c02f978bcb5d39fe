"""The list of results: asks for further pages as the reader comes to them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from textual import on
from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message

from index.model.articles import ArticleId
from index.model.results import Hit, ResultPage, SearchRequest
from tui.panes.labels import article_row
from tui.panes.result_rows import At, ResultRows
from tui.session import PAGE
from tui.widgets.article_row import format_article
from tui.widgets.heading import Heading
from tui.widgets.list_rows import ListRow
from tui.widgets.virtual_list import VirtualList
from tui.wording import counted

SOURCE_CELLS = 12


class ResultList(VirtualList):
    """Space reads on in the article beside the list, so that the list needs no second hand."""

    def action_page(self) -> None:
        raise SkipAction


class ResultPane(Vertical):
    """Results of the newest search. What is loaded is kept by its place in them; the rest is asked for."""

    class Highlighted(Message):
        """The cursor came to stand on this article."""

        def __init__(self, hit: Hit) -> None:
            super().__init__()
            self.hit = hit

    class Chosen(Highlighted):
        """The reader wants to read it."""

    class Unloaded(Message):
        """The cursor stands on a row that is still on its way; ``Highlighted`` follows."""

    class PageWanted(Message):
        def __init__(self, request: SearchRequest, offset: int) -> None:
            super().__init__()
            self.request = request
            self.offset = offset

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._rows = ResultRows()
        self._asked: int | None = None
        self._wanted: int | None = None
        self._request = SearchRequest()
        self._today = date.today()
        self._title = "Results"
        self._source_width = SOURCE_CELLS
        self.tall = False

    def compose(self) -> ComposeResult:
        yield Heading("Results")
        yield ResultList(self._row, id="result-list")

    @property
    def list(self) -> VirtualList:
        return self.query_one(ResultList)

    @property
    def total(self) -> int:
        """How many rows there are, those unfolded included."""
        return self._rows.count

    @property
    def current(self) -> Hit | None:
        """The hit under the cursor, when it is loaded."""
        return self._rows.hit(self.list.cursor)

    @property
    def cursor(self) -> int:
        return self.list.cursor

    def _row(self, index: int, width: int) -> ListRow | None:
        if (hit := self._rows.hit(index)) is None:
            return None
        row = article_row(hit, self._today, under=bool(self._rows.at(index).under))
        return format_article(row, width, lines=2 if self.tall else 1, source_width=self._source_width)

    # ---- what the archive found

    def show(self, request: SearchRequest, page: ResultPage, *, cursor: int, why_empty: str) -> None:
        """Show the first page of another search, the cursor on row ``cursor``."""
        self._request, self._rows = request, ResultRows(page.total, page.hits)
        self._asked = self._wanted = None
        self._source_width = _source_cells(page.hits)
        self.list.show_empty(why_empty)
        self.list.reset(page.total, cursor=cursor, row_height=2 if self.tall else 1)
        self._say()

    def add(self, request: SearchRequest, page: ResultPage) -> None:
        """A further page; one of another search is dropped."""
        if replace(request, offset=0) != self._request:
            return
        self._asked = None
        self._rows.load(request.offset, page.hits)
        first, last = (self._rows.row(At(request.offset + n)) for n in (0, len(page.hits) - 1))
        self.list.refresh_rows(first, last)
        if (wanted := self._wanted) is not None:
            self._wanted = None
            self._want(wanted)
        if first <= self.cursor <= last and self.current:
            self.post_message(self.Highlighted(self.current))

    def set_tall(self, tall: bool) -> None:
        """Two lines a row, for a narrow and high column."""
        if tall != self.tall:
            self.tall = tall
            self.list.reset(self.total, cursor=self.cursor, row_height=2 if tall else 1)

    def find(self, article: ArticleId) -> int | None:
        """Where an article stands among the loaded rows."""
        return self._rows.find(article)

    def hit(self, article: ArticleId) -> Hit | None:
        """The row of an article, when it is loaded."""
        place = self.find(article)
        return None if place is None else self._rows.hit(place)

    def update(
        self, article: ArticleId, *, bookmarked: bool | None = None, unread: bool | None = None
    ) -> None:
        """Show another mark before an article, wherever it stands."""

        def changed(hit: Hit) -> Hit:
            if hit.id != article:
                return hit
            hit = hit if bookmarked is None else replace(hit, bookmarked=bookmarked)
            return hit if unread is None else replace(hit, unread=unread)

        self._change(changed)

    def _change(self, change: Callable[[Hit], Hit]) -> None:
        for row in self._rows.change(change):
            self.list.refresh_rows(row, row)

    def mark_bookmarked(self, articles: set[ArticleId]) -> None:
        """Exactly these articles have bookmarks."""
        self._change(
            lambda hit: (
                hit if hit.bookmarked == (hit.id in articles) else replace(hit, bookmarked=hit.id in articles)
            )
        )

    def next_unread(self, step: int) -> bool:
        """Move to the nearest unread article in a direction; False when none is loaded there."""
        places = range(self.cursor + step, self.total if step > 0 else -1, step)
        for index in places:
            hit = self._rows.hit(index)
            if hit is None:
                return False
            if hit.unread:
                self.list.move_to(index)
                return True
        return False

    def step(self, by: int) -> bool:
        """Move the cursor; False at either end."""
        target = self.cursor + by
        if not 0 <= target < self.total:
            return False
        self.list.move_to(target)
        return True

    # ---- events

    def unfold(self, article: ArticleId, hits: Sequence[Hit]) -> None:
        """Show these reports under the row of an article, unless they stand there, or it has gone."""
        row = self.find(article)
        there = None if row is None else self._rows.at(row)
        if there is not None and not there.under and not self._rows.is_unfolded(there.place):
            cursor = self._rows.at(self.cursor)
            self._rows.unfold(there.place, hits)
            self._source_width = self._source_width or _source_cells(hits)
            self._recount(cursor, show_to=self._rows.row(At(there.place, len(hits))))

    def fold(self) -> bool:
        """Fold the event under the cursor again; False when it is not unfolded."""
        at = self._rows.at(self.cursor)
        if not self._rows.is_unfolded(at.place):
            return False
        self._rows.fold(at.place)
        self._recount(At(at.place))
        if at.under and self.current:
            self.post_message(self.Highlighted(self.current))
        return True

    def _recount(self, cursor: At, *, show_to: int = 0) -> None:
        self.list.recount(self._rows.count, cursor=self._rows.row(cursor), show_to=show_to)
        self._say()

    # ---- what the reader did

    @on(VirtualList.Moved)
    def _moved(self, event: VirtualList.Moved) -> None:
        event.stop()
        self._say()
        if self.current:
            self.post_message(self.Highlighted(self.current))
        elif self.total:
            self.post_message(self.Unloaded())

    @on(VirtualList.Chosen)
    def _opens(self, event: VirtualList.Chosen) -> None:
        event.stop()
        if self.current:
            self.post_message(self.Chosen(self.current))

    @on(VirtualList.Wanted)
    def _wants(self, event: VirtualList.Wanted) -> None:
        event.stop()
        first, last = self._rows.at(event.first).place, self._rows.at(event.last).place
        self._want(first)
        if last // PAGE != first // PAGE:
            self._want(last)

    def _want(self, place: int) -> None:
        """Ask for the page of a place; one question at a time, because a newer one would cancel it."""
        offset = place - place % PAGE
        if self._rows.is_loaded(offset) or offset == self._asked:
            return
        if self._asked is not None:
            self._wanted = place
            return
        self._asked = offset
        self.post_message(self.PageWanted(self._request, offset))

    def _say(self) -> None:
        place = f"{counted(self.cursor + 1)}/{counted(self.total)}" if self.total else ""
        self.query_one(Heading).say(self._title, place)

    def entitle(self, title: str) -> None:
        """What the list shows, for its heading."""
        self._title = title
        self._say()


def _source_cells(hits: Sequence[Hit]) -> int:
    """The column is left out where nothing has a source."""
    return SOURCE_CELLS if any(hit.source for hit in hits) else 0
