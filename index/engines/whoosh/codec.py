"""Posting lists on disk: a Whoosh codec that writes and reads whole lists as arrays of numbers.

Whoosh's own codec pickles and compresses 128 postings at a time and takes ten times as long for both.
"""

from __future__ import annotations

import json
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.engines.whoosh.inversion import FieldPostings, Integers
from index.engines.whoosh.library import ListMatcher, TermInfo, TermNotFound, TermsReader, W3Codec

EXTENSION = ".npl"
KEY_BYTES = 8
MAGIC = b"newsreader postings 1\n"

Layout = dict[str, Any]
"""For each array of a field: offset in the file, dtype, length."""


class PostingsCodec(W3Codec):  # type: ignore[misc]
    """Whoosh's codec for columns and segments, ours for posting lists.

    An instance is pickled into the table of contents: in another place it needs a new schema version.
    """

    length_stats = False

    def field_writer(self, storage: Any, segment: Any) -> PostingsWriter:
        return PostingsWriter(storage, segment)

    def terms_reader(self, storage: Any, segment: Any) -> PostingsReader:
        return PostingsReader(segment.open_file(storage, EXTENSION))


class PostingsWriter:
    """What Whoosh calls a field writer; it is given ``fields`` before the commit, not postings one by one."""

    def __init__(self, storage: Any, segment: Any) -> None:
        self._storage, self._segment = storage, segment
        self.fields: Mapping[str, FieldPostings] = {}
        self.is_closed = False

    def add_postings(self, schema: Any, lengths: Any, items: Iterable[Any]) -> None:
        file = self._segment.create_file(self._storage, EXTENSION)
        file.write(MAGIC)
        header: dict[str, Layout] = {}
        at = len(MAGIC)
        for name, postings in sorted(self.fields.items()):
            layout = header[name] = {}
            for part, stored in _parts(postings).items():
                layout[part] = (at, stored.dtype.str, len(stored))
                file.write(stored.tobytes())
                at += stored.nbytes
        described = json.dumps(header).encode()
        file.write(described)
        file.write(at.to_bytes(8, "little"))
        file.close()

    def close(self) -> None:
        self.is_closed = True


def _parts(postings: FieldPostings) -> dict[str, NDArray[Any]]:
    ends = np.cumsum([len(term) for term in postings.terms], dtype=np.int64)
    # Where the positions of each term's list start.
    places = np.append(0, np.cumsum(postings.frequencies))[postings.starts]
    parts = {
        "terms": np.frombuffer(b"".join(postings.terms), np.uint8),
        "ends": np.append(0, ends),
        "starts": postings.starts,
        "documents": postings.documents,
        "frequencies": postings.frequencies,
        "places": places,
        "positions": postings.positions,
    }
    return {name: _narrowed(values) for name, values in parts.items()}


def _narrowed(values: NDArray[Any]) -> NDArray[Any]:
    """In as few bytes a number as the largest one needs."""
    largest = int(values.max()) if len(values) else 0
    size = next(size for size in (1, 2, 4, 8) if largest < 1 << 8 * size)
    return values.astype(f"<u{size}")


def term_key(term: bytes) -> int:
    """The beginning of a term as a number; of two terms the smaller never has the larger one."""
    return int.from_bytes(term[:KEY_BYTES].ljust(KEY_BYTES, b"\0"), "big")


@dataclass(frozen=True, slots=True)
class TermPostings:
    """One posting list of one segment."""

    documents: Integers
    frequencies: Integers
    positions: Integers
    """Empty unless asked for, and in fields without them."""


