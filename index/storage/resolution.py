"""Puts one merging of names in the place of another by writing what differs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from index.model import READING_LANGUAGES, ArticleId, Entity, EntityId, Mention
from index.storage import derived
from index.storage.database import Database
from index.storage.documents import folded, mentions_to_json, storable, to_json

_CHUNK = 2000
"""Articles whose mentions are written in one transaction: about 0.1 s."""


def replace_resolution(
    database: Database,
    entities: Mapping[EntityId, Entity],
    mentions: Mapping[ArticleId, Sequence[Mention]],
    articles_of: Mapping[EntityId, Iterable[ArticleId]],
) -> None:
    """See ``Entities.replace_resolution``. Interrupted in the middle it stays marked as unfinished."""
    numbers: dict[ArticleId, int] = dict(database.rows("SELECT id, n FROM articles"))
    with database.transaction():
        derived.mark_unfinished(database, derived.NAMES)
    _write_mentions(database, numbers, mentions)
    relation = _relation(numbers, mentions, articles_of)
    with database.transaction():
        entity_numbers = _write_entities(database, entities)
        _write_relation(database, relation, entity_numbers)
        _remove_others(database, entities)
        derived.mark_finished(database, derived.NAMES)


def _write_mentions(
    database: Database, numbers: Mapping[ArticleId, int], mentions: Mapping[ArticleId, Sequence[Mention]]
) -> None:
    rest = iter(mentions.items())
    while chunk := list(islice(rest, _CHUNK)):
        documents = [
            (mentions_to_json(found), numbers[article]) for article, found in chunk if article in numbers
        ]
        with database.transaction():
            database.execute_many(
                "UPDATE mentions SET resolved = ?1 WHERE article = ?2 AND resolved IS NOT ?1", documents
            )


def _relation(
    numbers: Mapping[ArticleId, int],
    mentions: Mapping[ArticleId, Sequence[Mention]],
    articles_of: Mapping[EntityId, Iterable[ArticleId]],
) -> dict[EntityId, dict[int, tuple[int, int]]]:
    """For each entity and article number: mentions, and 1 when the entity counts the article."""
    relation: dict[EntityId, dict[int, tuple[int, int]]] = defaultdict(dict)
    for article, found in mentions.items():
        if article in numbers:
            for entity, times in Counter(m.entity for m in found if m.entity is not None).items():
                relation[entity][numbers[article]] = (times, 0)
    for entity, articles in articles_of.items():
        row = relation[entity]
        for article in articles:
            if article in numbers:
                number = numbers[article]
                row[number] = (row.get(number, (0, 0))[0], 1)
    return relation


def _write_entities(database: Database, entities: Mapping[EntityId, Entity]) -> dict[EntityId, int]:
    """Insert or update; the number of each. An entity keeps its number as long as it exists."""
    placed = sorted(entities.values(), key=_place)
    known = {id: spellings for id, *spellings in database.rows("SELECT id, names, variants FROM entities")}
    values = [
        (
            entity.id,
            entity.kind.value,
            storable(label(entity)),
            to_json(dict(entity.names)),
            to_json(list(entity.variants)),
            to_json(dict(entity.articles)),
            entity.mentions,
            *(entity.articles.get(language, 0) for language in READING_LANGUAGES),
            place,
        )
        for place, entity in enumerate(placed)
    ]
    database.execute_many(
        "INSERT INTO entities (id, kind, label, names, variants, articles, mentions, fr, en, place)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET kind = excluded.kind,"
        " label = excluded.label, names = excluded.names, variants = excluded.variants,"
        " articles = excluded.articles, mentions = excluded.mentions, fr = excluded.fr, en = excluded.en,"
        " place = excluded.place",
        values,
    )
    numbers: dict[EntityId, int] = dict(database.rows("SELECT id, n FROM entities"))
    respelt = [
        entity for entity, row in zip(placed, values, strict=True) if known.get(entity.id) != [row[3], row[4]]
    ]
    database.execute_many(
        "DELETE FROM entity_variants WHERE entity = ?", ((numbers[entity.id],) for entity in respelt)
    )
    database.execute_many(
        "INSERT OR IGNORE INTO entity_variants (folded, entity, surface) VALUES (?, ?, ?)",
        (
            (folded(storable(surface)), numbers[entity.id], storable(surface))
            for entity in respelt
            for surface in {*entity.variants, *entity.names.values()}
        ),
    )
    return numbers


def _write_relation(
    database: Database,
    relation: Mapping[EntityId, Mapping[int, tuple[int, int]]],
    entity_numbers: Mapping[EntityId, int],
) -> None:
    wanted = {
        (entity_numbers[entity], article): value
        for entity, row in relation.items()
        if entity in entity_numbers
        for article, value in row.items()
    }
    known: dict[tuple[int, int], tuple[int, int]] = {
        (entity, article): (mentions, counted)
        for entity, article, mentions, counted in database.each("SELECT * FROM entity_articles")
    }
    database.execute_many(
        "DELETE FROM entity_articles WHERE entity = ? AND article = ?", known.keys() - wanted.keys()
    )
    different = sorted((*key, *value) for key, value in wanted.items() if known.get(key) != value)
    database.execute_many("INSERT OR REPLACE INTO entity_articles VALUES (?, ?, ?, ?)", different)

    touched = {article for _, article in known.keys() ^ wanted.keys()} | {row[1] for row in different}
    counted: dict[int, list[int]] = {article: [] for article in touched}
    for (entity, article), (_, counts) in sorted(wanted.items()):
        if counts and article in touched:
            counted[article].append(entity)
    database.execute_many(
        "INSERT OR REPLACE INTO article_entities VALUES (?, ?)",
        ((article, derived.pack(found)) for article, found in counted.items()),
    )
    change = database.value("SELECT coalesce(max(change), 0) + 1 FROM articles")
    database.execute_many(
        "UPDATE articles SET change = ? WHERE n = ?", ((change, article) for article in touched)
    )


def _remove_others(database: Database, entities: Mapping[EntityId, Entity]) -> None:
    gone = [(id,) for (id,) in database.rows("SELECT id FROM entities") if id not in entities]
    database.execute_many("DELETE FROM entities WHERE id = ?", gone)


def label(entity: Entity) -> str:
    """``Alep = Aleppo``: the name in each reading language, French first, once when they agree."""
    names = [entity.names[language] for language in READING_LANGUAGES if language in entity.names]
    return " = ".join(dict.fromkeys(names or entity.names.values()))


def _place(entity: Entity) -> tuple[bool, int, str, str]:
    """Order among entities of as many articles of a list: those of a single article of the archive last."""
    articles = sum(entity.articles.get(language, 0) for language in READING_LANGUAGES)
    return articles <= 1, -entity.mentions, folded(label(entity)), entity.id
