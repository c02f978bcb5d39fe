"""Ties: reports that may tell one happening, with the log-odds of each two, kept both ways."""

from __future__ import annotations

from collections.abc import Iterable

from index.model.articles import ArticleId
from index.storage.sqlite.database import Database
from index.storage.sqlite.documents import to_json

Tie = tuple[ArticleId, ArticleId, float, bool]
"""Two reports, log-odds, whether both are of one language."""


class TieTable:
    """Every method that writes is a part of the caller's transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, articles: Iterable[ArticleId]) -> list[Tie]:
        """Those that one of ``articles`` is the first of."""
        found = self._database.rows(
            "SELECT article, other, log_odds, sisters FROM ties"
            " WHERE article IN (SELECT value FROM json_each(?))",
            (to_json(sorted(articles)),),
        )
        return [(one, other, logit, bool(sisters)) for one, other, logit, sisters in found]

    def all(self) -> list[Tie]:
        found = self._database.rows("SELECT article, other, log_odds, sisters FROM ties")
        return [(one, other, logit, bool(sisters)) for one, other, logit, sisters in found]

    def put(self, ties: Iterable[Tie]) -> None:
        """Each both ways; one that is there already is replaced."""
        self._database.execute_many(
            "INSERT OR REPLACE INTO ties (article, other, log_odds, sisters) VALUES (?, ?, ?, ?)",
            (
                (a, b, logit, int(sisters))
                for one, other, logit, sisters in ties
                for a, b in ((one, other), (other, one))
            ),
        )

    def forget(self) -> None:
        self._database.execute("DELETE FROM ties")

    def drop(self, articles: Iterable[ArticleId]) -> set[ArticleId]:
        """Forget all ties of these; whom they were tied to."""
        return set().union(*(drop(self._database, article) for article in articles))


def drop(database: Database, article: ArticleId) -> set[ArticleId]:
    """Forget all ties of one report, inside the caller's transaction; whom it was tied to."""
    others = [other for (other,) in database.rows("SELECT other FROM ties WHERE article = ?", (article,))]
    database.execute_many(
        "DELETE FROM ties WHERE article = ? AND other = ?", ((other, article) for other in others)
    )
    database.execute("DELETE FROM ties WHERE article = ?", (article,))
    return set(others)
