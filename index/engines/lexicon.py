"""The words of an index as they are written: what a prefix or a misspelt word may mean."""

from __future__ import annotations

import contextlib
import heapq
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cached_property
from math import log
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.durable import DamagedFile
from index.engines.lexicon_files import Counts, read_words, word_files
from index.model.articles import Language
from index.words.misspelling import Spellings, allowed_edits

MAX_COMPLETIONS = 40
POSTINGS_BUDGET = 30_000
"""Completions stop here, so that a two-letter prefix costs no more than a common word."""
LEAST_COMPLETIONS = 3

EDIT_COST = 4.0
"""A word one edit nearer is the likelier one unless the other is e⁴ times as frequent."""
OTHER_BEGINNING_COST = 2.0
SHORT_WORD = 5
"""Below this length a correction changes one letter only."""

RACES_LOST = 5
MANY = 100
"""Words are put in one by one when they are fewer than a hundredth of those that are known."""

_LAST = "\U0010ffff"


class LanguageWords:
    """The words of one language, sorted, and how many articles have each."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.articles: NDArray[np.int64] = np.zeros(0, np.int64)

    def add(self, counts: Mapping[str, int]) -> None:
        self.__dict__.pop("spellings", None)
        if len(counts) * MANY > len(self.words):
            total = counts
            if self.words:
                total = dict(zip(self.words, self.articles.tolist(), strict=True))
                for word, count in counts.items():
                    total[word] = total.get(word, 0) + count
            # Most of it is sorted already, and that is quick to see.
            self.words = sorted(total)
            self.articles = np.fromiter(map(total.__getitem__, self.words), np.int64, len(total))
            return
        fresh: dict[str, int] = {}
        for word, count in counts.items():
            at = bisect_left(self.words, word)
            if at < len(self.words) and self.words[at] == word:
                self.articles[at] += count
            else:
                fresh[word] = count
        if not fresh:
            return
        ordered = sorted(fresh)
        places = [bisect_left(self.words, word) for word in ordered]
        self.articles = np.insert(self.articles, places, [fresh[word] for word in ordered])
        for place, word in zip(reversed(places), reversed(ordered), strict=True):
            self.words.insert(place, word)

    @cached_property
    def spellings(self) -> Spellings:
        return Spellings(self.words)

    def most_frequent(self, numbers: NDArray[np.int64], most: int) -> list[tuple[int, str]]:
        """(articles, word) of at most so many of the words."""
        articles = self.articles[numbers]
        if len(numbers) > most:
            numbers = numbers[articles >= np.partition(articles, len(numbers) - most)[len(numbers) - most]]
            articles = self.articles[numbers]
        order = np.argsort(-articles, kind="stable")[:most]
        return [(int(articles[at]), self.words[numbers[at]]) for at in order.tolist()]


class Lexicon:
    """Words in memory; see ``interface.Words``."""

    def __init__(self, counts: Counts | None = None) -> None:
        self.languages: dict[Language, LanguageWords] = {}
        self.add(counts or {})

    def add(self, counts: Counts) -> None:
        """So many more articles have these words."""
        for language, words in counts.items():
            self.languages.setdefault(language, LanguageWords()).add(words)

    def completions(self, prefix: str) -> dict[Language, list[str]]:
        """At most ``MAX_COMPLETIONS``, and fewer where they stand in many articles."""
        found: list[tuple[int, str, Language]] = []
        for language, known in self.languages.items():
            numbers = np.arange(bisect_left(known.words, prefix), bisect_left(known.words, prefix + _LAST))
            found += ((*word, language) for word in known.most_frequent(numbers, MAX_COMPLETIONS))
        chosen: dict[Language, list[str]] = {}
        postings = 0
        for number, (count, word, language) in enumerate(heapq.nlargest(MAX_COMPLETIONS, found)):
            postings += count
            if number >= LEAST_COMPLETIONS and postings > POSTINGS_BUDGET:
                break
            chosen.setdefault(language, []).append(word)
        return chosen

    def similar(self, word: str) -> dict[Language, list[str]]:
        """At most ``MAX_COMPLETIONS`` of each language."""
        found: list[tuple[int, str, Language]] = []
        for language, known in self.languages.items():
            numbers, _ = known.spellings.near(word, allowed_edits(word))
            found += ((*near, language) for near in known.most_frequent(numbers, MAX_COMPLETIONS))
        chosen: dict[Language, list[str]] = {}
        for _, near, language in heapq.nlargest(MAX_COMPLETIONS, found):
            chosen.setdefault(language, []).append(near)
        return chosen

    def corrections(self, word: str, limit: int) -> list[tuple[str, int]]:
        edits = 1 if len(word) < SHORT_WORD else 2
        cost: dict[str, float] = {}
        articles: dict[str, int] = {}
        for known in self.languages.values():
            numbers, far = known.spellings.near(word, edits, same_beginning=False)
            for number, distance in zip(numbers.tolist(), far.tolist(), strict=True):
                near = known.words[number]
                if near != word:
                    articles[near] = articles.get(near, 0) + int(known.articles[number])
                    cost[near] = EDIT_COST * distance + OTHER_BEGINNING_COST * (near[0] != word[0])
        likeliest = heapq.nsmallest(
            limit, articles, key=lambda near: (cost[near] - log(articles[near] + 1), near)
        )
        return [(near, articles[near]) for near in likeliest]


class StoredLexicon(Lexicon):
    """The words of all files of a folder; each commit of the index adds one."""

    def __init__(self, folder: Path, through: int = -1) -> None:
        """Raises what ``refresh`` raises."""
        super().__init__()
        self.folder = folder
        self._read_to = -1
        self.refresh(through)

    def refresh(self, through: int = -1) -> None:
        """Reads what was added since the last time, the file of addition ``through`` at least.

        Raises DamagedFile, which is what a missing file is too, or OSError.
        """
        for _ in range(RACES_LOST):
            # A writer may merge files between our listing and our reading.
            with contextlib.suppress(FileNotFoundError, DamagedFile):
                return self._refresh(through)
        return self._refresh(through)

    def _refresh(self, through: int) -> None:
        files = word_files(self.folder, through)
        # Is a new file merged with one that is already in? Then start over.
        is_merged = any(first <= self._read_to < last for first, last, _ in files)
        fresh = files if is_merged else [file for file in files if file[0] > self._read_to]
        counts = _together([read_words(path) for _, _, path in fresh])
        if is_merged:
            self.languages = {}
        self.add(counts)
        if fresh:
            self._read_to = fresh[-1][1]


def _together(read: Sequence[Counts]) -> Counts:
    """The words of several files."""
    if len(read) == 1:
        return read[0]
    together: dict[Language, dict[str, int]] = {}
    for counts in read:
        for language, words in counts.items():
            if language not in together:
                together[language] = dict(words)
                continue
            total = together[language]
            for word, count in words.items():
                total[word] = total.get(word, 0) + count
    return together
