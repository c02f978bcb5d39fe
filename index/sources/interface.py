"""What every place and every format offers; a skipped thing is a value with its reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from index.model.articles import RawDocument, SkippedDocument


@dataclass(frozen=True, slots=True)
class Content:
    """Bytes as a place yields them, before anybody has looked into them."""

    origin: str
    """Absolute path or URL."""
    raw: bytes
    media_type: str
    """``text/plain``: which format reads them."""


class Format(Protocol):
    """What bytes of one media type mean."""

    name: str
    """For people: what is read."""
    media_type: str
    suffixes: tuple[str, ...]
    """Of file names, in lower case, with their dot."""
    most_bytes: int
    """Of one content; who has more is told to split it."""

    def documents(self, content: Content) -> Iterator[RawDocument | SkippedDocument]:
        """Every document in it, in its order."""
        ...


class Place(Protocol):
    """Somewhere that bytes are.

    A place never raises for one bad content: it yields a SkippedDocument that says why.
    """

    def contents(self) -> Iterator[Content | SkippedDocument]:
        """All that one of its formats reads, in a stable order; may be called again."""
        ...

    def count(self) -> int | None:
        """How many contents there are about to be, or None when that is not known beforehand."""
        ...


class PlaceKind(NamedTuple):
    accepts: Callable[[str], bool]
    """Whether a location names such a place."""
    open: Callable[[str, Sequence[Format]], Place]
    """Raises SourceError when there is nothing, or nothing that these formats read."""


def printable(place: str) -> str:
    """A location as text that can be stored and shown: bytes that are not UTF-8 spelt out."""
    return place.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
