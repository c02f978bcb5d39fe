"""Names: what was found, what it was merged into, and how it is counted."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable

import pytest

from index.errors import NotFoundError
from index.model.articles import Article, Entity, EntityKind, Mention
from index.storage.articles.articles import Articles
from index.storage.names import resolution
from index.storage.names.entities import Entities
from index.storage.sqlite.database import Database

Make = Callable[..., Article]

ALEPPO = Entity(
    "Q1", EntityKind.PLACE, {"fr": "Alep", "en": "Aleppo"}, ("Alep", "ALEP", "Aleppo"), 4, {"fr": 2, "en": 1}
)
MOSCOW = Entity("Q2", EntityKind.PLACE, {"fr": "Moscou", "en": "Moscow"}, ("Moscou", "Moscow"), 9, {"fr": 2})
PUTIN = Entity("Q3", EntityKind.PERSON, {"fr": "Poutine", "en": "Putin"}, ("Poutine", "Putin"), 9, {"en": 1})
IRNA = Entity("Q4", EntityKind.ORGANISATION, {"en": "IRNA"}, ("IRNA",), 2, {"fr": 1})
ALL = {entity.id: entity for entity in (ALEPPO, MOSCOW, PUTIN, IRNA)}
ARTICLES_OF = {"Q1": ["fr1", "fr2", "en1"], "Q2": ["fr1", "fr2"], "Q3": ["en1"], "Q4": ["fr1"]}


def found(text: str, entity: str | None = None) -> Mention:
    return Mention(1, 0, len(text), text, "place", entity)


@pytest.fixture
def entities(database: Database, make_article: Make) -> Entities:
    for id in ("fr1", "fr2", "en1", "de1"):
        Articles(database).put(make_article(id, id[:2]), b"")
    return Entities(database)


def merge(entities: Entities, articles_of: dict[str, Iterable[str]] | None = None) -> None:
    entities.replace_resolution(
        ALL, {"fr1": [found("Alep", "Q1")], "en1": [found("Aleppo", "Q1")]}, articles_of or ARTICLES_OF
    )


def test_mentions_get_their_entities(entities: Entities) -> None:
    assert entities.pending("x1") == entities.pending(None)
    assert set(entities.pending("x1")) == {"fr1", "fr2", "en1", "de1"}
    for id in ("fr1", "en1"):
        entities.put_mentions(id, "x1", [found("Alep"), found("dropped by merging")])
    entities.put_mentions("fr2", "x1", [])
    assert entities.mentions("fr1") == (found("Alep"), found("dropped by merging"))
    assert entities.pending("x1") == ["de1"]
    assert set(entities.pending("x2")) == {"fr1", "fr2", "en1", "de1"}
    assert entities.pending(None) == ["de1"]
    assert entities.extractors() == {"x1": 3}
    assert entities.is_unfinished()

    merge(entities)
    assert not entities.is_unfinished()
    assert entities.mentions("fr1") == (found("Alep", "Q1"),)
    assert entities.mentions("fr2") == ()
    assert {id: mentions for id, _, mentions in entities.all_mentions()}["fr1"] == (
        found("Alep"),
        found("dropped by merging"),
    )
    entities.put_mentions("fr1", "x2", [found("Moscou")])
    assert entities.mentions("fr1") == (found("Moscou"),)
    assert entities.is_unfinished()


def test_mentions_of_an_article_that_is_not_there(entities: Entities) -> None:
    with pytest.raises(NotFoundError):
        entities.put_mentions("nobody", "x1", [])
    assert entities.mentions("nobody") == ()


def test_facets(entities: Entities) -> None:
    merge(entities)
    rows = [(row.label, row.fr, row.en) for row in entities.facets()]
    assert rows == [
        ("Alep = Aleppo", 2, 1),
        ("Moscou = Moscow", 2, 0),
        ("Poutine = Putin", 0, 1),
        ("IRNA", 1, 0),
    ]
    assert [row.id for row in entities.facets(limit=2)] == ["Q1", "Q2"]
    assert [row.id for row in entities.facets(kind="person")] == ["Q3"]
    # Of these two articles Moscow and IRNA count one each, but IRNA is in no other article of the archive.
    some = [(row.id, row.fr, row.en) for row in entities.facets({"fr1", "en1", "de1", "nobody"})]
    assert some == [("Q1", 1, 1), ("Q2", 1, 0), ("Q3", 0, 1), ("Q4", 1, 0)]
    assert [row.id for row in entities.facets(["fr1"], kind="organisation")] == ["Q4"]
    assert [row.id for row in entities.facets(["fr1", "fr2", "en1"], limit=1)] == ["Q1"]
    assert entities.facets([]) == []


def test_facets_of_everything_are_the_facets_of_all_ids(entities: Entities, database: Database) -> None:
    merge(entities)
    assert entities.facets(Articles(database).ids()) == entities.facets()


def test_facets_agree_with_counting_by_hand(database: Database, make_article: Make) -> None:
    chance = random.Random(3)
    ids = [f"a{n:03}" for n in range(80)]
    with database.transaction():
        for id in ids:
            Articles(database).put(make_article(id, chance.choice(["fr", "en"])), b"")
    language = {id: ("fr" if id in set(Articles(database).ids("fr")) else "en") for id in ids}
    of = {f"E{n}": chance.sample(ids, chance.choice([1, 1, 2, 5, 30])) for n in range(60)}
    every = {
        id: Entity(
            id,
            EntityKind.PERSON,
            {"fr": id},
            (id,),
            chance.randint(1, 9),
            Counter(language[a] for a in articles),
        )
        for id, articles in of.items()
    }
    entities = Entities(database)
    entities.replace_resolution(every, {}, of)
    chosen = set(chance.sample(ids, 25))
    counts = {id: Counter(language[a] for a in articles if a in chosen) for id, articles in of.items()}
    order = sorted(
        (id for id in every if counts[id]),
        key=lambda id: (
            -counts[id].total(),
            every[id].articles["fr"] + every[id].articles["en"] == 1,
            -every[id].mentions,
            id.casefold(),
        ),
    )
    for limit in (1, 5, 200):
        rows = entities.facets(chosen, limit)
        assert [(row.id, row.fr, row.en) for row in rows] == [
            (id, counts[id]["fr"], counts[id]["en"]) for id in order[:limit]
        ]


def test_a_new_merging_replaces_the_old_one(
    entities: Entities, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    merge(entities)
    monkeypatch.setattr(resolution, "_CHUNK", 1)
    renamed = Entity("Q1", EntityKind.PLACE, {"fr": "Halab"}, ("Halab",), 1, {"fr": 1})
    entities.replace_resolution({"Q1": renamed}, {"fr1": [found("Halab", "Q1")]}, {"Q1": ["fr2"]})
    assert entities.list() == [renamed]
    assert entities.articles_with("Q1") == {"fr2"}
    assert entities.articles_with("Q2") == set()
    assert entities.matching("Alep") == []
    assert [(row.label, row.fr) for row in entities.facets(["fr1", "fr2"])] == [("Halab", 1)]
    assert database.check() == []


def test_the_same_merging_again_writes_no_relation(entities: Entities, database: Database) -> None:
    merge(entities)
    before = database.value("SELECT total_changes()")
    merge(entities)
    assert database.value("SELECT total_changes()") - before <= 2  # the mark, set and taken away


def test_an_interrupted_merging_is_made_again(entities: Entities, monkeypatch: pytest.MonkeyPatch) -> None:
    merge(entities)

    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(resolution, "_write_mentions", fail)
    with pytest.raises(KeyboardInterrupt):
        merge(entities, {"Q1": ["fr2"]})
    assert entities.is_unfinished()
    monkeypatch.undo()
    merge(entities)
    assert not entities.is_unfinished()
    assert entities.articles_with("Q1") == {"fr1", "fr2", "en1"}


def test_a_changed_text_is_not_counted_any_more(
    entities: Entities, database: Database, make_article: Make
) -> None:
    merge(entities)
    Articles(database).put(make_article("fr1", paragraphs=["autre"]), b"")
    assert entities.articles_with("Q1") == {"fr2", "en1"}
    assert [row.id for row in entities.facets(["fr1"])] == []
    assert entities.is_unfinished()
    assert database.check() == []


def test_names_and_spellings(entities: Entities) -> None:
    merge(entities)
    assert entities.list() == [ALEPPO, MOSCOW, PUTIN, IRNA]
    assert entities.list("place", 1) == [ALEPPO]
    assert entities.get("Q3") == PUTIN
    assert entities.named("Q3") == entities.named("pOUTINE") == PUTIN
    assert entities.named("  Alép ") == ALEPPO
    assert entities.matching("alep") == entities.matching("Alép") == [ALEPPO]
    assert entities.matching("nobody") == []
    assert entities.labels(["Q4", "Q1", "nobody"]) == {"Q4": "IRNA", "Q1": "Alep = Aleppo"}
    assert entities.count() == 4
    for ask in (entities.get, entities.named):
        with pytest.raises(NotFoundError, match="nobody"):
            ask("nobody")


def test_forgetting_makes_all_pending(entities: Entities) -> None:
    entities.put_mentions("fr1", "x1", [found("Alep")])
    merge(entities)
    entities.forget_mentions()
    assert len(entities.pending("x1")) == 4
    assert entities.is_unfinished()
    assert entities.facets()
