"""Outlines read from a library as the two sides of a comparison: of all articles, of some, or around some."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence, Set

import numpy as np

from index.analysis.encoding.vectors import Floats
from index.analysis.pairing.candidates import MAX_DAYS, nearest_outlines
from index.analysis.pairing.outlines import Outline, Outlines
from index.model.articles import READING_LANGUAGES, ArticleId, Language
from index.storage.library import Library

BothSides = tuple[Outlines, Outlines]
"""French and English."""


class Sides:
    """The outlines of one library that are of the encoder ``version``."""

    def __init__(self, library: Library, version: str) -> None:
        self._stored = library.outlines
        self._version = version

    def of_all(self) -> BothSides:
        return _both(lambda language: Outlines((), self._stored.all(self._version, language)))

    def of(self, articles: Iterable[ArticleId]) -> BothSides:
        ids = list(articles)
        return _both(lambda language: Outlines(self._of(language, ids)))

    def around(self, articles: Set[ArticleId]) -> BothSides:
        """Those of all that these articles may have to be compared with, and their own."""
        own = self.of(articles)
        windows = _windows(own)
        everyone = _together([side.means() for side in own])
        undated = _together([side.means(~side.dated) for side in own])

        def side(language: Language) -> Outlines:
            found = [
                *self._between(language, windows),
                *self._of(language, articles),
                *nearest_outlines(everyone, self._stored.undated(self._version, language)),
            ]
            if len(undated):
                found += nearest_outlines(undated, self._stored.dated(self._version, language))
            return Outlines({outline.article: outline for outline in found}.values())

        return _both(side)

    def _of(self, language: Language, articles: Iterable[ArticleId]) -> Iterator[Outline]:
        return (Outline(*row) for row in self._stored.of(self._version, language, articles))

    def _between(self, language: Language, windows: Iterable[tuple[int, int]]) -> Iterator[Outline]:
        for window in windows:
            for row in self._stored.between(self._version, language, *window):
                yield Outline(*row)


def _both(side: Callable[[Language], Outlines]) -> BothSides:
    left, right = READING_LANGUAGES
    return side(left), side(right)


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
