"""Words that are spelt almost alike."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

LONG_WORD = 8
"""From this length on two letters may differ, below it one."""

_BITS_OF = np.array([number.bit_count() for number in range(1 << 16)], np.uint8)


def allowed_edits(word: str) -> int:
    return 2 if len(word) >= LONG_WORD else 1


def is_similar(word: str, other: str) -> bool:
    """Whether ``other`` has the same first letter and is a few edits away.

    An edit inserts, deletes or replaces a letter, or swaps two neighbours.
    """
    return other[:1] == word[:1] and distance(word, other, allowed_edits(word)) <= allowed_edits(word)


def distance(word: str, other: str, limit: int) -> int:
    """How many edits lead from one to the other, or some number above ``limit``."""
    if abs(len(word) - len(other)) > limit:
        return limit + 1
    row = list(range(len(other) + 1))
    previous = row
    for i, letter in enumerate(word, 1):
        before, previous, row = previous, row, [i]
        for j, against in enumerate(other, 1):
            edits = min(previous[j] + 1, row[j - 1] + 1, previous[j - 1] + (letter != against))
            if i > 1 and j > 1 and letter == other[j - 2] and against == word[i - 2]:
                edits = min(edits, before[j - 2] + 1)
            row.append(edits)
    return row[-1]


class Spellings:
    """Many words in their order, laid out so that those near to some word are found at once."""

    def __init__(self, words: Sequence[str]) -> None:
        letters = _letters("".join(words))
        self._letters = letters.astype(np.uint16) if letters.max(initial=0) < 1 << 16 else letters
        self._lengths = np.fromiter(map(len, words), np.int32, len(words))
        self._starts = np.cumsum(self._lengths, dtype=np.int32) - self._lengths
        self._first_letters = self._letters[self._starts]
        # Which letters a word has, one bit for each (some share one); an edit changes at most two of them.
        bits = _bits(letters)
        self._kinds = np.bitwise_or.reduceat(bits, self._starts) if len(words) else bits

    def near(
        self, word: str, edits: int, *, same_beginning: bool = True
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Numbers of the words at most ``edits`` away from ``word``, and how far each is."""
        asked = _letters(word)
        none = np.zeros(0, np.int64)
        if not word or not len(self._lengths):
            return none, none
        begin, end = 0, len(self._lengths)
        if same_beginning:
            begin, end = np.searchsorted(self._first_letters, [asked[0], asked[0] + 1]).tolist()
        candidates = begin + np.flatnonzero(np.abs(self._lengths[begin:end] - len(word)) <= edits)
        differing = (self._kinds[candidates] ^ np.bitwise_or.reduce(_bits(asked))).view(np.uint16)
        candidates = candidates[_BITS_OF[differing].reshape(-1, 2).sum(axis=1) <= 2 * edits]
        if not len(candidates):
            return none, none
        far = self._distances(asked, candidates)
        return candidates[far <= edits], far[far <= edits]

    def _distances(self, asked: NDArray[Any], candidates: NDArray[np.int64]) -> NDArray[np.int64]:
        """The same table of distances as in ``distance``, of all candidates at once."""
        lengths, starts = self._lengths[candidates], self._starts[candidates]
        longest = int(lengths.max())
        beyond = len(self._letters) - 1
        letters = [self._letters[np.minimum(starts + j, beyond)] for j in range(longest)]
        row = [np.full(len(candidates), j, np.int8) for j in range(longest + 1)]
        previous = row
        for i, letter in enumerate(asked, 1):
            before, previous, row = previous, row, [np.full(len(candidates), i, np.int8)]
            for j, against in enumerate(letters, 1):
                edits = np.minimum(
                    np.minimum(previous[j], row[j - 1]) + 1, previous[j - 1] + (against != letter)
                )
                if i > 1 and j > 1:
                    swapped = (letters[j - 2] == letter) & (against == asked[i - 2])
                    edits = np.where(swapped, np.minimum(edits, before[j - 2] + 1), edits)
                row.append(edits.astype(np.int8))
        table = np.stack(row)
        return table[lengths, np.arange(len(candidates))].astype(np.int64)


def _letters(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")


def _bits(letters: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """One bit for each letter; 32 cover the alphabet."""
    bits: NDArray[np.uint32] = np.left_shift(np.uint32(1), letters & np.uint32(31))
    return bits
