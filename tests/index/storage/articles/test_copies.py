"""Copies: linked to the first of them, found by hashes they share."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from index.errors import NotFoundError
from index.model.articles import Article
from index.model.results import Filters
from index.storage.articles.articles import Articles
from index.storage.articles.copies import Copies
from index.storage.sqlite.database import Database

Make = Callable[..., Article]


@pytest.fixture
def copies(database: Database, make_article: Make) -> Copies:
    for number, id in enumerate("abcd"):
        Articles(database).put(make_article(id, day=f"2024-12-0{number + 1}"), b"")
    return Copies(database)


def test_candidates_share_hashes(copies: Copies) -> None:
    assert copies.pending() == ["a", "b", "c", "d"]
    copies.put("a", [1, 2, 3, 4], [1, 2], None)
    copies.put("b", [2, 3, 4, 2**32 - 1], [2, 2**32 - 1], None)
    assert copies.pending() == ["c", "d"]
    assert copies.candidates([1, 2], 1, 9) == [("a", [1, 2, 3, 4]), ("b", [2, 3, 4, 2**32 - 1])]
    assert copies.candidates([1, 2], 2, 9) == [("a", [1, 2, 3, 4])]
    assert copies.candidates([1, 2], 1, 1) == [("a", [1, 2, 3, 4])]
    assert copies.candidates([], 1, 9) == []
    with pytest.raises(NotFoundError):
        copies.put("nobody", [1], [1], None)


def test_copies_of_copies_are_one_group(copies: Copies) -> None:
    assert copies.state() == (0, 0) and copies.groups() == []
    copies.put("a", [1], [1], None)
    copies.put("b", [1], [1], "a")
    copies.put("c", [1], [1], "b")
    copies.put("d", [9], [9], "d")
    assert copies.groups() == [("a", "b", "c")]
    assert copies.of("b") == ["a", "c"] and copies.of("d") == []
    assert copies.groups_within(Filters(since="2024-12-02")) == [("b", "c")]
    assert copies.groups_within(Filters(since="2024-12-03")) == []


def test_a_changed_text_leaves_its_group(copies: Copies, database: Database, make_article: Make) -> None:
    copies.put("a", [1], [1], None)
    copies.put("b", [1], [1], "a")
    copies.put("c", [1], [1], "a")
    before = copies.state()
    Articles(database).put(make_article("b", paragraphs=["autre"]), b"")
    assert copies.groups() == [("a", "c")] and copies.state() != before
    assert copies.pending() == ["b", "d"]
    Articles(database).put(make_article("a", paragraphs=["autre encore"]), b"")
    assert copies.groups() == [] and copies.pending() == ["a", "b", "c", "d"]
    assert database.check() == []
