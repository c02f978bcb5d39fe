"""Counts beside a result list: by source, by language, by month."""

# ruff: noqa: S608
# Clauses are constants of this file; values are always bound.

from __future__ import annotations

from collections.abc import Collection

from index.model.articles import ArticleId
from index.model.results import UNFILTERED, FacetCounts, Filters
from index.storage.articles.filtering import where_clause
from index.storage.sqlite.database import Database

_MONTH = (
    "CASE a.published_precision WHEN 'year' THEN substr(a.published_first, 1, 4)"
    " ELSE substr(a.published_first, 1, 7) END"
)


class ResultCounts:
    """Counts articles of a result list."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def count(
        self, limit: int, filters: Filters = UNFILTERED, without: Collection[ArticleId] = ()
    ) -> FacetCounts:
        """How many there are of each that pass the filters, ``without`` some; ``limit`` sources and months.

        Sources and languages with most articles first, months the newest first. An article that may be of
        several months counts in the first of them, one of which only the year is known in that year.
        """
        where, values = where_clause(filters, without)

        def counted(what: str, order: str, most: int) -> tuple[tuple[str, int], ...]:
            return tuple(
                self._database.rows(
                    f"SELECT {what} AS what, count(*) AS n FROM articles a {where}"
                    f" GROUP BY what HAVING what IS NOT NULL ORDER BY {order} LIMIT ?",
                    [*values, most],
                )
            )

        with self._database.snapshot():
            return FacetCounts(
                sources=counted("a.source", "n DESC, what", limit),
                languages=counted("a.language", "n DESC, what", limit),
                months=counted(_MONTH, "what DESC", limit),
                undated=sum(n for _, n in counted("iif(a.sort_day = 0, 1, NULL)", "n", 1)),
            )
