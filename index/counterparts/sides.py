"""Outlines read from a library as the two sides of a comparison: of all articles, of some, or around some."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set

import numpy as np

from index.analysis.encoding.vectors import Floats
from index.analysis.pairing.candidates import MAX_DAYS, nearest_outlines
from index.analysis.pairing.outlines import Outline, Outlines
from index.model.articles import READING_LANGUAGES, ArticleId, Language, other_language
from index.storage.library import Library
from index.storage.pairs.comparisons import Candidates

BothSides = tuple[Outlines, Outlines]
"""French and English."""


class Sides:
    """The outlines of one library that are of the encoder ``version``."""

    def __init__(self, library: Library, version: str) -> None:
        self._stored = library.outlines
        self._version = version
        self._read: dict[ArticleId, tuple[Language, Outline]] = {}

    def of_all(self) -> BothSides:
        return _both(lambda language: Outlines((), self._stored.all(self._version, language)))

    def of(self, articles: Iterable[ArticleId]) -> BothSides:
        ids = list(articles)
        return _both(lambda language: Outlines(self._of(language, ids)))

    def around(self, articles: Set[ArticleId], also: Set[ArticleId]) -> BothSides:
        """Those of all that these articles may have to be compared with, their own, and those of ``also``."""
        own = self.of(articles)
        windows = _windows(own)
        everyone = _together([side.means() for side in own])
        undated = _together([side.means(~side.dated) for side in own])

        def side(language: Language) -> Outlines:
            found = [
                *self._between(language, windows),
                *self._of(language, articles | also),
                *nearest_outlines(everyone, self._stored.undated(self._version, language)),
            ]
            if len(undated):
                found += nearest_outlines(undated, self._stored.dated(self._version, language))
            return Outlines({outline.article: outline for outline in found}.values())

        return _both(side)

    def with_candidates(self, near: Mapping[ArticleId, Candidates]) -> BothSides:
        """Those of these articles, and of their candidates the ids alone; each is read once."""
        for language in READING_LANGUAGES:
            for outline in self._of(language, near.keys() - self._read.keys()):
                self._read[outline.article] = language, outline
        own: dict[Language, list[Outline]] = {language: [] for language in READING_LANGUAGES}
        others: dict[Language, set[ArticleId]] = {language: set() for language in READING_LANGUAGES}
        for article, (theirs, _, _) in near.items():
            if article not in self._read:
                # Its text is another one now: of a third language, without a unit, or not encoded yet.
                continue
            language, outline = self._read[article]
            own[language].append(outline)
            others[other_language(language)].update(theirs)
        return _both(lambda language: _with_ids(own[language], others[language] - near.keys()))

    def _of(self, language: Language, articles: Iterable[ArticleId]) -> Iterator[Outline]:
        return (Outline(*row) for row in self._stored.of(self._version, language, articles))

    def _between(self, language: Language, windows: Iterable[tuple[int, int]]) -> Iterator[Outline]:
        for window in windows:
            for row in self._stored.between(self._version, language, *window):
                yield Outline(*row)


def _both(side: Callable[[Language], Outlines]) -> BothSides:
    left, right = READING_LANGUAGES
    return side(left), side(right)


def _with_ids(outlines: Sequence[Outline], articles: Collection[ArticleId]) -> Outlines:
    """These outlines, and of these other articles the ids alone."""
    size = len(outlines[0].mean) if outlines else 1
    return Outlines(outlines, [(list(articles), [None] * (2 * len(articles)), bytes(size * len(articles)))])


def _together(means: Sequence[Floats]) -> Floats:
    """One under the other; a side without a report has no width either."""
    filled = [side for side in means if len(side)]
    return np.concatenate(filled) if filled else means[0]


def _windows(sides: Iterable[Outlines]) -> list[tuple[int, int]]:
    """The days that the dated reports of both sides may be paired within; none is in two windows."""
    found: list[tuple[int, int]] = []
    spans = [
        (int(side.first[row]) - MAX_DAYS, int(side.last[row]) + MAX_DAYS)
        for side in sides
        for row in np.flatnonzero(side.dated)
    ]
    for first, last in sorted(spans):
        if found and first <= found[-1][1]:
            found[-1] = found[-1][0], max(last, found[-1][1])
        else:
            found.append((first, last))
    return found
