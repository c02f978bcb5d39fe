"""Every occurrence, in both languages, with its surroundings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

import pytest

from index.archive import Archive
from index.errors import SearchStopped
from index.model.articles import Article
from index.model.results import ConcordanceLine, Filters, SearchRequest
from index.searching.concordance import CONTEXT
from tests.index.searching.reports import report

Make = Callable[[Iterable[Article]], Archive]


def lines(archive: Archive, request: SearchRequest) -> list[ConcordanceLine]:
    return [line for _, found in archive.search.concordance(request) for line in found]


def test_every_line_is_a_place_in_its_article(archive: Archive) -> None:
    found = lines(archive, SearchRequest("Syrie"))
    assert {line.language for line in found} == {"fr", "en"}
    for line in found:
        article = archive.articles.get(line.article)
        text = next(block.text for block in article.body if block.n == line.block)
        assert text[line.start : line.end] == line.match
        assert " ".join(text[: line.start].split()).endswith(line.left.strip())
        assert " ".join(text[line.end :].split()).startswith(line.right.strip())
        assert len(line.left) <= CONTEXT and len(line.right) <= CONTEXT
    texts = " ".join(
        block.text
        for hit in archive.search.page(SearchRequest()).hits
        for block in archive.articles.get(hit.id).body
    )
    assert sum(line.match == "Syrie" for line in found) == len(re.findall(r"\bSyrie\b", texts))


def test_an_entity_by_all_its_names(archive: Archive) -> None:
    aleppo = archive.names.named("Alep").id
    found = lines(archive, SearchRequest(filters=Filters(entity=aleppo)))
    assert {line.match for line in found} >= {"Alep", "Aleppo"}
    assert lines(archive, SearchRequest(filters=Filters("en", entity=aleppo))) == [
        line for line in found if line.language == "en"
    ]
    assert lines(archive, SearchRequest()) == []


def test_it_is_streamed(make_archive: Make) -> None:
    archive = make_archive(
        report(f"a{n:02}", "fr", "Titre", f"La grève {n} continue.", day="2024-12-01") for n in range(70)
    )
    stream = archive.search.concordance(SearchRequest("grève", fold=False))
    assert [place for place, _ in (next(stream), next(stream))] == [0, 1]
    assert len(lines(archive, SearchRequest("grève"))) == 70
    assert len(lines(archive, SearchRequest("grève", offset=60))) == 10
    with pytest.raises(SearchStopped):
        list(archive.search.concordance(SearchRequest("grève"), lambda: True))
