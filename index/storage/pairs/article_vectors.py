"""One direction for each article: what it is about, small enough to compare it with all others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from index.model.articles import ArticleId, Language
from index.storage.sqlite.database import Database


class ArticleVectors:
    """Vectors by article; they go with its text."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def pending(self, version: str, limit: int) -> list[tuple[ArticleId, bytes]]:
        """Some articles that have a profile of this version and no vector of it, with that profile."""
        return self._database.rows(
            "SELECT a.id, p.profile FROM profiles p JOIN articles a ON a.n = p.article WHERE p.version = ?1"
            " AND NOT EXISTS (SELECT 1 FROM article_vectors v WHERE v.article = p.article AND v.version = ?1)"
            " ORDER BY p.article LIMIT ?2",
            (version, limit),
        )

    def put(self, vectors: Mapping[ArticleId, bytes], version: str) -> None:
        """Store vectors of articles; those that were removed meanwhile are left out."""
        with self._database.transaction():
            self._database.execute_many(
                "INSERT OR REPLACE INTO article_vectors (article, version, vector)"
                " SELECT n, ?, ? FROM articles WHERE id = ?",
                ((version, vector, article) for article, vector in vectors.items()),
            )

    def get(self, article: ArticleId) -> tuple[str, bytes] | None:
        """Version and vector of one article."""
        return self._database.row(
            "SELECT v.version, v.vector FROM article_vectors v JOIN articles a ON a.n = v.article"
            " WHERE a.id = ?",
            (article,),
        )

    def each(self, version: str, language: Language) -> Iterator[tuple[ArticleId, bytes]]:
        """All vectors of one version and language."""
        yield from self._database.each(
            "SELECT a.id, v.vector FROM article_vectors v JOIN articles a ON a.n = v.article"
            " WHERE v.version = ? AND a.language = ? ORDER BY a.n",
            (version, language),
        )
