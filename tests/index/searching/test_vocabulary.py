"""The vocabulary follows the archive."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from index.archive import Archive
from index.ingest import vocabulary
from index.ingest.vocabulary import learn_words
from index.model.articles import Article
from index.model.results import SearchRequest
from index.storage.library import Library
from index.words.stemming import stem
from tests.index.searching.reports import report

Make = Callable[[Iterable[Article]], Archive]

REPORTS = [
    report("f1", "fr", "Le port", "La grève des dockers continue malgré la pluie."),
    report("e1", "en", "The harbour", "The strike of dockers goes on in spite of the rain."),
]


@pytest.fixture
def library(make_archive: Make) -> Library:
    return make_archive(REPORTS)._library


def learnt(library: Library) -> bool:
    return bool(list(learn_words(library, lambda: False)))


def test_nothing_is_done_until_the_archive_has_grown(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not learnt(library)
    library.articles.put(report("f2", "fr", "Rien", "Une inondation."), b"")
    assert learnt(library) and not learnt(library)
    monkeypatch.setattr(vocabulary, "installed", lambda: "a dictionary")
    assert learnt(library) and not learnt(library)
    library.words.forget()
    assert learnt(library)


def test_a_stop_leaves_the_old_one(library: Library) -> None:
    library.words.forget()
    assert list(learn_words(library, lambda: True)) == []
    assert library.words.state() is None and library.words.articles("fr", "pluie") >= 0


def test_a_dictionary_of_the_system_is_used(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        vocabulary, "translations", lambda: [("port", "harbour"), ("pluie", "rain"), ("a b", "c")]
    )
    library.words.forget()
    assert learnt(library)
    (rain,) = [found for found in library.words.candidates("fr", stem("fr", "pluie")) if found.listed]
    assert rain.word.written == "rain"


def test_one_query_finds_both_languages(make_archive: Make) -> None:
    archive = make_archive(REPORTS)
    (french, english) = archive.search.page(SearchRequest("grève")).hits
    assert (french.id, french.via) == ("f1", ())
    assert (english.id, english.via) == ("e1", ("strike",))
    assert archive.search.highlights(archive.articles.get("e1"), "grève") == {"1": [(4, 10)]}
    assert archive.search.highlights(archive.articles.get("f1"), "strike") == {"1": [(3, 8)]}
    assert archive.search.page(SearchRequest("grève", expand=False)).total == 1
    assert [hit.id for hit in archive.search.page(SearchRequest("rain lang:fr")).hits] == ["f1"]
    assert archive.search.page(SearchRequest("-grève")).total == 1
