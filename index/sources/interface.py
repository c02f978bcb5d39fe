"""What every kind of source offers: documents one by one, skipped ones included."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from index.model import RawDocument, SkippedDocument


class Source(Protocol):
    """Something that articles come from.

    A source never raises for one bad document: it yields a SkippedDocument that says why.
    """

    def documents(self) -> Iterator[RawDocument | SkippedDocument]:
        """Every document, in a stable order; may be called again."""
        ...

    def count(self) -> int | None:
        """How many documents there are about to be, or None when that is not known beforehand."""
        ...


def printable(place: str) -> str:
    """A location as text that can be stored and shown: bytes that are not UTF-8 spelt out."""
    return place.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
