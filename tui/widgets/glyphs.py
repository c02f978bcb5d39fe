"""The ornaments that the widgets draw: single cells, with a plain ASCII set for terminals without them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Glyphs:
    """Everything that is drawn and is not text of the archive. All are one cell wide but ``ellipsis``."""

    rule: str = "│"
    bar: str = "▌"
    corner: str = "└"
    dot: str = "·"
    cursor: str = ">"
    bookmarked: str = "*"
    unread: str = "."
    only_here: str = "+"
    ellipsis: str = "…"


UNICODE = Glyphs()
ASCII = Glyphs(rule="|", bar=">", corner="`", dot="-", ellipsis="...")
