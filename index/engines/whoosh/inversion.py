"""Articles turned into posting lists: for each term of a field, which documents have it, and where."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.engines.interface import IndexedArticle
from index.model.articles import Language
from index.words.folding import WORD, fold, is_common
from index.words.stemming import stem

BETWEEN_PARAGRAPHS = 10
"""Positions skipped at the end of a paragraph, so that no phrase reaches across."""

NAME_FIELDS = ("source", "place", "author")
"""Fields of names: folded words as they are, no language, no stems."""
LABEL_FIELDS = ("entities", "whole_source")
"""Fields of whole values, to be found as they are."""

_NOT_INDEXED = -1

Integers = NDArray[np.integer[Any]]


@dataclass(frozen=True, slots=True)
class FieldPostings:
    """All posting lists of one field, one behind the other in the order of their terms."""

    terms: list[bytes]
    """Sorted, without repetition."""
    starts: Integers
    """Where the list of each term starts in the next two; one more than there are terms."""
    documents: Integers
    frequencies: Integers
    positions: Integers
    """As many for each posting as its frequency says; empty where a field has no positions."""


@dataclass(frozen=True, slots=True)
class Occurrences:
    """One entry for each occurrence of a term, in the order of documents and positions."""

    terms: Sequence[bytes]
    numbers: Integers
    """Which of ``terms``; not each of these need occur."""
    documents: Integers
    positions: Integers | None

    def postings(self) -> FieldPostings:
        used = np.flatnonzero(np.bincount(self.numbers, minlength=len(self.terms)))
        ordered = sorted(used.tolist(), key=self.terms.__getitem__)
        rank = np.zeros(len(self.terms), np.int64)
        rank[ordered] = np.arange(len(ordered))
        ranks = rank[self.numbers]
        order = _stable_order(ranks)
        ranks, documents = ranks[order], self.documents[order]
        first = np.ones(len(ranks), np.bool_)
        first[1:] = (ranks[1:] != ranks[:-1]) | (documents[1:] != documents[:-1])
        at = np.flatnonzero(first)
        return FieldPostings(
            terms=[self.terms[number] for number in ordered],
            starts=np.searchsorted(ranks[at], np.arange(len(ordered) + 1)),
            documents=documents[at],
            frequencies=np.diff(np.append(at, len(ranks))),
            positions=np.zeros(0, np.int64) if self.positions is None else self.positions[order],
        )


def _stable_order(numbers: Integers) -> Integers:
    """What a stable argsort says, in a third of its time: numpy sorts 16 bits by radix."""
    order = np.argsort((numbers & 0xFFFF).astype(np.uint16), kind="stable")
    if len(numbers) and int(numbers.max()) > 0xFFFF:
        order = order[np.argsort((numbers[order] >> 16).astype(np.uint16), kind="stable")]
    return order


class _Vocabulary:
    """Numbers for the words of all languages, and for the terms that they are indexed under."""

    def __init__(self) -> None:
        self.words: dict[tuple[Language, str], int] = {}
        self.terms: dict[bytes, int] = {}
        self.term_of_word: list[int] = []
        self._languages: dict[Language, _WordNumbers] = {}

    def language(self, language: Language) -> _WordNumbers:
        return self._languages.setdefault(language, _WordNumbers(self, language))

    def number(self, language: Language, folded: str) -> int:
        number = self.words.setdefault((language, folded), len(self.words))
        if number == len(self.term_of_word):
            term = text_term(language, folded).encode()
            self.term_of_word.append(self.terms.setdefault(term, len(self.terms)))
        return number


class _WordNumbers(dict[str, int]):
    """Word as written → number of its folded form, worked out on first sight."""

    def __init__(self, vocabulary: _Vocabulary, language: Language) -> None:
        super().__init__()
        self._vocabulary, self._language = vocabulary, language

    def __missing__(self, word: str) -> int:
        folded = fold(word)
        number = _NOT_INDEXED if is_common(folded) else self._vocabulary.number(self._language, folded)
        self[word] = number
        return number


@dataclass(slots=True)
class _Labels:
    """Occurrences of a field with few terms, collected one by one."""

    numbers: dict[bytes, int] = field(default_factory=dict)
    occurring: array[int] = field(default_factory=lambda: array("q"))
    documents: array[int] = field(default_factory=lambda: array("q"))
    positions: array[int] = field(default_factory=lambda: array("q"))

    def add(self, document: int, terms: Iterable[bytes]) -> None:
        for position, term in enumerate(terms):
            self.occurring.append(self.numbers.setdefault(term, len(self.numbers)))
            self.documents.append(document)
            self.positions.append(position)

    def occurrences(self, *, with_positions: bool) -> Occurrences:
        positions = _integers(self.positions) if with_positions else None
        return Occurrences([*self.numbers], _integers(self.occurring), _integers(self.documents), positions)


class Inversion:
    """Takes articles, numbered from 0 in the order in which they come."""

    def __init__(self) -> None:
        self._vocabulary = _Vocabulary()
        self._words = array("i")
        self._paragraph_sizes = array("q")
        self._paragraphs = array("q")
        self._labels = {name: _Labels() for name in (*NAME_FIELDS, *LABEL_FIELDS)}

    def add(self, article: IndexedArticle) -> None:
        document = len(self._paragraphs)
        number = self._vocabulary.language(article.language).__getitem__
        paragraphs = [article.title, *article.body.split("\n\n")]
        for paragraph in paragraphs:
            words = WORD.findall(paragraph)
            self._words.extend(map(number, words))
            self._paragraph_sizes.append(len(words))
        self._paragraphs.append(len(paragraphs))
        for name in NAME_FIELDS:
            if value := getattr(article, name):
                folded = map(fold, WORD.findall(value))
                self._labels[name].add(document, (word.encode() for word in folded if not is_common(word)))
        self._labels["entities"].add(document, map(str.encode, dict.fromkeys(article.entities)))
        if article.source:
            self._labels["whole_source"].add(document, [article.source.encode()])

    def result(self) -> Inverted:
        words = np.frombuffer(self._words, np.int32) if self._words else np.zeros(0, np.int32)
        per_article = _integers(self._paragraphs)
        document_of_paragraph = np.repeat(np.arange(len(per_article)), per_article)
        first_paragraphs = np.cumsum(per_article) - per_article
        paragraphs = np.repeat(np.arange(len(document_of_paragraph)), _integers(self._paragraph_sizes))
        kept = words != _NOT_INDEXED
        words, paragraphs = words[kept].astype(np.int64), paragraphs[kept]
        documents = document_of_paragraph[paragraphs]
        lengths = np.bincount(documents, minlength=len(per_article))
        nth_paragraph = paragraphs - first_paragraphs[documents]
        nth_word = np.arange(len(words)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        positions = nth_word + BETWEEN_PARAGRAPHS * nth_paragraph
        numbers = np.array(self._vocabulary.term_of_word, np.int64)[words]
        terms = [*self._vocabulary.terms]
        in_title = nth_paragraph == 0
        fields = {
            "text": Occurrences(terms, numbers, documents, positions),
            "title": Occurrences(terms, numbers[in_title], documents[in_title], positions[in_title]),
        }
        for name, labels in self._labels.items():
            fields[name] = labels.occurrences(with_positions=name in NAME_FIELDS)
        return Inverted(fields, lengths, self._articles_with(words, documents))

    def _articles_with(self, words: Integers, documents: Integers) -> dict[Language, dict[str, int]]:
        # A word and its article as one number; sorted, the first of each is where it differs.
        pairs = np.sort(words << 32 | documents)
        first = np.ones(len(pairs), np.bool_)
        first[1:] = pairs[1:] != pairs[:-1]
        articles = np.bincount(pairs[first] >> 32, minlength=len(self._vocabulary.words)).tolist()
        counts: dict[Language, dict[str, int]] = {}
        for (language, folded), count in zip(self._vocabulary.words, articles, strict=True):
            counts.setdefault(language, {})[folded] = count
        return counts


@dataclass(frozen=True, slots=True)
class Inverted:
    fields: dict[str, Occurrences]
    lengths: Integers
    """Words of each article."""
    words: dict[Language, dict[str, int]]
    """Folded words as they are written, and how many of the articles have each."""


def text_term(language: Language, folded: str) -> str:
    """The index term of a word: a word is only ever compared with words of its own language."""
    return f"{language} {stem(language, folded)}"


def _integers(values: array[int]) -> Integers:
    return np.frombuffer(values, np.int64) if values else np.zeros(0, np.int64)
