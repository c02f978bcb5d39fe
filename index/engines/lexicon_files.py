"""The files of words beside an index: one for each commit, merged where there are many."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import BinaryIO
from zlib import crc32

from index.durable import DamagedFile, sync, write_durably
from index.model.articles import Language

HEADER = "newsreader words 3"
_FILE = re.compile(r"words-(\d+)-(\d+)\.txt")
_LEFTOVER = re.compile(r"words-\d+-\d+\.(txt|tmp)")
_END = re.compile(rb"\nend (\d+) ([0-9a-f]{8})\Z")
"""The last line: how many bytes are before it, and a checksum over these and the name of the file."""
_LONGEST_END = 64

SMALL = 300_000
"""Bytes that a commit merges at most, in a few hundredths of a second; larger files wait for idle time."""

WordFile = tuple[int, int, Path]
Counts = Mapping[Language, Mapping[str, int]]
"""Per language, each folded word and how many articles have it."""


def word_files(folder: Path, through: int = -1) -> list[WordFile]:
    """(first, last, path) of the files, by the commits they cover; leftovers inside a larger one left out.

    Raises DamagedFile when one that covers a commit up to ``through`` is missing, OSError.
    """
    found: list[WordFile] = []
    for path in folder.iterdir():
        if match := _FILE.fullmatch(path.name):
            found.append((int(match[1]), int(match[2]), path))
    found.sort(key=lambda file: (file[0], -file[1]))
    covering: list[WordFile] = []
    for file in found:
        if not covering or file[1] > covering[-1][1]:
            covering.append(file)
    covered = -1
    for first, last, _ in covering:
        if first > covered + 1:
            break
        covered = last
    if covered < max(through, covering[-1][1] if covering else -1):
        raise DamagedFile(f"the words of addition {covered + 1} are missing")
    return covering


def read_words(path: Path) -> dict[Language, dict[str, int]]:
    """The words of one file. Raises DamagedFile when it is not as it was written, FileNotFoundError."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise
    except OSError as error:
        raise DamagedFile(f"{path.name} cannot be read: {error}") from error
    length, checksum = _end(path.name, content[-_LONGEST_END:], len(content))
    content = content[:length]
    if _checksum(path.name, content) != checksum:
        raise DamagedFile(f"{path.name} is not as it was written")
    header, *lines = content.decode().split("\n")
    if header != HEADER:
        raise DamagedFile(f"{path.name} is not a word list of ours")
    counts: dict[Language, dict[str, int]] = {}
    for language, words, articles in zip(lines[::3], lines[1::3], lines[2::3], strict=True):
        if words:
            counts[language] = dict(zip(words.split("\t"), map(int, articles.split("\t")), strict=True))
    return counts


def verify_words(name: str, file: BinaryIO, step: int) -> Iterator[int]:
    """Reads all of an opened file of words, ``step`` bytes at a time; yields how many.

    Raises DamagedFile when it is not as it was written.
    """
    left, expected = examine_words(name, file)
    file.seek(0)
    checksum = _checksum(name, b"")
    while left and (chunk := file.read(min(step, left))):
        checksum, left = crc32(chunk, checksum), left - len(chunk)
        yield len(chunk)
    if left or checksum != expected:
        raise DamagedFile(f"{name} is not as it was written")


def examine_words(name: str, file: BinaryIO) -> tuple[int, int]:
    """The length and the checksum that an opened file of words should have.

    Raises DamagedFile when it is longer or shorter than it was written.
    """
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - _LONGEST_END))
    return _end(name, file.read(), size)


def _end(name: str, tail: bytes, size: int) -> tuple[int, int]:
    found = _END.search(tail)
    if found is None or int(found[1]) + len(found[0]) != size:
        raise DamagedFile(f"{name} does not end as it was written")
    return int(found[1]), int(found[2], 16)


def _checksum(name: str, content: bytes) -> int:
    return crc32(content, crc32(name.encode()))


def write_words(folder: Path, counts: Counts, first: int, last: int) -> None:
    """One file for the commits ``first`` to ``last``, complete or not there at all."""
    path = folder / f"words-{first}-{last}.txt"
    lines = [HEADER]
    for language, words in counts.items():
        ordered = sorted(words)
        lines += [language, "\t".join(ordered), "\t".join(str(words[word]) for word in ordered)]
    content = "\n".join(lines).encode()
    write_durably(path, content + b"\nend %d %08x" % (len(content), _checksum(path.name, content)))


def add_words(folder: Path, counts: Counts, after: int = -1) -> int:
    """One more file for one more commit; its number. Merges small files first.

    The caller holds the writer's lock, and knows that the commits up to ``after`` have words.
    Raises DamagedFile and OSError.
    """
    files = word_files(folder, after)
    # They were left for the last commit, which made the names of the larger ones durable.
    _remove_leftovers(folder, files)
    while merge_words(folder, SMALL):
        pass
    number = files[-1][1] + 1 if files else 0
    write_words(folder, counts, number, number)
    return number


def _remove_leftovers(folder: Path, files: list[WordFile]) -> None:
    """What was merged into larger files, or is left of a merge that was cut short."""
    kept = {path for _, _, path in files}
    for path in [*folder.iterdir()]:
        if path not in kept and _LEFTOVER.fullmatch(path.name):
            path.unlink(missing_ok=True)


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
    """Merges two neighbours, if two are of about the same size. The caller holds the writer's lock.

    They are left where they are; the larger file is read instead. Raises DamagedFile and OSError.
    """
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
    return True


def tidy_words(folder: Path) -> None:
    """One merge for idle time. The caller holds the writer's lock. Raises DamagedFile and OSError."""
    merge_words(folder)
    # Only what has its name for good takes the place of others.
    sync(folder)
    _remove_leftovers(folder, word_files(folder))
