"""Which panes a terminal of some size has room for."""

from __future__ import annotations

from dataclasses import dataclass

SMALLEST = (24, 6)
"""Columns and lines; in less than that a paragraph is not read but spelt out."""
SIDEBAR_CELLS = 30
LIST_CELLS = 54
TWO_COLUMNS, EVERYTHING = 100, 160
SPLIT_CELLS = 76
"""Two columns of text need so much; a narrower pane shows a peek."""
HIGH = 30
LIST_ALONE_BELOW = 12
SHORT_LIST_ROWS = 7


def is_too_small(width: int, height: int) -> bool:
    return width < SMALLEST[0] or height < SMALLEST[1]


@dataclass(frozen=True, slots=True)
class Layout:
    """What is on the screen. ``list_rows`` 0: the list takes the height that there is."""

    sidebar: bool
    results: bool
    reading: bool
    search: bool
    beside: bool
    """List and text beside each other instead of one above the other."""
    list_rows: int = 0
    header: bool = True


def arrange(
    width: int, height: int, *, pane: str, split: bool, zen: bool = False, sidebar: bool | None = None
) -> Layout:
    """``pane`` has the focus: ``list``, ``text``, ``search`` or ``entities``; ``split``: two columns.

    ``sidebar`` None: where there is room for it.
    """
    if zen and pane == "text":
        return Layout(False, False, True, False, False, header=False)
    with_sidebar = width >= TWO_COLUMNS if sidebar is None else sidebar
    if width >= EVERYTHING:
        return Layout(with_sidebar, True, True, True, True)
    if sidebar is None and split and width - SIDEBAR_CELLS < SPLIT_CELLS:
        with_sidebar = False
    if pane == "entities":
        with_sidebar = True
    if pane == "text":
        if height < HIGH:
            return Layout(False, False, True, False, False, header=False)
        if split:
            return Layout(False, False, True, True, False)
    elif width < TWO_COLUMNS and pane != "entities" and sidebar is not True:
        with_sidebar = False
    if height < LIST_ALONE_BELOW:
        return Layout(with_sidebar, True, False, True, False)
    rows = min(SHORT_LIST_ROWS, height // 3) if height < HIGH else height // 3
    return Layout(with_sidebar, True, True, True, False, rows)
