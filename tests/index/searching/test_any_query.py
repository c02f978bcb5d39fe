"""Whatever a person can type gives an answer or a located message; every operator finds what a scan finds."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.archive import Archive, open_archive
from index.errors import QuerySyntaxError
from index.ingest.full_text import indexed
from index.model.results import SearchRequest
from index.query.parser import parse
from index.query.syntax import EntityIs, IdIn, Node, Standing, TagIs, rewrite
from index.settings import ArchiveSettings
from tests.index.engines.small_archive import scan

QUICK = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

_WORDS = """
    Syrie syriennes Téhéran teheran l'Iran d’Astana Alep aleppo terroristes terrorist président présidents the
    la État-major Bachar-al-Assad 2024 30 zzzz
"""
_CLAUSES = """
    lang:fr langue:anglais is:paired est:en-seul is:bookmarked is:unread is:undated tag:moyen-orient
    entité:Alep entity:Iran entity:Poutine date:2024 date:2024-12 since:2024-12-05 until:2024-12-02
    depuis:2025 titre:Syrie title:voice source:IRNA lieu:Moscou author:x
"""
_SYNTAX = """ " « ( ) - OR ET : titre: date: ~ is: \x00 ’ """
WORDS = _WORDS.split()
QUERIES = st.recursive(
    st.sampled_from(WORDS)
    | st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(lambda words: f'"{" ".join(words)}"')
    | st.sampled_from(["présid*", "t*", "Syr*", "Teherna~", "presidant~", "terorist~", "*"])
    | st.sampled_from(_CLAUSES.split()),
    lambda inner: (
        st.lists(inner, min_size=2, max_size=3).map(" ".join)
        | st.lists(inner, min_size=2, max_size=3).map(" OR ".join)
        | inner.map(lambda query: f"({query})")
        | inner.map(lambda query: f"-({query})")
    ),
    max_leaves=6,
)
PIECES = QUERIES | st.sampled_from(_SYNTAX.split()) | st.text(max_size=5)
TYPED = st.text(max_size=30) | st.lists(PIECES, max_size=6).map(" ".join)


@pytest.fixture(scope="module")
def seeds(built_archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    folder = shutil.copytree(built_archive, tmp_path_factory.mktemp("queries") / "archive")
    with open_archive(folder, settings=ArchiveSettings(ner=False)) as archive:
        english = archive.pairs.all()[0].en
        archive.desk.bookmark(english, tags=["Moyen-Orient"])
        archive.desk.mark_read(english, True)
        yield archive


@given(TYPED, st.booleans(), st.booleans())
@QUICK
def test_any_text_gives_an_answer_or_a_located_message(
    seeds: Archive, text: str, typing: bool, newest: bool
) -> None:
    request = SearchRequest(text, lenient=typing, order="newest" if newest else "relevance", snippets=True)
    try:
        page = seeds.search.page(request)
    except QuerySyntaxError as error:
        assert not typing, "half a query is never an error"
        assert 0 <= error.position <= len(text) and str(error) and error.hint
        return
    assert 0 <= len(page.hits) == page.total <= 5
    for hit in page.hits:
        assert hit.snippet is None or all(
            0 <= start < end <= len(hit.snippet.text) for start, end in hit.snippet.highlights
        )
        seeds.search.highlights(seeds.articles.get(hit.id), text)
    seeds.search.facets(request)
    assert sum(n for _, n in seeds.search.counts(request).languages) == page.total


@given(QUERIES)
@QUICK
def test_every_operator_finds_what_a_scan_finds(seeds: Archive, query: str) -> None:
    everything = [seeds.articles.get(hit.id) for hit in seeds.search.page(SearchRequest(fold=False)).hits]
    tree = rewrite(parse(query, today=date.today()).tree, lambda node: told(seeds, node))
    page = seeds.search.page(SearchRequest(query, expand=False, fold=False))
    assert {hit.id for hit in page.hits} == scan(tree, [indexed(article) for article in everything])


def told(archive: Archive, node: Node) -> Node:
    """What the index does not hold, read off the archive."""
    articles = [seen.id for seen in archive.search.page(SearchRequest(fold=False)).hits]
    marked = {bookmark.article for bookmark in archive.desk.bookmarks()}
    paired = {side for pair in archive.pairs.all() for side in (pair.fr, pair.en)}
    match node:
        case Standing("paired"):
            return IdIn(frozenset(paired))
        case Standing("en-only"):
            alone = (id for id in articles if archive.articles.get(id).language == "en" and id not in paired)
            return IdIn(frozenset(alone))
        case Standing("bookmarked") | TagIs():
            return IdIn(frozenset(marked))
        case Standing("unread"):
            return IdIn(frozenset(articles) - marked)
        case EntityIs(name):
            entity = archive.names.named(name).id
            naming = (id for id in articles if any(m.entity == entity for m in archive.names.mentions(id)))
            return IdIn(frozenset(naming))
        case _:
            return node
