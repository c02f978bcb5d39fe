"""What a match is measured against: how near, and how often named, just anything of the press is."""

from __future__ import annotations

import hashlib
import json
import lzma
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from index.analysis.encoding.vectors import Floats, Levels, directions
from index.analysis.pairing.profiles import Profile
from index.analysis.pairing.term_counts import TermCounts, size
from index.model.articles import READING_LANGUAGES, ArticleId, Language, other_language

SAMPLE_UNITS = 2350
"""Units of the other language that say how near a unit is to just anything."""
SAMPLE_BEST = 5
ENOUGH_UNITS = 800
"""Units of another encoder's archive that tell as much as what is shipped with the program does."""
USUAL_NEARNESS = 0.42
"""``r`` of most units, with the built-in encoder or one that was brought onto its scale."""
SHIPPED = "pairing_background.xz"

NAMES, NUMBERS, STATED = "names", "numbers", "stated"
"""What is counted: skeletons of names, numbers as written, numbers with what they count and rare words."""
_COUNTED = (NAMES, NUMBERS, STATED)


@dataclass(frozen=True, slots=True, eq=False)
class Background:
    """A sample of the units of each language, and in how many articles each term stands.

    It drifts slowly while an archive grows, so it may be a tenth behind. What is ``shipped`` with the program
    stands behind every archive, so that the scores of a small one mean the same as those of a large one.
    """

    encoder: str
    """Id; vectors of another encoder are not compared."""
    samples: Mapping[Language, Levels]
    """[at most SAMPLE_UNITS, dim] of each reading language."""
    terms: Mapping[str, TermCounts]
    """By what is counted."""
    articles: int
    _directions: dict[Language, Floats] = field(default_factory=dict, init=False, repr=False)

    def rarity(self, counted: str, terms: Iterable[str]) -> NDArray[np.float64]:
        """[terms]: inverse document frequencies; ``counted``: NAMES, NUMBERS or STATED."""
        behind = shipped()
        terms = list(terms)
        # A term that is not among those counted stands in one article here, and in none behind.
        counts = self.terms[counted].counts(terms) + 1.0 * (behind.terms[counted].counts(terms, 0))
        found: NDArray[np.float64] = np.log((1 + self.articles + behind.articles) / (1.0 + counts)) + 1
        return found

    def nearness(self, vectors: Floats, language: Language) -> Floats:
        """``r(v)`` [vectors]: mean of the best cosines of each to the sample of the other language.

        ``vectors`` [n, dim] of length 1.
        """
        sample = self._sample(other_language(language))
        units = sample.shape[1]
        best = min(SAMPLE_BEST, units)
        if not best:
            return np.full(len(vectors), USUAL_NEARNESS, np.float32)
        cosines = vectors @ sample
        cosines.partition(units - best, axis=1)
        found: Floats = cosines[:, -best:].mean(axis=1)
        # A few units, with the counterpart itself among them, do not tell what is usual.
        known = np.float32(min(1.0, units / ENOUGH_UNITS))
        return known * found + (1 - known) * np.float32(USUAL_NEARNESS)

    def _sample(self, language: Language) -> Floats:
        """[dim, units] of length 1, as a few vectors are fastest multiplied with it."""
        # Many runs need none or one: what is stored of most articles has been measured before.
        if language not in self._directions:
            sample = self.samples[language]
            behind = shipped()
            if behind.encoder == self.encoder:
                other = behind.samples[language]
                sample = np.concatenate((other, sample)) if len(sample) else other
            self._directions[language] = np.ascontiguousarray(directions(sample).T)
        return self._directions[language]

    def to_bytes(self) -> bytes:
        """Plain data: a JSON line, the samples in one byte a component, then the terms."""
        header = {
            "encoder": self.encoder,
            "samples": {language: list(levels.shape) for language, levels in self.samples.items()},
            "terms": {counted: len(terms) for counted, terms in self.terms.items()},
            "articles": self.articles,
        }
        samples = (levels.tobytes() for levels in self.samples.values())
        line = json.dumps(header, separators=(",", ":")).encode()
        return b"".join((line, b"\n", *samples, *(terms.to_bytes() for terms in self.terms.values())))

    @classmethod
    def from_bytes(cls, stored: bytes) -> Background:
        start = stored.index(b"\n") + 1
        header = json.loads(stored[:start])
        samples: dict[Language, Levels] = {}
        for language, (rows, dim) in header["samples"].items():
            samples[language] = np.frombuffer(stored, np.int8, rows * dim, start).reshape(rows, dim)
            start += rows * dim
        terms = {}
        for counted, count in header["terms"].items():
            terms[counted] = TermCounts.from_bytes(stored, start, count)
            start += size(count)
        return cls(header["encoder"], samples, terms, header["articles"])


@cache
def shipped() -> Background:
    """The background that is a part of the program; see ``index/data/CREDITS.md``."""
    return Background.from_bytes(lzma.decompress((files("index.data") / SHIPPED).read_bytes()))


class BackgroundMaker:
    """Takes the profiles of an archive one by one; the same articles give the same background."""

    def __init__(self, most: int = SAMPLE_UNITS) -> None:
        self._terms: dict[str, Counter[str]] = {counted: Counter() for counted in _COUNTED}
        self._articles = 0
        self._encoder = ""
        self._samples = {language: _Sample(most) for language in READING_LANGUAGES}

    def take(self, profile: Profile, stated: Iterable[str]) -> None:
        """``stated``: the terms of what it states."""
        if not len(profile.vectors):
            return
        self._encoder = profile.encoder
        for counted, terms in (
            (NAMES, profile.names.keys()),
            (NUMBERS, profile.numbers.keys()),
            (STATED, stated),
        ):
            self._terms[counted].update(terms)
        self._articles += 1
        self._samples[profile.language].take(profile.article, profile.vectors)

    def background(self) -> Background:
        samples = {language: sample.units() for language, sample in self._samples.items()}
        terms = {counted: TermCounts.of(counts) for counted, counts in self._terms.items()}
        return Background(self._encoder, samples, terms, self._articles)


class _Sample:
    """The units that are smallest by a hash of article id and position, at most ``most``.

    A few more articles change few of them.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._keys: list[NDArray[np.uint64]] = []
        self._units: list[Levels] = []
        self._held = 0

    def take(self, article: ArticleId, units: Levels) -> None:
        seed = int.from_bytes(hashlib.blake2b(article.encode(), digest_size=8).digest(), "little")
        keys = np.full(len(units), seed, np.uint64) + np.arange(len(units)).astype(np.uint64)
        self._keys.append(_mix(keys))
        self._units.append(units)
        self._held += len(units)
        if self._held > 4 * self._most:
            self._units = [self.units()]
            self._held = len(self._units[0])

    def units(self) -> Levels:
        """[at most ``most``, dim], in order of their hashes."""
        if not self._units:
            return np.zeros((0, 1), np.int8)
        keys, units = np.concatenate(self._keys), np.concatenate(self._units)
        chosen = np.argsort(keys, kind="stable")[: self._most]
        self._keys = [keys[chosen]]
        self._units = [units[chosen]]
        return self._units[0]


def _mix(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """SplitMix64's finaliser: neighbouring numbers land far apart."""
    mixed = numbers * np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))
