"""One state of a Whoosh index, opened: posting lists as arrays, and what is kept in memory per article."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.engines.whoosh_library import FilterMatcher, SegmentReader, TermNotFound, W3LeafMatcher
from index.model import ArticleId, Language

Mask = NDArray[np.bool_]
Numbers = NDArray[np.int64]
Scores = NDArray[np.float32]
Checkpoint = Callable[[], None]
"""Called between small steps of a search; raises when the search is to end."""

REMEMBERED_POSTINGS = 4_000_000
"""Posting lists kept decoded, 12 bytes a posting."""

PLACES = 1 << 24
"""More than any article has words."""

K1, B = 1.2, 0.75
"""The usual constants of BM25."""


@dataclass(frozen=True, slots=True)
class _Columns:
    """What is known of the documents of one segment; segments never change, so it is read once."""

    ids: list[ArticleId]
    id_order: NDArray[np.uint64]
    languages: dict[Language, Mask]
    first: Numbers
    last: Numbers
    length: Numbers


@dataclass(frozen=True, slots=True)
class Postings:
    documents: Numbers
    weights: Scores


NO_POSTINGS = Postings(np.zeros(0, np.int64), np.zeros(0, np.float32))
SegmentColumns = dict[str, _Columns]


class Snapshot:
    """Documents are numbered from 0 over all segments; arrays have a place for each, deleted or not."""

    def __init__(self, index: Any, known: SegmentColumns) -> None:
        """``known`` remembers columns between snapshots; segments that are gone are dropped from it."""
        self.reader = index.reader()
        self.leaves: list[tuple[Any, int]] = [
            (leaf, offset) for leaf, offset in self.reader.leaf_readers() if isinstance(leaf, SegmentReader)
        ]
        try:
            columns: SegmentColumns = {}
            for leaf, _ in self.leaves:
                key = leaf.segment().segment_id()
                columns[key] = known.get(key) or _read_columns(leaf)
            self._load(list(columns.values()))
        except BaseException:
            self.close()
            raise
        known.clear()
        known.update(columns)
        self._postings: OrderedDict[tuple[str, str], Postings] = OrderedDict()
        self._remembered = 0

    def _load(self, segments: list[_Columns]) -> None:
        self.ids: list[ArticleId] = [id for columns in segments for id in columns.ids]
        self.size = len(self.ids)
        self.alive: Mask = np.ones(self.size, np.bool_)
        for leaf, offset in self.leaves:
            for number in leaf.segment().deleted_docs():
                self.alive[offset + number] = False
        languages = sorted({language for columns in segments for language in columns.languages})

        def written_in(language: Language, columns: _Columns) -> Mask:
            return columns.languages.get(language, np.zeros(len(columns.ids), np.bool_))

        self.languages: dict[Language, Mask] = {
            language: np.concatenate([written_in(language, columns) for columns in segments])
            for language in languages
        }
        none = np.zeros(0, np.int64)
        self.first: Numbers = np.concatenate([none, *(columns.first for columns in segments)])
        self.last: Numbers = np.concatenate([none, *(columns.last for columns in segments)])
        length: Numbers = np.concatenate([none, *(columns.length for columns in segments)])
        average = max(1.0, float(length.mean())) if self.size else 1.0
        self.saturation: Scores = (K1 * (1 - B + B * length / average)).astype(np.float32)
        """The part of BM25's denominator that depends on the article only."""
        id_order = np.concatenate([np.zeros(0, np.uint64), *(columns.id_order for columns in segments)])
        newest = np.lexsort((id_order, -self.first, -self.last))
        self.recency: Numbers = np.empty(self.size, np.int64)
        """Place of each document when the newest is 0; undated ones are last."""
        self.recency[newest] = np.arange(self.size)
        self._numbers: dict[ArticleId, int] | None = None

    @property
    def numbers(self) -> dict[ArticleId, int]:
        """Article id → document number, of those that are not deleted."""
        if self._numbers is None:
            self._numbers = {self.ids[number]: number for number in np.flatnonzero(self.alive).tolist()}
        return self._numbers

    def postings(self, field: str, term: str, checkpoint: Checkpoint) -> Postings:
        """Every document with ``term``, deleted ones included, and how often it has it."""
        key = (field, term)
        if (found := self._postings.get(key)) is not None:
            self._postings.move_to_end(key)
            return found
        documents: list[Numbers] = [NO_POSTINGS.documents]
        weights: list[Scores] = [NO_POSTINGS.weights]
        for numbers, frequencies, _ in self._blocks(field, term, checkpoint):
            documents.append(numbers)
            weights.append(frequencies)
        found = Postings(np.concatenate(documents), np.concatenate(weights))
        self._postings[key] = found
        self._remembered += len(found.documents)
        while self._remembered > REMEMBERED_POSTINGS:
            self._remembered -= len(self._postings.popitem(last=False)[1].documents)
        return found

    def places(self, field: str, term: str, wanted: Mask, checkpoint: Checkpoint) -> Numbers:
        """Where ``term`` stands in the ``wanted`` documents: document * ``PLACES`` + position, ascending."""
        found: list[Numbers] = [NO_POSTINGS.documents]
        for numbers, frequencies, values in self._blocks(field, term, checkpoint):
            chosen = np.flatnonzero(wanted[numbers])
            positions = np.frombuffer(b"".join([values[at] for at in chosen.tolist()]), "<u4")
            documents = np.repeat(numbers[chosen], frequencies[chosen].astype(np.int64))
            found.append(documents * PLACES + positions)
        return np.concatenate(found)

    def terms(self, field: str, prefix: str = "") -> set[str]:
        """The terms of ``field`` that begin with ``prefix``; for fields with a small vocabulary."""
        return {term.decode() for leaf, _ in self.leaves for term in leaf.expand_prefix(field, prefix)}

    def _blocks(
        self, field: str, term: str, checkpoint: Checkpoint
    ) -> Iterator[tuple[Numbers, Scores, tuple[bytes, ...]]]:
        """(document numbers, frequencies, encoded positions) of at most 128 documents at a time."""
        for leaf, offset in self.leaves:
            try:
                matcher = leaf.postings(field, term)
            except TermNotFound:
                continue
            while isinstance(matcher, FilterMatcher):
                # Deleted documents are left out by ``alive``, for all terms at once.
                matcher = matcher.child
            blocks = _stored_blocks(matcher) if isinstance(matcher, W3LeafMatcher) else _single_block(matcher)
            for numbers, frequencies, values in blocks:
                checkpoint()
                yield numbers + offset, frequencies, values

    def close(self) -> None:
        for leaf, _ in self.leaves:
            leaf.close()
        self.leaves = []


