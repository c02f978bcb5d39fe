"""Three words and more, by what they say."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from index.archive import Archive
from index.model.articles import Article
from index.model.results import Filters, SearchRequest
from index.query.parser import parse
from index.searching import meaning
from index.searching.meaning import words_of
from tests.index.searching.reports import report

Make = Callable[[Iterable[Article]], Archive]


@pytest.fixture
def sea(make_archive: Make) -> Archive:
    return make_archive(
        [
            report(
                "f1", "fr", "Marée noire", "Un pétrolier sans équipage s'est échoué et souille les plages."
            ),
            report("e1", "en", "Oil spill", "A tanker without crew ran aground and fouled miles of beaches."),
            report("e2", "en", "Opera", "The conductor will leave the orchestra at the end of the season."),
        ]
    )


def test_a_sentence_finds_what_says_the_same(sea: Archive) -> None:
    request = SearchRequest("pétrolier échoué sur les plages", expand=False, meaning=True)
    page = sea.search.page(request)
    assert [hit.id for hit in page.hits] == ["f1", "e1"]
    assert [(hit.via, hit.by_meaning) for hit in page.hits] == [((), False), ((), True)]
    assert page.total == 2 and page.standings["en"] == 1
    assert [
        h.id for h in sea.search.page(SearchRequest(request.query, expand=False, meaning=True, offset=1)).hits
    ] == ["e1"]
    assert [
        h.id for h in sea.search.page(SearchRequest(request.query, expand=False, meaning=True, limit=1)).hits
    ] == ["f1"]
    narrowed = SearchRequest(request.query, Filters("fr"), expand=False, meaning=True)
    assert [hit.id for hit in sea.search.page(narrowed).hits] == ["f1"]
    assert [hit.id for hit in sea.search.page(SearchRequest(request.query, expand=False)).hits] == ["f1"]


def test_what_the_reader_does_shows_at_once_also_in_what_was_found_by_meaning(sea: Archive) -> None:
    request = SearchRequest("pétrolier échoué sur les plages", expand=False, meaning=True)
    before = sea.search.page(request).hits[1]
    sea.desk.mark_read("e1", read=True)
    sea.desk.bookmark("e1")
    after = sea.search.page(request).hits[1]
    assert (before.id, before.unread, before.bookmarked) == ("e1", True, False)
    assert (after.id, after.unread, after.bookmarked) == ("e1", False, True)


def test_without_the_encoder_the_rest_is_found(sea: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meaning.sys, "executable", "/nowhere/python")
    page = sea.search.page(SearchRequest("pétrolier échoué sur les plages", expand=False, meaning=True))
    assert [hit.id for hit in page.hits] == ["f1"]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("pétrolier échoué plages", ["pétrolier", "échoué", "plages"]),
        ("Etats-Unis grève port", ["Etats", "Unis", "grève", "port"]),
        ('"pétrolier échoué" plages', []),
        ("a OR pétrolier", ["pétrolier"]),
        ("grève OR pétrolier", []),
        ("pétrolier -échoué plages", []),
        ("lang:fr pétrolier", []),
        ("", []),
    ],
)
def test_only_words_in_a_row_are_a_sentence(query: str, words: list[str]) -> None:
    assert words_of(parse(query).tree) == words
