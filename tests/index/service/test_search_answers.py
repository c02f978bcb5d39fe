"""What the server answers about results: pages of bounded length, occurrences, counts, what is alike."""

from __future__ import annotations

from index.model.results import SearchRequest
from index.protocol.questions import Concordance, Counts, Facets, Search, Similar
from index.service import search_answers
from tests.index.service.conftest import Ask


def test_no_page_is_longer_than_one_answer_may_be(ask: Ask, monkeypatch) -> None:
    monkeypatch.setattr(search_answers, "PAGE_LIMIT", 3)
    page = ask(Search(SearchRequest("syrie", limit=1000, snippets=True)))
    assert (page.total, len(page.hits)) == (5, 3) and all(hit.snippet.highlights for hit in page.hits)
    assert len(ask(Search(SearchRequest("syrie", limit=1000, offset=3))).hits) == 2
    assert ask(Search(SearchRequest("syrie", limit=-1))).hits == ()


def test_a_concordance_comes_in_pages(ask: Ask) -> None:
    whole = ask(Concordance(SearchRequest("Syrie")))
    assert whole.further is None
    pages, place, answers = [], 0, 0
    while place is not None:
        page = ask(Concordance(SearchRequest("Syrie", limit=1, offset=place)))
        pages += page.lines
        place, answers = page.further, answers + 1
    assert tuple(pages) == whole.lines and answers == 5, "an article each"
    assert {line.language for line in whole.lines} == {"fr", "en"}


def test_similar_articles_and_counts(ask: Ask, seed_ids: dict[str, str]) -> None:
    hits = ask(Similar(seed_ids["001"], limit=2)).hits
    assert len(hits) == 2 and hits[0].score >= hits[1].score and hits[0].copies == 0
    counts = ask(Counts(SearchRequest("syrie")))
    assert counts.languages == (("fr", 4), ("en", 1)) and counts.undated == 3
    labels = [facet.label for facet in ask(Facets(SearchRequest("syrie"), limit=3))]
    assert len(labels) == 3 and "Syrie = Syria" in labels
