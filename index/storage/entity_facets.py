"""Counts entities over the articles of a result list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from index.model import READING_LANGUAGES, ArticleId, EntityFacet, EntityKind
from index.storage.database import Database
from index.storage.derived import unpack
from index.storage.documents import to_json

_FR, _EN = READING_LANGUAGES


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
    with database.snapshot():
        fr, en = _counted(database, ids)
        return _best(database, fr, en, limit, kind)


def _counted(database: Database, ids: Collection[ArticleId]) -> tuple[Counter[int], Counter[int]]:
    packed: dict[str, list[bytes]] = {_FR: [], _EN: []}
    for language, numbers in database.rows(
        "SELECT a.language, e.entities FROM json_each(?) chosen"
        " CROSS JOIN articles a INDEXED BY articles_standing ON a.id = chosen.value"
        " CROSS JOIN article_entities e ON e.article = a.n",
        (to_json(list(ids)),),
    ):
        if language in packed:
            packed[language].append(numbers)
    return Counter(unpack(b"".join(packed[_FR]))), Counter(unpack(b"".join(packed[_EN])))


def _best(
    database: Database, fr: Counter[int], en: Counter[int], limit: int, kind: str | None
) -> list[EntityFacet]:
    """The first ``limit`` rows; only entities that can be among them are looked up."""
    totals = fr + en
    if kind is not None:
        of_kind = {n for (n,) in database.rows("SELECT n FROM entities WHERE kind = ?", (kind,))}
        totals = Counter({n: total for n, total in totals.items() if n in of_kind})
    enough = sorted(totals.values(), reverse=True)[:limit]
    if not enough:
        return []
    candidates = [n for n, total in totals.items() if total >= enough[-1]]
    rows = database.rows(
        "SELECT e.n, e.place, e.id, e.kind, e.label FROM json_each(?) chosen"
        " JOIN entities e ON e.n = chosen.value",
        (to_json(candidates),),
    )
    rows.sort(key=lambda row: (-totals[row[0]], row[1]))
    return [EntityFacet(id, EntityKind(kind), label, fr[n], en[n]) for n, _, id, kind, label in rows[:limit]]
