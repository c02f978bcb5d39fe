"""What the reader changes in the fake archive, and the list of it: one value, kept in a file as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from index.errors import StorageError
from index.model.articles import Article, ArticleId
from index.model.desk import Bookmark, BookmarkChange, Change, Correction, ReadMarkChange, VerdictChange
from index.protocol.wire import codec

NOW = "2026-01-01T00:00:00Z"


@dataclass(frozen=True)
class Kept:
    state: Mapping[str, Any] = field(default_factory=dict)
    bookmarks: tuple[Bookmark, ...] = ()
    read: tuple[ArticleId, ...] = ()
    verdicts: tuple[Correction, ...] = ()
    done: tuple[Change, ...] = ()
    undone: tuple[Change, ...] = ()


class Desk:
    def __init__(self, file: Path | None, lock: Path | None, known: Mapping[ArticleId, Article]) -> None:
        """While ``lock`` exists nothing but the reader's place can be changed."""
        self._file = file
        self._lock = lock
        self._known = known
        self.kept = Kept()
        if file is not None and file.exists():
            self.kept = codec(Kept).decode(json.loads(file.read_text("utf-8")))
        self.unaligned = 0
        """Pairs that nobody has put side by side yet: a verdict leaves one."""

    def bookmarks(self) -> tuple[Bookmark, ...]:
        return self.kept.bookmarks

    def bookmarks_of(self, article: ArticleId) -> tuple[Bookmark, ...]:
        return tuple(mark for mark in self.kept.bookmarks if mark.article == article)

    def bookmark(
        self, article: ArticleId, counterpart: ArticleId | None, block: int | None, note: str
    ) -> Bookmark:
        number = 1 + max((int(mark.id[1:]) for mark in self.kept.bookmarks), default=0)
        made = Bookmark(f"b{number}", article, counterpart, block, note, (), NOW)
        self._make(BookmarkChange(None, made))
        return made

    def remove_bookmark(self, bookmark: str) -> Bookmark:
        gone = next(mark for mark in self.kept.bookmarks if mark.id == bookmark)
        self._make(BookmarkChange(gone, None))
        return gone

    def mark_read(self, article: ArticleId, read: bool, *, by_key: bool) -> None:
        change = ReadMarkChange(article, article in self.kept.read, read)
        if by_key:
            self._make(change)
        else:
            self._put(change, change.after)

    def reading_state(self) -> Mapping[str, Any]:
        return self.kept.state

    def put_reading_state(self, state: Mapping[str, Any]) -> None:
        self._keep(state=state)

    def corrections(self) -> tuple[Correction, ...]:
        return self.kept.verdicts

    def verdict(self, one: ArticleId, other: ArticleId, verdict: str) -> None:
        self._judge(one, other, verdict)
        self.unaligned = 1

    def withdraw(self, one: ArticleId, other: ArticleId) -> None:
        self._judge(one, other, None)

    def _judge(self, one: ArticleId, other: ArticleId, verdict: str | None) -> None:
        fr, en = sorted((one, other), key=lambda article: self._known[article].language == "en")
        before = next((said for said in self.kept.verdicts if said.articles == (fr, en)), None)
        self._make(VerdictChange(fr, en, before, verdict and Correction(fr, en, verdict, NOW)))

    def undo(self) -> Change | None:
        return self._turn("done", "undone", "before")

    def redo(self) -> Change | None:
        return self._turn("undone", "done", "after")

    def _turn(self, of: str, to: str, side: str) -> Change | None:
        *others, change = getattr(self.kept, of) or (None,)
        if change is not None:
            self._keep(**{of: tuple(others), to: (*getattr(self.kept, to), change)})
            self._put(change, getattr(change, side))
        return change

    def _make(self, change: Change) -> None:
        if change.before != change.after:
            self._keep(done=(*self.kept.done, change), undone=())
            self._put(change, change.after)

    def _put(self, change: Change, wanted: Any) -> None:
        """One side of a change in the place of the other."""
        new = (wanted,) if wanted else ()
        if isinstance(change, BookmarkChange):
            others = (mark for mark in self.kept.bookmarks if mark not in (change.before, change.after))
            self._keep(bookmarks=(*others, *new))
        elif isinstance(change, ReadMarkChange):
            others = (article for article in self.kept.read if article != change.article)
            self._keep(read=(*others, change.article) if wanted else (*others,))
        else:
            others = (said for said in self.kept.verdicts if said not in (change.before, change.after))
            self._keep(verdicts=(*others, *new))

    def _keep(self, **changed: Any) -> None:
        if self._lock is not None and self._lock.exists() and "state" not in changed:
            raise StorageError("the archive can only be read")
        self.kept = replace(self.kept, **changed)
        if self._file is not None:
            new = self._file.with_suffix(".new")
            new.write_text(json.dumps(codec(Kept).encode(self.kept)), "utf-8")
            new.replace(self._file)  # whoever reads it meanwhile reads a whole one
