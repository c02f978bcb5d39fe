"""The files of words beside an index: one for each commit, merged where there are many."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from index.model.articles import Language

HEADER = "newsreader words 2"
_FILE = re.compile(r"words-(\d+)-(\d+)\.txt")

SMALL = 300_000
"""Bytes that a commit merges at most, in a few hundredths of a second; larger files wait for idle time."""

WordFile = tuple[int, int, Path]
Counts = Mapping[Language, Mapping[str, int]]
"""Per language, each folded word and how many articles have it."""


def word_files(folder: Path) -> list[WordFile]:
    """(first, last, path) of the files, by the commits they cover; leftovers inside a larger one left out."""
    found: list[WordFile] = []
    for path in folder.iterdir():
        if match := _FILE.fullmatch(path.name):
            found.append((int(match[1]), int(match[2]), path))
    found.sort(key=lambda file: (file[0], -file[1]))
    covering: list[WordFile] = []
    for file in found:
        if not covering or file[1] > covering[-1][1]:
            covering.append(file)
    return covering


def read_words(path: Path) -> dict[Language, dict[str, int]]:
    """The words of one file. Raises ValueError when it is not one."""
    header, *lines, end = path.read_text("utf-8").split("\n")
    if header != HEADER or end != "end" or len(lines) % 3:
        raise ValueError(f"{path.name} is not a complete word list")
    counts: dict[Language, dict[str, int]] = {}
    for language, words, articles in zip(lines[::3], lines[1::3], lines[2::3], strict=True):
        if words:
            counts[language] = dict(zip(words.split("\t"), map(int, articles.split("\t")), strict=True))
    return counts


def write_words(folder: Path, counts: Counts, first: int, last: int) -> Path:
    """One file for the commits ``first`` to ``last``, complete or not there at all."""
    path = folder / f"words-{first}-{last}.txt"
    lines = [HEADER]
    for language, words in counts.items():
        ordered = sorted(words)
        lines += [language, "\t".join(ordered), "\t".join(str(words[word]) for word in ordered)]
    unfinished = path.with_suffix(".tmp")
    unfinished.write_text("\n".join([*lines, "end"]), "utf-8")
    return unfinished.replace(path)


def add_words(folder: Path, counts: Counts) -> Path:
    """One more file for one more commit; the caller holds the writer's lock. Merges small files first."""
    while merge_words(folder, SMALL):
        pass
    files = word_files(folder)
    number = files[-1][1] + 1 if files else 0
    return write_words(folder, counts, number, number)


def mergeable(folder: Path, most: int | None = None) -> tuple[WordFile, WordFile] | None:
    """The last two neighbours of about the same size, with at most ``most`` bytes together."""
    files = word_files(folder)
    sizes = [path.stat().st_size for _, _, path in files]
    for at in range(len(files) - 2, -1, -1):
        if most is not None and sizes[at] + sizes[at + 1] > most:
            return None
        if sizes[at] < 2 * sizes[at + 1]:
            return files[at], files[at + 1]
    return None


def merge_words(folder: Path, most: int | None = None) -> bool:
    """Merges two neighbours, if two are of about the same size. The caller holds the writer's lock."""
    pair = mergeable(folder, most)
    if pair is None:
        return False
    (first, _, older), (_, last, newer) = pair
    merged = read_words(older)
    for language, words in read_words(newer).items():
        known = merged.setdefault(language, {})
        for word, count in words.items():
            known[word] = known.get(word, 0) + count
    write_words(folder, merged, first, last)
    older.unlink()
    newer.unlink()
    return True
