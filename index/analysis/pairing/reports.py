"""The reports that are being compared, loaded when they are needed and dropped when room is."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.analysis.encoding.vectors import Floats, Levels
from index.analysis.pairing.background import Background
from index.analysis.pairing.outlines import Rows
from index.analysis.pairing.profiles import Profile
from index.model.articles import ArticleId

HELD = 8192
"""Reports held at once, some 12 KB each."""

Load = Callable[[Sequence[ArticleId]], Iterable[Profile]]
"""Reads the profiles of some articles, in any order."""
Known = Callable[[Sequence[ArticleId]], Mapping[ArticleId, Floats]]
"""The measures of those of these articles that were measured against the same background."""


@dataclass(frozen=True, slots=True, eq=False)
class Terms:
    """One sparse tf-idf vector of length 1."""

    columns: Rows
    weights: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Report:
    """A profile made ready to be compared."""

    units: Levels
    nearness: Floats
    """``r(u)`` of each unit."""
    names: Terms
    numbers: Terms


class Reports:
    """Reports by article id; the profiles come from ``load``. What ``known`` says is not measured again."""

    def __init__(self, load: Load, background: Background, known: Known = lambda _: {}) -> None:
        self._load = load
        self._known = known
        self._background = background
        self.measured: dict[ArticleId, Floats] = {}
        """The measures that were not known: ``r(u)`` of each unit, the weight of each name and number."""
        self._held: dict[ArticleId, Report] = {}
        self._measures: dict[ArticleId, Floats] = {}
        self._columns: dict[str, int] = {}

    @property
    def vocabulary(self) -> int:
        """How many different terms were met so far."""
        return len(self._columns)

    def get(self, articles: Sequence[ArticleId]) -> list[Report]:
        missing = [article for article in dict.fromkeys(articles) if article not in self._held]
        if len(self._held) + len(missing) > HELD:
            wanted = set(articles)
            self._held = {article: held for article, held in self._held.items() if article in wanted}
        if not missing:
            return [self._held[article] for article in articles]
        self._measures |= self._known([article for article in missing if article not in self._measures])
        for profile in self._load(missing):
            self._held[profile.article] = self._report(profile)
        return [self._held[article] for article in articles]

    def profiles(self, articles: Sequence[ArticleId]) -> dict[ArticleId, Profile]:
        return {profile.article: profile for profile in self._load(articles)}

    def _report(self, profile: Profile) -> Report:
        sizes = (len(profile.vectors), len(profile.names), len(profile.numbers))
        measures = self._measures.get(profile.article)
        if measures is None or len(measures) != sum(sizes):
            measures = self._measure(profile)
            self._measures[profile.article] = self.measured[profile.article] = measures
        nearness, names, numbers = np.split(measures, (sizes[0], sizes[0] + sizes[1]))
        return Report(
            units=profile.vectors,
            nearness=nearness,
            names=Terms(self._columns_of(profile.names), names),
            numbers=Terms(self._columns_of(profile.numbers), numbers),
        )

    def _columns_of(self, terms: Collection[str]) -> Rows:
        columns = self._columns
        return np.array([columns.setdefault(term, len(columns)) for term in terms], np.int64)

    def _measure(self, profile: Profile) -> Floats:
        background = self._background
        names = [times for times, _ in profile.names.values()]
        numbers = list(profile.numbers.values())
        return np.concatenate(
            (
                background.nearness(profile.vectors, profile.language),
                _weights(names, background.rarity(background.names, profile.names)),
                _weights(numbers, background.rarity(background.numbers, profile.numbers)),
            )
        )


def _weights(times: Sequence[int], rarity: NDArray[np.float64]) -> Floats:
    """[terms]: tf-idf weights, of length 1 together."""
    weights = (1 + np.log(np.array(times, np.float64))) * rarity
    length = math.sqrt(float(weights @ weights)) or 1.0
    return (weights / length).astype(np.float32)
