"""Archives that are nothing but profiles in memory, compared as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from index.analysis.encoding.vectors import quantise
from index.analysis.pairing.background import Background, BackgroundMaker
from index.analysis.pairing.comparison import compare
from index.analysis.pairing.evidence import ScoredPair
from index.analysis.pairing.matches import Matches
from index.analysis.pairing.outlines import Outlines, outline
from index.analysis.pairing.profiles import Profile
from index.analysis.pairing.reports import Reports
from index.analysis.pairing.verdicts import Verdicts


def pair(fr: Sequence[Profile], en: Sequence[Profile], verdicts: Verdicts | None = None) -> list[ScoredPair]:
    """Counterparts and possible counterparts, in order of French and English id."""
    return match(fr, en, verdicts).pairs()


def match(fr: Sequence[Profile], en: Sequence[Profile], verdicts: Verdicts | None = None) -> Matches:
    """Everything that can be asked of the pairs of this archive; verdicts on others are ignored."""
    profiles = {p.article: p for p in (*fr, *en)}
    said = {pair: same for pair, same in (verdicts or {}).items() if profiles.keys() >= set(pair)}
    reports = Reports(lambda articles: [profiles[article] for article in articles], background((*fr, *en)))
    return Matches(compare(outlines(fr), outlines(en), reports, said=said), reports, said)


def background(profiles: Iterable[Profile]) -> Background:
    maker = BackgroundMaker()
    for profile in profiles:
        maker.take(profile)
    return maker.background()


def outlines(profiles: Iterable[Profile]) -> Outlines:
    return Outlines(found for found in map(outline, profiles) if found is not None)


def made(name: str, vector: np.ndarray, day: int | None = None, days: int = 0) -> Profile:
    """A French report of one unit."""
    last = None if day is None else day + days
    return Profile(name, "fr", "e", quantise(vector[None, :]), {}, {}, frozenset(), day, last)
