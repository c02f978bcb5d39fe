"""What the reader changes in the fake archive: one value, kept in a file as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from index.model import Article, ArticleId, Bookmark, Correction
from index.protocol.wire import codec

NOW = "2026-01-01T00:00:00Z"


@dataclass(frozen=True)
class Kept:
    state: Mapping[str, Any] = field(default_factory=dict)
    bookmarks: tuple[Bookmark, ...] = ()
    read: tuple[ArticleId, ...] = ()
    verdicts: tuple[Correction, ...] = ()


class Desk:
    def __init__(self, file: Path | None, known: Mapping[ArticleId, Article]) -> None:
        self._file = file
        self.known = known
        self.kept = Kept()
        if file is not None and file.exists():
            self.kept = codec(Kept).decode(json.loads(file.read_text("utf-8")))
        self.unaligned = 0
        """Pairs that nobody has put side by side yet: a verdict leaves one."""

    def _keep(self, **changed: Any) -> None:
        self.kept = replace(self.kept, **changed)
        if self._file is not None:
            new = self._file.with_suffix(".new")
            new.write_text(json.dumps(codec(Kept).encode(self.kept)), "utf-8")
            new.replace(self._file)  # whoever reads it meanwhile reads a whole one

    def bookmarks(self) -> tuple[Bookmark, ...]:
        return self.kept.bookmarks

    def bookmarks_of(self, article: ArticleId) -> tuple[Bookmark, ...]:
        return tuple(mark for mark in self.kept.bookmarks if mark.article == article)

    def add_bookmark(
        self, article: ArticleId, counterpart: ArticleId | None, block: int | None, note: str
    ) -> Bookmark:
        number = 1 + max((int(mark.id[1:]) for mark in self.kept.bookmarks), default=0)
        made = Bookmark(f"b{number}", article, counterpart, block, note, (), NOW)
        self._keep(bookmarks=(*self.kept.bookmarks, made))
        return made

    def remove_bookmark(self, bookmark: str) -> Bookmark:
        gone = next(mark for mark in self.kept.bookmarks if mark.id == bookmark)
        self._keep(bookmarks=tuple(mark for mark in self.kept.bookmarks if mark != gone))
        return gone

    def mark_read(self, article: ArticleId, read: bool) -> None:
        others = tuple(each for each in self.kept.read if each != article)
        self._keep(read=(*others, article) if read else others)

    def reading_state(self) -> Mapping[str, Any]:
        return self.kept.state

    def put_reading_state(self, state: Mapping[str, Any]) -> None:
        self._keep(state=state)

    def corrections(self) -> tuple[Correction, ...]:
        return self.kept.verdicts

    def correct(self, one: ArticleId, other: ArticleId, verdict: str) -> None:
        fr, en = sorted((one, other), key=lambda article: self.known[article].language == "en")
        self.withdraw_correction(fr, en)
        self._keep(verdicts=(*self.kept.verdicts, Correction(fr, en, verdict, NOW)))
        self.unaligned = 1

    def withdraw_correction(self, one: ArticleId, other: ArticleId) -> None:
        self._keep(verdicts=tuple(said for said in self.kept.verdicts if {*said.articles} != {one, other}))
