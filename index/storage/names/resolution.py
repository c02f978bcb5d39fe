"""Puts one merging of names in the place of another by writing what differs."""

# ruff: noqa: S608
# Clauses are constants of this file; values are always bound.

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, TypeVar

from index.model.articles import READING_LANGUAGES, ArticleId, Entity, EntityId, EntityKind, Mention
from index.storage.pairs import pending
from index.storage.sqlite.database import Database
from index.storage.sqlite.documents import folded, mentions_to_json, storable, to_json
from index.storage.sqlite.packing import pack, unpack
from index.words.folding import spelling_key

_CHUNK = 2000
"""Articles in one transaction: nobody waits longer than a fraction of a second for the lock."""
_COLUMNS = ("kind", "label", "names", "variants", "articles", "mentions", "fr", "en", "place")
_T = TypeVar("_T")


def replace_resolution(
    database: Database,
    entities: Mapping[EntityId, Entity],
    mentions: Mapping[ArticleId, Sequence[Mention]],
    articles_of: Mapping[EntityId, Iterable[ArticleId]],
) -> None:
    """See ``Entities.replace_resolution``. Interrupted in the middle, it stays marked as unfinished."""
    with database.transaction():
        pending.mark_unfinished(database, pending.NAMES)
    numbers: dict[ArticleId, int] = dict(database.rows("SELECT id, n FROM articles"))
    _write_entities(database, entities)
    _write_relation(database, numbers, articles_of)
    _write_mentions(database, numbers, mentions)
    gone = [(id,) for (id,) in database.rows("SELECT id FROM entities") if id not in entities]
    with database.transaction():
        database.execute_many("DELETE FROM entities WHERE id = ?", gone)
        pending.mark_finished(database, pending.NAMES)


def label(entity: Entity) -> str:
    """``Alep = Aleppo``: the name in each reading language, French first, once when they agree."""
    names = [entity.names[language] for language in READING_LANGUAGES if language in entity.names]
    return " = ".join(dict.fromkeys(names or entity.names.values()))


def _write_entities(database: Database, entities: Mapping[EntityId, Entity]) -> None:
    """Insert and update, but remove none yet: articles still point at them."""
    columns = ", ".join(_COLUMNS)
    known = {id: values for id, *values in database.rows(f"SELECT id, {columns} FROM entities")}
    placed = sorted(entities.values(), key=_place)
    rows = {entity.id: _columns(entity, place) for place, entity in enumerate(placed)}
    different = [(id, *values) for id, values in rows.items() if known.get(id) != values]
    spelt = {
        id
        for (id,) in database.rows("SELECT id FROM entities WHERE n IN (SELECT entity FROM entity_variants)")
    }
    respelt = [
        (id, _spellings(entities[id]))
        for id, values in rows.items()
        if id not in spelt or known[id][2:4] != values[2:4]
    ]
    with database.transaction():
        database.execute_many(
            f"INSERT INTO entities (id, {columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id)"
            f" DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in _COLUMNS)}",
            different,
        )
        database.execute_many(
            "DELETE FROM entity_variants WHERE entity = (SELECT n FROM entities WHERE id = ?)",
            ((id,) for id, _ in respelt),
        )
        database.execute_many(
            "INSERT OR IGNORE INTO entity_variants (folded, entity, surface)"
            " SELECT ?, n, ? FROM entities WHERE id = ?",
            (
                (spelling_key(storable(surface)), storable(surface), id)
                for id, surfaces in respelt
                for surface in surfaces
            ),
        )


def _spellings(entity: Entity) -> set[str]:
    """What a person may be asked for: every spelling, and the last word of a person's full name."""
    spellings = {*entity.variants, *entity.names.values()}
    if entity.kind == EntityKind.PERSON:
        spellings |= {name.split()[-1] for name in entity.names.values() if name.split()}
    return spellings


def _columns(entity: Entity, place: int) -> list[Any]:
    return [
        entity.kind.value,
        storable(label(entity)),
        to_json(dict(entity.names)),
        to_json(list(entity.variants)),
        to_json(dict(entity.articles)),
        entity.mentions,
        *(entity.articles.get(language, 0) for language in READING_LANGUAGES),
        place,
    ]


def _place(entity: Entity) -> tuple[bool, int, str, str]:
    """Order among entities of as many articles of a list: those of a single article of the archive last."""
    articles = sum(entity.articles.get(language, 0) for language in READING_LANGUAGES)
    return articles <= 1, -entity.mentions, folded(label(entity)), entity.id


def _write_relation(
    database: Database, numbers: Mapping[ArticleId, int], articles_of: Mapping[EntityId, Iterable[ArticleId]]
) -> None:
    """Both sides of it, article by article."""
    entity_numbers: dict[EntityId, int] = dict(database.rows("SELECT id, n FROM entities"))
    wanted: dict[int, list[int]] = defaultdict(list)
    for entity, articles in articles_of.items():
        for article in articles:
            if article in numbers and entity in entity_numbers:
                wanted[numbers[article]].append(entity_numbers[entity])
    known: dict[int, bytes] = dict(database.rows("SELECT article, entities FROM article_entities"))
    packed = {article: pack(sorted(set(found))) for article, found in wanted.items()}
    different = sorted(article for article in {*packed, *known} if packed.get(article) != known.get(article))
    for chunk in _chunks(different):
        old = {article: set(unpack(known.get(article, b""))) for article in chunk}
        new = {article: set(unpack(packed.get(article, b""))) for article in chunk}
        with database.transaction():
            database.execute_many(
                "DELETE FROM entity_articles WHERE entity = ? AND article = ?", _missing(old, new, chunk)
            )
            database.execute_many(
                "INSERT OR IGNORE INTO entity_articles (entity, article) VALUES (?, ?)",
                _missing(new, old, chunk),
            )
            database.execute_many(
                "INSERT OR REPLACE INTO article_entities (article, entities) VALUES (?, ?)",
                [(article, packed.get(article, b"")) for article in chunk],
            )


def _missing(
    here: Mapping[int, set[int]], there: Mapping[int, set[int]], articles: Collection[int]
) -> list[tuple[int, int]]:
    """Entity and article of what is here and not there."""
    return sorted((entity, article) for article in articles for entity in here[article] - there[article])


def _write_mentions(
    database: Database, numbers: Mapping[ArticleId, int], mentions: Mapping[ArticleId, Sequence[Mention]]
) -> None:
    for chunk in _chunks(mentions.items()):
        documents = [(mentions_to_json(found), numbers[id]) for id, found in chunk if id in numbers]
        with database.transaction():
            database.execute_many(
                "UPDATE mentions SET resolved = ?1 WHERE article = ?2 AND resolved IS NOT ?1", documents
            )


def _chunks(items: Iterable[_T]) -> Iterator[list[_T]]:
    rest = iter(items)
    while chunk := list(islice(rest, _CHUNK)):
        yield chunk
