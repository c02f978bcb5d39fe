"""What sentences of two reports share besides their meaning: words spelt alike, and quantities."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.analysis.facts.numbers import quantities
from index.analysis.facts.quantity import Quantity
from index.analysis.facts.skeletons import SHORTEST_NAME, skeleton
from index.model.articles import Language

SHORTEST_WORD = 5
"""A word of as many letters may be a cognate; a capitalised one is a name from SHORTEST_NAME on."""
_NEAR, _NEAR_SMALL = 0.1, 1.5
"""How far apart (as a share, or in numbers) two quantities can be that are still worth comparing."""
_WORD = re.compile(r"[^\W\d_]+")

Floats = NDArray[np.float64]


def shared_words(fr: Sequence[str], en: Sequence[str]) -> Floats:
    """How many words each sentence of ``fr`` shares with each of ``en`` in a like spelling [fr, en].

    A word counts the less, the more sentences have it: 1 when it is in one of either side.
    """
    ours, theirs = _places([_words(text) for text in fr]), _places([_words(text) for text in en])
    shared = np.zeros((len(fr), len(en)))
    for word in sorted(ours.keys() & theirs.keys()):
        left, right = ours[word], theirs[word]
        shared[np.ix_(left, right)] += 1 / np.sqrt(len(left) * len(right))
    return shared


def shared_quantities(fr: Sequence[str], en: Sequence[str]) -> Floats:
    """The same of quantities of one value and, as far as both name a unit, of one unit."""
    ours, theirs = _Quantities(fr, "fr"), _Quantities(en, "en")
    shared = np.zeros((len(fr), len(en)))
    for sentence, quantity in ours.placed:
        equal = theirs.equal_to(quantity)
        often = len(ours.equal_to(quantity)) * len(equal)
        for other in {place for place, found in equal if _may_be_of_one_unit(quantity, found)}:
            shared[sentence, other] += 1 / np.sqrt(often)
    return shared


class _Quantities:
    """The quantities of a report, each with the sentence that it stands in; found by their values."""

    def __init__(self, sentences: Sequence[str], language: Language) -> None:
        self.placed = [
            (n, quantity) for n, text in enumerate(sentences) for quantity in quantities(text, language)
        ]
        self._values = np.array([quantity.value for _, quantity in self.placed], np.float64)

    def equal_to(self, quantity: Quantity) -> list[tuple[int, Quantity]]:
        room = max(_NEAR * abs(quantity.value), _NEAR_SMALL)
        near = np.flatnonzero(np.abs(self._values - quantity.value) <= room)
        return [self.placed[n] for n in near if quantity.equals(self.placed[n][1])]


def _may_be_of_one_unit(a: Quantity, b: Quantity) -> bool:
    return a.unit == b.unit or not (a.unit and b.unit)


def _words(text: str) -> set[str]:
    return {
        skeleton(word)
        for word in _WORD.findall(text)
        if len(word) >= SHORTEST_WORD or (len(word) >= SHORTEST_NAME and word[0].isupper())
    }


def _places(found: Sequence[set[str]]) -> dict[str, list[int]]:
    """In which sentences each word is."""
    places: dict[str, list[int]] = {}
    for n, words in enumerate(found):
        for word in words:
            places.setdefault(word, []).append(n)
    return places
