"""The French-English FreeDict, where the reader's system has it; it is GPL and never comes with us."""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Iterator
from pathlib import Path

DICTD_FOLDER = Path("/usr/share/dictd")
FRENCH_ENGLISH = "freedict-fra-eng"
MOST_WORDS = 3
"""Translations of more words than this are explanations."""

_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_VALUE = {digit: value for value, digit in enumerate(_DIGITS)}
_REMARK = re.compile(r"\([^)]*\)|\[[^\]]*\]|<[^>]*>|\{[^}]*\}|\"[^\"]*\"|“[^”]*”")
_NUMBERED = re.compile(r"^\s*(?:\d+[.)]\s*)?")
_NO_TRANSLATION = re.compile(r"^\s*(?:see|note|synonym|antonym|usage)s?\b.*:", re.IGNORECASE)


def installed(folder: Path = DICTD_FOLDER) -> str | None:
    """What tells this dictionary from another version of it; None when there is none."""
    index = folder / f"{FRENCH_ENGLISH}.index"
    try:
        found = index.stat()
    except OSError:
        return None
    return f"{FRENCH_ENGLISH} {found.st_size} {int(found.st_mtime)}"


def translations(folder: Path = DICTD_FOLDER) -> Iterator[tuple[str, str]]:
    """(French word, English word or words) of every entry; nothing when it is missing or cannot be read."""
    try:
        index = (folder / f"{FRENCH_ENGLISH}.index").read_text("utf-8")
        text = _text(folder)
    except (OSError, EOFError, UnicodeDecodeError, zlib.error):
        return
    for line in index.splitlines():
        headword, _, place = line.partition("\t")
        start, _, length = place.partition("\t")
        if headword.startswith("00") or not start or not set(start + length) <= _VALUE.keys():
            continue
        entry = text[_number(start) : _number(start) + _number(length)].decode("utf-8", "replace")
        for translation in _senses(entry):
            yield headword, translation


def _text(folder: Path) -> bytes:
    packed = folder / f"{FRENCH_ENGLISH}.dict.dz"
    return gzip.decompress(packed.read_bytes()) if packed.exists() else packed.with_suffix("").read_bytes()


def _number(digits: str) -> int:
    value = 0
    for digit in digits:
        value = value * 64 + _VALUE[digit]
    return value


def _senses(entry: str) -> Iterator[str]:
    """What stands behind the line of the headword, without numbers, remarks and references."""
    for line in entry.splitlines()[1:]:
        if _NO_TRANSLATION.match(line):
            continue
        bare = _NUMBERED.sub("", _REMARK.sub(" ", line))
        for piece in re.split(r"[,;/]", bare):
            words = piece.split()
            if 0 < len(words) <= MOST_WORDS and all(
                re.fullmatch(r"[^\W\d_][\w'’-]*", word) for word in words
            ):
                yield " ".join(words)