def _stored_blocks(matcher: Any) -> Iterator[tuple[Numbers, Scores, tuple[bytes, ...]]]:
    """The blocks of a stored posting list as they are on disk.

    Seven times as fast as asking the matcher for one document after the other; a test compares both ways.
    """
    matcher.reset()
    while True:
        matcher._read_data()
        gaps, weights, values = matcher._data
        numbers = np.cumsum(np.array(gaps, np.int64))
        if weights is None or isinstance(weights, float):
            # One frequency for the whole block; "always once" is not even written.
            frequencies = np.full(len(numbers), 1.0 if weights is None else weights, np.float32)
        else:
            frequencies = np.array(weights, np.float32)
        yield numbers, frequencies, values or ()
        if matcher._lastblock:
            return
        matcher._next_block()


def _single_block(matcher: Any) -> Iterator[tuple[Numbers, Scores, tuple[bytes, ...]]]:
    """A posting list so short that it is kept beside its term, asked document by document."""
    numbers: list[int] = []
    weights: list[float] = []
    values: list[bytes] = []
    while matcher.is_active():
        numbers.append(matcher.id())
        weights.append(matcher.weight())
        values.append(matcher.value())
        matcher.next()
    yield np.array(numbers, np.int64), np.array(weights, np.float32), tuple(values)


def _read_columns(leaf: Any) -> _Columns:
    count = leaf.doc_count_all()
    ids = _texts(leaf, "id")
    languages = list(leaf.column_reader("language", translate=False))
    return _Columns(
        ids=[id.decode() for id in ids],
        id_order=np.fromiter((int.from_bytes(id[:8].ljust(8, b"\0"), "big") for id in ids), np.uint64, count),
        languages={
            language.decode(): np.fromiter((other == language for other in languages), np.bool_, count)
            for language in set(languages)
        },
        first=_integers(leaf, "first"),
        last=_integers(leaf, "last"),
        length=_integers(leaf, "length"),
    )


def _integers(leaf: Any, name: str) -> Numbers:
    """A whole column at once, as it is on disk; its reader would seek for every document."""
    numbers = np.zeros(leaf.doc_count_all(), np.int64)
    if leaf.has_column(name):
        column = leaf.column_reader(name, translate=False)
        # Zeros at the end of a column are not written.
        stored = column._dbfile.get(column._basepos, column._count * 4)
        numbers[: column._count] = np.frombuffer(stored, ">u4")
    return numbers


def _texts(leaf: Any, name: str) -> list[bytes]:
    """A whole column at once; every document has a value."""
    column = leaf.column_reader(name, translate=False)
    ends = list(accumulate(column._lengths))
    stored = column._dbfile.get(column._basepos, ends[-1])
    return [stored[start:end] for start, end in pairwise([0, *ends])]
