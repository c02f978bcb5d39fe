"""The stops of a walk through a document, and which is the next, seen from where the reader is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tui.aligned.document import MatchPosition, Mode, Side
from tui.aligned.layout import PaneLayout, Place
from tui.aligned.position import Viewport


class Hit(NamedTuple):
    place: Place
    end: int


class SentenceStop(NamedTuple):
    """A group of sentences that both sides of a row have; see ``Row.sentences``."""

    row: int
    number: int
    total: int


# -- the stops


def find_rows(layout: PaneLayout) -> list[int]:
    """The rows that can be marked: those with text other than header lines."""
    return [
        row
        for row in range(len(layout.drawn))
        if layout.shown(row)
        and any(
            one.role not in ("header", "metadata") for side in Side for one in layout.drawn.cell(side, row)
        )
    ]


def find_differences(layout: PaneLayout) -> list[int]:
    """Rows in which one side is silent, or that hold a value which the other report gives otherwise."""
    drawn = layout.drawn
    return [
        row
        for row in range(len(drawn))
        if layout.shown(row)
        and any(
            drawn.is_silent(side, row) or any(one.source.differs for one in drawn.cell(side, row))
            for side in Side
        )
    ]


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


def sentence_places(layout: PaneLayout, row: int, number: int) -> list[Place]:
    """Where the sentences of a number begin in a row, on the side that is read."""
    side = layout.form.side
    return [
        Place(row, side, n, start)
        for n, paragraph in enumerate(layout.drawn.cell(side, row))
        for one, (start, _) in paragraph.linked
        if one == number
    ]


# -- the next of them; ``direction`` is 1 or -1


def next_row(view: Viewport, rows: Sequence[int], direction: int) -> int | None:
    """The next of some rows, seen from the marked one or, when that does not begin in view, from the top."""
    marked = view.layout.marked
    return _further(view, rows, marked if marked is not None and view.begins(marked) else None, direction)


def next_sentence(view: Viewport, number: int | None, direction: int) -> SentenceStop | None:
    """The sentences after those of a number in the marked row, there or in another row.

    Where the marked row is not the one in view, the walk begins anew from the top of the view.
    """
    layout, rows = view.layout, view.layout.drawn.document.rows
    row = layout.marked
    if row is not None and (row != view.row or not layout.shown(row)):
        row = None
    if row is not None:
        total = rows[row].sentences
        at = (0 if direction > 0 else total - 1) if number is None else number + direction
        if 0 <= at < total:
            return SentenceStop(row, at, total)
    row = _further(view, [stop for stop in find_rows(layout) if rows[stop].sentences], row, direction)
    if row is None:
        return None
    total = rows[row].sentences
    return SentenceStop(row, 0 if direction > 0 else total - 1, total)


def next_hit(view: Viewport, hits: Sequence[Hit], hit: Hit | None, direction: int) -> MatchPosition | None:
    """The hit after one that is in view, or else the first from the top of the view on; round the end."""
    if not hits:
        return None
    if hit is not None and hit in hits and view.shows(hit.place):
        at = hits.index(hit) + direction
    else:
        top = view.layout.place_of(view.top)
        after = next((n for n, one in enumerate(hits) if not _precedes(one.place, top)), len(hits))
        at = after if direction > 0 else after - 1
    return MatchPosition(at % len(hits) + 1, len(hits), wrapped=not 0 <= at < len(hits))


def _further(view: Viewport, rows: Sequence[int], row: int | None, direction: int) -> int | None:
    """The next of some rows from a row on or, without one, from the top of the view."""
    if row is None:
        starts = view.layout.starts
        further = [one for one in rows if (starts[one] - view.top) * direction >= 0]
    else:
        further = [one for one in rows if (one - row) * direction > 0]
    if not further:
        return None
    return further[0] if direction > 0 else further[-1]


def _precedes(place: Place, top: Place) -> bool:
    """Whether a place comes before the top of the view; the columns of one row stand side by side."""
    if place.row != top.row or place.side is not top.side:
        return place.row < top.row
    return (place.paragraph, place.character) < (top.paragraph, top.character)
