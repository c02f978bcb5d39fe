"""Counts entities over the articles of a result list."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from index.model.articles import READING_LANGUAGES, ArticleId, EntityId, EntityKind
from index.model.results import EntityFacet
from index.storage.articles.article_table import article_table
from index.storage.sqlite.database import Database
from index.storage.sqlite.documents import to_json


def count_facets(
    database: Database, ids: Collection[ArticleId] | None, limit: int, kind: str | None
) -> list[EntityFacet]:
    """See ``Entities.facets``."""
    if ids is None:
        found = database.rows(
            "SELECT id, kind, label, fr, en FROM entities WHERE fr + en > 0 AND kind = coalesce(?, kind)"
            " ORDER BY fr + en DESC, place LIMIT ?",
            (kind, limit),
        )
        return [EntityFacet(id, EntityKind(kind), label, fr, en) for id, kind, label, fr, en in found]
    table = article_table(database)
    places, entities = table.places(ids), table.entities(database)
    fr, en = (
        entities.counted(places[table.language[places] == table.languages.index(language)])
        if language in table.languages
        else entities.counted(places[:0])
        for language in READING_LANGUAGES
    )
    first = entities.first(fr + en, limit, kind)
    rows = database.rows(
        "SELECT e.n, e.id, e.kind, e.label FROM json_each(?) chosen"
        " JOIN entities e ON e.n = chosen.value ORDER BY chosen.key",
        (to_json(first),),
    )
    return [
        EntityFacet(id, EntityKind(kind), label, int(fr[number]), int(en[number]))
        for number, id, kind, label in rows
    ]


def named_facets(database: Database, counts: Mapping[EntityId, tuple[int, int]]) -> list[EntityFacet]:
    """See ``Entities.named_facets``."""
    found = database.rows(
        "SELECT e.id, e.kind, e.label FROM json_each(?) chosen"
        " JOIN entities e ON e.id = chosen.value ORDER BY e.place",
        (to_json(list(counts)),),
    )
    facets = [EntityFacet(id, EntityKind(kind), label, *counts[id]) for id, kind, label in found]
    return sorted(facets, key=lambda facet: -(facet.fr + facet.en))
