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
    a, b, both = [1, 2, 3, 4, 5], [2, 3, 4, 5, 2**32 - 1], [1, 2, 3, 4, 5, 2**32 - 1]
    copies.put("a", [*a, 77], a, None)
    copies.put("b", [*b, 88], b, None)
    assert copies.pending() == ["c", "d"]
    assert copies.candidates("c", both, 9) == [("a", [*a, 77]), ("b", [*b, 88])]
    assert copies.candidates("b", both, 9) == [("a", [*a, 77])], "those that came before it"
    assert copies.candidates("c", a[:4], 9) == [("a", [*a, 77])], "as many hashes as it takes"
    assert copies.candidates("c", both, 1) == [("a", [*a, 77])]
    assert copies.candidates("c", [], 9) == [] == copies.candidates("a", both, 9)
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
    # The third may have been found through the second.
    assert copies.groups() == [] and copies.state() != before
    assert copies.pending() == ["b", "c", "d"]
    copies.put("c", [1], [1], "a")
    assert copies.groups() == [("a", "c")]
    Articles(database).put(make_article("a", paragraphs=["autre encore"]), b"")
    assert copies.groups() == [] and copies.pending() == ["a", "b", "c", "d"]
    assert database.check() == []


def test_who_came_later_is_compared_anew_when_a_likeness_comes_or_goes(
    copies: Copies, database: Database, make_article: Make
) -> None:
    hashes = [1, 2, 3, 4]
    copies.put("a", [9], [9], None)
    copies.put("c", hashes, hashes, None)
    copies.put("d", [7], [7], None)
    copies.put("b", hashes, hashes, None)
    assert copies.pending() == ["c"], "it may be a copy of what has come before it now"
    copies.put("c", hashes, hashes, "b")
    assert copies.groups() == [("b", "c")]
    Articles(database).put(make_article("b", paragraphs=["autre"]), b"")
    assert copies.pending() == ["b", "c"] and copies.groups() == []
    copies.forget()
    assert copies.pending() == ["a", "b", "c", "d"] and database.check() == []
