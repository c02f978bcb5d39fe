"""The stops of a walk and which is the next, without a widget."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.tui.aligned.documents import SENTENCES, STRIKE, laid_out, long
from tui.aligned.document import MatchPosition, Mode, Side
from tui.aligned.layout import PaneLayout
from tui.aligned.position import Viewport
from tui.aligned.walk import (
    Hit,
    SentenceStop,
    find_differences,
    find_hits,
    find_rows,
    next_hit,
    next_row,
    next_sentence,
    sentence_places,
)

HEIGHT = 10


def at(layout: PaneLayout, row: int) -> Viewport:
    """The view that begins with a row."""
    return Viewport(layout, layout.starts[row], HEIGHT)


def words(layout: PaneLayout, hits: list[Hit]) -> list[str]:
    return [
        layout.drawn.cell(place.side, place.row)[place.paragraph].text[place.character : end]
        for place, end in hits
    ]


@pytest.mark.parametrize(
    ("mode", "side", "rows"),
    [
        (Mode.SINGLE, Side.LEFT, [1, 2, 3, 4, 5]),
        (Mode.SINGLE, Side.RIGHT, [1, 2, 3, 4, 6]),
        (Mode.PEEK, Side.LEFT, [1, 2, 3, 4, 5, 6]),
        (Mode.SPLIT, Side.RIGHT, [1, 2, 3, 4, 5, 6]),
    ],
)
def test_rows_with_text_of_their_own_can_be_marked(mode: Mode, side: Side, rows: list[int]) -> None:
    assert find_rows(laid_out(STRIKE, mode, side=side)) == rows


def test_differences_are_silences_and_values_that_are_given_otherwise() -> None:
    assert find_differences(laid_out(STRIKE, Mode.SPLIT)) == [4, 5, 6]
    assert find_differences(laid_out(STRIKE)) == [4, 5], "what is not shown is no stop"


def test_what_a_report_tells_in_another_row_is_said_and_is_no_difference() -> None:
    rows = list(STRIKE.rows)
    rows[5] = replace(rows[5], unsure=True, elsewhere="see “The prefect …”")
    layout = laid_out(replace(STRIKE, rows=tuple(rows)), Mode.SPLIT)
    assert layout.drawn.filler(Side.RIGHT, 5) == "· · ·  see “The prefect …”"
    assert find_differences(layout) == [4, 6]


@pytest.mark.parametrize(
    ("mode", "side", "found"),
    [
        (Mode.SINGLE, Side.LEFT, ["grève"]),
        (Mode.SINGLE, Side.RIGHT, ["Monday", "strike"]),
        (Mode.PEEK, Side.LEFT, ["grève", "Monday", "strike"]),
        (Mode.SPLIT, Side.RIGHT, ["Monday", "strike", "grève"]),
    ],
)
def test_hits_are_those_that_are_shown_or_can_unfold_left_first(
    mode: Mode, side: Side, found: list[str]
) -> None:
    layout = laid_out(STRIKE, mode, side=side)
    assert words(layout, find_hits(layout)) == found


def test_the_next_row_is_seen_from_the_marked_one_while_it_begins_in_view() -> None:
    layout = laid_out(long(20), marked=6)
    rows = [2, 6, 9, 15]
    assert [next_row(at(layout, 5), rows, step) for step in (1, -1)] == [9, 2]
    # Else from the top of the view, which may itself be such a row.
    assert [next_row(at(layout, 9), rows, step) for step in (1, -1)] == [9, 9]
    assert [next_row(at(layout, 10), rows, step) for step in (1, -1)] == [15, 9]
    assert next_row(at(layout, 16), rows, 1) is None and next_row(at(layout, 0), rows, -1) is None
    assert next_row(at(layout, 0), [], 1) is None


def test_hits_are_walked_from_the_one_in_view_and_round_the_end() -> None:
    layout = laid_out(long(20, left=dict.fromkeys((4, 12), ((0, 2), (3, 5)))))
    hits = find_hits(layout)
    assert next_hit(at(layout, 4), hits, hits[0], 1) == MatchPosition(2, 4, False)
    assert next_hit(at(layout, 4), hits, hits[0], -1) == MatchPosition(4, 4, True)
    assert next_hit(at(layout, 12), hits, hits[3], 1) == MatchPosition(1, 4, True)
    assert next_hit(at(layout, 0), [], None, 1) is None


def test_hits_are_walked_from_the_top_of_the_view_when_none_is_in_it() -> None:
    layout = laid_out(long(20, left=dict.fromkeys((4, 12), ((0, 2), (3, 5)))))
    hits = find_hits(layout)
    for hit in (None, hits[0]):
        assert next_hit(at(layout, 8), hits, hit, 1) == MatchPosition(3, 4, False)
        assert next_hit(at(layout, 8), hits, hit, -1) == MatchPosition(2, 4, False)
    assert next_hit(at(layout, 15), hits, None, 1) == MatchPosition(1, 4, True)
    assert next_hit(at(layout, 2), hits, None, -1) == MatchPosition(4, 4, True)
    elsewhere = find_hits(laid_out(STRIKE))[0]
    assert next_hit(at(layout, 0), hits, elsewhere, 1) == MatchPosition(1, 4, False), "of another document"


def test_the_columns_of_a_row_begin_a_walk_together() -> None:
    layout = laid_out(long(20, left={7: ((0, 2),)}, right={7: ((0, 2),)}), Mode.SPLIT)
    from_the_third_line = Viewport(layout, layout.starts[7] + 2, HEIGHT)
    assert next_hit(from_the_third_line, find_hits(layout), None, 1) == MatchPosition(2, 2, False)


@pytest.mark.parametrize("mode", [Mode.PEEK, Mode.SPLIT])
def test_sentences_are_walked_within_a_row_and_on_to_the_next_that_has_some(mode: Mode) -> None:
    unmarked = Viewport(laid_out(SENTENCES, mode), 0, 40)
    assert next_sentence(unmarked, None, 1) == SentenceStop(1, 0, 2)
    view = Viewport(laid_out(SENTENCES, mode, marked=1), 0, 40)
    assert [next_sentence(view, number, 1) for number in (None, 0, 1)] == [
        SentenceStop(1, 0, 2),
        SentenceStop(1, 1, 2),
        SentenceStop(3, 0, 1),
    ]
    assert [next_sentence(view, number, -1) for number in (None, 1, 0)] == [
        SentenceStop(1, 1, 2),
        SentenceStop(1, 0, 2),
        None,
    ]
    last = Viewport(laid_out(SENTENCES, mode, marked=3), 0, 40)
    assert next_sentence(last, 0, 1) is None and next_sentence(last, 0, -1) == SentenceStop(1, 1, 2)


def test_a_walk_through_sentences_begins_anew_when_the_reader_has_gone_elsewhere() -> None:
    layout = laid_out(SENTENCES, Mode.SPLIT, marked=1)
    view = Viewport(layout, layout.starts[2], HEIGHT)
    assert next_sentence(view, 0, 1) == SentenceStop(3, 0, 1)
    assert next_sentence(view, 0, -1) == SentenceStop(1, 1, 2)
    assert next_sentence(Viewport(laid_out(long(0), marked=0), 0, HEIGHT), 0, 1) is None, "nothing is drawn"


def test_linked_sentences_are_found_on_the_side_that_is_read() -> None:
    def characters(side: Side) -> list[list[int]]:
        layout = laid_out(SENTENCES, Mode.SPLIT, side=side)
        return [[place.character for place in sentence_places(layout, 1, number)] for number in (0, 1)]

    assert (characters(Side.LEFT), characters(Side.RIGHT)) == ([[0], [4]], [[0], [5, 10]])
