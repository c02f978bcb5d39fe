"""What articles state, beside their profiles: made from the text alone, so it is cheap to make anew."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from index.model.articles import READING_LANGUAGES, ArticleId
from index.storage.sqlite.database import Database
from index.storage.sqlite.documents import to_json


class StatedFacts:
    """Plain text by article, the caller's own; it goes with the article's text."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def pending(self, version: int) -> list[ArticleId]:
        """Articles of the reading languages without facts of this version, newest first."""
        found = self._database.rows(
            "SELECT a.id FROM articles a WHERE a.language IN (SELECT value FROM json_each(?2)) AND NOT EXISTS"
            " (SELECT 1 FROM facts f WHERE f.article = a.n AND f.version = ?1)"
            " ORDER BY a.sort_day DESC, a.id",
            (version, to_json(READING_LANGUAGES)),
        )
        return [id for (id,) in found]

    def of(self, articles: Sequence[ArticleId], version: int) -> dict[ArticleId, str]:
        """Of those of these articles that have any."""
        return dict(
            self._database.rows(
                "SELECT a.id, f.facts FROM articles a JOIN facts f ON f.article = a.n"
                " WHERE a.id IN (SELECT value FROM json_each(?)) AND f.version = ?",
                (to_json(list(articles)), version),
            )
        )

    def put(self, facts: Iterable[tuple[ArticleId, str]], version: int) -> None:
        """A part of the caller's transaction."""
        self._database.execute_many(
            "INSERT OR REPLACE INTO facts (article, version, facts)"
            " SELECT n, ?, ? FROM articles WHERE id = ?",
            ((version, text, article) for article, text in facts),
        )

    def forget(self) -> None:
        """All of them. A part of the caller's transaction."""
        self._database.execute("DELETE FROM facts")


def drop(database: Database, number: int) -> None:
    """Forget those of one article, inside the caller's transaction."""
    database.execute("DELETE FROM facts WHERE article = ?", (number,))
