"""The words of an index as they are written, beside it: what a prefix or a misspelt word may mean."""

from __future__ import annotations

import contextlib
import heapq
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from index.engines.spelling import within_distance
from index.model import Language

MAX_COMPLETIONS = 40
POSTINGS_BUDGET = 30_000
"""Completions stop here, so that a two-letter prefix costs no more than a common word."""
LEAST_COMPLETIONS = 3

RACES_LOST = 5

HEADER = "newsreader words 1"
_FILE = re.compile(r"words-(\d+)-(\d+)\.txt")
_LAST = "\U0010ffff"

Counts = Mapping[Language, Mapping[str, int]]
"""Per language, each folded word and how many articles have it."""


class Lexicon:
    """The words of all ``words-FROM-TO.txt`` files of a folder; each commit of the index adds one."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._counts: dict[Language, Counter[str]] = {}
        self._sorted: dict[Language, list[str]] = {}
        self._read_to = -1
        self.refresh()

    def refresh(self) -> None:
        """Reads what was added since the last time. Raises ValueError or OSError for a damaged file."""
        for _ in range(RACES_LOST):
            # A writer may merge files between our listing and our reading.
            with contextlib.suppress(FileNotFoundError):
                return self._refresh()
        return self._refresh()

    def _refresh(self) -> None:
        files = word_files(self.folder)
        fresh = [file for file in files if file[0] > self._read_to]
        if any(first <= self._read_to < last for first, last, _ in files):
            # A new file was merged with one that is already in: start over.
            self._counts, fresh = {}, files
        for _, last, path in fresh:
            for language, words in read_words(path).items():
                self._counts.setdefault(language, Counter()).update(words)
            self._read_to = last
        if fresh:
            self._sorted = {language: sorted(words) for language, words in self._counts.items()}

    def completions(self, prefix: str) -> dict[Language, list[str]]:
        """The most frequent words that begin with the folded ``prefix``, at most ``MAX_COMPLETIONS``."""
        found: list[tuple[int, str, Language]] = []
        for language, words in self._sorted.items():
            counts = self._counts[language]
            begin, end = bisect_left(words, prefix), bisect_left(words, prefix + _LAST)
            found += ((counts[word], word, language) for word in words[begin:end])
        chosen: dict[Language, list[str]] = {}
        postings = 0
        for number, (count, word, language) in enumerate(heapq.nlargest(MAX_COMPLETIONS, found)):
            postings += count
            if number >= LEAST_COMPLETIONS and postings > POSTINGS_BUDGET:
                break
            chosen.setdefault(language, []).append(word)
        return chosen

    def similar(self, word: str) -> dict[Language, list[str]]:
        """The most frequent words spelt almost like the folded ``word``, itself included."""
        found = [
            (self._counts[language][near], near, language)
            for language, words in self._sorted.items()
            for near in within_distance(word, words)
        ]
        chosen: dict[Language, list[str]] = {}
        for _, near, language in heapq.nlargest(MAX_COMPLETIONS, found):
            chosen.setdefault(language, []).append(near)
        return chosen

    def corrections(self, word: str, limit: int) -> list[tuple[str, int]]:
        """(word, articles) of what the folded ``word`` may have been meant to be, the likeliest first."""
        articles: Counter[str] = Counter()
        for language, words in self.similar(word).items():
            for near in words:
                articles[near] += self._counts[language][near]
        del articles[word]
        return articles.most_common(limit)


def word_files(folder: Path) -> list[tuple[int, int, Path]]:
    """(first, last, path) of the files, by the commits they cover; leftovers inside a larger one left out."""
    found: list[tuple[int, int, Path]] = []
    for path in folder.iterdir():
        if match := _FILE.fullmatch(path.name):
            found.append((int(match[1]), int(match[2]), path))
    found.sort(key=lambda file: (file[0], -file[1]))
    covering: list[tuple[int, int, Path]] = []
    for file in found:
        if not covering or file[1] > covering[-1][1]:
            covering.append(file)
    return covering


def read_words(path: Path) -> dict[Language, dict[str, int]]:
    """The words of one file. Raises ValueError when it is not one."""
    lines = path.read_text("utf-8").split("\n")
    if lines[0] != HEADER or lines[-1] != "end":
        raise ValueError(f"{path.name} is not a complete word list")
    counts: dict[Language, dict[str, int]] = {}
    for line in lines[1:-1]:
        language, word, count = line.split("\t")
        counts.setdefault(language, {})[word] = int(count)
    return counts


def write_words(folder: Path, counts: Counts, first: int, last: int) -> Path:
    """One file for the commits ``first`` to ``last``, complete or not there at all."""
    path = folder / f"words-{first}-{last}.txt"
    rows = [
        f"{language}\t{word}\t{count}"
        for language, words in sorted(counts.items())
        for word, count in sorted(words.items())
    ]
    unfinished = path.with_suffix(".tmp")
    unfinished.write_text("\n".join([HEADER, *rows, "end"]), "utf-8")
    return unfinished.replace(path)


def add_words(folder: Path, counts: Counts) -> Path:
    """One more file for one more commit; the caller holds the writer's lock.

    Earlier files of about the same size are merged first, so that there are never more than a few dozen.
    """
    files = word_files(folder)
    while len(files) >= 2 and files[-2][2].stat().st_size < 2 * files[-1][2].stat().st_size:
        merged: dict[Language, Counter[str]] = {}
        for _, _, path in files[-2:]:
            for language, words in read_words(path).items():
                merged.setdefault(language, Counter()).update(words)
        path = write_words(folder, merged, files[-2][0], files[-1][1])
        for _, _, old in files[-2:]:
            old.unlink()
        files[-2:] = [(files[-2][0], files[-1][1], path)]
    number = files[-1][1] + 1 if files else 0
    return write_words(folder, counts, number, number)
