"""The stored texts of articles: one that is damaged is made again from the bytes that it was read from."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from index.errors import ArchiveError, NotFoundError, StorageError
from index.model.articles import DAMAGED_TEXT, Article, ArticleId, Block, DateRange, RawDocument, Role
from index.model.condition import DamagedArticle
from index.storage.sqlite.database import Database, Row
from index.storage.sqlite.documents import (
    DAMAGED_TEXT_HINT,
    DOCUMENT_VERSION,
    DamagedDocument,
    article_from_json,
    article_to_json,
    storable,
    to_json,
    utc_now,
)

STORED = "a.id, CAST(t.document AS BLOB), t.version FROM articles a LEFT JOIN texts t ON t.article = a.n"
"""What ``Texts.read`` is given; bytes, because damaged ones may be no text."""
Remake = Callable[[RawDocument], tuple[Article, int]]
"""Makes an article of a document; with the version of the rules that it went by. Raises ArchiveError."""


class Texts:
    """Texts by article. Without ``remake_by`` what is damaged is told and not made again."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._remake: Remake | None = None

    def remake_by(self, remake: Remake) -> None:
        """How to make an article again."""
        self._remake = remake

    def read(self, id: ArticleId, document: bytes | None, version: int | None) -> Article:
        """The article of a row of ``STORED``: as it is stored, else as it can be made again, else what is
        known of it without its text (``Article.damaged``)."""
        try:
            return sound(id, document, version)
        except DamagedDocument:
            return self._made_again(id)

    def stored(self, id: ArticleId) -> Article | None:
        """The article as it is stored; None when that is damaged."""
        found = self._database.row(f"SELECT {STORED} WHERE a.id = ?", (id,))
        try:
            return None if found is None else sound(*found)
        except DamagedDocument:
            return None

    def write(self, article: Article) -> None:
        """A part of the caller's transaction."""
        self._database.execute(
            "INSERT OR REPLACE INTO texts (article, version, document)"
            " SELECT n, ?, ? FROM articles WHERE id = ?",
            (DOCUMENT_VERSION, article_to_json(article), article.id),
        )

    def write_raw(self, article: Article, raw: bytes, hints: Mapping[str, str] | None) -> None:
        """Keep the bytes of the article's present revision; a part of the caller's transaction."""
        self._database.execute(
            "INSERT OR REPLACE INTO revisions (article, revision, sha256, taken, hints, raw)"
            " SELECT n, revision, sha256, ?, ?, ? FROM articles WHERE id = ?",
            (utc_now(), to_json(dict(hints or {})), zlib.compress(raw), article.id),
        )

    def document(self, id: ArticleId, revision: int | None = None) -> RawDocument:
        """What an article was made from; by default its newest revision.

        Raises NotFoundError, DamagedDocument.
        """
        found = self._database.row(
            "SELECT a.origin, CAST(r.hints AS BLOB), r.sha256, CAST(r.raw AS BLOB) FROM articles a"
            " JOIN revisions r ON r.article = a.n AND r.revision = coalesce(?, a.revision) WHERE a.id = ?",
            (revision, id),
        )
        if found is None:
            raise NotFoundError(f"no article {id!r}", "`newsreader search` lists articles with their ids.")
        stored = self.stored(id)
        # Only the text has the name of a file that is no Unicode.
        return raw_document(id, found[0] if stored is None else stored.origin, *found[1:])

    def is_sourced(self, id: ArticleId) -> bool:
        """Whether the newest bytes that are kept of an article are those that were taken in."""
        try:
            return _is_whole(self.document(id))
        except ArchiveError:
            return False

    def _made_again(self, id: ArticleId) -> Article:
        """From the newest bytes that are kept of it; stored, where it can be, in the place of the damaged."""
        try:
            if self._remake is not None:
                document = self.document(id)
                if _is_whole(document):
                    return self._kept(id, *self._remake(document))
        except ArchiveError:
            pass
        return self._stand_in(id)

    def _kept(self, id: ArticleId, article: Article, rules: int) -> Article:
        if article.id != id:
            raise StorageError(f"article {id!r}: what it was made from is that of another", DAMAGED_TEXT_HINT)
        if rules == self._database.value("SELECT intake FROM articles WHERE id = ?", (id,)):
            # By other rules a whole new article is made, by whoever reads them all again.
            self._database.mend(lambda: self.write(article))
        return article

    def _stand_in(self, id: ArticleId) -> Article:
        row = self._database.row(
            "SELECT origin, sha256, language, title, title_origin, source, published_first, published_last,"
            " published_precision, published_origin FROM articles WHERE id = ?",
            (id,),
        )
        if row is None:
            raise NotFoundError(f"no article {id!r}", "`newsreader search` lists articles with their ids.")
        return _stand_in(id, row)


