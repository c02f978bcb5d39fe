"""How often a hit in the other language is right, on queries judged by hand. Floors only go up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.analysis.encoding.universal import load_encoder
from index.analysis.encoding.vectors import quantise
from index.analysis.resemblance.similarity import most_similar
from index.archive import Archive
from index.counterparts.encoding import version_in_effect
from index.model.articles import other_language
from index.model.results import SearchRequest
from index.searching.meaning import MOST, SAME
from tests.quality.shipped_archive import articles

pytestmark = pytest.mark.slow
QUERIES = Path(__file__).parent / "cross_language" / "queries.tsv"
PRECISION_AT_10 = 0.94
RECALL = 0.61


def judged() -> Iterator[tuple[str, str, re.Pattern[str]]]:
    for line in QUERIES.read_text("utf-8").splitlines():
        language, query, right = line.split("\t")
        yield language, query, re.compile(rf"\b(?:{right})", re.IGNORECASE)


def test_hits_in_the_other_language(shipped_archive: Archive) -> None:
    texts = {a.id: (a.language, "\n".join([a.title, *(b.text for b in a.body)])) for a in articles()}
    shown = right = found = wanted = 0
    for language, query, words in judged():
        page = shipped_archive.search.page(SearchRequest(query, fold=False))
        relevant = {
            id for id, (its, text) in texts.items() if its not in (language, "und") and words.search(text)
        }
        other = [hit for hit in page.hits if hit.language != language]
        first = [hit.id for hit in other if hit.via][:10]
        good = sum(id in relevant for id in first)
        shown, right = shown + len(first), right + good
        found, wanted = found + len({hit.id for hit in other} & relevant), wanted + len(relevant)
        print(f"{language} {query:14} {', '.join(page.expanded):32} {good}/{len(first)} of {len(relevant)}")
    print(f"precision at 10: {right / shown:.3f} of {shown}; recall {found / wanted:.3f} of {wanted}")
    assert right / shown >= PRECISION_AT_10
    assert found / wanted >= RECALL


def test_there_are_enough_queries_of_both_languages() -> None:
    languages = [language for language, _, _ in judged()]
    assert languages.count("fr") >= 40 and languages.count("en") >= 40


def test_literal_hits_come_first_and_the_others_say_why(shipped_archive: Archive) -> None:
    page = shipped_archive.search.page(SearchRequest("grève"))
    found_by = [bool(hit.via) for hit in page.hits]
    assert found_by == sorted(found_by) and True in found_by and False in found_by
    assert {word for hit in page.hits for word in hit.via} == {"strike"}


@pytest.mark.parametrize("request_", [SearchRequest('"grève"'), SearchRequest("grève", expand=False)])
def test_quotes_and_the_flag_turn_it_off(shipped_archive: Archive, request_: SearchRequest) -> None:
    page = shipped_archive.search.page(request_)
    assert page.expanded == ()
    assert {hit.language for hit in page.hits} == {"fr"}


def test_titles_find_the_report_in_the_other_language_by_their_meaning(shipped_archive: Archive) -> None:
    """Invented reports were written apart, among look-alikes; their titles share few words."""
    library = shipped_archive._library
    encoder = load_encoder()
    by_id = {a.id: a for a in articles() if a.id.startswith("e")}
    twins = others = first = 0
    for id, article in by_id.items():
        here, there = article.language, other_language(article.language)
        vector = quantise(encoder.encode([article.title])).tobytes()
        found = most_similar(vector, library.vectors.each(version_in_effect(library), there), MOST)
        near = [other for cosine, other in found if cosine >= SAME]
        twin = id.replace(f".{here}", f".{there}")
        twins, others = twins + (twin in near), others + len({*near} - {twin})
        first += found[0][1] == twin
    count = len(by_id)
    print(f"counterpart found {twins / count:.3f}, first {first / count:.3f}, others {others / count:.2f}")
    assert twins / count >= 0.82
    assert first / count >= 0.8
    assert others / count <= 0.5
