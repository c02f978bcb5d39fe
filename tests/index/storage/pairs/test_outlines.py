"""Outlines are found by day and by id, and read whole: the same ones either way."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest

from index.analysis.pairing.outlines import LONGEST_DATED
from index.model.articles import Article
from index.storage.articles.articles import Articles
from index.storage.pairs.outlines import LONGEST, OutlineChunk, Outlines
from index.storage.sqlite.database import Database

Make = Callable[..., Article]
DAY = 738000


@pytest.fixture
def outlines(database: Database, make_article: Make) -> Outlines:
    for id in ("fr1", "fr2", "fr3", "fr4", "en1"):
        Articles(database).put(make_article(id, id[:2]), b"")
    stored = Outlines(database)
    with database.transaction():
        stored.put("fr1", "v1", DAY, DAY + 1, b"11")
        stored.put("fr2", "v1", None, None, b"22")
        stored.put("fr3", "v1", DAY - 10, DAY - 10 + LONGEST, b"33")
        stored.put("fr4", "v0", DAY, DAY, b"44")
        stored.put("en1", "v1", DAY, DAY, b"55")
        stored.put("nobody", "v1", DAY, DAY, b"66")
    return stored


def unpacked(chunks: Iterable[OutlineChunk]) -> dict[str, tuple[int | None, int | None, bytes]]:
    return {
        article: (days[2 * n], days[2 * n + 1], means[2 * n : 2 * n + 2])
        for articles, days, means in chunks
        for n, article in enumerate(articles)
    }


def test_outlines_by_id_by_day_and_whole(outlines: Outlines) -> None:
    dated, undated = ("fr1", DAY, DAY + 1, b"11"), ("fr2", None, None, b"22")
    assert list(outlines.of("v1", "fr", ["fr1", "fr2", "fr4", "en1"])) == [dated, undated]
    assert list(outlines.between("v1", "fr", DAY + 1, DAY + 5)) == [dated]
    assert list(outlines.between("v1", "fr", DAY - 9, DAY)) == [dated]
    assert list(outlines.between("v1", "fr", DAY + 2, DAY + 5)) == []
    assert unpacked(outlines.undated("v1", "fr")) == {"fr2": (None, None, b"22"), "fr3": (None, None, b"33")}
    assert unpacked(outlines.all("v1", "fr")) == {
        "fr1": (DAY, DAY + 1, b"11"),
        "fr2": (None, None, b"22"),
        "fr3": (None, None, b"33"),
    }
    assert unpacked(outlines.all("v1", "en")) == {"en1": (DAY, DAY, b"55")}


def test_dated_is_the_same_here_as_in_pairing() -> None:
    """Else reports of one day could be looked for among the undated, and not be found."""
    assert LONGEST == LONGEST_DATED


def test_an_outline_takes_the_place_of_the_one_before(outlines: Outlines, database: Database) -> None:
    with database.transaction():
        outlines.put("fr1", "v1", None, None, b"77")
        outlines.put("fr4", "v1", DAY + 3, DAY + 3, b"88")
    assert unpacked(outlines.all("v1", "fr")).keys() == {"fr1", "fr2", "fr3", "fr4"}
    assert unpacked(outlines.undated("v1", "fr"))["fr1"] == (None, None, b"77")
    assert [row[0] for row in outlines.between("v1", "fr", DAY, DAY + 9)] == ["fr4"]
    assert unpacked(outlines.all("v0", "fr")) == {}


def test_the_outline_of_a_changed_text_is_gone(outlines: Outlines, database: Database) -> None:
    articles = Articles(database)
    articles.put(replace(articles.get("fr2"), sha256="changed"), b"")
    assert unpacked(outlines.all("v1", "fr")).keys() == {"fr1", "fr3"}
    assert list(outlines.of("v1", "fr", ["fr2"])) == []
