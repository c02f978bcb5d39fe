"""Pinned: what the bundled articles are taken apart into, field by field against gold made by hand."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from index.ingest.intake import read_article
from index.model.articles import Article, Role
from index.sources.registry import open_source

SEEDS = Path(__file__).parents[2] / "seeds"
GOLD: list[dict[str, Any]] = json.loads((Path(__file__).parent / "gold_articles.json").read_text("utf-8"))[
    "articles"
]
ROLE_OF_KIND = {
    "metadata-prefix": Role.METADATA,
    "dateline": Role.DATELINE,
    "section-label": Role.SECTION,
    "author-box-name": Role.AUTHOR_BOX,
    "author-box-bio": Role.AUTHOR_BOX,
    "tail-heading": Role.RELATED_LINK,
    "teaser-title": Role.TEASER,
    "teaser-text": Role.TEASER,
    "relative-time": Role.RELATIVE_TIME,
}

each_article = pytest.mark.parametrize("gold", GOLD, ids=[gold["file"][:3] for gold in GOLD])


@cache
def articles() -> dict[str, Article]:
    found = {}
    for document in open_source(SEEDS).documents():
        article = read_article(document)  # type: ignore[arg-type]
        found[Path(article.origin).name] = article
    return found


def plain(text: str) -> str:
    return " ".join(text.split())


def test_every_bundled_article_has_gold() -> None:
    assert sorted(articles()) == sorted(gold["file"] for gold in GOLD)


@each_article
def test_no_paragraph_is_lost_and_none_invented(gold: dict[str, Any]) -> None:
    body = [plain(block.text) for block in articles()[gold["file"]].body]
    assert body == [plain(text) for text in gold["paragraphs"]]


@each_article
def test_what_stands_around_the_article_is_hidden(gold: dict[str, Any]) -> None:
    article = articles()[gold["file"]]
    around = [
        (plain(b.text), b.role) for b in article.blocks if b not in article.body and b.role is not Role.TITLE
    ]
    assert around == [(plain(hidden["text"]), ROLE_OF_KIND[hidden["kind"]]) for hidden in gold["hidden"]]


def test_the_page_with_the_long_tail_hides_22_blocks() -> None:
    gold = next(gold for gold in GOLD if gold["file"].startswith("004"))
    assert len(gold["hidden"]) == 22
    assert len(articles()[gold["file"]].blocks) == 22 + 7 + 1


@each_article
def test_titles(gold: dict[str, Any]) -> None:
    article = articles()[gold["file"]]
    assert (article.title, article.title_origin) == (gold["title"], gold["title_origin"])
    titles = [plain(block.text) for block in article.blocks if block.role is Role.TITLE]
    own = gold.get("lead_is_title") or (gold["title"] if gold["title_origin"] == "given" else None)
    assert titles == ([own] if own else [])


@each_article
@pytest.mark.parametrize("name", ["language", "place", "agency", "source", "author", "section"])
def test_fields(gold: dict[str, Any], name: str) -> None:
    assert getattr(articles()[gold["file"]], name) == gold[name]


@each_article
def test_the_language_is_beyond_doubt(gold: dict[str, Any]) -> None:
    article = articles()[gold["file"]]
    assert (article.languages, article.language_uncertain) == ({gold["language"]: 1.0}, False)


@each_article
def test_publication_dates(gold: dict[str, Any]) -> None:
    found = articles()[gold["file"]].published
    expected = gold["published"]
    if expected is None:
        assert found is None
    else:
        assert found is not None
        assert {name: getattr(found, name) for name in expected} == expected


@each_article
def test_the_dates_that_the_text_speaks_of(gold: dict[str, Any]) -> None:
    found = {(date.text, date.resolved, date.role) for date in articles()[gold["file"]].dates}
    assert found == {(date["text"], date["resolved"], date["role"]) for date in gold["dates"]}


@each_article
def test_nothing_is_damaged(gold: dict[str, Any]) -> None:
    article = articles()[gold["file"]]
    raw = (SEEDS / gold["file"]).read_text("utf-8")
    assert "".join("".join(block.text.split()) for block in article.blocks) == "".join(raw.split())
    assert (article.truncated, article.replaced_characters) == (False, 0)
