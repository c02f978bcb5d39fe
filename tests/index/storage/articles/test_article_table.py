"""The table in memory says what the database says, whoever changed it last."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from index.model.articles import Article, Entity, EntityKind
from index.model.pairs import Evidence, Pair
from index.model.results import Filters
from index.storage.articles.article_table import article_table
from index.storage.articles.articles import Articles
from index.storage.articles.listing import ArticleLists
from index.storage.desk.bookmarks import Bookmarks
from index.storage.desk.reading import ReadingState
from index.storage.names.entities import Entities
from index.storage.pairs.counterparts import Counterparts
from index.storage.sqlite.database import Database
from index.storage.sqlite.opening import open_database

Make = Callable[..., Article]
EVIDENCE = Evidence(0.5, (), None, (1, 1))


class Found:
    """Ids by their numbers, as a search engine hands them over."""

    def __init__(self, everything: Sequence[str], numbers: Sequence[int]) -> None:
        self.everything = everything
        self.numbers = np.array(numbers, np.int64)

    def __len__(self) -> int:
        return len(self.numbers)

    def __iter__(self) -> Iterator[str]:
        return (self.everything[number] for number in self.numbers)

    def __contains__(self, id: object) -> bool:
        return id in set(self)


@pytest.fixture
def filled(database: Database, make_article: Make) -> Database:
    for id in ("fr1", "fr2", "en1", "en2", "de1"):
        Articles(database).put(make_article(id, id[:2]), b"")
    Counterparts(database).replace_pairs([Pair("fr1", "en1", 0.9, EVIDENCE, ())])
    merge(database, {"Q1": ["fr1", "en1", "de1"], "Q2": ["fr2"]})
    return database


def merge(database: Database, of: dict[str, list[str]]) -> None:
    entities = {id: Entity(id, EntityKind.PLACE, {"fr": id}, (id,)) for id in of}
    Entities(database).replace_resolution(entities, {}, of)


def standings(database: Database, ids: Any = None) -> list[int]:
    return [*ArticleLists(database).standings(ids).values()]


def test_an_empty_library(database: Database) -> None:
    assert standings(database) == standings(database, ["x"]) == [0, 0, 0, 0, 0]
    assert Entities(database).facets(["x"]) == []
    assert standings(database, Found(["x"], [0])) == [0, 0, 0, 0, 0]


def test_numbers_of_an_engine_mean_the_ids_behind_them(filled: Database) -> None:
    engine = ["gone", "en1", "fr2", "de1", "fr1", "en2", "en1"]
    found = Found(engine, [1, 2, 3])
    assert standings(filled, found) == standings(filled, ["en1", "fr2", "de1"]) == [1, 1, 1, 1, 0]
    assert standings(filled, Found(engine, [0])) == [0, 0, 0, 0, 0]
    assert standings(filled, Found(engine, [])) == [0, 0, 0, 0, 0]
    facets = Entities(filled).facets(found)
    assert facets == Entities(filled).facets(["en1", "fr2", "de1"])
    assert [(facet.id, facet.fr, facet.en) for facet in facets] == [("Q1", 0, 1), ("Q2", 1, 0)]
    # After its next commit the engine has another list.
    assert standings(filled, Found(engine[::-1], [1])) == standings(filled, ["en2"])


def test_an_article_named_twice_counts_once(filled: Database) -> None:
    assert standings(filled, ["fr1", "fr1"]) == standings(filled, ["fr1"])


def test_sees_changes_of_its_own_connection(filled: Database, make_article: Make) -> None:
    assert standings(filled) == [2, 2, 2, 1, 1]
    assert ArticleLists(filled).ids(Filters(standing="paired")) == {"fr1", "en1"}
    Counterparts(filled).replace_pairs([Pair("fr2", "en2", 0.9, EVIDENCE, ())])
    Articles(filled).put(make_article("fr3", "fr"), b"")
    merge(filled, {"Q2": ["fr2", "fr3"]})
    assert standings(filled) == [3, 2, 2, 2, 1]
    assert ArticleLists(filled).ids(Filters(standing="paired")) == {"fr2", "en2"}
    assert [(facet.id, facet.fr) for facet in Entities(filled).facets(["fr3", "fr1"])] == [("Q2", 1)]


def test_sees_changes_of_another_connection(filled: Database, folder: Path) -> None:
    lists = ArticleLists(filled)
    assert standings(filled, ["fr2", "en2"]) == [1, 1, 0, 1, 1]
    assert lists.ids(Filters(standing="unread")) == {"fr1", "fr2", "en1", "en2", "de1"}
    with open_database(folder) as other:
        Counterparts(other).replace_pairs([Pair("fr2", "en2", 0.9, EVIDENCE, ())])
        ReadingState(other).mark_read("fr1")
        Bookmarks(other).add("en2")
    assert standings(filled, ["fr2", "en2"]) == [1, 1, 2, 0, 0]
    assert lists.ids(Filters(standing="unread")) == {"fr2", "en1", "en2", "de1"}
    assert lists.ids(Filters(standing="bookmarked")) == {"en2"}


def test_is_read_once_as_long_as_no_article_changes(filled: Database, make_article: Make) -> None:
    table, paired = article_table(filled), (lists := ArticleLists(filled)).ids(Filters(standing="paired"))
    assert article_table(filled) is table
    ReadingState(filled).put({"query": "alep"})
    ReadingState(filled).mark_read("fr1")
    Bookmarks(filled).add("en2")
    assert article_table(filled) is table
    assert lists.ids(Filters(standing="paired")) is paired
    Articles(filled).put(make_article("fr3", "fr"), b"")
    assert article_table(filled) is not table
    assert lists.ids(Filters(standing="paired")) is not paired


def test_what_the_reader_notes_is_listed_at_once(filled: Database) -> None:
    lists = ArticleLists(filled)
    bookmarked, unread = Filters(standing="bookmarked"), Filters(standing="unread")
    assert lists.ids(bookmarked) == frozenset() and "fr1" in lists.ids(unread)
    Bookmarks(filled).add("en2")
    ReadingState(filled).mark_read("fr1")
    assert lists.ids(bookmarked) == {"en2"} and "fr1" not in lists.ids(unread)


def test_counts_of_all_articles_are_the_same_with_and_without_a_table(filled: Database) -> None:
    without = standings(filled)
    article_table(filled)
    assert standings(filled) == without == standings(filled, ["fr1", "fr2", "en1", "en2", "de1"])
