"""All bookmarks: Enter goes to the paragraph, d takes one away (u brings it back)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import cast

from textual import on
from textual.app import ComposeResult
from textual.events import Resize
from textual.screen import Screen

from index.model.desk import Bookmark
from index.protocol.answers import BookmarkRow
from tui.commands import BOOKMARKS, bindings
from tui.dialogs.too_small import cover_if_too_small
from tui.host import Host
from tui.terminal.text import clean_line, fit, pad
from tui.widgets.footer import footer
from tui.widgets.heading import Heading
from tui.widgets.key_bar import KeyBar
from tui.widgets.list_rows import ListRow, Piece
from tui.widgets.virtual_list import VirtualList

EMPTY = "No bookmarks yet.\nb in a text marks the paragraph that you are reading."


class BookmarksScreen(Screen[Bookmark | None], inherit_bindings=False):
    """Answers with the bookmark to open. The main screen hands it the rows, also when they change."""

    BINDINGS = bindings("remove", "leave", "back")
    help_place = BOOKMARKS

    def __init__(self, refresh: Callable[[], None], remove: Callable[[Bookmark], None]) -> None:
        """``refresh`` asks for the rows; ``remove`` takes a bookmark away."""
        super().__init__()
        self._refresh = refresh
        self._remove = remove
        self._rows: tuple[BookmarkRow, ...] = ()

    def compose(self) -> ComposeResult:
        yield Heading("Bookmarks")
        yield VirtualList(self._row, row_height=2, id="bookmark-list")
        yield KeyBar(list(footer("bookmarks", cast(Host, self.app).settings.keys)))

    def on_mount(self) -> None:
        self.query_one(Heading).focused = True
        self.query_one(VirtualList).focus()
        self._refresh()

    def on_resize(self, event: Resize) -> None:
        cover_if_too_small(self.app)

    def show(self, rows: tuple[BookmarkRow, ...]) -> None:
        """Show these bookmarks, the newest first; the cursor stays about where it is."""
        self._rows = tuple(sorted(rows, key=lambda row: row.bookmark.created, reverse=True))
        shown = self.query_one(VirtualList)
        shown.show_empty(EMPTY)
        shown.reset(len(rows), cursor=max(0, min(shown.cursor, len(rows) - 1)), row_height=2)
        self.query_one(Heading).say("Bookmarks", str(len(rows)))

    def _row(self, index: int, width: int) -> ListRow:
        row = self._rows[index]
        language = (row.language or "").upper()
        place = "whole article" if row.bookmark.block is None else f"¶ {row.bookmark.block + 1}"
        title = clean_line(row.title or "an article that is no longer in the archive")
        first: tuple[Piece, ...] = (
            ("* ", "mark"),
            (pad(language, 3), "language"),
            (fit(title, width - 5), "title"),
        )
        said = [place, _when(row.bookmark.created)]
        if row.counterpart_title:
            said.append(f"= {clean_line(row.counterpart_title)}")
        if row.bookmark.note:
            said.append(clean_line(row.bookmark.note))
        return ListRow((first, (("     ", "dim"), (fit(" · ".join(said), width - 5), "dim"))))

    @on(VirtualList.Chosen)
    def _open(self, event: VirtualList.Chosen) -> None:
        event.stop()
        self.dismiss(self._rows[event.index].bookmark)

    def action_remove(self) -> None:
        if self._rows:
            self._remove(self._rows[self.query_one(VirtualList).cursor].bookmark)

    def action_back(self) -> None:
        self.dismiss(None)

    def action_leave(self) -> None:
        self.dismiss(None)


def _when(created: str) -> str:
    try:
        return f"{datetime.fromisoformat(created).astimezone():%d %b %Y %H:%M}"
    except ValueError:
        return created
