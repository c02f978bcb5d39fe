"""Articles marked read and unread."""

from __future__ import annotations

from index.desk.interface import Json
from index.model.desk import ReadMarkChange
from index.storage.library import Library


class ReadMarkChanges:
    """A document has the article, and whether it is read."""

    name = "read mark"
    version = 1
    noun = ReadMarkChange

    def documents(self, library: Library, change: ReadMarkChange) -> tuple[Json, Json]:
        return _document(change, change.before), _document(change, change.after)

    def read(self, before: Json, after: Json) -> ReadMarkChange:
        return ReadMarkChange(after["article"], before["read"], after["read"])

    def put(self, library: Library, wanted: Json, instead_of: Json) -> None:
        library.reading.mark_read(wanted["article"], wanted["read"])

    def follow(self, library: Library, change: ReadMarkChange) -> None:
        return


def _document(change: ReadMarkChange, read: bool) -> Json:
    return {"article": change.article, "read": read}
