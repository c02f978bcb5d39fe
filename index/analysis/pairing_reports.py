"""The reports that are being compared, loaded when they are needed and dropped when room is."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.analysis.pairing_background import Background
from index.analysis.pairing_outlines import Floats, Rows
from index.analysis.profiles import Profile
from index.model import ArticleId

HELD = 8192
"""Reports held at once, some 12 KB each."""

Load = Callable[[Sequence[ArticleId]], Iterable[Profile]]
"""Reads the profiles of some articles, in any order."""
Known = Callable[[Sequence[ArticleId]], Mapping[ArticleId, Floats]]
"""``r(u)`` of the units of those of these articles that were measured against the same background."""


@dataclass(frozen=True, slots=True, eq=False)
class Terms:
    """One sparse tf-idf vector of length 1."""

    columns: Rows
    weights: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Report:
    """A profile made ready to be compared."""

    units: NDArray[np.int8]
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
        self._held: dict[ArticleId, Report] = {}
        self._nearness: dict[ArticleId, Floats] = {}
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
        self._nearness |= self._known([article for article in missing if article not in self._nearness])
        for profile in self._load(missing):
            self._held[profile.article] = self._report(profile)
        return [self._held[article] for article in articles]

    def profiles(self, articles: Sequence[ArticleId]) -> dict[ArticleId, Profile]:
        return {profile.article: profile for profile in self._load(articles)}

    def _report(self, profile: Profile) -> Report:
        nearness = self._nearness.get(profile.article)
        if nearness is None or len(nearness) != len(profile.vectors):
            nearness = self._background.nearness(profile.vectors, profile.language)
            self._nearness[profile.article] = self.measured[profile.article] = nearness
        names = {name: times for name, (times, _) in profile.names.items()}
        return Report(
            units=profile.vectors,
            nearness=nearness,
            names=self._terms(names, self._background.names),
            numbers=self._terms(profile.numbers, self._background.numbers),
        )

    def _terms(self, counts: Mapping[str, int], frequency: Mapping[str, int]) -> Terms:
        columns = [self._columns.setdefault(term, len(self._columns)) for term in counts]
        weights = np.array(
            [
                (1 + math.log(times)) * self._background.rarity(frequency, term)
                for term, times in counts.items()
            ],
            np.float64,
        )
        length = math.sqrt(float(weights @ weights)) or 1.0
        return Terms(np.array(columns, np.int64), (weights / length).astype(np.float32))
