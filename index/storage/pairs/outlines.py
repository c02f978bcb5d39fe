"""Outlines of articles, what says which are worth comparing: found by day, or read whole in chunks."""

# ruff: noqa: S608
# Clauses are constants of this file; values are always bound.

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from index.model.articles import ArticleId, Language
from index.storage.sqlite.database import Database
from index.storage.sqlite.documents import to_json

CHUNK = 256
"""Article numbers to a chunk."""
LONGEST = 31
"""Days between the first and the last of a dated one."""

OutlineRow = tuple[ArticleId, int | None, int | None, bytes]
"""Article, days of publication (ordinals), mean vector."""
OutlineChunk = tuple[list[ArticleId], list[int | None], bytes]
"""Articles, first and last day of each, mean vectors end to end."""


_Key = tuple[int, str, Language, int]
"""Of a chunk: its number, version, language, and whether its outlines are dated."""


class Outlines:
    """Bytes are the caller's; every method that writes is a part of the caller's transaction.

    Those that are ``dated`` have days that are at most LONGEST apart; the others have none.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, article: ArticleId, version: str, first: int | None, last: int | None, mean: bytes) -> None:
        """Store an outline in the place of what the article had; nothing without that article."""
        found = self._database.row("SELECT n, language FROM articles WHERE id = ?", (article,))
        if found is None:
            return
        number, language = found
        if first is None or last is None or last - first >= LONGEST:
            first = last = None
        drop(self._database, number, article)
        self._database.execute(
            "INSERT INTO outlines (article, version, first, last, mean) VALUES (?, ?, ?, ?, ?)",
            (number, version, first, last, mean),
        )
        self._add((number // CHUNK, version, language, int(first is not None)), (article, first, last, mean))

    def forget(self) -> None:
        for table in ("outlines", "outline_chunks"):
            self._database.execute(f"DELETE FROM {table}")

    def of(self, version: str, language: Language, articles: Iterable[ArticleId]) -> Iterator[OutlineRow]:
        """Those of these articles that are of this language."""
        yield from self._database.rows(
            "SELECT a.id, o.first, o.last, o.mean FROM articles a JOIN outlines o ON o.article = a.n"
            " WHERE a.id IN (SELECT value FROM json_each(?3)) AND a.language = ?1 AND o.version = ?2",
            (language, version, to_json(sorted(articles))),
        )

    def missing(self, version: str, articles: Iterable[ArticleId]) -> set[ArticleId]:
        """Those of these articles that have a profile and no outline."""
        found = self._database.rows(
            "SELECT a.id FROM articles a JOIN profiles p ON p.article = a.n"
            " WHERE a.id IN (SELECT value FROM json_each(?2)) AND p.version = ?1 AND NOT EXISTS"
            " (SELECT 1 FROM outlines o WHERE o.article = a.n AND o.version = ?1)",
            (version, to_json(sorted(articles))),
        )
        return {id for (id,) in found}

    def between(self, version: str, language: Language, first: int, last: int) -> Iterator[OutlineRow]:
        """The dated ones of which a day is one of these."""
        yield from self._database.rows(
            "SELECT a.id, o.first, o.last, o.mean FROM outlines o JOIN articles a ON a.n = o.article"
            " WHERE o.first BETWEEN ?3 AND ?4 AND o.last >= ?5 AND o.version = ?2 AND a.language = ?1",
            (language, version, first - LONGEST, last, first),
        )

    def undated(self, version: str, language: Language) -> Iterator[OutlineChunk]:
        return self._chunks("version = ? AND language = ? AND dated = 0", (version, language))

    def dated(self, version: str, language: Language) -> Iterator[OutlineChunk]:
        return self._chunks("version = ? AND language = ? AND dated = 1", (version, language))

    def all(self, version: str, language: Language) -> Iterator[OutlineChunk]:
        return self._chunks("version = ? AND language = ?", (version, language))

    def _chunks(self, where: str, parameters: tuple[str, ...]) -> Iterator[OutlineChunk]:
        found = self._database.rows(
            "SELECT chunk, version, language, dated, articles, days, means FROM outline_chunks"
            f" WHERE {where}",
            parameters,
        )
        return (_chunk(self._database, row[:4], *row[4:]) for row in found)

    def _add(self, key: _Key, outline: OutlineRow) -> None:
        found = self._database.row(
            "SELECT articles, days, means FROM outline_chunks"
            " WHERE chunk = ? AND version = ? AND language = ? AND dated = ?",
            key,
        )
        stored = found or ("", "", b"")
        articles, days, means = _chunk(self._database, key, *stored[:3], but=outline[0])
        article, first, last, mean = outline
        self._database.execute(
            "INSERT OR REPLACE INTO outline_chunks VALUES (?, ?, ?, ?, ?, ?, ?)",
            (*key, *_stored([*articles, article], [*days, first, last]), means + mean),
        )


def drop(database: Database, number: int, article: ArticleId) -> None:
    """Forget the outline of one article, inside the caller's transaction."""
    database.execute("DELETE FROM outlines WHERE article = ?", (number,))
    chunks = database.rows(
        "SELECT rowid, chunk, version, language, dated, articles, days, means FROM outline_chunks"
        " WHERE chunk = ?",
        (number // CHUNK,),
    )
    for row, *stored in chunks:
        articles, days, means = _chunk(database, tuple(stored[:4]), *stored[4:])
        if article not in articles:
            continue
        place, size = articles.index(article), len(means) // len(articles)
        del articles[place], days[2 * place : 2 * place + 2]
        means = means[: place * size] + means[(place + 1) * size :]
        database.execute(
            "UPDATE outline_chunks SET articles = ?, days = ?, means = ? WHERE rowid = ?",
            (*_stored(articles, days), means, row),
        )


def _chunk(
    database: Database, key: _Key, articles: str, days: str, means: bytes, *, but: ArticleId | None = None
) -> OutlineChunk:
    """What is stored of a chunk; where that is damaged, the same from the rows (``but`` that of one)."""
    try:
        ids = articles.split("\n") if articles else []
        found = json.loads(days) if days else [None] * (2 * len(ids))
        if len(found) == 2 * len(ids) and (len(means) % len(ids) if ids else len(means)) == 0:
            return ids, found, bytes(means)
    except (ValueError, TypeError, AttributeError):
        pass
    chunk, version, language, dated = key
    rows = database.rows(
        "SELECT a.id, o.first, o.last, o.mean FROM outlines o JOIN articles a ON a.n = o.article"
        " WHERE o.article BETWEEN ?1 * ?2 AND ?1 * ?2 + ?2 - 1 AND o.version = ?3 AND a.language = ?4"
        " AND (o.first IS NOT NULL) = ?5 AND a.id IS NOT ?6 ORDER BY a.n",
        (chunk, CHUNK, version, language, dated, but),
    )
    return [row[0] for row in rows], [day for row in rows for day in row[1:3]], b"".join(r[3] for r in rows)


def _stored(articles: list[ArticleId], days: list[int | None]) -> tuple[str, str]:
    return "\n".join(articles), "" if not days or days[0] is None else to_json(days)
