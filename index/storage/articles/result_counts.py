"""Counts beside a result list: by source, by language, by month."""

# ruff: noqa: S608
# Clauses are constants of this file; values are always bound.

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from index.model import ArticleId, FacetCounts
from index.storage.sqlite.database import Database
from index.storage.sqlite.documents import to_json

_MONTH = (
    "CASE a.published_precision WHEN 'year' THEN substr(a.published_first, 1, 4)"
    " ELSE substr(a.published_first, 1, 7) END"
)


class ResultCounts:
    """Counts articles of a result list."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def count(self, ids: Collection[ArticleId] | None, limit: int) -> FacetCounts:
        """How many of ``ids`` (of all when None) there are of each; at most ``limit`` sources and months.

        Sources and languages with most articles first, months the newest first. An article that may be of
        several months counts in the first of them, one of which only the year is known in that year.
        """
        with self._database.snapshot():
            return FacetCounts(
                sources=self._counted(ids, "a.source", "n DESC, what", limit),
                languages=self._counted(ids, "a.language", "n DESC, what", limit),
                months=self._counted(ids, _MONTH, "what DESC", limit),
                undated=sum(n for _, n in self._counted(ids, "iif(a.sort_day = 0, 1, NULL)", "n", 1)),
            )

    def _counted(
        self, ids: Collection[ArticleId] | None, what: str, order: str, most: int
    ) -> tuple[tuple[str, int], ...]:
        chosen: list[Any] = [] if ids is None else [to_json(list(ids))]
        origin = "articles a" if ids is None else "json_each(?) j CROSS JOIN articles a ON a.id = j.value"
        return tuple(
            self._database.rows(
                f"SELECT {what} AS what, count(*) AS n FROM {origin} WHERE what IS NOT NULL"
                f" GROUP BY what ORDER BY {order} LIMIT ?",
                [*chosen, most],
            )
        )
