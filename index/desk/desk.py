"""The reader's desk: bookmarks, what was read, what was said of pairs; and the list of all that changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from index.model.articles import ArticleId
from index.model.desk import Bookmark, BookmarkChange, Change, Correction, ReadMarkChange, TakenOver
from index.storage.desk.changes import ChangeRow
from index.storage.library import Library


@dataclass(frozen=True, slots=True)
class MadeChange:
    """A change on the list."""

    change: Change
    made: str
    """UTC, ISO 8601 with ``Z``."""
    undone: bool


# What the kinds of changes need is imported where one is made or taken back: who only reads does without.


class Desk:
    """What is the reader's own.

    A change of it and the way back are one step, which is on the disk when the method returns. The list of
    changes belongs to the archive: it is the same for all who have it open, and survives them.
    """

    def __init__(self, library: Library) -> None:
        self._library = library

    # Bookmarks.

    def bookmarks(self) -> list[Bookmark]:
        """Oldest first."""
        return self._library.bookmarks.all()

    def bookmarks_of(self, article: ArticleId) -> list[Bookmark]:
        return self._library.bookmarks.of(article)

    def bookmark(
        self,
        article: str,
        counterpart: ArticleId | None = None,
        block: int | None = None,
        note: str = "",
        tags: Iterable[str] = (),
    ) -> Bookmark:
        """Bookmark a paragraph (body position) or, without ``block``, an article, with its counterpart.

        Raises NotFoundError, AmbiguousIdError.
        """
        article = self._library.articles.find(article)
        if counterpart is None and (pair := self._library.counterparts.pair_of(article)) is not None:
            counterpart = pair.other(article)
        with self._library.database.transaction(durable=True):
            made = self._library.bookmarks.add(article, counterpart, block, note, tags)
            self._note(BookmarkChange(None, made))
        return made

    def remove_bookmark(self, bookmark: str) -> Bookmark:
        """Raises NotFoundError, AmbiguousIdError."""
        with self._library.database.transaction(durable=True):
            found = self._library.bookmarks.find(bookmark)
            self._note(BookmarkChange(found, None))
            self._library.bookmarks.remove(found.id)
        return found

    # What was read, and where the reader was.

    def mark_read(self, article: ArticleId, read: bool, *, by_key: bool = False) -> None:
        """``by_key``: the reader said so, and may take it back; else it comes of opening the article."""
        with self._library.database.transaction(durable=True):
            before = self._library.reading.is_read(article)
            self._library.reading.mark_read(article, read)
            if by_key:
                self._note(ReadMarkChange(article, before, read))

    def reading_state(self) -> dict[str, Any]:
        return self._library.reading.get()

    def put_reading_state(self, state: Mapping[str, Any]) -> None:
        """Where the reader is, no change to be undone. Raises TypeError for what is not JSON."""
        self._library.reading.put(state)

    # What was said of pairs.

    def verdict(self, one: str, other: str, verdict: str) -> Correction:
        """Say that a French and an English report tell the ``same`` or a ``different`` event; shown at once.

        Raises NotFoundError, AmbiguousIdError, ArchiveError for two reports of one language.
        """
        from index.counterparts.corrections import correct

        find = self._library.articles.find
        return correct(self._library, find(one), find(other), verdict, self._note)

    def withdraw(self, one: ArticleId, other: ArticleId) -> None:
        """Take back what was said of two reports, whole ids; they may be gone or not here yet."""
        from index.counterparts.corrections import withdraw

        withdraw(self._library, one, other, self._note)

    def corrections(self) -> list[Correction]:
        """All that the reader said of pairs, the oldest first."""
        return self._library.corrections.all()

    def import_corrections(self, corrections: Iterable[object]) -> TakenOver:
        """Take over exported corrections, as JSON reads them; all of them are one change.

        Every one is checked first. What is none, or cannot be true of the reports that are here, is refused
        with its place and the reason; the others are taken over.
        """
        from index.counterparts.corrections import take_over
        from index.desk.exported_corrections import read_corrections

        read, refused = read_corrections(self._library, corrections)
        return TakenOver(*take_over(self._library, read, self._note), tuple(refused))

    # The list of changes.

    def undo(self) -> Change | None:
        """Take back the last change that stands, as it was made first; None when there is none."""
        return self._turn(undone=True)

    def redo(self) -> Change | None:
        """Make the change again that was taken back last; None when there is none."""
        return self._turn(undone=False)

    def changes(self, limit: int = 50) -> list[MadeChange]:
        """The newest first, also those that are undone and can be done again."""
        return [MadeChange(_change(row), row.made, row.undone) for row in self._library.changes.newest(limit)]

    def _turn(self, *, undone: bool) -> Change | None:
        from index.desk.registry import kind_of_stored

        library = self._library
        next_one = library.changes.to_undo if undone else library.changes.to_redo
        if next_one() is None:  # so it is also where nothing can be written
            return None
        with library.database.transaction(durable=True):
            row = next_one()
            if row is None:  # another process was faster
                return None
            kind = kind_of_stored(row)
            wanted, instead_of = (row.before, row.after) if undone else (row.after, row.before)
            kind.put(library, wanted, instead_of)
            library.changes.set_undone(row.number, undone)
        change: Change = kind.read(row.before, row.after)
        kind.follow(library, change)
        return change

    def _note(self, change: Change) -> None:
        """Put a change on the list, in its own transaction; nothing when it changes nothing."""
        from index.desk.registry import kind_of

        kind = kind_of(change)
        before, after = kind.documents(self._library, change)
        if before != after:
            self._library.changes.put(kind.name, kind.version, before, after)


def _change(row: ChangeRow) -> Change:
    from index.desk.registry import kind_of_stored

    change: Change = kind_of_stored(row).read(row.before, row.after)
    return change
