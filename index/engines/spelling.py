"""Words that are spelt almost alike."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

LONG_WORD = 8
"""From this length on two letters may differ, below it one."""


def allowed_edits(word: str) -> int:
    return 2 if len(word) >= LONG_WORD else 1


def is_similar(word: str, other: str) -> bool:
    """Whether ``other`` has the same first letter and is a few inserted, deleted or replaced letters away."""
    edits = allowed_edits(word)
    return (
        other[:1] == word[:1]
        and abs(len(word) - len(other)) <= edits
        and _distance(word, other, edits) <= edits
    )


def within_distance(word: str, ordered: Sequence[str]) -> list[str]:
    """The words of the sorted list ``ordered`` that are similar to ``word``."""
    if not word:
        return []
    edits = allowed_edits(word)
    begin = bisect_left(ordered, word[0])
    end = bisect_left(ordered, word[0] + "\U0010ffff")
    # n edits leave one of n + 1 pieces as it was: a fast test that few words pass.
    size = len(word) / (edits + 1)
    pieces = [word[round(i * size) : round((i + 1) * size)] for i in range(edits + 1)]
    shortest, longest = len(word) - edits, len(word) + edits
    return [
        other
        for other in ordered[begin:end]
        if shortest <= len(other) <= longest
        and any(piece in other for piece in pieces)
        and _distance(word, other, edits) <= edits
    ]


def _distance(word: str, other: str, limit: int) -> int:
    """The edit distance, or some number above ``limit``."""
    row = list(range(len(other) + 1))
    for i, letter in enumerate(word, 1):
        previous, row = row, [i]
        for j, against in enumerate(other, 1):
            row.append(min(previous[j] + 1, row[j - 1] + 1, previous[j - 1] + (letter != against)))
        if min(row) > limit:
            return limit + 1
    return row[-1]
