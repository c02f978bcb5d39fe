"""Marks: bookmarks and what has been read; and the way back and forth through every change."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from index.model.articles import Article
from index.model.desk import Bookmark, BookmarkChange, ReadMarkChange
from index.protocol.answers import Changed
from index.protocol.questions import AddBookmark, Bookmarks, Question, Redo, RemoveBookmark, Undo
from tui.client.archive_client import ArchiveClient
from tui.client.outcomes import Refused
from tui.desks.arrival import CHANGE, Arrival
from tui.desks.changes import bookmark_said, read_said, said_of
from tui.desks.flows import Flows
from tui.desks.reading import ReadingDesk
from tui.panes.reading_pane import ReadingPane
from tui.panes.result_pane import ResultPane

if TYPE_CHECKING:
    from tui.desks.surface import Surface
    from tui.dialogs.bookmarks_screen import BookmarksScreen


class MarkingDesk:
    """Every change is kept by the archive in a list of its own, and undone from there."""

    def __init__(
        self,
        client: ArchiveClient,
        flows: Flows,
        arrival: Arrival,
        surface: Surface,
        results: ResultPane,
        reading: ReadingPane,
        articles: ReadingDesk,
        pairs_changed: Callable[[], None],
    ) -> None:
        """``pairs_changed``: what the reader says of pairs has been taken back, or said again."""
        self._client = client
        self._flows = flows
        self._arrival = arrival
        self._surface = surface
        self._results = results
        self._reading = reading
        self._articles = articles
        self._pairs_changed = pairs_changed
        self._marks: Mapping[str, Bookmark] = {}
        """All bookmarks by their ids, as far as they have come."""
        self._screen: BookmarksScreen | None = None

    # ---- read marks

    def toggle_read(self) -> None:
        """Shown at once: a second m is for what the first one has made of it. Said when it is kept."""
        if (view := self._reading.view) is None:
            return
        article, read = view.article, self._articles.unread(view.article.id)
        done = self._articles.mark(article.id, read=read, by_key=True)
        self._flows.begin(partial(self._marked, article, done, read=read))

    async def _marked(self, article: Article, done: Awaitable[object], *, read: bool) -> None:
        try:
            await self._articles.marked(article.id, done, read=read)
        except Refused:
            self._surface.unsay()
            raise
        self._surface.say(f"{read_said(article.title, read=read)} · u undoes it")

    # ---- bookmarks

    def toggle_bookmark(self) -> None:
        """On the marked paragraph, else on the article."""
        if self._reading.view is None:
            return
        if (mark := self._reading.bookmark_here()) is not None:
            self.remove(mark)
        else:
            report, position = self._reading.place()
            adding = AddBookmark(report.article.id, report.counterpart, position)
            self._change(adding, "added")

    def remove(self, mark: Bookmark) -> None:
        self._change(RemoveBookmark(mark.id), "removed")

    def _change(self, question: Question[Bookmark], said: str) -> None:
        self._arrival.expect(CHANGE)  # a second b is for what the first one has made of it
        self._flows.begin(partial(self._changed, self._client.ask(question), said))

    async def _changed(self, done: Awaitable[Bookmark], change: str) -> None:
        try:
            mark = await done
        except Refused:
            self._arrival.give_up()
            self._surface.unsay()
            raise
        self._surface.say(f"{bookmark_said(mark, change, self._reading)} · u undoes it")
        self._show_changed(mark, gone=change == "removed")

    def _show_changed(self, mark: Bookmark, *, gone: bool) -> None:
        """Here, in the text and in the list."""
        self._arrival.changed()
        others = {id: known for id, known in self._marks.items() if id != mark.id}
        self._show(others if gone else {**others, mark.id: mark})
        if mark.article == self._reading.article:
            self._articles.reload()
        self._arrival.settle()
        self.refresh()

    def _show(self, marks: Mapping[str, Bookmark]) -> None:
        self._marks = marks
        self._reading.set_marks(marks.values())

    def refresh(self) -> None:
        """Ask for all bookmarks: no article comes with those of its counterpart."""
        self._flows.begin(self._refresh, newest_of="bookmarks")

    async def _refresh(self) -> None:
        rows = await self._client.ask(Bookmarks())
        self._show({row.bookmark.id: row.bookmark for row in rows})
        self._results.mark_bookmarked({row.bookmark.article for row in rows})
        if self._screen is not None and self._screen.is_running:
            self._screen.show(rows)

    def show_bookmarks(self) -> None:
        self._flows.begin_dialog(self._bookmarks, newest_of="bookmarks screen")

    async def _bookmarks(self) -> None:
        from tui.dialogs.bookmarks_screen import BookmarksScreen

        self._screen = BookmarksScreen(self.refresh, self.remove)
        mark = await self._flows.choice(self._screen)
        self._screen = None
        if mark is not None:
            self._articles.go_to(mark.article, lambda: self._reading.go_to(mark.block))

    # ---- undo

    def undo(self) -> None:
        self._step(Undo(), "undone")

    def redo(self) -> None:
        self._step(Redo(), "done again")

    def _step(self, question: Question[Changed | None], done: str) -> None:
        self._arrival.expect(CHANGE)
        self._flows.begin(partial(self._stepped, self._client.ask(question), done))

    async def _stepped(self, answer: Awaitable[Changed | None], done: str) -> None:
        try:
            changed = await answer
        except Refused:
            self._arrival.give_up()
            self._surface.unsay()
            raise
        if changed is None:
            self._surface.say(f"nothing to {'undo' if done == 'undone' else 'do again'}")
            self._arrival.changed()
            self._arrival.settle()
            return
        self._surface.say(f"{done}: {said_of(changed.change, changed.names, self._reading)}")
        match changed.change:
            case BookmarkChange(before=before, after=after):
                now, then = (before, after) if done == "undone" else (after, before)
                if (mark := now or then) is not None:
                    self._show_changed(mark, gone=now is None)
            case ReadMarkChange(article=article, before=before_read, after=after_read):
                self._articles.show_read(article, read=before_read if done == "undone" else after_read)
                self._arrival.changed()
                self._arrival.settle()
            case _:
                self._pairs_changed()
