"""How a name looks in a list: both languages' label, and its counts French│English at the right."""

from __future__ import annotations

from dataclasses import dataclass

from tui.terminal.text import clean_line, pad
from tui.widgets.glyphs import UNICODE, Glyphs
from tui.widgets.list_rows import ListRow


@dataclass(frozen=True, slots=True)
class EntityRow:
    label: str
    """``Londres = London`` when the languages differ."""
    fr: int
    en: int


def format_entity(row: EntityRow, width: int, *, digits: int = 3, glyphs: Glyphs = UNICODE) -> ListRow:
    """``Londres = London     3│ 7``; ``digits``: room for each count, that of the longest in the list."""
    figures = f"{row.fr:>{digits}}{glyphs.rule}{row.en:>{digits}}"
    room = width - len(figures) - 1
    if room < 4:
        return ListRow((((pad(clean_line(row.label), width, glyphs.ellipsis), "title"),),))
    return ListRow(
        (((f"{pad(clean_line(row.label), room, glyphs.ellipsis)} ", "title"), (figures, "count")),)
    )


def entity_heading(width: int, *, digits: int = 3, glyphs: Glyphs = UNICODE) -> str:
    """``FR│EN`` above the counts."""
    figures = f"{'FR':>{digits}}{glyphs.rule}{'EN':>{digits}}"
    return figures.rjust(width)[:width]
