"""Answers about results: pages, names, counts, occurrences, and what is like an article."""

from __future__ import annotations

from dataclasses import replace

from index.archive import Archive
from index.model.results import ConcordanceLine, EntityFacet, FacetCounts, ResultPage
from index.protocol.answers import Hits, Occurrences
from index.protocol.questions import Concordance, Counts, Facets, Search, Similar, Unfold
from index.service.answering import Stop, answers

PAGE_LIMIT = 200
"""Rows in one answer; the screen asks for the next page when it gets there."""


@answers(Search)
def page(archive: Archive, asked: Search, stop: Stop) -> ResultPage:
    request = replace(asked.request, limit=max(0, min(asked.request.limit, PAGE_LIMIT)))
    return archive.search.page(request, stop)


@answers(Unfold)
def unfolded(archive: Archive, asked: Unfold, stop: Stop) -> Hits:
    articles = [archive.articles.find(article) for article in asked.articles[:PAGE_LIMIT]]
    return Hits(tuple(archive.search.unfolded(asked.request, articles, stop)))


@answers(Facets)
def facets(archive: Archive, asked: Facets, stop: Stop) -> tuple[EntityFacet, ...]:
    return tuple(archive.search.facets(asked.request, asked.limit, stop))


@answers(Counts)
def counts(archive: Archive, asked: Counts, stop: Stop) -> FacetCounts:
    return archive.search.counts(asked.request, asked.limit, stop)


@answers(Concordance)
def occurrences(archive: Archive, asked: Concordance, stop: Stop) -> Occurrences:
    """Lines of whole articles until there are ``limit``."""
    lines: list[ConcordanceLine] = []
    for place, found in archive.search.concordance(asked.request, stop):
        if len(lines) >= min(asked.request.limit, PAGE_LIMIT):
            return Occurrences(tuple(lines), place)
        lines += found
    return Occurrences(tuple(lines), None)


@answers(Similar)
def similar(archive: Archive, asked: Similar, stop: Stop) -> Hits:
    article = archive.articles.find(asked.article)
    return Hits(tuple(archive.search.similar(article, max(0, min(asked.limit, PAGE_LIMIT)))))
