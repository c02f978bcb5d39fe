"""The list of results: asks for further pages as the reader comes to them."""

from __future__ import annotations

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
    """Results of the newest search. Hits are kept by their place in the list; the others are asked for."""

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
        self._hits: dict[int, Hit] = {}
        self._asked: int | None = None
        self._wanted: int | None = None
        self._request = SearchRequest()
        self._today = date.today()
        self._title = "Results"
        self._source_width = SOURCE_CELLS
        self.total = 0
        self.tall = False

    def compose(self) -> ComposeResult:
        yield Heading("Results")
        yield ResultList(self._row, id="result-list")

    @property
    def list(self) -> VirtualList:
        return self.query_one(ResultList)

    @property
    def current(self) -> Hit | None:
        """The hit under the cursor, when it is loaded."""
        return self._hits.get(self.list.cursor)

    @property
    def cursor(self) -> int:
        return self.list.cursor

    def _row(self, index: int, width: int) -> ListRow | None:
        if (hit := self._hits.get(index)) is None:
            return None
        lines = 2 if self.tall else 1
        return format_article(
            article_row(hit, self._today), width, lines=lines, source_width=self._source_width
        )

    # ---- what the archive found

    def show(self, request: SearchRequest, page: ResultPage, *, cursor: int, why_empty: str) -> None:
        """Show the first page of another search, the cursor on row ``cursor``."""
        self._request, self.total = request, page.total
        self._asked = self._wanted = None
        self._hits = dict(enumerate(page.hits))
        self._source_width = SOURCE_CELLS if any(hit.source for hit in page.hits) else 0
        self.list.show_empty(why_empty)
        self.list.reset(page.total, cursor=cursor, row_height=2 if self.tall else 1)
        self._say()

    def add(self, request: SearchRequest, page: ResultPage) -> None:
        """A further page; one of another search is dropped."""
        if replace(request, offset=0) != self._request:
            return
        self._asked = None
        self._hits.update(enumerate(page.hits, request.offset))
        self.list.refresh_rows(request.offset, request.offset + len(page.hits) - 1)
        if (wanted := self._wanted) is not None:
            self._wanted = None
            self._want(wanted)
        if request.offset <= self.cursor < request.offset + len(page.hits) and self.current:
            self.post_message(self.Highlighted(self.current))

    def set_tall(self, tall: bool) -> None:
        """Two lines a row, for a narrow and high column."""
        if tall != self.tall:
            self.tall = tall
            self.list.reset(self.total, cursor=self.cursor, row_height=2 if tall else 1)

    def find(self, article: ArticleId) -> int | None:
        """Where an article stands among the loaded rows."""
        return next((index for index, hit in self._hits.items() if hit.id == article), None)

    def hit(self, article: ArticleId) -> Hit | None:
        """The row of an article, when it is loaded."""
        place = self.find(article)
        return None if place is None else self._hits[place]

    def update(
        self, article: ArticleId, *, bookmarked: bool | None = None, unread: bool | None = None
    ) -> None:
        """Show another mark before an article, wherever it stands."""
        for index, hit in self._hits.items():
            if hit.id == article:
                changed = hit if bookmarked is None else replace(hit, bookmarked=bookmarked)
                self._hits[index] = changed if unread is None else replace(changed, unread=unread)
                self.list.refresh_rows(index, index)

    def mark_bookmarked(self, articles: set[ArticleId]) -> None:
        """Exactly these articles have bookmarks."""
        for hit in list(self._hits.values()):
            if hit.bookmarked != (hit.id in articles):
                self.update(hit.id, bookmarked=hit.id in articles)

    def next_unread(self, step: int) -> bool:
        """Move to the nearest unread article in a direction; False when none is loaded there."""
        places = range(self.cursor + step, self.total if step > 0 else -1, step)
        for index in places:
            hit = self._hits.get(index)
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
        self._want(event.first)
        if event.last // PAGE != event.first // PAGE:
            self._want(event.last)

    def _want(self, index: int) -> None:
        """Ask for the page of a row; one question at a time, because a newer one would cancel it."""
        offset = index - index % PAGE
        if offset in self._hits or offset == self._asked:
            return
        if self._asked is not None:
            self._wanted = index
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