def sound(id: ArticleId, document: bytes | None, version: int | None) -> Article:
    """The article of a row of ``STORED``. Raises DamagedDocument."""
    article = article_from_json(document, version)
    if article.id != id:
        raise DamagedDocument("the text of an article is that of another one", DAMAGED_TEXT_HINT)
    return article


def raw_document(id: ArticleId, origin: str, hints: Any, sha256: str, raw: Any) -> RawDocument:
    """What is stored of a revision. Raises DamagedDocument."""
    try:
        return RawDocument(zlib.decompress(raw), origin, dict(json.loads(hints)), sha256)
    except (ValueError, TypeError, RecursionError, zlib.error) as error:
        raise DamagedDocument(f"article {id!r}: its source is damaged: {error}", DAMAGED_TEXT_HINT) from error


def _is_whole(document: RawDocument) -> bool:
    return hashlib.sha256(document.raw).hexdigest() == document.sha256


def _stand_in(id: ArticleId, row: Row) -> Article:
    origin, sha256, language, title, title_origin = (str(value) for value in row[:5])
    return Article(
        id=id,
        origin=origin,
        sha256=sha256,
        language=language,
        title=title,
        title_origin=title_origin,
        blocks=(
            Block(0, Role.TITLE, title),
            Block(1, Role.BODY, f"{DAMAGED_TEXT} It was read from {origin}."),
        ),
        source=None if row[5] is None else str(row[5]),
        published=None if row[6] is None else DateRange(*map(str, row[6:10])),
        damaged=True,
    )


def each_damaged(database: Database, at_once: int = 256) -> Iterator[tuple[int, list[DamagedArticle]]]:
    """All texts, a few at a time: how many were read, and which of those are damaged.

    So is one of which the lists say another title, language or source than its text.
    """
    number = -1
    while chunk := database.rows(
        f"SELECT a.n, a.title, a.origin, a.language, a.source, {STORED} WHERE a.n > ? ORDER BY a.n LIMIT ?",
        (number, at_once),
    ):
        number = chunk[-1][0]
        yield (
            len(chunk),
            [
                DamagedArticle(id, str(title), str(origin))
                for _, title, origin, language, source, id, *stored in chunk
                if not _says((title, language, source), id, *stored)
            ],
        )


def _says(
    row: tuple[str, str, str | None], id: ArticleId, document: bytes | None, version: int | None
) -> bool:
    try:
        article = sound(id, document, version)
    except DamagedDocument:
        return False
    source = None if article.source is None else storable(article.source)
    return row == (storable(article.title), article.language, source)


def each_damaged_source(database: Database, at_once: int = 64) -> Iterator[tuple[int, list[DamagedArticle]]]:
    """The same of the bytes of every revision: they can be unpacked, and are those that were taken in."""
    last = -1
    while chunk := database.rows(
        "SELECT r.rowid, a.id, a.title, a.origin, CAST(r.hints AS BLOB), r.sha256, CAST(r.raw AS BLOB)"
        " FROM revisions r JOIN articles a ON a.n = r.article WHERE r.rowid > ? ORDER BY r.rowid LIMIT ?",
        (last, at_once),
    ):
        last = chunk[-1][0]
        damaged = []
        for _, id, title, origin, *stored in chunk:
            try:
                whole = _is_whole(raw_document(id, origin, *stored))
            except DamagedDocument:
                whole = False
            if not whole:
                damaged.append(DamagedArticle(id, str(title), str(origin)))
        yield len(chunk), damaged
