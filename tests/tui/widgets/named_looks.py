"""Looks that leave their names on what they are laid over, and the names that a line was drawn with."""

from __future__ import annotations

from itertools import groupby

from rich.style import Style
from textual.strip import Strip

from tui.widgets.looks import Looks


class NamedLooks(Looks):
    def __init__(self) -> None:
        """There is no widget to ask."""

    @property
    def plain(self) -> Style:
        return Style.null()

    def added(self, name: str) -> Style:
        return named(name)


def named(name: str) -> Style:
    return Style.from_meta({name: True})


def looked(strip: Strip) -> list[tuple[str, str]]:
    """The text of a line with the names of its looks; without what has none."""
    parts = [
        (part.text, " ".join(name for name in (part.style.meta if part.style else {}) if name != "offset"))
        for part in strip
    ]
    runs = [("".join(text for text, _ in run), names) for names, run in groupby(parts, lambda part: part[1])]
    return [(text, names) for text, names in runs if names]
