"""A query tree answered from a snapshot of a Whoosh index, all documents at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from math import log
from typing import assert_never

import numpy as np
from numpy.typing import NDArray

from index.engines.interface import UnresolvedNode
from index.engines.lexicon import Lexicon
from index.engines.whoosh.inversion import text_term
from index.engines.whoosh.snapshot import K1, PLACES, Checkpoint, Mask, Numbers, Scores, Snapshot
from index.model.articles import Language
from index.query.syntax import (
    And,
    DateWithin,
    EntityIs,
    Everything,
    Expansion,
    FieldText,
    Fuzzy,
    IdIn,
    LanguageIs,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    SourceIs,
    Standing,
    TagIs,
    Undated,
    Word,
)
from index.words.folding import fold, searchable_words
from index.words.misspelling import Spellings, allowed_edits

STEMMED_FIELDS = frozenset({"text", "title"})

TITLE_WEIGHT = 8.0
"""How many occurrences in the body one in the title is worth (BM25F)."""

EXPANSION_WEIGHT = 0.3
"""What a hit by another spelling counts, against the spelling that was asked for."""


@dataclass(slots=True)
class Matches:
    mask: Mask
    scores: Scores | None = None
    """None where nothing is scored: filters and exclusions."""


@dataclass(slots=True)
class Evaluation:
    """One walk over a tree. All arrays have one entry for each document of the snapshot."""

    snapshot: Snapshot
    lexicon: Lexicon
    checkpoint: Checkpoint
    found_by: list[tuple[str, Mask]] = field(default_factory=list)
    """What each expansion word matched, in the order of the tree."""

    def matches(self, node: Node, where: str = "text", within: Mask | None = None) -> Matches:
        """What ``node`` matches in the field ``where``; only documents ``within`` need to be looked at."""
        self.checkpoint()
        match node:
            case Everything():
                return Matches(self.snapshot.alive)
            case Word(text):
                return self.words(searchable_words(text), where, within)
            case Phrase(texts):
                return self.words(searchable_words(" ".join(texts)), where, within)
            case Prefix(text):
                return self.any_term(self.completed(fold(text), where), where)
            case Fuzzy(text):
                return self.any_term(self.respelt(fold(text), where), where)
            case FieldText(name, child):
                return self.matches(child, name, within)
            case LanguageIs(language):
                mask = self.snapshot.languages.get(language)
                return Matches(self.snapshot.alive & mask) if mask is not None else self.nothing()
            case EntityIs(name):
                return Matches(self.documents("entities", name))
            case SourceIs(source):
                return Matches(self.documents("whole_source", source))
            case DateWithin(first, last):
                dated = self.snapshot.alive & (self.snapshot.first > 0)
                begins = self.snapshot.first <= last.toordinal() if last else dated
                ends = self.snapshot.last >= first.toordinal() if first else dated
                return Matches(dated & begins & ends)
            case Undated():
                return Matches(self.snapshot.alive & (self.snapshot.first == 0))
            case IdIn(ids):
                return Matches(self.snapshot.with_ids(ids))
            case And(nodes):
                return self.all_of(nodes, where, within)
            case Or(nodes):
                return self.any_of([self.matches(child, where, within) for child in nodes])
            case Not(child):
                return Matches(self.snapshot.alive & ~self.matches(child, where, within).mask)
            case Expansion():
                return self.expansion(node, where, within)
            case Standing() | TagIs():
                raise UnresolvedNode(f"{node} is for the library to answer, the index does not hold it")
            case _:
                assert_never(node)

    def nothing(self) -> Matches:
        return Matches(np.zeros(self.snapshot.size, np.bool_))

    def documents(self, name: str, term: str) -> Mask:
        mask = self.nothing().mask
        mask[self.snapshot.postings(name, term, self.checkpoint).documents] = True
        return mask & self.snapshot.alive

    def all_of(self, nodes: Iterable[Node], where: str, within: Mask | None) -> Matches:
        """Phrases last, and only looked for where everything else matches."""
        mask = self.snapshot.alive if within is None else within & self.snapshot.alive
        scores: Scores | None = None
        for node in sorted(nodes, key=lambda child: isinstance(child, Phrase)):
            found = self.matches(node, where, mask)
            mask = mask & found.mask
            scores = _sum(scores, found.scores)
            if not mask.any():
                break
        return Matches(mask, scores)

    def any_of(self, found: list[Matches]) -> Matches:
        total = self.nothing()
        for matches in found:
            total.mask |= matches.mask
            total.scores = _sum(total.scores, matches.scores)
        return total

    def expansion(self, node: Expansion, where: str, within: Mask | None) -> Matches:
        total = self.matches(node.literal, where, within)
        total = Matches(total.mask.copy(), total.scores)
        for variant in node.variants:
            found = self.matches(variant, where, within)
            text = variant.text if isinstance(variant, Word) else " ".join(variant.words)
            self.found_by.append((text, found.mask))
            total.mask |= found.mask
            if found.scores is not None:
                total.scores = _sum(total.scores, found.scores * np.float32(EXPANSION_WEIGHT))
        return total

    def words(self, folded: tuple[str, ...], where: str, within: Mask | None) -> Matches:
        """One word, or several next to each other."""
        if len(folded) == 1:
            return self.any_term([[term] for term in self.terms(folded[0], where)], where)
        total = self.nothing()
        if not folded:
            return total
        for terms in zip(*(self.terms(word, where) for word in folded), strict=True):
            total = self.any_of([total, self.phrase(terms, where, within)])
        return total

    def phrase(self, terms: tuple[str, ...], where: str, within: Mask | None) -> Matches:
        mask = self.snapshot.alive if within is None else within & self.snapshot.alive
        for term in terms:
            mask = mask & self.documents(where, term)
        found = self.nothing()
        if not mask.any():
            return found
        starts = self.snapshot.places(where, terms[0], mask, self.checkpoint)
        for distance, term in enumerate(terms[1:], 1):
            next_to = self.snapshot.places(where, term, mask, self.checkpoint) - distance
            starts = _common(starts, next_to)
        found.mask[starts // PLACES] = True
        found.scores = np.zeros(self.snapshot.size, np.float32)
        for term in terms:
            documents, scores = self.scored(where, term)
            found.scores[documents] += scores
        found.scores *= found.mask
        return found

    def terms(self, folded: str, where: str) -> list[str]:
        """The index terms of a word, one for each language that the index holds."""
        if where in STEMMED_FIELDS:
            return [text_term(language, folded) for language in self.snapshot.languages]
        return [folded]

    def completed(self, prefix: str, where: str) -> list[list[str]]:
        if not prefix:
            return []
        if where in STEMMED_FIELDS:
            return _text_terms(self.lexicon.completions(prefix))
        return [sorted(self.snapshot.terms(where, prefix))]

    def respelt(self, word: str, where: str) -> list[list[str]]:
        if where in STEMMED_FIELDS:
            return _text_terms(self.lexicon.similar(word))
        terms = sorted(self.snapshot.terms(where, word[:1]))
        near, _ = Spellings(terms).near(word, allowed_edits(word))
        return [[terms[number] for number in near.tolist()]]

    def any_term(self, groups: list[list[str]], where: str) -> Matches:
        """Documents with any of the terms; several terms of a group count as much as the best of them.

        Each group holds terms of one language: an article has only one.
        """
        total = self.nothing()
        best: Scores = np.zeros(self.snapshot.size, np.float32)
        for terms in groups:
            for term in terms:
                self.checkpoint()
                documents, scores = self.scored(where, term)
                total.mask[documents] = True
                best[documents] = np.maximum(best[documents], scores)
        total.mask &= self.snapshot.alive
        total.scores = best
        return total

    def scored(self, where: str, term: str) -> tuple[NDArray[np.int32], Scores]:
        """The documents with ``term`` and what it is worth to each of them.

        BM25F in title and text; the mere rarity of the word in other fields.
        """
        postings = self.snapshot.postings(where, term, self.checkpoint)
        documents, weights = postings.documents, postings.frequencies
        count = len(documents)
        rarity = np.float32(log(1 + (self.snapshot.size - count + 0.5) / (count + 0.5)))
        if where != "text":
            return documents, np.full(count, rarity, np.float32)
        titled = self.snapshot.postings("title", term, self.checkpoint)
        if len(titled.documents):
            weights = weights.copy()
            extra = np.float32(TITLE_WEIGHT - 1) * titled.frequencies
            weights[np.searchsorted(documents, titled.documents)] += extra
        scale = rarity * np.float32(K1 + 1)
        return documents, scale * weights / (weights + self.snapshot.saturation[documents])


def _text_terms(words: dict[Language, list[str]]) -> list[list[str]]:
    return [
        list(dict.fromkeys(text_term(language, word) for word in found)) for language, found in words.items()
    ]


def _common(left: Numbers, right: Numbers) -> Numbers:
    """What is in both; each ascending, without repetition."""
    if len(left) > len(right):
        left, right = right, left
    if not len(left):
        return left
    at = np.searchsorted(right, left)
    at[at == len(right)] = 0
    common: Numbers = left[right[at] == left]
    return common


def _sum(left: Scores | None, right: Scores | None) -> Scores | None:
    if left is None or right is None:
        return right if left is None else left
    return left + right
