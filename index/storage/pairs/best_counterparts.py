"""The best counterpart of each article in its own row: lists are filtered and counted by it."""

# ruff: noqa: S608
# Clauses are constants of this file; values are always bound.

from __future__ import annotations

from index.model.articles import ArticleId
from index.storage.sqlite.database import Database
from index.storage.sqlite.documents import to_json


def set_counterparts(database: Database, articles: list[ArticleId] | None = None) -> None:
    """Bring ``articles.counterpart`` in step with the pairs; of all articles when None."""
    best = """(SELECT other FROM (
            SELECT en AS other, score FROM pairs WHERE fr = articles.id AND status = 'counterpart'
            UNION ALL SELECT fr, score FROM pairs WHERE en = articles.id AND status = 'counterpart'
        ) ORDER BY score DESC, other LIMIT 1)"""
    if articles is None:
        paired = "id IN (SELECT fr FROM pairs UNION ALL SELECT en FROM pairs)"
        database.execute(
            f"UPDATE articles SET counterpart = {best}"
            f" WHERE (counterpart IS NOT NULL OR {paired}) AND counterpart IS NOT {best}"
        )
    else:
        database.execute(
            f"UPDATE articles SET counterpart = {best} WHERE id IN (SELECT value FROM json_each(?))",
            (to_json(articles),),
        )
