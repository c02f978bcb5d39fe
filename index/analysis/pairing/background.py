"""What a match is measured against: how near, and how often named, just anything of the archive is."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from index.analysis.encoding.vectors import Floats, Levels, directions
from index.analysis.pairing.profiles import Profile
from index.analysis.pairing.term_counts import TermCounts, size
from index.model.articles import READING_LANGUAGES, ArticleId, Language, other_language

SAMPLE_UNITS = 4000
"""Units of the other language that say how near a unit is to just anything."""
SAMPLE_BEST = 5


@dataclass(frozen=True, slots=True, eq=False)
class Background:
    """A sample of the units of each language, and in how many articles each term stands.

    It drifts slowly while an archive grows, so it may be a tenth behind.
    """

    samples: Mapping[Language, Levels]
    """[at most SAMPLE_UNITS, dim] of each reading language."""
    names: TermCounts
    numbers: TermCounts
    articles: int
    _directions: dict[Language, Floats] = field(default_factory=dict, init=False, repr=False)

    def rarity(self, counted: TermCounts, terms: Iterable[str]) -> NDArray[np.float64]:
        """[terms]: inverse document frequencies; ``counted``: ``names`` or ``numbers``."""
        found: NDArray[np.float64] = np.log((1 + self.articles) / (1.0 + counted.counts(terms))) + 1
        return found

    def nearness(self, units: Levels, language: Language) -> Floats:
        """``r(u)`` [units]: mean of the best cosines of each unit to the sample of the other language."""
        sample = self._sample(other_language(language))
        best = min(SAMPLE_BEST, len(sample))
        if not best:
            return np.zeros(len(units), np.float32)
        cosines = directions(units) @ sample.T
        cosines.partition(len(sample) - best, axis=1)
        found: Floats = cosines[:, -best:].mean(axis=1)
        return found

    def _sample(self, language: Language) -> Floats:
        # Many runs need none or one: what is stored of most articles has been measured before.
        if language not in self._directions:
            self._directions[language] = directions(self.samples[language])
        return self._directions[language]

    def to_bytes(self) -> bytes:
        """Plain data: a JSON line, the samples in one byte a component, then names and numbers."""
        header = {
            "samples": {language: list(levels.shape) for language, levels in self.samples.items()},
            "names": len(self.names),
            "numbers": len(self.numbers),
            "articles": self.articles,
        }
        samples = (levels.tobytes() for levels in self.samples.values())
        line = json.dumps(header, separators=(",", ":")).encode()
        return b"".join((line, b"\n", *samples, self.names.to_bytes(), self.numbers.to_bytes()))

    @classmethod
    def from_bytes(cls, stored: bytes) -> Background:
        start = stored.index(b"\n") + 1
        header = json.loads(stored[:start])
        samples: dict[Language, Levels] = {}
        for language, (rows, dim) in header["samples"].items():
            samples[language] = np.frombuffer(stored, np.int8, rows * dim, start).reshape(rows, dim)
            start += rows * dim
        names = TermCounts.from_bytes(stored, start, header["names"])
        numbers = TermCounts.from_bytes(stored, start + size(header["names"]), header["numbers"])
        return cls(samples, names, numbers, header["articles"])


class BackgroundMaker:
    """Takes the profiles of an archive one by one; the same articles give the same background."""

    def __init__(self) -> None:
        self._names: Counter[str] = Counter()
        self._numbers: Counter[str] = Counter()
        self._articles = 0
        self._samples = {language: _Sample() for language in READING_LANGUAGES}

    def take(self, profile: Profile) -> None:
        if not len(profile.vectors):
            return
        self._names.update(profile.names.keys())
        self._numbers.update(profile.numbers.keys())
        self._articles += 1
        self._samples[profile.language].take(profile.article, profile.vectors)

    def background(self) -> Background:
        samples = {language: sample.units() for language, sample in self._samples.items()}
        return Background(samples, TermCounts.of(self._names), TermCounts.of(self._numbers), self._articles)


class _Sample:
    """The SAMPLE_UNITS units that are smallest by a hash of article id and position.

    A few more articles change few of them.
    """

    def __init__(self) -> None:
        self._keys: list[NDArray[np.uint64]] = []
        self._units: list[Levels] = []
        self._held = 0

    def take(self, article: ArticleId, units: Levels) -> None:
        seed = int.from_bytes(hashlib.blake2b(article.encode(), digest_size=8).digest(), "little")
        keys = np.full(len(units), seed, np.uint64) + np.arange(len(units)).astype(np.uint64)
        self._keys.append(_mix(keys))
        self._units.append(units)
        self._held += len(units)
        if self._held > 4 * SAMPLE_UNITS:
            self._units = [self.units()]
            self._held = len(self._units[0])

    def units(self) -> Levels:
        """[at most SAMPLE_UNITS, dim], in order of their hashes."""
        if not self._units:
            return np.zeros((0, 1), np.int8)
        keys, units = np.concatenate(self._keys), np.concatenate(self._units)
        chosen = np.argsort(keys, kind="stable")[:SAMPLE_UNITS]
        self._keys = [keys[chosen]]
        self._units = [units[chosen]]
        return self._units[0]


def _mix(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """SplitMix64's finaliser: neighbouring numbers land far apart."""
    mixed = numbers * np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))
