"""The same lists and columns by Whoosh's public readers, document by document: for a Whoosh unlike ours."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import numpy as np

from index.engines.whoosh.codec import TermPostings
from index.engines.whoosh.columns import Columns

Found = TypeVar("Found")


class Shortcuts:
    """Ways into Whoosh's private parts, each with a public way that is taken when it surprises."""

    def __init__(self) -> None:
        self.surprise: Exception | None = None
        """The first one; searching goes on, ten times slower."""

    def take(self, shortcut: Callable[[], Found], stock: Callable[[], Found]) -> Found:
        """What ``shortcut`` finds, else what ``stock`` finds; raises the former's error when both fail."""
        try:
            return shortcut()
        except Exception as error:
            try:
                found = stock()
            except Exception:
                raise error from None  # the index is damaged, whatever the way
            self.surprise = self.surprise or error
            return found


def stock_postings(segment: Any, field: str, term: bytes, positions: bool) -> TermPostings:
    """The list of a term in one of Whoosh's segment readers; deleted documents are not in it."""
    documents: list[int] = []
    frequencies: list[int] = []
    places: list[int] = []
    if (field, term) in segment:
        matcher = segment.postings(field, term)
        while matcher.is_active():
            documents.append(matcher.id())
            frequencies.append(round(matcher.weight()))
            if positions:
                places += matcher.value_as("positions")
            matcher.next()
    return TermPostings(*(np.array(numbers, np.int64) for numbers in (documents, frequencies, places)))


def stock_columns(segment: Any) -> Columns:
    count = segment.doc_count_all()

    def values(name: str) -> list[Any]:
        if not segment.has_column(name):
            return [0] * count
        reader = segment.column_reader(name, translate=False)
        return [reader[number] for number in range(count)]

    def days(name: str) -> Any:
        return np.array(values(name), np.int64)

    written = [value.decode() for value in values("language")]
    languages = sorted(set(written))
    return Columns(
        ids=[value.decode() for value in values("id")],
        languages=languages,
        language=np.array([languages.index(language) for language in written], np.int64),
        first=days("first"),
        last=days("last"),
        length=days("length"),
    )
