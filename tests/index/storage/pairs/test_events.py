"""Events as they are stored: by day and language, in pages, whole or only around some reports."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from index.model.articles import Article
from index.model.events import Event
from index.storage.articles.articles import Articles
from index.storage.pairs.events import Events, Group
from index.storage.sqlite.database import Database

REPORTS = (
    ("f1", "fr", "2024-12-02"),
    ("f2", "fr", None),
    ("e1", "en", "2024-12-02"),
    ("e2", "en", "2024-12-01"),
    ("f3", "fr", "2024-12-05"),
    ("f4", "fr", "2024-12-05"),
)
JOINED = Group(("f1", "f2", "e1", "e2"), 0.97, "counterpart")
ALONE = Group(("f3", "f4"), 0.9, "counterpart")


@pytest.fixture
def events(database: Database, make_article: Callable[..., Article]) -> Events:
    for id, language, day in REPORTS:
        Articles(database).put(make_article(id, language, day), b"")
    found = Events(database)
    with database.transaction():
        found.replace([JOINED, ALONE])
    return found


def test_reports_stand_by_day_the_undated_last(events: Events):
    assert events.of("f2") == Event(
        "e2", ("e2", "f1", "e1", "f2"), ("2024-12-01", "2024-12-02"), {"en": 2, "fr": 2}, 0.97, "counterpart"
    )
    assert events.of("nobody") is None
    assert events.ids_of(["f1", "f4", "nobody"]) == {"f1": "e2", "f4": "f3"}


def test_one_language_has_no_score(events: Events):
    alone = events.of("f3")
    assert alone is not None
    assert (alone.score, alone.status, dict(alone.languages)) == (None, None, {"fr": 2})


def test_pages_are_newest_first(events: Events):
    assert [event.id for event in events.newest(9)] == ["f3", "e2"]
    assert [event.id for event in events.newest(1, 1)] == ["e2"]
    assert [event.id for event in events.newest(9, in_both_languages=True)] == ["e2"]
    assert (events.count(), events.count(in_both_languages=True)) == (2, 1)
    assert [event.id for event in events.among(["f4", "e1", "f1"])] == ["e2", "f3"]


def test_only_what_is_around_is_replaced(events: Events, database: Database):
    with database.transaction():
        events.replace([Group(("f1", "e1"), 0.6, "possible")], {"f1", "e1", "f2", "e2"})
    assert [event.reports for event in events.newest(9)] == [("f3", "f4"), ("f1", "e1")]
    assert events.of("f2") is None


def test_an_event_goes_with_the_text_of_a_report(
    events: Events, database: Database, make_article: Callable[..., Article]
):
    Articles(database).put(make_article("f1", paragraphs=("Un autre texte.",)), b"other")
    assert events.of("e1") is None
    assert [event.id for event in events.newest(9)] == ["f3"]
    assert {"e1", "e2", "f2"} <= {id for (id,) in database.rows("SELECT article FROM undecided")}
