"""The filters of a list as SQL, the same for pages, counts and copies."""

from __future__ import annotations

from collections.abc import Collection

from index.model.articles import READING_LANGUAGES, ArticleId
from index.model.results import Filters
from index.storage.sqlite.documents import to_json

_FR, _EN = READING_LANGUAGES
_STANDINGS = {
    None: None,
    "paired": "a.counterpart IS NOT NULL",
    "fr-only": f"a.language = '{_FR}' AND a.counterpart IS NULL",
    "en-only": f"a.language = '{_EN}' AND a.counterpart IS NULL",
    "bookmarked": "a.id IN (SELECT article FROM bookmarks)",
    "unread": "a.id NOT IN (SELECT article FROM read_marks)",
}


def where_clause(filters: Filters, without: Collection[ArticleId] = ()) -> tuple[str, list[str]]:
    """The WHERE clause over ``articles a``, and its values: what passes the filters, ``without`` some.

    Raises ValueError for an unknown standing.
    """
    if filters.standing not in _STANDINGS:
        raise ValueError(f"unknown standing {filters.standing!r}")
    conditions = [
        ("a.language = ?", filters.language),
        (
            "a.n IN (SELECT article FROM entity_articles WHERE"
            " entity = (SELECT n FROM entities WHERE id = ?))",
            filters.entity,
        ),
        ("a.published_last >= ?", filters.since),
        ("a.published_first <= ?", filters.until),
        ("a.source = ?", filters.source),
        ("a.id NOT IN (SELECT value FROM json_each(?))", to_json(list(without)) if without else None),
    ]
    chosen = [(condition, value) for condition, value in conditions if value is not None]
    parts = [condition for condition, _ in chosen]
    if standing := _STANDINGS[filters.standing]:
        parts.append(standing)
    if filters.undated:
        parts.append("a.sort_day = 0")
    return f"WHERE {' AND '.join(parts)}" if parts else "", [value for _, value in chosen]
