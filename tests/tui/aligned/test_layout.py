"""Which line shows what, without a widget."""

from __future__ import annotations

import pytest

from tests.tui.aligned.documents import STRIKE, laid_out, long
from tui.aligned.document import Mode, Side
from tui.aligned.layout import Kind, PaneLayout, Place

FORMS = [(mode, side, width) for mode in Mode for side in Side for width in (20, 80, 200)]


def kinds(layout: PaneLayout, line: int) -> list[tuple[Side, Kind]]:
    return [(slot.line.side, slot.line.kind) for slot in layout.slots(line)]


@pytest.mark.parametrize(("mode", "side", "width"), FORMS)
def test_the_place_of_a_line_stands_on_it_or_next_to_it_in_its_row(
    mode: Mode, side: Side, width: int
) -> None:
    layout = laid_out(long(12), mode, side=side, width=width, marked=5)
    for line in range(layout.height):
        place = layout.place_of(line)
        found = layout.line_of(place)
        assert place.row == layout.row_at(line)
        assert found is not None and layout.row_at(found) == place.row
        if any(kind is Kind.TEXT for _, kind in kinds(layout, line)):
            assert found == line


@pytest.mark.parametrize(("mode", "side", "width"), FORMS)
def test_rows_stand_under_each_other_with_a_blank_line_between(mode: Mode, side: Side, width: int) -> None:
    layout = laid_out(long(12), mode, side=side, width=width)
    assert layout.starts == sorted(set(layout.starts)) and layout.height == layout.starts[-1] - 1
    for row in range(12):
        assert layout.shown(row) and layout.row_at(layout.starts[row]) == row
        assert {kind for _, kind in kinds(layout, layout.starts[row])} == {Kind.TEXT}
        assert {kind for _, kind in kinds(layout, layout.starts[row + 1] - 1)} <= {Kind.BLANK}
    assert not layout.shown(12) and layout.row_at(10**6) == 11 and layout.slots(layout.height) == ()


def test_one_column_leaves_out_what_only_the_other_report_has() -> None:
    layout = laid_out(STRIKE)
    assert [layout.shown(row) for row in range(8)] == [True] * 6 + [False, False]
    assert layout.line_of(Place(6, Side.RIGHT, 0, 0)) is None
    assert laid_out(STRIKE, show_hidden=True).shown(7)


def test_two_columns_say_where_one_is_silent() -> None:
    layout = laid_out(STRIKE, Mode.SPLIT)
    assert kinds(layout, layout.starts[5]) == [(Side.LEFT, Kind.TEXT), (Side.RIGHT, Kind.FILLER)]
    swapped = laid_out(STRIKE, Mode.SPLIT, side=Side.RIGHT)
    assert kinds(swapped, swapped.starts[5]) == [(Side.RIGHT, Kind.FILLER), (Side.LEFT, Kind.TEXT)]


def test_marking_moves_what_a_peek_unfolds() -> None:
    layout = laid_out(long(6), Mode.PEEK)
    folded = layout.height
    counterpart = Place(2, Side.RIGHT, 0, 0)
    assert layout.line_of(counterpart) is None
    layout.mark(2)
    line = layout.line_of(counterpart)
    assert line is not None and kinds(layout, line - 1) == [(Side.RIGHT, Kind.LABEL)]
    assert layout.height > folded
    layout.mark(None)
    assert layout.height == folded and layout.line_of(counterpart) is None
