"""One state of a Whoosh index, opened: posting lists as arrays, and what is kept in memory per article."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.engines.interface import Favoured
from index.engines.whoosh.codec import TermPostings, term_key
from index.engines.whoosh.columns import Columns, read_columns
from index.engines.whoosh.library import SegmentReader
from index.engines.whoosh.stock import Shortcuts, stock_columns, stock_postings
from index.model.articles import ArticleId, Language

Mask = NDArray[np.bool_]
Numbers = NDArray[np.int64]
Scores = NDArray[np.float32]
Checkpoint = Callable[[], None]
"""Called between small steps of a search; raises when the search is to end."""

REMEMBERED_POSTINGS = 2_000_000
"""Posting lists kept in memory, 8 bytes a posting."""
REMEMBERED_SETS = 8
"""Sets of articles kept as masks, one byte an article."""

PLACES = 1 << 24
"""More than any article has words."""

K1, B = 1.2, 0.75
"""The usual constants of BM25."""

RECENCY_BONUS = 0.05
"""What the newest article scores more than one of long ago."""
RECENCY_HALF_LIFE = 365.0
"""Days after which half of that is left."""
FAVOUR_BONUS = 0.03


@dataclass(frozen=True, slots=True)
class Postings:
    documents: NDArray[np.int32]
    """Ascending; deleted ones included."""
    frequencies: Scores


NO_POSTINGS = Postings(np.zeros(0, np.int32), np.zeros(0, np.float32))
SegmentColumns = dict[str, Columns]


class Snapshot:
    """Documents are numbered from 0 over all segments; arrays have a place for each, deleted or not."""

    def __init__(self, index: Any, known: SegmentColumns) -> None:
        """``known`` remembers columns between snapshots; segments that are gone are dropped from it."""
        self.shortcuts = Shortcuts()
        self.reader = index.reader()
        self.leaves: list[tuple[Any, int]] = [
            (leaf, offset) for leaf, offset in self.reader.leaf_readers() if isinstance(leaf, SegmentReader)
        ]
        try:
            columns: SegmentColumns = {}
            for leaf, _ in self.leaves:
                key = leaf.segment().segment_id()
                columns[key] = known.get(key) or self.shortcuts.take(
                    partial(read_columns, leaf), partial(stock_columns, leaf)
                )
            self._load(list(columns.values()))
        except BaseException:
            self.close()
            raise
        known.clear()
        known.update(columns)
        self._postings: OrderedDict[tuple[str, str], Postings] = OrderedDict()
        self._remembered = 0
        self._sets: OrderedDict[frozenset[ArticleId], Mask] = OrderedDict()
        self._numbers: dict[ArticleId, int] | None = None
        self._preference: tuple[Hashable, Mask, Scores] | None = None

    def _load(self, segments: list[Columns]) -> None:
        self._segments = segments
        self.ids: list[ArticleId] = []
        for columns in segments:
            self.ids.extend(columns.ids)
        self.size = len(self.ids)
        self.alive: Mask = np.ones(self.size, np.bool_)
        for leaf, offset in self.leaves:
            for number in leaf.segment().deleted_docs():
                self.alive[offset + number] = False
        # Whoosh notes an empty value in each segment, whether a document has it or not.
        languages = sorted({language for columns in segments for language in columns.languages if language})
        self.languages: dict[Language, Mask] = {
            language: np.concatenate([_written_in(language, columns) for columns in segments])
            for language in languages
        }
        none = np.zeros(0, np.int64)
        self.first: Numbers = np.concatenate([none, *(columns.first for columns in segments)])
        self.last: Numbers = np.concatenate([none, *(columns.last for columns in segments)])
        self.age: Numbers = np.concatenate([none, *(columns.age for columns in segments)])
        """Smaller is newer."""
        self.id_order = np.concatenate([np.zeros(0, np.uint64), *(columns.id_order for columns in segments)])
        length: Numbers = np.concatenate([none, *(columns.length for columns in segments)])
        average = max(1.0, float(length.mean())) if self.size else 1.0
        self.saturation: Scores = (K1 * (1 - B + B * length / average)).astype(np.float32)
        """The part of BM25's denominator that depends on the article only."""

    def numbers_of(self, ids: Iterable[ArticleId]) -> list[int]:
        """The documents that are these articles now; ids that are not indexed are left out."""
        found = []
        for id in ids:
            for (_, offset), columns in zip(self.leaves, self._segments, strict=True):
                number = columns.numbers.get(id)
                if number is not None and self.alive[offset + number]:
                    found.append(offset + number)
        return found

    def with_ids(self, ids: frozenset[ArticleId]) -> Mask:
        """Which documents are among ``ids``; the same set is asked for at every keystroke."""
        if (known := self._sets.get(ids)) is not None:
            self._sets.move_to_end(ids)
            return known
        if self._numbers is None and ids:
            self._numbers = {self.ids[number]: number for number in np.flatnonzero(self.alive).tolist()}
        mask = np.zeros(self.size, np.bool_)
        numbers = self._numbers or {}
        mask[[numbers[id] for id in ids if id in numbers]] = True
        self._sets[ids] = mask
        if len(self._sets) > REMEMBERED_SETS:
            self._sets.popitem(last=False)
        return mask

    def preference(self, favoured: Favoured) -> tuple[Mask, Scores]:
        """Which documents are favoured, and by what each score is multiplied.

        So little that it decides only among about equal ones.
        """
        if self._preference is None or self._preference[0] != favoured.version:
            days_old = np.where(self.last > 0, self.last.max(initial=0) - self.last, np.inf)
            mask = self.with_ids(favoured.ids)
            bonus = 1 + RECENCY_BONUS * np.exp2(-days_old / RECENCY_HALF_LIFE) + FAVOUR_BONUS * mask
            self._preference = favoured.version, mask, bonus.astype(np.float32)
        return self._preference[1:]

    def postings(self, field: str, term: str, checkpoint: Checkpoint) -> Postings:
        """Every document with ``term``, deleted ones included, and how often it has it."""
        key = (field, term)
        if (found := self._postings.get(key)) is not None:
            self._postings.move_to_end(key)
            return found
        lists = []
        for list_, offset in self._lists(field, term, checkpoint):
            documents = (list_.documents + offset).astype(np.int32)
            lists.append((documents, list_.frequencies.astype(np.float32)))
        found = NO_POSTINGS
        if lists:
            found = Postings(*map(np.concatenate, zip(*lists, strict=True)))
        self._postings[key] = found
        self._remembered += len(found.documents)
        while self._remembered > REMEMBERED_POSTINGS:
            self._remembered -= len(self._postings.popitem(last=False)[1].documents)
        return found

    def places(self, field: str, term: str, wanted: Mask, checkpoint: Checkpoint) -> Numbers:
        """Where ``term`` stands in the ``wanted`` documents: document * ``PLACES`` + position, ascending."""
        found: list[Numbers] = [np.zeros(0, np.int64)]
        for list_, offset in self._lists(field, term, checkpoint, positions=True):
            documents = list_.documents + offset
            chosen = wanted[documents]
            positions = list_.positions[np.repeat(chosen, list_.frequencies)]
            found.append(np.repeat(documents[chosen], list_.frequencies[chosen]) * PLACES + positions)
        return np.concatenate(found)

    def terms(self, field: str, prefix: str = "") -> set[str]:
        """The terms of ``field`` that begin with ``prefix``; for fields with a small vocabulary."""
        return {term.decode() for leaf, _ in self.leaves for term in leaf.expand_prefix(field, prefix)}

    def _lists(
        self, field: str, term: str, checkpoint: Checkpoint, *, positions: bool = False
    ) -> Iterator[tuple[TermPostings, int]]:
        """The posting lists of a term, each with the number of its segment's first document."""
        text = term.encode()
        key = term_key(text)
        for leaf, offset in self.leaves:
            checkpoint()
            found = self.shortcuts.take(
                partial(_whole_list, leaf, field, text, key, positions),
                partial(stock_postings, leaf, field, text, positions),
            )
            if found is not None:
                yield found, offset

    def close(self) -> None:
        for leaf, _ in self.leaves:
            leaf.close()
        self.leaves = []


def _whole_list(segment: Any, field: str, term: bytes, key: int, positions: bool) -> TermPostings | None:
    stored = segment._terms.field(field)
    number = stored.find(term, key)
    return None if number is None else stored.postings(number, positions=positions)


def _written_in(language: Language, columns: Columns) -> Mask:
    if language not in columns.languages:
        return np.zeros(len(columns.ids), np.bool_)
    mask: Mask = columns.language == columns.languages.index(language)
    return mask
