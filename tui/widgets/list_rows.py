"""What a list shows: rows of text with roles, ready at a width."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

Piece = tuple[str, str]
"""Text and its roles, separated by blanks: ``("Grève", "title unread hit")``. See ``ROLES``."""

ROLES = ("language", "date", "source", "title", "derived", "unread", "hit", "mark", "count", "header", "dim")
"""Each role ``x`` is the component class ``virtual-list--x`` of a VirtualList."""


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row: as many lines as the list's ``row_height``, each a sequence of pieces."""

    lines: tuple[tuple[Piece, ...], ...]


RowProvider = Callable[[int, int], ListRow | None]
"""``(index, width)`` to the row, or None while it is not loaded. ``width`` leaves out the cursor's column."""


def header_row(label: str) -> ListRow:
    """A group header such as PEOPLE; name its index in ``VirtualList.reset(headers=…)``."""
    return ListRow((((label, "header"),),))
