"""The reports that are being compared, loaded when they are needed and dropped when room is."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.analysis.encoding.vectors import Floats, Levels, directions
from index.analysis.pairing.agreement import Weighed
from index.analysis.pairing.background import NAMES, NUMBERS, STATED, Background
from index.analysis.pairing.outlines import Rows
from index.analysis.pairing.profiles import Profile
from index.analysis.pairing.stated import Facts, number_term
from index.model.articles import ArticleId

HELD = 8192
"""Reports held at once, some 15 KB each."""
RARE_FROM = 3.0
"""Inverse document frequency from which a name says more than that two reports are of one country."""

RARE_WORDS_FROM = 5.6
"""The same of a word that both write alike: less than one report in a hundred has it."""

Load = Callable[[Sequence[ArticleId]], Iterable[Profile]]
"""Reads the profiles of some articles, in any order."""
LoadFacts = Callable[[Sequence[ArticleId]], Mapping[ArticleId, Facts]]
"""Reads what some articles state."""
Known = Callable[[Sequence[ArticleId]], Mapping[ArticleId, Floats]]
"""The measures of those of these articles that were measured against the same background."""


@dataclass(frozen=True, slots=True, eq=False)
class Terms:
    """Sparse vectors: tf-idf of length 1, and how much rarer than usual each term is."""

    columns: Rows
    weights: Floats
    rare: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Report:
    """A profile made ready to be compared."""

    units: Levels
    nearness: Floats
    """``r(u)`` of each unit."""
    lead: Floats
    """[dim], of length 1."""
    lead_nearness: float
    """``r`` of the lead."""
    names: Terms
    numbers: Terms


class Reports:
    """Reports by article id; the profiles come from ``load``, what they state from ``load_facts``.

    What ``known`` says is not measured again.
    """

    def __init__(
        self,
        load: Load,
        background: Background,
        known: Known = lambda _: {},
        load_facts: LoadFacts = lambda _: {},
    ) -> None:
        self._load = load
        self._load_facts = load_facts
        self._known = known
        self._background = background
        self.measured: dict[ArticleId, Floats] = {}
        """The measures that were not known: see ``_measure``."""
        self._held: dict[ArticleId, Report] = {}
        self._weighed: dict[ArticleId, Weighed] = {}
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

    def weighed(self, articles: Sequence[ArticleId]) -> list[Weighed]:
        """What these reports state, and how much each number and name of the lead says."""
        missing = [article for article in dict.fromkeys(articles) if article not in self._weighed]
        if len(self._weighed) + len(missing) > HELD:
            wanted = set(articles)
            self._weighed = {article: held for article, held in self._weighed.items() if article in wanted}
        found = self._load_facts(missing) if missing else {}
        for article in missing:
            self._weighed[article] = self._weigh(found.get(article) or Facts(article))
        return [self._weighed[article] for article in articles]

    def profiles(self, articles: Sequence[ArticleId]) -> dict[ArticleId, Profile]:
        return {profile.article: profile for profile in self._load(articles)}

    def _weigh(self, facts: Facts) -> Weighed:
        numbers = self._background.rarity(STATED, [number_term(each.quantity) for each in facts.numbers])
        names = facts.names or {}
        rarity = self._background.rarity(NAMES, names)
        weights = (1 + np.log(np.array(list(names.values()), np.float64))) * rarity
        words = sorted(facts.words)
        rare = np.maximum(self._background.rarity(STATED, words) - RARE_WORDS_FROM, 0)
        return Weighed(
            facts,
            numbers.tolist(),
            dict(zip(names, weights.tolist(), strict=True)),
            dict(zip(words, rare.tolist(), strict=True)),
        )

    def _report(self, profile: Profile) -> Report:
        sizes = (len(profile.vectors), 1, len(profile.names), len(profile.names), len(profile.numbers))
        measures = self._measures.get(profile.article)
        lead = profile.lead()
        if measures is None or len(measures) != sum(sizes):
            measures = self._measure(profile, lead)
            self._measures[profile.article] = self.measured[profile.article] = measures
        nearness, lead_nearness, names, rare, numbers = np.split(measures, np.cumsum(sizes)[:-1])
        return Report(
            units=profile.vectors,
            nearness=nearness,
            lead=lead,
            lead_nearness=float(lead_nearness[0]),
            names=Terms(self._columns_of(profile.names), names, rare),
            numbers=Terms(self._columns_of(profile.numbers), numbers, np.zeros_like(numbers)),
        )

    def _columns_of(self, terms: Collection[str]) -> Rows:
        columns = self._columns
        return np.array([columns.setdefault(term, len(columns)) for term in terms], np.int64)

    def _measure(self, profile: Profile, lead: Floats) -> Floats:
        """``r`` of each unit and of the lead, weight and rareness of each name, weight of each number."""
        background = self._background
        vectors = np.concatenate((directions(profile.vectors), lead[None]))
        rarity = background.rarity(NAMES, profile.names)
        return np.concatenate(
            (
                background.nearness(vectors, profile.language),
                _weights([times for times, _ in profile.names.values()], rarity),
                np.maximum(rarity - RARE_FROM, 0).astype(np.float32),
                _weights(list(profile.numbers.values()), background.rarity(NUMBERS, profile.numbers)),
            )
        )


def _weights(times: Sequence[int], rarity: NDArray[np.float64]) -> Floats:
    """[terms]: tf-idf weights, of length 1 together."""
    weights = (1 + np.log(np.array(times, np.float64))) * rarity
    length = math.sqrt(float(weights @ weights)) or 1.0
    return (weights / length).astype(np.float32)
