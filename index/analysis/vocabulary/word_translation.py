"""Collects what speaks for two words of two languages meaning the same, in the archive itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.analysis.facts.skeletons import skeleton
from index.analysis.names.spelling import plain_name
from index.analysis.vocabulary.word_choice import DICE, NEAR

LEXICON_VERSION = "2"
"""Changes when stored evidence has to be collected again."""

NEAREST = 8
USUAL = 5
"""Neighbours whose mean cosine is what is usual for a word."""
ROWS_SHARED = 3
"""Aligned paragraphs that two words must share: in fewer, everything occurs together."""
SURPRISE = 10.83
"""Log-likelihood ratio from which sharing them is no chance (1 in 1,000): six paragraphs never say it."""
RIVAL = 0.75
"""Share of the best Dice coefficient of either word that a pair must reach."""
SHORTEST_NAME = 4
ALIKE = 0.6
MOST_CAPITAL = 0.8
"""Share of capitals from which a word is a name."""
_CHUNK = 1024

Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class VocabularyWord:
    """A word of one language, all its inflections together."""

    stem: str
    word: str
    """Folded, in its most frequent form."""
    written: str
    """The same as the articles spell it."""
    articles: int
    capital: float
    """Share of its occurrences that begin with a capital."""

    @property
    def is_name(self) -> bool:
        return self.capital >= MOST_CAPITAL


def nearest(
    fr: Sequence[VocabularyWord], en: Sequence[VocabularyWord], fr_vectors: Vectors, en_vectors: Vectors
) -> dict[tuple[str, str], float]:
    """How near each word's ``NEAREST`` neighbours of the other language are, by stems: twice the cosine less
    what is usual for either word, whose true translation the archive may not have.

    ``*_vectors``: [words, dim], each of length 1. French names are left out: the encoder does not know them.
    """
    known = [n for n, word in enumerate(fr) if not word.is_name]
    if not known or not en:
        return {}
    near_fr = _Neighbours(fr_vectors[known], en_vectors)
    near_en = _Neighbours(en_vectors, fr_vectors[known])
    found = dict(near_fr.pairs()) | {(row, column): value for (column, row), value in near_en.pairs()}
    return {
        (fr[known[row]].stem, en[column].stem): 2 * cosine - float(near_fr.usual[row] + near_en.usual[column])
        for (row, column), cosine in found.items()
    }


class _Neighbours:
    """The nearest of ``others`` for each of ``vectors``; [n, NEAREST] places and cosines."""

    def __init__(self, vectors: Vectors, others: Vectors) -> None:
        count = min(NEAREST, len(others))
        places, cosines = [], []
        for start in range(0, len(vectors), _CHUNK):
            chunk = vectors[start : start + _CHUNK] @ others.T
            best = np.argpartition(-chunk, count - 1, axis=1)[:, :count]
            places.append(best)
            cosines.append(np.take_along_axis(chunk, best, axis=1))
        self.places, self.cosines = np.concatenate(places), np.concatenate(cosines)
        self.usual = np.sort(self.cosines, axis=1)[:, -USUAL:].mean(axis=1)

    def pairs(self) -> Iterator[tuple[tuple[int, int], float]]:
        """((place, other's place), cosine) of all that are near."""
        rows, columns = np.nonzero(self.cosines >= NEAR)
        for row, column in zip(rows.tolist(), columns.tolist(), strict=True):
            yield (row, int(self.places[row, column])), float(self.cosines[row, column])


def together(rows: Iterable[tuple[set[str], set[str]]]) -> dict[tuple[str, str], float]:
    """Dice coefficients of stems that occur in the same aligned ``rows``, each (French, English) stems."""
    numbers: dict[str, int] = {}
    contents: list[NDArray[np.int32]] = []
    places: dict[str, list[int]] = {}
    for row, (french, english) in enumerate(rows):
        contents.append(
            np.fromiter((numbers.setdefault(s, len(numbers)) for s in english), np.int32, len(english))
        )
        for stem in french:
            places.setdefault(stem, []).append(row)
    if not numbers:
        return {}
    totals = np.bincount(np.concatenate(contents), minlength=len(numbers))
    stems = list(numbers)
    found: dict[tuple[str, str], float] = {}
    for french_stem, where in places.items():
        if len(where) < ROWS_SHARED:
            continue
        shared = np.bincount(np.concatenate([contents[row] for row in where]), minlength=len(numbers))
        dice = 2 * shared / (totals + len(where))
        candidates = np.flatnonzero((shared >= ROWS_SHARED) & (dice >= DICE))
        sure = surprise(shared[candidates], len(where), totals[candidates], len(contents)) >= SURPRISE
        for number in candidates[sure].tolist():
            found[french_stem, stems[number]] = float(dice[number])
    return _unrivalled(found)


def surprise(
    shared: NDArray[np.int64], left: int, right: NDArray[np.int64], rows: int
) -> NDArray[np.float64]:
    """Log-likelihood ratios [n] of words in ``left`` and ``right`` of ``rows`` that share ``shared`` of them.

    Dunning, "Accurate methods for the statistics of surprise and coincidence", Computational Linguistics
    19(1), 1993: twice the mutual information of the two, times ``rows``.
    """
    cells = np.stack([shared, left - shared, right - shared, rows - left - right + shared]).astype(np.float64)
    sides = np.stack(
        [left * right, left * (rows - right), (rows - left) * right, (rows - left) * (rows - right)]
    )
    with np.errstate(divide="ignore", invalid="ignore"):
        parts = np.where(cells > 0, cells * np.log(cells * rows / sides), 0.0)
    return np.asarray(2 * parts.sum(axis=0), np.float64)


def _unrivalled(found: dict[tuple[str, str], float]) -> dict[tuple[str, str], float]:
    """Of words that recur together in set phrases, those that no other goes with much better."""
    best: dict[tuple[str, str], float] = {}
    for (fr, en), dice in found.items():
        for key in (("fr", fr), ("en", en)):
            best[key] = max(best.get(key, 0.0), dice)
    return {
        (fr, en): dice
        for (fr, en), dice in found.items()
        if dice >= RIVAL * best["fr", fr] and dice >= RIVAL * best["en", en]
    }


def names_alike(fr: Iterable[VocabularyWord], en: Iterable[VocabularyWord]) -> dict[tuple[str, str], float]:
    """Names that differ in the way that French and English spell the same sounds: ``Poutine``, ``Putin``."""
    by_skeleton: dict[str, list[VocabularyWord]] = {}
    for word in en:
        if word.is_name and len(word.word) >= SHORTEST_NAME:
            by_skeleton.setdefault(skeleton(word.word), []).append(word)
    found: dict[tuple[str, str], float] = {}
    for word in fr:
        if word.is_name and len(word.word) >= SHORTEST_NAME:
            for other in by_skeleton.get(skeleton(word.word), ()):
                likeness = _likeness(word.word, other.word)
                if word.word != other.word and likeness >= ALIKE:
                    found[word.stem, other.stem] = likeness
    return found


def _likeness(word: str, other: str) -> float:
    """Twice the letters that both have in the same order, over all their letters."""
    from difflib import SequenceMatcher

    return SequenceMatcher(None, plain_name(word), plain_name(other), autojunk=False).ratio()
