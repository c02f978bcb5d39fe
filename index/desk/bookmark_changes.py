"""Bookmarks made and removed."""

from __future__ import annotations

from dataclasses import asdict, fields

from index.desk.interface import Json
from index.model.desk import Bookmark, BookmarkChange
from index.storage.library import Library


class BookmarkChanges:
    """A document has what a bookmark has, and by what its paragraph is found again in another text."""

    name = "bookmark"
    version = 1
    noun = BookmarkChange

    def documents(self, library: Library, change: BookmarkChange) -> tuple[Json, Json]:
        return _document(library, change.before), _document(library, change.after)

    def read(self, before: Json, after: Json) -> BookmarkChange:
        return BookmarkChange(_bookmark(before), _bookmark(after))

    def put(self, library: Library, wanted: Json, instead_of: Json) -> None:
        bookmark = _bookmark(wanted)
        if bookmark is None:
            library.bookmarks.remove(instead_of["id"])
        else:
            library.bookmarks.restore(bookmark, wanted["anchor"])

    def follow(self, library: Library, change: BookmarkChange) -> None:
        return


def _document(library: Library, bookmark: Bookmark | None) -> Json:
    if bookmark is None:
        return None
    return {**asdict(bookmark), "anchor": library.bookmarks.anchor(bookmark.id)}


def _bookmark(document: Json) -> Bookmark | None:
    if document is None:
        return None
    values = {field.name: document[field.name] for field in fields(Bookmark)}
    return Bookmark(**{**values, "tags": tuple(values["tags"])})
