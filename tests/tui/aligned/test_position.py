"""What of a layout is in view, and where to scroll, without a widget."""

from __future__ import annotations

from itertools import product

import pytest

from tests.tui.aligned.documents import STRIKE, laid_out, long
from tui.aligned.document import Mode, Side
from tui.aligned.layout import Place
from tui.aligned.position import Anchor, Viewport, top_with

HEIGHT = 10
FORMS = [
    laid_out(long(20), mode, side=side, width=width)
    for mode, side, width in product(Mode, Side, (30, 80, 200))
]


def test_percent_is_what_has_been_in_view() -> None:
    layout = laid_out(long(20))
    assert Viewport(layout, 0, layout.height // 2).percent in (49, 50)
    assert Viewport(layout, layout.height - HEIGHT - 1, HEIGHT).percent < 100
    assert Viewport(layout, layout.height - HEIGHT, HEIGHT).percent == 100
    assert Viewport(laid_out(STRIKE), 0, 200).percent == 100


def test_a_row_is_meant_as_long_as_any_of_it_is_in_view() -> None:
    layout = laid_out(long(20), marked=7)
    start, end = layout.starts[7], layout.starts[8] - 1
    assert end - start > 2
    for top in range(start - HEIGHT + 1, end):
        assert Viewport(layout, top, HEIGHT).row == 7
    assert Viewport(layout, end, HEIGHT).row == 8, "its blank line is nothing of it"
    assert Viewport(layout, start - HEIGHT, HEIGHT).row < 7


def test_without_a_mark_the_first_row_that_begins_in_view_is_meant() -> None:
    layout = laid_out(long(20))
    assert Viewport(layout, layout.starts[3], HEIGHT).row == 3
    assert Viewport(layout, layout.starts[3] + 1, HEIGHT).row == 4
    assert Viewport(layout, layout.starts[3] + 1, 2).row == 3, "none begins: the one that fills the view"


def test_the_paragraph_that_is_meant_may_be_missing_on_a_side() -> None:
    layout = laid_out(STRIKE, Mode.SPLIT, marked=5)
    view = Viewport(layout, layout.starts[5], HEIGHT)
    assert view.paragraph(Side.LEFT) == STRIKE.rows[5].left[0] and view.paragraph(Side.RIGHT) is None
    nothing = Viewport(laid_out(long(0)), 0, HEIGHT)
    assert (nothing.row, nothing.paragraph(Side.LEFT), nothing.percent) == (0, None, 100)


def test_a_row_begins_in_view_with_its_first_line() -> None:
    layout = laid_out(long(20))
    start = layout.starts[5]
    assert [Viewport(layout, top, HEIGHT).begins(5) for top in (start - HEIGHT, start - HEIGHT + 1)] == [
        False,
        True,
    ]
    assert Viewport(layout, start, HEIGHT).begins(5) and not Viewport(layout, start + 1, HEIGHT).begins(5)
    assert Viewport(layout, start, 0).begins(5) and not Viewport(layout, start, HEIGHT).begins(20)


@pytest.mark.parametrize("marked", [None, 9])
def test_what_is_read_can_be_kept_on_its_line_in_every_other_form(marked: int | None) -> None:
    for before, after in product(FORMS, FORMS):
        before.mark(marked)
        after.mark(marked)
        for top in range(0, before.height, 7):
            anchor = Viewport(before, top, HEIGHT).anchor()
            line = after.line_of(anchor.place)
            if line is not None and (after.form.mode is Mode.SPLIT or anchor.place.side is after.form.side):
                assert line - top_with(after, anchor) == anchor.line


def test_an_anchor_is_the_marked_row_or_else_the_first_text_in_view() -> None:
    layout = laid_out(long(20), marked=7)
    start = layout.starts[7]
    assert Viewport(layout, start - 3, HEIGHT).anchor() == Anchor(Place(7, Side.LEFT, 0, 0), 3)
    place, line = Viewport(layout, start + 1, HEIGHT).anchor()
    assert (place.row, line) == (7, 0) and place.character > 0
    place, line = Viewport(layout, start - 1, 1).anchor()  # on the blank line of the row before
    assert (place.row, line) == (6, -1)


def test_what_is_not_shown_is_kept_by_its_row() -> None:
    peek = laid_out(long(20), Mode.PEEK, marked=4)
    counterpart = Place(4, Side.RIGHT, 0, 0)
    assert peek.line_of(counterpart) is not None
    assert top_with(peek, Anchor(counterpart, 2)) == peek.starts[4] - 2, "not by what unfolds under it"
    single = laid_out(STRIKE)
    assert top_with(single, Anchor(Place(6, Side.RIGHT, 0, 0), 0)) == single.starts[6]
    assert top_with(laid_out(long(2)), Anchor(Place(9, Side.LEFT, 0, 0), 0)) == laid_out(long(2)).starts[-1]


def test_a_row_out_of_view_comes_to_a_quarter_of_the_height() -> None:
    layout = laid_out(long(20))
    start, end = layout.starts[8], layout.starts[9] - 1
    for top in (end - HEIGHT, start):
        assert Viewport(layout, top, HEIGHT).top_for_row(8) is None
    for top in (0, end - HEIGHT - 1, start + 1, layout.height):
        assert Viewport(layout, top, HEIGHT).top_for_row(8) == start - HEIGHT // 4
    assert Viewport(layout, 0, end - start).top_for_row(8) == start, "it takes all the height"
    assert Viewport(layout, 0, 2).top_for_row(8) == start, "and more"
    assert Viewport(layout, 0, HEIGHT).top_for_row(20) is None, "there is no such row"


def test_what_unfolds_comes_into_view_as_far_as_its_paragraph_stays() -> None:
    layout = laid_out(long(20), Mode.PEEK, marked=8)
    start, end = layout.starts[8], layout.starts[9] - 1
    assert Viewport(layout, end - HEIGHT, HEIGHT).top_for_unfolded(8) is None
    assert Viewport(layout, start - 1, end - start).top_for_unfolded(8) == start
    assert Viewport(layout, start - 2, 4).top_for_unfolded(8) == start, "higher than the view"
    assert Viewport(layout, start + 1, 2).top_for_unfolded(8) is None, "read from further down"


def test_a_character_out_of_view_comes_to_a_third_of_the_height() -> None:
    layout = laid_out(long(20))
    places = [Place(row, Side.LEFT, 0, 0) for row in (0, 2, 12, 15)]
    assert Viewport(layout, 0, HEIGHT).top_for_places(places[:1]) is None
    assert Viewport(layout, 0, HEIGHT).top_for_places(places) == layout.starts[12] - HEIGHT // 3
    assert Viewport(layout, layout.starts[12], HEIGHT).top_for_places(places) == 0 - HEIGHT // 3
    assert Viewport(layout, 0, HEIGHT).top_for_places([Place(12, Side.RIGHT, 0, 0)]) is None, "not shown"
