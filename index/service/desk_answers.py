"""Answers about what is the reader's own: bookmarks, what has been read, and the reader's place."""

from __future__ import annotations

from index.archive import Archive
from index.model.desk import Bookmark, Change
from index.protocol.answers import BookmarkRow, Changed, Done
from index.protocol.questions import AddBookmark, Bookmarks, MarkRead, PutPlace, Redo, RemoveBookmark, Undo
from index.service.answering import Stop, answers
from index.service.report_names import names


@answers(Bookmarks)
def bookmarks(archive: Archive, asked: Bookmarks, stop: Stop) -> tuple[BookmarkRow, ...]:
    found = archive.desk.bookmarks()
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
    return archive.desk.bookmark(asked.article, asked.counterpart, asked.block, asked.note)


@answers(RemoveBookmark)
def remove_bookmark(archive: Archive, asked: RemoveBookmark, stop: Stop) -> Bookmark:
    return archive.desk.remove_bookmark(asked.bookmark)


@answers(MarkRead)
def mark_read(archive: Archive, asked: MarkRead, stop: Stop) -> Done:
    archive.desk.mark_read(asked.article, asked.read, by_key=asked.by_key)
    return Done()


@answers(Undo)
def undo(archive: Archive, asked: Undo, stop: Stop) -> Changed | None:
    return _changed(archive, archive.desk.undo())


@answers(Redo)
def redo(archive: Archive, asked: Redo, stop: Stop) -> Changed | None:
    return _changed(archive, archive.desk.redo())


def _changed(archive: Archive, change: Change | None) -> Changed | None:
    return None if change is None else Changed(change, tuple(names(archive, change.articles).values()))


@answers(PutPlace)
def put_place(archive: Archive, asked: PutPlace, stop: Stop) -> Done:
    archive.desk.put_reading_state(asked.state)
    return Done()
