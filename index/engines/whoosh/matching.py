"""What one tree matches in one state of a Whoosh index: pages of it, and counts over it."""

from __future__ import annotations

from collections import Counter

import numpy as np

from index.engines.interface import EngineHit, EngineResult, Facet, Favoured, MatchingIds
from index.engines.lexicon import Lexicon
from index.engines.whoosh.query import Evaluation
from index.engines.whoosh.snapshot import Checkpoint, Mask, Numbers, Snapshot
from index.model.articles import ArticleId
from index.query.expansion import without_expansions
from index.query.syntax import Node

LITERAL_FIRST = 1e6
"""More than any score: hits that only an expansion found come after all others."""
LONGEST_MONTH = 31
"""Days; of what is dated less exactly only the year is known."""

_LABELS = {Facet.SOURCE: "whole_source", Facet.ENTITY: "entities"}
_DAY_0 = np.datetime64("0000-12-31", "D")
"""Days are stored as Python counts them, from the first of the year 1 on."""


class Matching:
    """Everything that ``tree`` matches, worked out once for whatever is asked about it."""

    def __init__(self, tree: Node, snapshot: Snapshot, lexicon: Lexicon, checkpoint: Checkpoint) -> None:
        self.tree = tree
        self._snapshot = snapshot
        evaluation = Evaluation(snapshot, lexicon, checkpoint)
        self._found = evaluation.matches(tree)
        literal_tree = without_expansions(tree)
        self._literal = self._found.mask if literal_tree == tree else evaluation.matches(literal_tree).mask
        self._found_by = evaluation.found_by
        self.numbers: Numbers = np.flatnonzero(self._found.mask)
        """Of the documents that match, ascending."""

    def page(self, limit: int, offset: int, order: str, favoured: Favoured) -> EngineResult:
        """See ``SearchEngine.search``."""
        snapshot, scores = self._snapshot, self._found.scores
        liked, preference = snapshot.preference(favoured)
        if scores is not None:
            scores = scores * preference
        worth = snapshot.age[self.numbers]
        if order != "newest" and scores is not None:
            worth = -(scores[self.numbers].astype(np.float64) + self._literal[self.numbers] * LITERAL_FIRST)
        page = self._best(worth, offset + limit)[offset:].tolist()
        hits = tuple(
            EngineHit(
                snapshot.ids[number],
                float(scores[number]) if scores is not None else 0.0,
                () if self._literal[number] else tuple(text for text, mask in self._found_by if mask[number]),
            )
            for number in page
        )
        languages: dict[str, int] = {}
        of_them: dict[str, int] = {}
        for language, mask in snapshot.languages.items():
            written = self._found.mask & mask
            if count := int(np.count_nonzero(written)):
                languages[language], of_them[language] = count, int(np.count_nonzero(written & liked))
        return EngineResult(len(self.numbers), hits, languages, of_them)

    def _best(self, worth: Numbers, count: int) -> Numbers:
        """The ``count`` documents of least ``worth``; ties are newest first."""
        numbers = self.numbers
        if not count:
            return numbers[:0]
        if count < len(numbers):
            # Sort only what can be on the page, ties with its last row included.
            chosen = worth <= np.partition(worth, count - 1)[count - 1]
            numbers, worth = numbers[chosen], worth[chosen]
        order_of_ties = self._snapshot.id_order[numbers], self._snapshot.age[numbers]
        return numbers[np.lexsort((*order_of_ties, worth))[:count]]

    def among(self, ids: frozenset[ArticleId]) -> frozenset[ArticleId]:
        both = self._found.mask & self._snapshot.with_ids(ids)
        return frozenset(map(self._snapshot.ids.__getitem__, np.flatnonzero(both).tolist()))

    def ids(self) -> MatchingIds:
        return MatchingIds(self._snapshot.ids, self.numbers)

    def count(self, what: Facet, limit: int, checkpoint: Checkpoint) -> list[tuple[str, int]]:
        """See ``SearchEngine.count``."""
        if what is Facet.MONTH:
            return sorted(self._months().items(), reverse=True)[:limit]
        counts = self._labels(_LABELS[what], checkpoint)
        return sorted(counts.items(), key=lambda counted: (-counted[1], counted[0]))[:limit]

    def _labels(self, field: str, checkpoint: Checkpoint) -> dict[str, int]:
        mask: Mask = self._found.mask
        counts = {
            term: int(mask[self._snapshot.postings(field, term, checkpoint).documents].sum())
            for term in self._snapshot.terms(field)
        }
        return {term: count for term, count in counts.items() if count}

    def _months(self) -> Counter[str]:
        first, last = self._snapshot.first[self.numbers], self._snapshot.last[self.numbers]
        counts: Counter[str] = Counter()
        is_year = last - first >= LONGEST_MONTH
        for unit, chosen in (("M", (first > 0) & ~is_year), ("Y", is_year)):
            periods = (_DAY_0 + first[chosen].astype("timedelta64[D]")).astype(f"datetime64[{unit}]")
            values, articles = np.unique(periods, return_counts=True)
            counts.update(dict(zip(np.datetime_as_string(values).tolist(), articles.tolist(), strict=True)))
        return counts
