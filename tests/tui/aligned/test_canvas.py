"""Lines of a layout as a canvas draws them, without a widget: each look is told by its name."""

from __future__ import annotations

import pytest
from textual.geometry import Offset
from textual.selection import Selection

from tests.tui.aligned.documents import SENTENCES, STRIKE, laid_out, long, one
from tests.tui.widgets.named_looks import NamedLooks, looked, named
from tui.aligned.canvas import KEPT_STRIPS, LOOKS, Canvas, selected_text
from tui.aligned.document import Document, Mode, Report, Row, Side
from tui.aligned.walk import find_hits
from tui.terminal.text import cells


@pytest.mark.parametrize("mode", list(Mode))
@pytest.mark.parametrize("width", [1, 5, 20, 80, 200])
def test_every_line_is_as_wide_as_the_layout_and_those_beyond_it_are_blank(mode: Mode, width: int) -> None:
    layout = laid_out(STRIKE, mode, width=width, marked=2, show_hidden=True, show_differences=True)
    canvas = Canvas(layout, NamedLooks())
    for line in range(layout.height + 3):
        strip = canvas.strip(line)
        assert strip.cell_length == width == cells(strip.text)
        assert {name for _, names in looked(strip) for name in names.split()} <= LOOKS.keys()
    assert not canvas.strip(layout.height).text.strip()


def test_two_columns_stand_beside_a_rule_and_the_marked_row_has_a_bar_in_both() -> None:
    layout = laid_out(STRIKE, Mode.SPLIT, marked=5)
    canvas = Canvas(layout, NamedLooks())
    assert looked(canvas.strip(layout.starts[4])) == [("│", "rule")]
    assert looked(canvas.strip(layout.starts[5])) == [
        ("▌", "bar"),
        ("│", "rule"),
        ("▌", "bar"),
        ("· · ·  not in the English report", "filler"),
    ]


def test_a_peek_marks_the_paragraph_that_is_read_and_not_what_unfolds() -> None:
    layout = laid_out(STRIKE, Mode.PEEK, marked=1)
    canvas = Canvas(layout, NamedLooks())
    drawn = [looked(canvas.strip(line)) for line in range(layout.starts[1], layout.starts[2] - 1)]
    assert drawn == [
        [("▌", "bar"), ("Grève des ports : un accord trouvé à l'aube", "title")],
        [("└ EN Coast Herald", "label")],
        [("Dockers end strike after overnight talks", "title")],
    ]


def test_roles_and_hidden_text_have_their_looks() -> None:
    cell = tuple(one(role, role=role)[0] for role in ("header", "derived-title", "body", "quote"))
    hidden = one("Photo", role="caption", hidden=True)
    layout = laid_out(Document(Report(""), (Row(cell + hidden),)), show_hidden=True)
    canvas = Canvas(layout, NamedLooks())
    drawn = [looked(canvas.strip(line)) for line in range(0, layout.height, 2)]
    assert drawn == [
        [("header", "header")],
        [("derived-title…", "derived-title")],
        [],
        [("quote", "quote")],
        [("· Photo", "caption hidden")],
    ]


def test_hits_and_the_one_that_was_walked_to() -> None:
    layout = laid_out(STRIKE, side=Side.RIGHT)
    hits = find_hits(layout)
    canvas = Canvas(layout, NamedLooks(), hit=hits[1])
    drawn = [part for line in range(layout.height) for part in looked(canvas.strip(line))]
    assert ("Monday", "hit") in drawn and ("strike", "hit current-hit") in drawn


def test_differences_are_drawn_with_their_brackets() -> None:
    text = "Le 3 mars, trois cents morts."
    cell = one(text, differs=((3, 4),), restates=((11, 22),))
    layout = laid_out(Document(Report(""), (Row(cell),)), show_differences=True)
    canvas = Canvas(layout, NamedLooks())
    assert looked(canvas.strip(0)) == [("[3]", "differs"), ("[=trois cents]", "restates")]
    assert canvas.strip(0).text.strip() == "Le [3] mars, [=trois cents] morts."


def test_sentences_are_pointed_out_in_the_marked_row_alone() -> None:
    layout = laid_out(SENTENCES, Mode.SPLIT, marked=1)
    canvas = Canvas(layout, NamedLooks(), sentence=0)
    assert looked(canvas.strip(layout.starts[1])) == [
        ("▌", "bar"),
        ("Un.", "sentence"),
        ("│", "rule"),
        ("▌", "bar"),
        ("One.", "sentence"),
    ]
    assert looked(canvas.strip(layout.starts[3])) == [("│", "rule")]


def test_the_lines_of_a_second_column_count_on_below_the_first_for_a_selection() -> None:
    layout = laid_out(long(3), Mode.SPLIT)
    in_second = layout.height + layout.starts[1]
    selection = Selection(Offset(3, in_second), Offset(5, in_second))
    canvas = Canvas(layout, NamedLooks(), selection=selection, selected=named("selected"))
    drawn = [looked(canvas.strip(line)) for line in range(layout.height)]
    assert [line for line in drawn if line != [("│", "rule")]] == [[("│", "rule"), ("Un", "selected")]]
    assert selected_text(layout, selection) == "Un"


def test_what_is_drawn_knows_which_character_it_is() -> None:
    layout = laid_out(long(3), Mode.SPLIT)
    strip = Canvas(layout, NamedLooks()).strip(layout.starts[1])
    offsets = [part.style.meta["offset"] for part in strip if part.style and "offset" in part.style.meta]
    assert offsets[0] == (0, layout.starts[1]) and (0, layout.height + layout.starts[1]) in offsets


def test_selected_text_is_unwrapped_and_without_what_was_put_in() -> None:
    layout = laid_out(STRIKE, Mode.SPLIT, show_differences=True)
    everything = selected_text(layout, Selection(None, None))
    assert everything.index("Le trafic reprendra") < everything.index("Dockers end strike")
    assert "syndicats et armateurs ont signé un accord qui met fin" in everything
    assert "+ La préfecture" not in everything and "not in the" not in everything


def test_a_line_is_drawn_once_and_long_texts_are_not_all_remembered() -> None:
    layout = laid_out(long(KEPT_STRIPS))
    canvas = Canvas(layout, NamedLooks())
    first = canvas.strip(0)
    assert canvas.strip(0) is first
    for line in range(1, KEPT_STRIPS + 1):
        canvas.strip(line)
    assert canvas.strip(0) is not first and canvas.strip(0) == first
