"""Rows of a list and the places in the results that they are, with some rows unfolded under others."""

from __future__ import annotations

from dataclasses import replace

from index.model.results import Hit
from tests.tui.desks.nouns import hit
from tui.panes.result_rows import At, ResultRows


def five() -> ResultRows:
    """Five places, the last one not loaded; two rows stand under the second, one under the fourth."""
    rows = ResultRows(5, [hit(id) for id in "abcd"])
    rows.unfold(3, [hit("y")])
    rows.unfold(1, [hit("v"), hit("w")])
    return rows


def listed(rows: ResultRows) -> str:
    return "".join(found.id if (found := rows.hit(row)) else "?" for row in range(rows.count))


def test_what_is_unfolded_stands_under_its_place() -> None:
    rows = five()
    assert (rows.total, rows.count, listed(rows)) == (5, 8, "abvwcdy?")
    assert [rows.at(row) for row in range(8)] == [
        (0, 0), (1, 0), (1, 1), (1, 2), (2, 0), (3, 0), (3, 1), (4, 0)
    ]  # fmt: skip
    assert [rows.row(rows.at(row)) for row in range(8)] == list(range(8))
    assert [rows.find(id) for id in "avwcy"] == [0, 2, 3, 4, 6] and rows.find("z") is None
    assert rows.row(At(40)) == 43


def test_folding_again_brings_the_rows_below_back_to_where_they_were() -> None:
    rows = five()
    rows.fold(1)
    assert listed(rows) == "abcdy?" and not rows.is_unfolded(1) and rows.is_unfolded(3)
    rows.fold(3)
    assert listed(rows) == "abcd?" and rows.count == rows.total


def test_a_page_that_comes_later_lands_in_its_places() -> None:
    rows = five()
    assert rows.is_loaded(3) and not rows.is_loaded(4)
    rows.load(4, [hit("e")])
    assert listed(rows) == "abvwcdye"


def test_changes_reach_unfolded_rows_too_and_say_where_they_were() -> None:
    rows = five()

    def read(each: Hit) -> Hit:
        return replace(each, unread=False) if each.id in "cw" else each

    assert sorted(rows.change(read)) == [3, 4]
    assert [rows.hit(row).unread for row in (2, 3, 4)] == [True, False, False]
    assert rows.change(lambda each: each) == []