class StoredField:
    """The posting lists of one field of a segment. Terms stay in memory, lists are read when asked for."""

    def __init__(self, file: Any, layout: Layout) -> None:
        self._file, self._layout = file, layout
        self._terms: bytes = self._read("terms").tobytes()
        self._ends = self._numbers("ends")
        self._keys = self._beginnings()
        self._starts = self._numbers("starts")

    def __len__(self) -> int:
        return len(self._starts) - 1

    def _beginnings(self) -> array[int]:
        """The first bytes of each term as one number: compared without taking the terms out one by one."""
        letters = np.frombuffer(self._terms + bytes(KEY_BYTES), np.uint8)
        starts = np.frombuffer(self._ends, np.uintc)
        lengths, starts = np.diff(starts), starts[:-1]
        keys = np.zeros(len(starts), np.uint64)
        for at in range(KEY_BYTES):
            letter = np.where(at < lengths, letters[starts + at], 0)
            keys = keys << np.uint64(8) | letter.astype(np.uint64)
        return array("Q", keys.tobytes())

    def term(self, number: int) -> bytes:
        return self._terms[self._ends[number] : self._ends[number + 1]]

    def place(self, term: bytes) -> int:
        """The number of the first term that is not before ``term``."""
        key = term_key(term)
        begin = bisect_left(self._keys, key)
        end = bisect_right(self._keys, key, begin)
        return bisect_left(range(len(self)), term, begin, end, key=self.term)

    def find(self, term: bytes, key: int | None = None) -> int | None:
        """The number of ``term``; ``key`` is its ``term_key``, for who looks in many segments."""
        key = term_key(term) if key is None else key
        begin = bisect_left(self._keys, key)
        if begin == len(self._keys) or self._keys[begin] != key:
            return None
        if self.term(begin) == term:
            return begin
        number = self.place(term)
        return number if number < len(self) and self.term(number) == term else None

    def count(self, number: int) -> int:
        """How many documents have a term."""
        return self._starts[number + 1] - self._starts[number]

    def postings(self, number: int, *, positions: bool = False) -> TermPostings:
        start, end = self._starts[number], self._starts[number + 1]
        return TermPostings(
            self._read("documents", start, end).astype(np.int64),
            self._read("frequencies", start, end).astype(np.int64),
            self._read("positions", self._places[number], self._places[number + 1]).astype(np.int64)
            if positions and self.has_positions
            else np.zeros(0, np.int64),
        )

    @property
    def has_positions(self) -> bool:
        return bool(self._layout["positions"][2])

    @cached_property
    def _places(self) -> array[int]:
        return self._numbers("places")

    def everything(self) -> FieldPostings:
        terms = [self.term(number) for number in range(len(self))]
        # Of a large segment: half the memory.
        arrays = {
            name: self._read(name).astype(np.int32)
            for name in ("starts", "documents", "frequencies", "positions")
        }
        return FieldPostings(terms, **arrays)

    def _numbers(self, name: str) -> array[int]:
        # Single numbers of an array come without numpy's overhead.
        return array("I", self._read(name).astype(np.uintc).tobytes())

    def _read(self, name: str, start: int = 0, end: int | None = None) -> NDArray[Any]:
        offset, kind, length = self._layout[name]
        dtype = np.dtype(kind)
        count = (length if end is None else end) - start
        stored = self._file.get(offset + start * dtype.itemsize, count * dtype.itemsize)
        return np.frombuffer(stored, dtype, count)


class PostingsReader(TermsReader):  # type: ignore[misc]
    """What Whoosh calls a terms reader."""

    def __init__(self, file: Any) -> None:
        self._file = file
        if file.get(0, len(MAGIC)) != MAGIC:
            raise ValueError("not a file of posting lists")
        file.seek(0, 2)
        size = file.tell()
        header = int.from_bytes(file.get(size - 8, 8), "little")
        self._layouts: dict[str, Layout] = json.loads(file.get(header, size - 8 - header))
        self._fields: dict[str, StoredField] = {}

    def field(self, name: str) -> StoredField:
        if name not in self._fields:
            self._fields[name] = StoredField(self._file, self._layouts[name])
        return self._fields[name]

    def matcher(self, fieldname: str, text: bytes, format_: Any, scorer: Any = None) -> Any:
        """Whoosh's own way to walk over a list; tests compare it with ours."""
        number = self._number(fieldname, text)
        found = self.field(fieldname).postings(number, positions=True)
        ends = np.cumsum(found.frequencies)
        values = [
            format_.encode(found.positions[end - size : end].tolist())
            for end, size in zip(ends.tolist(), found.frequencies.tolist(), strict=True)
        ]
        return ListMatcher(
            found.documents.tolist(),
            found.frequencies.astype(np.float64).tolist(),
            values,
            format_,
            scorer=scorer,
            term=(fieldname, text),
            terminfo=self.term_info(fieldname, text),
        )

    def term_info(self, fieldname: str, text: bytes) -> Any:
        found = self.field(fieldname).postings(self._number(fieldname, text))
        return TermInfo(
            weight=float(found.frequencies.sum()),
            df=len(found.documents),
            minlength=1,
            maxlength=1,
            maxweight=float(found.frequencies.max()),
            minid=int(found.documents[0]),
            maxid=int(found.documents[-1]),
        )

    def frequency(self, fieldname: str, text: bytes) -> float:
        return float(self.term_info(fieldname, text).weight())

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        return self.field(fieldname).count(self._number(fieldname, text))

    def _number(self, fieldname: str, text: bytes) -> int:
        number = self.field(fieldname).find(text) if fieldname in self._layouts else None
        if number is None:
            raise TermNotFound(f"No term {fieldname}:{text!r}")
        return number

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        fieldname, text = term
        return fieldname in self._layouts and self.field(fieldname).find(text) is not None

    def indexed_field_names(self) -> Iterable[str]:
        return self._layouts.keys()

    def terms(self) -> Iterator[tuple[str, bytes]]:
        return ((name, text) for name in self._layouts for _, text in self.terms_from(name, b""))

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        field = self.field(fieldname)
        return ((fieldname, field.term(number)) for number in range(field.place(prefix), len(field)))

    def items(self) -> Iterator[tuple[tuple[str, bytes], Any]]:
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], Any]]:
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def close(self) -> None:
        self._file.close()
