"""Searching asks for the contract only: over an engine without folder and numbers it says the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest

from index.archive import Archive
from index.engines import registry
from index.engines.interface import SearchEngine
from index.ingest.full_text import compare, indexed
from index.model.articles import Article
from index.model.results import Filters, SearchRequest
from index.searching.search import Searching
from tests.index.engines.memory_engine import MemoryEngine
from tests.index.searching.reports import report

PLACE = "memory:news"
FLOOD = (
    "Trois personnes ont été emportées dimanche par la crue de la rivière à Alep, qui a envahi le centre de"
    " la petite ville avant que les secours ne puissent évacuer les habitants des quartiers les plus bas."
)
RIVER = (
    "Three people were swept away on Sunday when the river at Aleppo burst its banks and flooded the centre"
    " of a small town before rescuers could get residents of the lower districts out of their houses."
)
REPORTS = [
    report("a", "fr", "Crue mortelle en Syrie", FLOOD, day="2024-12-01", source="Le Soir"),
    report("b", "fr", "Trois morts", FLOOD + " (AFP)", day="2024-12-02", source="L'Avenir"),
    report("c", "fr", "Une crue", "Notre correspondant. " + FLOOD, day="2024-11-30", source="Le Soir"),
    report("d", "fr", "La finale à Alep", "Un match de football en Syrie.", day="2023-05-01"),
    report("e", "en", "Flood kills three in Syria", RIVER, day="2024-12-01", source="The Star"),
    report("f", "en", "A match at Aleppo", "The river was in the news, and Syria in the final."),
]
REQUESTS = [
    SearchRequest(),
    SearchRequest("Alep"),
    SearchRequest("Alep", expand=False),
    SearchRequest("rivière OR river"),
    SearchRequest("rivière", fold=False),
    SearchRequest("rivière OR river", Filters("fr")),
    SearchRequest("Syrie", Filters(standing="paired")),
    SearchRequest("Syrie", Filters(since="2024-12-01", until="2024-12-31")),
    SearchRequest("rivière OR river", Filters(source="Le Soir")),
    SearchRequest("river OR final", Filters(undated=True)),
    SearchRequest('"burst its banks"'),
    SearchRequest("riv* -football"),
    SearchRequest("footbal", snippets=True),
    SearchRequest("riviere", snippets=True, lenient=True),
    SearchRequest("is:paired lang:en"),
    SearchRequest("zzyzx"),
]


@pytest.fixture
def archive(make_archive: Callable[[Iterable[Article]], Archive]) -> Archive:
    return make_archive(REPORTS)


@pytest.fixture
def other(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> Searching:
    """Over the same library, with an index in memory that knows the entities, too."""
    library = archive._library
    entities = {entity.id: library.entities.articles_with(entity.id) for entity in library.entities.list()}
    index = MemoryEngine.open(PLACE, create=True)
    index.write(
        replace(indexed(article), entities=tuple(id for id, found in entities.items() if article.id in found))
        for article in library.articles.iterate()
    )

    def engine(name: str) -> type[SearchEngine]:
        return MemoryEngine if name == "memory" else registry.engine(name)

    for module in ("full_text", "reading_ahead"):
        monkeypatch.setattr(f"index.searching.{module}.engine", engine)
    return Searching(library, PLACE, "memory")


@pytest.mark.parametrize("request_", REQUESTS, ids=lambda request: request.query or "everything")
def test_says_the_same(archive: Archive, other: Searching, request_: SearchRequest) -> None:
    for asked in (replace(request_, order="newest"), replace(request_, order="newest", offset=1, limit=2)):
        ours, theirs = archive.search.page(asked), other.page(asked)
        hits = [[replace(hit, score=0) for hit in page.hits] for page in (ours, theirs)]
        assert hits[0] == hits[1]
        assert replace(ours, hits=(), took_ms=0) == replace(theirs, hits=(), took_ms=0)
    ours, theirs = archive.search.page(request_), other.page(request_)
    assert {hit.id: hit.via for hit in ours.hits} == {hit.id: hit.via for hit in theirs.hits}
    assert archive.search.facets(request_) == other.facets(request_)
    assert archive.search.counts(request_) == other.counts(request_)
    for hit in ours.hits:
        article = archive.articles.get(hit.id)
        assert archive.search.highlights(article, request_.query) == other.highlights(article, request_.query)


def test_an_archive_of_these_reports_has_all_that_is_compared(archive: Archive) -> None:
    page = archive.search.page(SearchRequest("rivière OR river"))
    assert page.standings["paired"] and any(hit.copies for hit in page.hits)
    assert any(hit.via for hit in archive.search.page(SearchRequest("Alep")).hits)
    assert archive.search.page(SearchRequest("footbal")).corrected == "football"
    counts = archive.search.counts(SearchRequest("rivière OR river"))
    assert counts.sources and counts.months and counts.undated == 1
    assert archive.search.facets(SearchRequest("rivière OR river"))


def test_occurrences_are_the_same(archive: Archive, other: Searching) -> None:
    request = SearchRequest("rivière OR river", order="newest")
    lines = [*archive.search.concordance(request)]
    assert lines and lines == [*other.concordance(request)]


def test_warms_up_without_numbers(other: Searching) -> None:
    assert [*other.warm_up()][-1] == "articles"


def test_an_index_is_compared_with_a_library_article_by_article(other: Searching) -> None:
    index = MemoryEngine.open(PLACE)
    assert compare(index, "abcdex") == ({"x"}, ["f"])
