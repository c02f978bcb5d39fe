"""The places and the formats there are, joined by media type."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from index.errors import SourceError
from index.model.articles import RawDocument, SkippedDocument
from index.sources.formats.text import PlainText
from index.sources.interface import Format, Place, PlaceKind, printable
from index.sources.places import files

FORMATS: tuple[Format, ...] = (PlainText(),)
PLACES: tuple[PlaceKind, ...] = (PlaceKind(files.accepts, files.Files),)


class Source:
    """A place and what its contents mean."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._formats = {kind.media_type: kind for kind in FORMATS}

    def documents(self) -> Iterator[RawDocument | SkippedDocument]:
        """Every document, in a stable order; may be called again."""
        for content in self._place.contents():
            if isinstance(content, SkippedDocument):
                yield content
            else:
                yield from self._formats[content.media_type].documents(content)

    def count(self) -> int | None:
        """How many contents there are about to be, or None when that is not known beforehand."""
        return self._place.count()


def open_source(location: str | Path) -> Source:
    """The source that reads ``location``.

    Raises SourceError when there is nothing there, or nothing that any place knows.
    """
    named = str(location)
    for kind in PLACES:
        if kind.accepts(named):
            return Source(kind.open(named, FORMATS))
    readable = "; ".join(f"{format.name} and folders of them" for format in FORMATS)
    raise SourceError(f"{printable(named)}: not something that can be read", f"What can be read: {readable}.")
