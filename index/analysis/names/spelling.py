"""How names are compared: folding, a key that French and English spellings share, and edit measures."""

from __future__ import annotations

import re
from functools import lru_cache

from index.words.folding import unaccented

_PLAIN = str.maketrans(
    {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "œ": "oe", "æ": "ae", "ß": "ss", "ə": "a", "þ": "th"}
)
_NOT_A_WORD = re.compile(r"[ \-‐‑‒–—'’\s]+")


@lru_cache(maxsize=65536)
def plain_name(name: str) -> str:
    """Lower case, no accents, no punctuation, single spaces: ``Deir ez-Zor`` and ``Deir Ez Zor`` are one."""
    words = _NOT_A_WORD.split(unaccented(name.casefold().translate(_PLAIN)))
    return " ".join(filter(None, ("".join(filter(str.isalnum, word)) for word in words)))


# From the longest; each pair is one sound written the French and the English way. Capitals are single sounds.
_SOUNDS = (
    (re.compile(r"tch|tsch|ch|sh|sch"), "S"),
    (re.compile(r"dj|zh|j"), "J"),
    (re.compile(r"ou|oo|w"), "u"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"kh"), "K"),
    (re.compile(r"gu(?=[eiy])"), "g"),
    (re.compile(r"x"), "ks"),
    (re.compile(r"ck|c(?=[eiy])"), "k"),
    (re.compile(r"[cq]"), "k"),
    (re.compile(r"i?ye|ie(?=.)"), "e"),
    (re.compile(r"ae[ei]?|ei|ey|ay|ai|ii|iy|y"), "i"),
    (re.compile(r"ine$"), "in"),
    (re.compile(r"(.)\1+"), r"\1"),
    (re.compile(r"(?<=..)[eh]$"), ""),
)


@lru_cache(maxsize=65536)
def sound_key(token: str) -> str:
    """The key that spellings of one folded name token share: ``choigou`` and ``shoigu`` give ``Soigu``."""
    for pattern, sound in _SOUNDS:
        token = pattern.sub(sound, token)
    return token


_SILENT = re.compile(r"[aeiouh]")


@lru_cache(maxsize=65536)
def skeleton(token: str) -> str:
    """The consonants of a token's key, with k, q, kh and gh as one."""
    key = sound_key(token).replace("gh", "k").replace("K", "k").replace("J", "j").replace("z", "s")
    return key[:1] + _SILENT.sub("", key[1:])


def edit_distance(left: str, right: str, most: int) -> int:
    """Levenshtein distance; anything above ``most`` is returned as ``most + 1``."""
    if abs(len(left) - len(right)) > most:
        return most + 1
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        diagonal, row[0] = row[0], i
        for j, b in enumerate(right, 1):
            diagonal, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, diagonal + (a != b))
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


def jaro_winkler(left: str, right: str) -> float:
    """Similarity of two words, 0 to 1, more for a common start."""
    if left == right:
        return 1.0
    reach = max(max(len(left), len(right)) // 2 - 1, 0)
    taken = [False] * len(right)
    matched_left = []
    for i, a in enumerate(left):
        for j in range(max(0, i - reach), min(len(right), i + reach + 1)):
            if not taken[j] and right[j] == a:
                taken[j] = True
                matched_left.append(a)
                break
    matches = len(matched_left)
    if not matches:
        return 0.0
    matched_right = [b for b, is_taken in zip(right, taken, strict=True) if is_taken]
    swapped = sum(a != b for a, b in zip(matched_left, matched_right, strict=True)) / 2
    jaro = (matches / len(left) + matches / len(right) + (matches - swapped) / matches) / 3
    prefix = 0
    for a, b in zip(left[:4], right[:4], strict=False):
        if a != b:
            break
        prefix += 1
    return jaro + prefix * 0.1 * (1 - jaro)
