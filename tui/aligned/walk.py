"""The stops of a walk through a document: hits of the query, and what the two reports do not share."""

from __future__ import annotations

from typing import NamedTuple

from tui.aligned.document import Mode, Side
from tui.aligned.layout import PaneLayout, Place
from tui.aligned.text import DrawnDocument


class Hit(NamedTuple):
    place: Place
    end: int


def find_hits(layout: PaneLayout) -> list[Hit]:
    """Every hit that the layout shows or can unfold, row by row, the left column first."""
    form = layout.form
    sides = (form.side,) if form.mode is Mode.SINGLE else (form.side, form.side.other)
    return [
        Hit(Place(row, side, n, start), end)
        for row in range(len(layout.drawn))
        for side in sides
        for n, paragraph in enumerate(layout.drawn.cell(side, row))
        for start, end in paragraph.hits
    ]


def find_differences(drawn: DrawnDocument) -> list[int]:
    """Rows in which one side is silent, or that hold a value which the other report gives otherwise."""
    return [
        row
        for row in range(len(drawn))
        if any(
            drawn.filler(side, row) or any(one.source.differs for one in drawn.cell(side, row))
            for side in Side
        )
    ]
