"""Answers about what is the reader's own: bookmarks, what has been read, and the reader's place."""

from __future__ import annotations

from index.archive import Archive
from index.model import Bookmark
from index.protocol.answers import BookmarkRow, Done
from index.protocol.questions import (
    AddBookmark,
    Bookmarks,
    MarkRead,
    PutPlace,
    RemoveBookmark,
)
from index.service.answering import Stop, answers


@answers(Bookmarks)
def bookmarks(archive: Archive, asked: Bookmarks, stop: Stop) -> tuple[BookmarkRow, ...]:
    found = archive.bookmarks()
    named = {mark.article for mark in found} | {mark.counterpart for mark in found if mark.counterpart}
    hits = archive.articles.hits(sorted(named))

    def row(mark: Bookmark) -> BookmarkRow:
        hit, other = hits.get(mark.article), hits.get(mark.counterpart or "")
        return BookmarkRow(
            bookmark=mark,
            title=hit.title if hit else None,
            language=hit.language if hit else None,
            counterpart_title=other.title if other else None,
        )

    return tuple(map(row, found))


@answers(AddBookmark)
def add_bookmark(archive: Archive, asked: AddBookmark, stop: Stop) -> Bookmark:
    return archive.add_bookmark(asked.article, asked.counterpart, asked.block, asked.note)


@answers(RemoveBookmark)
def remove_bookmark(archive: Archive, asked: RemoveBookmark, stop: Stop) -> Bookmark:
    return archive.remove_bookmark(asked.bookmark)


@answers(MarkRead)
def mark_read(archive: Archive, asked: MarkRead, stop: Stop) -> Done:
    archive.mark_read(asked.article, asked.read)
    return Done()


@answers(PutPlace)
def put_place(archive: Archive, asked: PutPlace, stop: Stop) -> Done:
    archive.put_reading_state(asked.state)
    return Done()
