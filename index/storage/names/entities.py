"""Names: what was found in each article, and the entities that they were merged into."""

# ruff: noqa: S608
# Clauses are constants of this file; values are always bound.

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial

from index.errors import NotFoundError
from index.model.articles import ArticleId, Entity, EntityId, EntityKind, Language, Mention
from index.model.results import EntityFacet
from index.storage.names.entity_facets import count_facets, named_facets
from index.storage.names.resolution import replace_resolution
from index.storage.pairs import pending
from index.storage.sqlite.database import Database, Row
from index.storage.sqlite.documents import (
    DamagedDocument,
    mentions_from_json,
    mentions_to_json,
    storable,
    to_json,
)
from index.words.folding import spelling_key

_COLUMNS = "id, kind, names, variants, mentions, articles"
_EntityList = list[Entity]  # inside the class ``list`` is its method


class Entities:
    """Mentions by article, entities by id. Identity is a second step that can be made anew at any time."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put_mentions(self, article: ArticleId, extractor_id: str, mentions: Sequence[Mention]) -> None:
        """Store what an extractor found in an article, nothing too. Raises NotFoundError without article."""
        with self._database.transaction():
            stored = self._database.execute(
                "INSERT INTO mentions (article, extractor, found) SELECT n, ?2, ?3"
                " FROM articles WHERE id = ?1"
                " ON CONFLICT (article) DO UPDATE SET extractor = ?2, found = ?3, resolved = NULL",
                (article, extractor_id, mentions_to_json(mentions)),
            )
            if not stored:
                raise NotFoundError(
                    f"no article {article!r}", "It was removed meanwhile; run the import again."
                )
            pending.mark_unfinished(self._database, pending.NAMES)

    def mentions(self, article: ArticleId) -> tuple[Mention, ...]:
        """Mentions of one article, with their entities once names are merged; empty when nothing is known."""
        document = self._database.value(
            "SELECT coalesce(m.resolved, m.found) FROM mentions m JOIN articles a ON a.n = m.article"
            " WHERE a.id = ?",
            (article,),
        )
        try:
            return () if document is None else mentions_from_json(document)
        except DamagedDocument:
            self._database.mend(lambda: self._forget(article))
            return ()

    def all_mentions(self) -> Iterator[tuple[ArticleId, Language, tuple[Mention, ...]]]:
        """What the extractors found in each article, before merging: what merging starts from.

        What is damaged is left out, and the article is pending again.
        """
        damaged: list[ArticleId] = []
        for id, language, document in self._database.each(
            "SELECT a.id, a.language, m.found FROM mentions m JOIN articles a ON a.n = m.article ORDER BY a.n"
        ):
            try:
                yield id, language, mentions_from_json(document)
            except DamagedDocument:
                damaged.append(id)
        for id in damaged:
            self._database.mend(partial(self._forget, id))

    def pending(self, extractor_id: str | None) -> list[ArticleId]:
        """Articles that this extractor (any, when None) has not read in their present text, newest first."""
        found = self._database.rows(
            "SELECT a.id FROM articles a WHERE NOT EXISTS"
            " (SELECT 1 FROM mentions m WHERE m.article = a.n AND m.extractor = coalesce(?, m.extractor))"
            " ORDER BY a.sort_day DESC, a.sort_title, a.id",
            (extractor_id,),
        )
        return [id for (id,) in found]

    def extractors(self) -> dict[str, int]:
        """How many articles each extractor has read."""
        return dict(self._database.rows("SELECT extractor, count(*) FROM mentions GROUP BY extractor"))

    def forget_mentions(self) -> None:
        """Make every article pending again. Entities stay until names are merged anew."""
        with self._database.transaction():
            self._database.execute("DELETE FROM mentions")
            pending.mark_unfinished(self._database, pending.NAMES)

    def _forget(self, article: ArticleId) -> None:
        self._database.execute(
            "DELETE FROM mentions WHERE article = (SELECT n FROM articles WHERE id = ?)", (article,)
        )
        pending.mark_unfinished(self._database, pending.NAMES)

    def is_unfinished(self) -> bool:
        """True when mentions have changed since names were last merged, also when that was interrupted."""
        return pending.is_unfinished(self._database, pending.NAMES)

    def replace_resolution(
        self,
        entities: Mapping[EntityId, Entity],
        mentions: Mapping[ArticleId, Sequence[Mention]],
        articles_of: Mapping[EntityId, Iterable[ArticleId]],
    ) -> None:
        """Put a new merging in the place of the old; ``articles_of`` says which articles an entity counts.

        Writes what differs, in several transactions: call it outside of one, so that a bookmark need not wait
        for all of them. Articles that are not in ``mentions`` keep theirs.
        """
        replace_resolution(self._database, entities, mentions, articles_of)

    def facets(
        self, ids: Collection[ArticleId] | None = None, limit: int = 200, kind: str | None = None
    ) -> list[EntityFacet]:
        """Entity rows with how many of ``ids`` (of all when None) each counts, by language.

        Most articles first, then those of more than one article in the archive, then most mentions, then by
        label.
        """
        return count_facets(self._database, ids, limit, kind)

    def named_facets(self, counts: Mapping[EntityId, tuple[int, int]]) -> list[EntityFacet]:
        """Entity rows with counts that an engine made, by language, in the order of ``facets``."""
        return named_facets(self._database, counts)

    def articles_with(self, entity: EntityId) -> set[ArticleId]:
        """Articles that an entity row counts."""
        found = self._database.rows(
            "SELECT a.id FROM entity_articles ea JOIN articles a ON a.n = ea.article"
            " WHERE ea.entity = (SELECT n FROM entities WHERE id = ?)",
            (entity,),
        )
        return {id for (id,) in found}

    def list(self, kind: str | None = None, limit: int | None = None) -> _EntityList:
        """Entities in the order of ``facets``."""
        where, values = ("WHERE kind = ?", [kind]) if kind else ("", [])
        return _select(
            self._database,
            f"{where} ORDER BY fr + en DESC, place LIMIT ?",
            [*values, -1 if limit is None else limit],
        )

    def get(self, entity: EntityId) -> Entity:
        """Raises NotFoundError."""
        found = _select(self._database, "WHERE id = ?", [entity])
        if not found:
            raise NotFoundError(f"no entity {entity!r}", "`newsreader entities` lists them.")
        return found[0]

    def named(self, name: str) -> Entity:
        """The entity of that id, else the best known of that name in any spelling. Raises NotFoundError."""
        name = storable(name)
        found = _select(
            self._database,
            "WHERE id = ?1 OR n IN (SELECT entity FROM entity_variants WHERE folded = ?2)"
            " ORDER BY id = ?1 DESC, fr + en DESC, place LIMIT 1",
            [name, spelling_key(name)],
        )
        if not found:
            raise NotFoundError(f"no entity is named {name!r}", "`newsreader entities` lists them.")
        return found[0]

    def labels(self, ids: Collection[EntityId]) -> dict[EntityId, str]:
        """How to show each: ``Alep = Aleppo`` when the languages differ; unknown ones are left out."""
        found = self._database.rows(
            "SELECT e.id, e.label FROM json_each(?) chosen JOIN entities e ON e.id = chosen.value",
            (to_json(list(ids)),),
        )
        return dict(found)

    def matching(self, surface: str) -> _EntityList:
        """Entities that ``surface`` may name, in any spelling or by a surname, in the order of ``facets``."""
        return _select(
            self._database,
            "WHERE n IN (SELECT entity FROM entity_variants WHERE folded = ?) ORDER BY fr + en DESC, place",
            [spelling_key(surface)],
        )

    def count(self) -> int:
        return int(self._database.value("SELECT count(*) FROM entities"))


def _select(database: Database, rest: str, values: Sequence[str | int]) -> list[Entity]:
    rows = database.rows(f"SELECT {_COLUMNS} FROM entities {rest}", values)
    found = [entity for row in rows if (entity := _entity(row)) is not None]
    if len(found) < len(rows):  # they are merged anew, and these written again
        database.mend(lambda: pending.mark_unfinished(database, pending.NAMES))
    return found


def _entity(row: Row) -> Entity | None:
    """None when it is damaged."""
    id, kind, names, variants, mentions, articles = row
    try:
        spellings = tuple(json.loads(variants))
        return Entity(
            id, EntityKind(kind), dict(json.loads(names)), spellings, mentions, json.loads(articles)
        )
    except (ValueError, TypeError, RecursionError):
        return None
