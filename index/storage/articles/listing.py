"""Result lists: pages of articles newest first, rows of a page, and how many of each standing there are."""

# ruff: noqa: S608
# Clauses are constants of this file; values are always bound.

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence

from index.model.articles import READING_LANGUAGES, ArticleId, DateRange, Language
from index.model.results import UNFILTERED, Filters, Hit
from index.storage.articles.article_table import article_table, known_table
from index.storage.articles.filtering import where_clause
from index.storage.sqlite.database import Database, Row
from index.storage.sqlite.documents import to_json

_FR, _EN = READING_LANGUAGES
OWN = ("bookmarked", "unread")
"""Standings that the reader's own notes give; all others follow from the articles."""
_POSSIBLE = f"""CASE WHEN a.counterpart IS NOT NULL THEN NULL WHEN a.language = '{_FR}' THEN
        (SELECT p.en FROM pairs p WHERE p.fr = a.id AND p.status = 'possible'
            ORDER BY p.score DESC, p.en LIMIT 1)
        ELSE (SELECT p.fr FROM pairs p WHERE p.en = a.id AND p.status = 'possible'
            ORDER BY p.score DESC, p.fr LIMIT 1) END"""
"""The same as ``Counterparts.pair_of`` finds; looked up on one side only, for 5 % of the time of a page."""
_HIT = f"""a.id, a.language, a.title, a.title_origin,
    a.published_first, a.published_last, a.published_precision, a.published_origin,
    a.source, a.origin, a.counterpart,
    EXISTS (SELECT 1 FROM bookmarks b WHERE b.article = a.id),
    NOT EXISTS (SELECT 1 FROM read_marks r WHERE r.article = a.id),
    {_POSSIBLE}"""
_NEWEST = "a.sort_day DESC, a.sort_title, a.id"
_SOME = "FROM json_each(?) chosen CROSS JOIN articles a INDEXED BY articles_standing ON a.id = chosen.value"


REMEMBERED_SETS = 8
"""The same standings are asked for at every keystroke; with other filters they are not worth keeping."""


class ArticleLists:
    """Rows of result lists, in the order of dates: newest first, undated last, then by title."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._sets: dict[Filters, tuple[Hashable, frozenset[ArticleId]]] = {}
        """With the state of the database in which each was right."""

    def newest(
        self,
        filters: Filters = UNFILTERED,
        offset: int = 0,
        limit: int = 200,
        without: Collection[ArticleId] = (),
    ) -> tuple[int, list[Hit]]:
        """How many articles pass the filters, and ``limit`` of them from ``offset`` on."""
        where, values = where_clause(filters, without)
        page = f"SELECT a.n FROM articles a {where} ORDER BY {_NEWEST} LIMIT ? OFFSET ?"
        with self._database.snapshot():
            total = self._database.value(f"SELECT count(*) FROM articles a {where}", values)
            rows = self._database.rows(
                f"SELECT {_HIT} FROM articles a WHERE a.n IN ({page}) ORDER BY {_NEWEST}",
                [*values, limit, offset],
            )
        return total, [_hit(row) for row in rows]

    def rows(self, ids: Sequence[ArticleId]) -> dict[ArticleId, Hit]:
        """The row of each article, in the order of ``ids``; unknown ones are left out."""
        found = self._database.rows(
            f"SELECT {_HIT} FROM json_each(?) chosen JOIN articles a ON a.id = chosen.value"
            " ORDER BY chosen.key",
            (to_json(list(ids)),),
        )
        return {row[0]: _hit(row) for row in found}

    def newest_ids(self, filters: Filters = UNFILTERED) -> list[ArticleId]:
        """All articles that pass the filters, in the order of ``newest``."""
        where, values = where_clause(filters)
        found = self._database.rows(f"SELECT a.id FROM articles a {where} ORDER BY {_NEWEST}", values)
        return [id for (id,) in found]

    def languages(self, ids: Collection[ArticleId]) -> dict[ArticleId, Language]:
        """Of each article that there is."""
        found = self._database.rows(
            "SELECT a.id, a.language FROM articles a WHERE a.id IN (SELECT value FROM json_each(?))",
            (to_json(list(ids)),),
        )
        return dict(found)

    def standings(
        self, ids: Collection[ArticleId] | None = None, filters: Filters = UNFILTERED
    ) -> dict[str, int]:
        """Of ``ids`` (of all when None) that pass the filters, how many are fr, en, paired and so on."""
        if filters == UNFILTERED:
            # Of all articles by SQL as long as there is no table: the first list does not wait for one.
            table = known_table(self._database) if ids is None else article_table(self._database)
            if table is not None:
                return standings_of(table.standings(table.places(ids)))
        where, values = where_clause(filters)
        chosen = [] if ids is None else [to_json(list(ids))]
        counted = self._database.rows(
            f"SELECT a.language, count(*), count(a.counterpart) {'FROM articles a' if ids is None else _SOME}"
            f" {where} GROUP BY a.language",
            [*chosen, *values],
        )
        return standings_of({language: (total, paired) for language, total, paired in counted})

    def ids(self, filters: Filters) -> frozenset[ArticleId]:
        """All articles that pass the filters. The same object until something changes."""
        return self.versioned_ids(filters)[1]

    def versioned_ids(self, filters: Filters) -> tuple[Hashable, frozenset[ArticleId]]:
        """The same, after a version of it: another one for another set."""
        state = self._database.state() if filters.standing in OWN else self._database.listed_state()
        known = self._sets.get(filters)
        if known is None or known[0] != state:
            if len(self._sets) >= REMEMBERED_SETS:
                self._sets.clear()
            known = self._sets[filters] = (state, self._find_ids(filters))
        return known

    def _find_ids(self, filters: Filters) -> frozenset[ArticleId]:
        where, values = where_clause(filters)
        return frozenset(id for (id,) in self._database.rows(f"SELECT a.id FROM articles a {where}", values))


def standings_of(languages: Mapping[Language, tuple[int, int]]) -> dict[str, int]:
    """How many are fr, en, paired and so on, by (articles, paired ones) of each language."""
    (fr, fr_paired), (en, en_paired) = languages.get(_FR, (0, 0)), languages.get(_EN, (0, 0))
    return {
        "fr": fr,
        "en": en,
        "paired": fr_paired + en_paired,
        "fr-only": fr - fr_paired,
        "en-only": en - en_paired,
    }


def _hit(row: Row) -> Hit:
    published = None if row[4] is None else DateRange(*row[4:8])
    return Hit(
        id=row[0],
        language=row[1],
        title=row[2],
        title_origin=row[3],
        published=published,
        source=row[8],
        origin=row[9],
        counterpart=row[10],
        bookmarked=bool(row[11]),
        unread=bool(row[12]),
        possible=row[13],
    )
