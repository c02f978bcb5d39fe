"""The reader's bookmarks: they outlive re-imports, rebuilds and the articles themselves."""

# ruff: noqa: S608
# Clauses are constants of this file; values are always bound.

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable
from dataclasses import replace

from index.errors import AmbiguousIdError, NotFoundError
from index.model.articles import ArticleId
from index.model.desk import Bookmark
from index.storage.articles.articles import Articles
from index.storage.articles.bookmark_places import anchor_of, find_paragraph
from index.storage.sqlite.database import Database, Row
from index.storage.sqlite.documents import folded, storable, to_json, utc_now

_COLUMNS = "id, article, counterpart, block, note, tags, created"


class Bookmarks:
    """Bookmarks, oldest first. Every change is on the disk when its method returns."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(
        self,
        article: ArticleId,
        counterpart: ArticleId | None = None,
        block: int | None = None,
        note: str = "",
        tags: Iterable[str] = (),
    ) -> Bookmark:
        """Bookmark an article, or the paragraph at body position ``block``.

        Raises NotFoundError when there is no such article or paragraph.
        """
        present = Articles(self._database).get(article)
        if block is not None and not 0 <= block < len(present.body):
            raise NotFoundError(
                f"article {article!r} has no paragraph {block}",
                f"It has {len(present.body)}, counted from 0.",
            )
        # Ids are shown and typed: 12 hex digits are as good as 32 for one reader's bookmarks.
        id = uuid.uuid4().hex[:12]
        bookmark = Bookmark(id, article, counterpart, block, note, tuple(tags), utc_now())
        self._insert(bookmark, anchor_of(present, block))
        return bookmark

    def restore(self, bookmark: Bookmark, anchor: str | None = None) -> Bookmark:
        """Put a removed bookmark back as it was, also when its article is gone. Safe to repeat.

        ``anchor``: what its paragraph was recognised by, to find it when the text has changed meanwhile.
        """
        try:
            present = Articles(self._database).get(bookmark.article)
        except NotFoundError:
            present = None
        if present is not None and anchor is not None:
            paragraphs = [block.text for block in present.body]
            bookmark = replace(bookmark, block=find_paragraph(anchor, paragraphs, bookmark.block))
        self._insert(bookmark, anchor or anchor_of(present, bookmark.block))
        return bookmark

    def remove(self, id: str) -> None:
        """Remove the bookmark of that whole id, if it is there."""
        with self._database.transaction(durable=True, aside=True):
            self._database.execute("DELETE FROM bookmarks WHERE id = ?", (id,))

    def anchor(self, id: str) -> str | None:
        """What the paragraph of a bookmark is recognised by; None for a whole article."""
        anchor: str | None = self._database.value("SELECT anchor FROM bookmarks WHERE id = ?", (id,))
        return anchor

    def find(self, prefix: str) -> Bookmark:
        """The one bookmark whose id starts with ``prefix``. Raises NotFoundError or AmbiguousIdError."""
        found = self._select("WHERE id >= ? AND id < ?", (prefix, prefix + "\U0010ffff"))
        exact = [bookmark for bookmark in found if bookmark.id == prefix]
        if not found or not prefix:
            raise NotFoundError(
                f"no bookmark {prefix!r}", "`newsreader bookmarks list` shows them with their ids."
            )
        if not exact and len(found) > 1:
            raise AmbiguousIdError(f"{prefix!r} fits several bookmarks", "Give more characters of the id.")
        return (exact or found)[0]

    def all(self) -> list[Bookmark]:
        return self._select("", ())

    def of(self, article: ArticleId) -> list[Bookmark]:
        """Those of one article."""
        return self._select("WHERE article = ?", (article,))

    def ids(self) -> set[ArticleId]:
        """Articles that have a bookmark."""
        return {article for (article,) in self._database.rows("SELECT DISTINCT article FROM bookmarks")}

    def tagged(self, tag: str) -> frozenset[ArticleId]:
        """Articles with a bookmark of that tag, whatever its case and accents."""
        wanted = folded(tag)
        return frozenset(bookmark.article for bookmark in self.all() if wanted in map(folded, bookmark.tags))

    def _insert(self, bookmark: Bookmark, anchor: str | None) -> None:
        with self._database.transaction(durable=True, aside=True):
            self._database.execute(
                f"INSERT OR REPLACE INTO bookmarks ({_COLUMNS}, anchor) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    bookmark.id,
                    bookmark.article,
                    bookmark.counterpart,
                    bookmark.block,
                    storable(bookmark.note),
                    to_json(list(bookmark.tags)),
                    bookmark.created,
                    anchor,
                ),
            )

    def _select(self, where: str, values: tuple[str, ...]) -> list[Bookmark]:
        sql = f"SELECT {_COLUMNS} FROM bookmarks {where} ORDER BY created, id"
        return [_bookmark(row) for row in self._database.rows(sql, values)]


def _bookmark(row: Row) -> Bookmark:
    id, article, counterpart, block, note, tags, created = row
    return Bookmark(id, article, counterpart, block, note, _tags(tags), created)


def _tags(document: str) -> tuple[str, ...]:
    """None where they are damaged: a bookmark is worth more than its tags. What is stored stays."""
    try:
        return tuple(tag for tag in json.loads(document) if isinstance(tag, str))
    except (ValueError, TypeError, RecursionError):
        return ()
