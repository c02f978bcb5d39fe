"""Rows as a canvas draws them, without a list: each role is told by its name."""

from __future__ import annotations

from tests.tui.widgets.named_looks import NamedLooks, looked
from tui.terminal.text import cells
from tui.widgets.glyphs import UNICODE
from tui.widgets.list_canvas import KEPT_ROWS, ListCanvas
from tui.widgets.list_rows import ListRow

ROW = ListRow(((("FR ", "language"), ("Grève", "title hit")), (("hier", "date"),)))


class Rows:
    """A provider that keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[int, int]] = []
        self.missed: list[int] = []
        self.loaded = True

    def row(self, index: int, width: int) -> ListRow | None:
        self.asked.append((index, width))
        return ROW if self.loaded else None

    def canvas(self) -> ListCanvas:
        return ListCanvas(self.row, NamedLooks(), UNICODE, self.missed.append)


def test_a_row_has_the_height_of_the_list_and_a_mark_where_the_cursor_stands() -> None:
    canvas = Rows().canvas()
    assert [strip.text for strip in canvas.row(0, 12, 1, selected=False)] == [" FR Grève   "]
    assert [strip.text for strip in canvas.row(0, 12, 2, selected=True)] == [">FR Grève   ", " hier       "]
    assert [strip.text for strip in canvas.row(0, 6, 3, selected=False)] == [" FR G…", " hier ", "      "]


def test_pieces_have_the_looks_of_their_roles_and_the_cursors_row_its_own() -> None:
    canvas = Rows().canvas()
    assert looked(canvas.row(0, 12, 1, selected=False)[0]) == [("FR ", "language"), ("Grève", "title hit")]
    assert looked(canvas.row(0, 12, 1, selected=True)[0]) == [
        (">", "cursor"),
        ("FR ", "cursor language"),
        ("Grève", "cursor title hit"),
        ("   ", "cursor"),
    ]


def test_every_line_is_as_wide_as_it_is_to_be() -> None:
    canvas = Rows().canvas()
    for width in range(1, 15):
        assert {cells(strip.text) for strip in canvas.row(0, width, 3, selected=True)} == {width}
        assert cells(canvas.text("nothing found", width).text) == width


def test_a_row_is_asked_for_once_until_it_is_forgotten() -> None:
    rows = Rows()
    canvas = rows.canvas()
    for _ in range(2):
        for index in range(4):
            canvas.row(index, 20, 1, selected=False)
    assert rows.asked == [(index, 19) for index in range(4)], "the cursor's column is no room for a row"
    canvas.forget(1, 2)
    for index in range(4):
        canvas.row(index, 20, 1, selected=False)
    assert rows.asked[4:] == [(1, 19), (2, 19)]
    canvas.clear()
    canvas.row(0, 20, 1, selected=False)
    assert rows.asked[6:] == [(0, 19)]


def test_a_row_that_is_not_loaded_is_missed_and_asked_for_again() -> None:
    rows = Rows()
    rows.loaded = False
    canvas = rows.canvas()
    assert looked(canvas.row(7, 5, 1, selected=False)[0]) == [("…", "dim")]
    canvas.row(7, 5, 1, selected=False)
    assert rows.missed == [7, 7]
    rows.loaded = True
    assert canvas.row(7, 12, 1, selected=False)[0].text == " FR Grève   "
    assert rows.missed == [7, 7]


def test_a_long_list_is_not_all_remembered() -> None:
    rows = Rows()
    canvas = rows.canvas()
    for index in range(KEPT_ROWS + 1):
        canvas.row(index, 20, 1, selected=False)
    canvas.row(0, 20, 1, selected=False)
    assert rows.asked[-1] == (0, 19) and len(rows.asked) == KEPT_ROWS + 2
