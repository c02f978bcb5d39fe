"""Marks: bookmarks and what has been read, each with its way back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual import on

from index.model import ArticleId, Bookmark
from tui.client.archive_client import ArchiveClient, BookmarkChanged, BookmarksFound, ReadMarked
from tui.client.archive_pipe import Refused
from tui.commands import bindings
from tui.desks.arrival import CHANGE, of_open_article
from tui.desks.undo import UndoStack
from tui.desks.why_screen import WhyScreen
from tui.panes.labels import TITLE_CELLS, joined
from tui.terminal.text import clean_line, fit
from tui.wording import language_name

if TYPE_CHECKING:
    from tui.dialogs.bookmarks_screen import BookmarksScreen


CHANGES = frozenset(
    {"mark_read", "bookmark_add", "bookmark_remove", "bookmark_restore", "correct", "withdraw_correction"}
)


class MarkingScreen(WhyScreen):
    BINDINGS = bindings("bookmark", "bookmarks", "read")

    _undoing: tuple[str, str] | None = None
    """The change that an undo has asked for, so that it is not itself put on the stack."""
    _marking: tuple[ArticleId, bool] | None = None
    """An article that the reader has marked read or unread, until the archive has done so."""
    _taking_back = False
    """An undo is on its way."""
    _bookmarks_screen: BookmarksScreen | None = None

    def __init__(self, client: ArchiveClient) -> None:
        super().__init__(client)
        self.undo_stack = UndoStack()
        self._marks: Mapping[str, Bookmark] = {}
        """All bookmarks by their ids, as far as they have come."""

    @of_open_article
    def action_read(self) -> None:
        if (view := self.reading.view) is None:
            return
        article, read = view.article, self.unread(view.article.id)
        self._change_mark(article.id, read)
        said = f"“{fit(clean_line(article.title), TITLE_CELLS)}” marked {'read' if read else 'unread'}"
        self.undo_stack.push(said, lambda: self._change_mark(article.id, not read))
        self.say(f"{said} · u undoes it")

    def _change_mark(self, article: ArticleId, read: bool) -> None:
        """Show it at once: a second m is for what the first one has made of it."""
        self._marking = (article, read)
        self._show_read(article, read)
        self.client.mark_read(article, read)

    @on(ReadMarked)
    def _read_marked(self, event: ReadMarked) -> None:
        event.stop()
        if self._marking == (event.article, event.read):
            self._marking, self._taking_back = None, False
        elif self._marking is None or self._marking[0] != event.article:
            self._show_read(event.article, event.read)

    @on(Refused)
    def _change_refused(self, event: Refused) -> None:
        """Nothing has changed, and nothing stays said of it; the reason is told elsewhere."""
        if event.method not in CHANGES:
            return
        if event.method == "mark_read":
            if self._marking is None:  # it was marked by being opened
                return
            (article, read), self._marking = self._marking, None
            self._show_read(article, not read)
            if not self._taking_back:
                self.undo_stack.drop()
        if self._taking_back:
            self.undo_stack.put_back()
        self._taking_back, self._undoing = False, None
        self.app.clear_notifications()

    def _show_read(self, article: ArticleId, read: bool) -> None:
        self.results.update(article, unread=not read)
        if read:
            self._read_elsewhere.add(article)
        else:
            self._read_elsewhere.discard(article)

    @of_open_article
    def action_bookmark(self) -> None:
        if self.reading.view is None:
            return
        self.arrival.expect(CHANGE)  # a second b is for what the first one has made of it
        if (mark := self.reading.bookmark_here()) is not None:
            self.client.remove_bookmark(mark.id)
        else:
            report, position = self.reading.place()
            self.client.add_bookmark(report.article.id, report.counterpart, position)

    @on(BookmarkChanged)
    def _bookmark_changed(self, event: BookmarkChanged) -> None:
        event.stop()
        self._taking_back = False
        self.arrival.changed()
        mark = event.bookmark
        expected, self._undoing = self._undoing, None
        if (event.change, mark.id) != expected:
            back = "removed" if event.change == "added" else "restored"

            def undo() -> None:
                self._undoing = (back, mark.id)
                self.arrival.expect(CHANGE)
                if back == "removed":
                    self.client.remove_bookmark(mark.id)
                else:
                    self.client.restore_bookmark(mark)

            said = f"bookmark on {self._place_of(mark)} {event.change}"
            self.undo_stack.push(said, undo)
            self.say(joined((said, "u undoes it")))
        others = {id: known for id, known in self._marks.items() if id != mark.id}
        self._show_marks(others if event.change == "removed" else {**others, mark.id: mark})
        if mark.article == self.reading.article:
            self.reload()
        self.arrival.settle()
        self.client.bookmarks()

    def _place_of(self, mark: Bookmark) -> str:
        pair = self.reading.pair
        other = pair.other(self.reading.article).article if pair else None
        whose = (
            f" of the {language_name(other.language)} report" if other and mark.article == other.id else ""
        )
        return f"{'the article' if mark.block is None else f'¶ {mark.block + 1}'}{whose}"

    def _show_marks(self, marks: Mapping[str, Bookmark]) -> None:
        self._marks = marks
        self.reading.set_marks(marks.values())

    @on(BookmarksFound)
    def _bookmarks_found(self, event: BookmarksFound) -> None:
        event.stop()
        self._show_marks({row.bookmark.id: row.bookmark for row in event.rows})
        self.results.mark_bookmarked({row.bookmark.article for row in event.rows})
        if self._bookmarks_screen is not None and self._bookmarks_screen.is_running:
            self._bookmarks_screen.show(event.rows)

    def action_bookmarks(self) -> None:
        from tui.dialogs.bookmarks_screen import BookmarksScreen

        self._bookmarks_screen = BookmarksScreen(self.client)
        self.app.push_screen(self._bookmarks_screen, self._open_bookmark)

    def _open_bookmark(self, mark: Bookmark | None) -> None:
        self._bookmarks_screen = None
        if mark is None:
            return
        self.read(mark.article, lambda: self.reading.go_to(mark.block))

    @of_open_article
    def undo(self) -> None:
        what = self.undo_stack.undo()
        self._taking_back = what is not None
        self.say(f"undone: {what}" if what else "nothing to undo")
