"""Copies folded into their first, more like this, and counts beside the results."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from index.archive import Archive
from index.model.articles import Article
from index.model.results import FacetCounts, Filters, SearchRequest
from tests.index.searching.reports import report

Make = Callable[[Iterable[Article]], Archive]

FLOOD = (
    "Trois personnes ont été emportées dimanche par la crue de la rivière, qui a envahi le centre de la"
    " petite ville avant que les secours ne puissent évacuer les habitants des quartiers les plus bas."
)
MATCH = (
    "L'équipe de la capitale a remporté la finale aux tirs au but devant soixante mille spectateurs, au terme"
    " d'un match que son gardien a sauvé trois fois dans les dernières minutes."
)
RIVER = (
    "Three people were swept away on Sunday when the river burst its banks and flooded the centre of a small"
    " town before rescuers could get residents of the lower districts out of their houses."
)


@pytest.fixture
def wire(make_archive: Make) -> Archive:
    """One dispatch in three papers, another report of it, its English counterpart, and a football match."""
    return make_archive(
        [
            report("a", "fr", "Crue mortelle", FLOOD, day="2024-12-01", source="Le Soir"),
            report("b", "fr", "Trois morts", FLOOD + " (AFP)", day="2024-12-02", source="L'Avenir"),
            report(
                "c", "fr", "Une crue", "Notre correspondant. " + FLOOD, day="2024-11-30", source="Le Soir"
            ),
            report("later", "fr", "Crue mortelle", FLOOD, day="2025-03-01"),
            report("d", "fr", "La finale", MATCH, day="2023-05-01", source="Le Soir"),
            report("e", "en", "Flood kills three", RIVER, day="2024-12-01"),
            report("short", "fr", "Crue", "Une crue.", source="Le Soir"),
            report("short2", "fr", "Crue", "Une crue.", source="Le Soir"),
        ]
    )


def shown(archive: Archive, query: str = "", *, fold: bool = True, **filters: str) -> dict[str, int]:
    page = archive.search.page(SearchRequest(query, Filters(**filters), expand=False, fold=fold))
    assert page.total == len(page.hits)
    assert page.standings["fr"] + page.standings["en"] == page.total
    return {hit.id: hit.copies for hit in page.hits}


def test_copies_are_folded_into_the_first_that_is_found(wire: Archive) -> None:
    assert shown(wire, "rivière") == {"a": 2, "later": 0}
    assert shown(wire, "rivière", fold=False) == {"a": 0, "b": 0, "c": 0, "later": 0}
    assert shown(wire, "rivière AFP") == {"b": 0}
    assert shown(wire, "rivière", since="2024-12-02") == {"b": 0, "later": 0}
    assert shown(wire, "rivière", until="2024-12-01") == {"a": 1}
    assert wire.articles.copies("b") == ["a", "c"] and wire.articles.copies("d") == []


def test_copies_are_folded_in_the_list_too(wire: Archive) -> None:
    assert shown(wire) == {"a": 2, "d": 0, "later": 0, "e": 0, "short": 0, "short2": 0}
    assert shown(wire, until="2024-11-30") == {"c": 0, "d": 0}
    assert len(shown(wire, fold=False)) == 8


def test_pages_do_not_repeat_what_is_folded(wire: Archive) -> None:
    for query in ("", "crue OR rivière OR finale"):
        whole = [hit.id for hit in wire.search.page(SearchRequest(query, expand=False)).hits]
        pages = [
            wire.search.page(SearchRequest(query, expand=False, offset=n, limit=1)).hits
            for n in range(len(whole) + 1)
        ]
        assert [hit.id for page in pages for hit in page] == whole


def test_a_changed_text_is_compared_anew(wire: Archive) -> None:
    wire._library.articles.put(report("a", "fr", "Crue mortelle", MATCH + " Fin.", day="2023-05-02"), b"")
    list(wire.finish())
    assert wire.articles.copies("b") == ["c"] and wire.articles.copies("d") == ["a"]


def test_more_like_this(wire: Archive) -> None:
    similar = wire.search.similar("a")
    assert {hit.id for hit in similar} >= {"d", "short"}
    assert not {"a", "b", "c"} & {hit.id for hit in similar}, "neither itself nor its copies"
    assert [hit.score for hit in similar] == sorted((hit.score for hit in similar), reverse=True)
    scores = {hit.id: hit.score for hit in wire.search.similar("d")}
    assert len(wire.search.similar("d", limit=2)) == 2 and scores
    other = wire.pairs.of("a")
    flood = {hit.id for hit in similar} | ({other.en} if other else set())
    assert "e" in flood, "the other language is among them, or its counterpart already"


def test_an_article_that_is_not_worked_out_has_no_neighbours(wire: Archive) -> None:
    wire._library.articles.put(report("new", "fr", "Neuf", MATCH), b"")
    assert wire.search.similar("new") == []


def test_a_source_is_its_whole_name_with_and_without_a_query(wire: Archive) -> None:
    assert shown(wire, source="Le Soir") == {"a": 1, "d": 0, "short": 0, "short2": 0}
    assert shown(wire, "rivière", source="Le Soir") == {"a": 1}
    assert shown(wire, source="Soir") == shown(wire, "rivière", source="Soir") == {}
    assert shown(wire, "rivière source:soir") == {"a": 1}


def test_counts_follow_the_results(wire: Archive) -> None:
    assert wire.search.counts(SearchRequest("rivière", expand=False, fold=False)) == FacetCounts(
        sources=(("Le Soir", 2), ("L'Avenir", 1)),
        languages=(("fr", 4),),
        months=(("2025-03", 1), ("2024-12", 2), ("2024-11", 1)),
        undated=0,
    )
    everything = wire.search.counts(SearchRequest())
    assert everything.languages == (("fr", 7), ("en", 1)) and everything.undated == 2
    assert dict(everything.months) == {"2025-03": 1, "2024-12": 3, "2024-11": 1, "2023-05": 1}
    assert wire.search.counts(SearchRequest("rivière", Filters("en"))).sources == ()
    assert len(wire.search.counts(SearchRequest(), limit=1).months) == 1
