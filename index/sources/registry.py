"""The kinds of sources there are, and which of them reads a given location."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from index.errors import SourceError
from index.sources import text_files
from index.sources.interface import Source, printable


class SourceKind(NamedTuple):
    name: str
    accepts: Callable[[str], bool]
    open: Callable[[str], Source]


KINDS: tuple[SourceKind, ...] = (
    SourceKind(".txt files and folders of them", text_files.accepts, text_files.TextFiles),
)


def open_source(location: str | Path) -> Source:
    """The source that reads ``location``.

    Raises SourceError when there is nothing there, or nothing that any kind can read.
    """
    place = str(location)
    for kind in KINDS:
        if kind.accepts(place):
            return kind.open(place)
    readable = "; ".join(kind.name for kind in KINDS)
    raise SourceError(f"{printable(place)}: not something that can be read", f"What can be read: {readable}.")
