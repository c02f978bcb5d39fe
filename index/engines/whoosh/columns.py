"""What an index keeps about each article besides its terms: read a whole segment at a time."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.engines.whoosh.inversion import Integers
from index.model.articles import ArticleId, Language

NAMES = ("id", "language", "first", "last", "length")
_DAY_BITS = 31


@dataclass(frozen=True)
class Columns:
    """One entry for each document of a segment, deleted or not; segments never change, so it is read once."""

    ids: list[ArticleId]
    languages: list[Language]
    """Languages that may be in the segment."""
    language: NDArray[np.integer[Any]]
    """Which of ``languages``."""
    first: Integers
    """Days as proleptic ordinals; 0 when undated."""
    last: Integers
    length: Integers
    """Words."""

    @cached_property
    def id_order(self) -> NDArray[np.uint64]:
        """Sorts as the ids do, by their first eight bytes."""
        beginnings = np.array([id.encode() for id in self.ids], "S8")
        return beginnings.view(">u8").astype(np.uint64)

    @cached_property
    def age(self) -> Integers:
        """Smaller is newer: the last possible day counts, then the first; undated ones are the oldest."""
        return -(self.last << _DAY_BITS | self.first)

    @cached_property
    def numbers(self) -> dict[ArticleId, int]:
        return {id: number for number, id in enumerate(self.ids)}

    def row(self, number: int) -> tuple[bytes, bytes, int, int, int]:
        """One document as it is written, in the order of ``NAMES``."""
        language = self.languages[self.language[number]]
        days = int(self.first[number]), int(self.last[number])
        return self.ids[number].encode(), language.encode(), *days, int(self.length[number])


def read_columns(segment: Any) -> Columns:
    """The columns of one of Whoosh's segment readers."""
    languages, language = _references(segment, "language")
    return Columns(
        ids=_texts(segment, "id"),
        languages=languages,
        language=language,
        first=_integers(segment, "first"),
        last=_integers(segment, "last"),
        length=_integers(segment, "length"),
    )


def _integers(segment: Any, name: str) -> Integers:
    """A whole column at once, as it is on disk; its reader would seek for every document."""
    numbers = np.zeros(segment.doc_count_all(), np.int64)
    if segment.has_column(name):
        column = segment.column_reader(name, translate=False)
        # Zeros at the end of a column are not written.
        stored = column._dbfile.get(column._basepos, column._count * 4)
        numbers[: column._count] = np.frombuffer(stored, ">u4")
    return numbers


def _references(segment: Any, name: str) -> tuple[list[str], NDArray[np.integer[Any]]]:
    """A whole column of few different values: these, and the number of the one that each document has."""
    column = segment.column_reader(name, translate=False)
    count = segment.doc_count_all()
    stored = column._dbfile.get(column._basepos, count * column._itemsize)
    numbers = np.frombuffer(stored, f">u{column._itemsize}")
    return [value.decode() for value in column._uniques], numbers


def _texts(segment: Any, name: str) -> list[str]:
    """A whole column at once; every document has a value."""
    column = segment.column_reader(name, translate=False)
    ends = list(accumulate(column._lengths))
    stored = column._dbfile.get(column._basepos, ends[-1])
    return [stored[start:end].decode() for start, end in pairwise([0, *ends])]
