"""Archives that are nothing but profiles and facts in memory, compared as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from index.analysis.encoding.vectors import quantise
from index.analysis.events.joins import Happening, Partners, happenings, status
from index.analysis.events.ties import Said, Ties
from index.analysis.pairing.background import Background, BackgroundMaker
from index.analysis.pairing.comparison import compare_languages, compare_sisters
from index.analysis.pairing.outlines import Outlines, outline
from index.analysis.pairing.profiles import Profile
from index.analysis.pairing.reports import Reports
from index.analysis.pairing.stated import Facts


def reports(profiles: Iterable[Profile], facts: Mapping[str, Facts] | None = None) -> Reports:
    """These, measured against themselves and what is shipped."""
    stated = facts or {}
    known = {profile.article: profile for profile in profiles}
    return Reports(
        lambda articles: [known[article] for article in articles],
        background(known.values(), stated),
        load_facts=lambda articles: {a: stated[a] for a in articles if a in stated},
    )


def tell(
    fr: Sequence[Profile],
    en: Sequence[Profile],
    verdicts: Mapping[tuple[str, str], bool] | None = None,
    facts: Mapping[str, Facts] | None = None,
) -> list[Happening]:
    """What the reports of this archive tell; verdicts on others are ignored."""
    here = {p.article for p in (*fr, *en)}
    said = {pair: same for pair, same in (verdicts or {}).items() if here >= set(pair)}
    french, english, measured = outlines(fr), outlines(en), reports((*fr, *en), facts)
    across, sisters = Ties(), Ties()
    for ties, compared in (
        (across, compare_languages(french, english, measured)),
        (sisters, compare_sisters(french, measured)),
        (sisters, compare_sisters(english, measured)),
    ):
        for (one, other), logit in zip(compared.pairs(), compared.logits.tolist(), strict=True):
            ties.add(one, other, logit)
    return happenings(
        sorted(p.article for p in fr), sorted(p.article for p in en), across, sisters, Said(said)
    )


def pair(
    fr: Sequence[Profile], en: Sequence[Profile], verdicts: Mapping[tuple[str, str], bool] | None = None
) -> list[Partners]:
    """The pairs that are shown, in order of French and English id."""
    shown = [each for happening in tell(fr, en, verdicts) for each in happening.partners]
    believed = [each for each in shown if status(each.log_odds, said=each.said) != "unlikely"]
    return sorted(believed, key=lambda each: each.articles)


def background(profiles: Iterable[Profile], facts: Mapping[str, Facts] | None = None) -> Background:
    maker = BackgroundMaker()
    for profile in profiles:
        maker.take(profile, ((facts or {}).get(profile.article) or Facts(profile.article)).terms())
    return maker.background()


def outlines(profiles: Iterable[Profile]) -> Outlines:
    return Outlines(found for found in map(outline, profiles) if found is not None)


def made(name: str, vector: np.ndarray, day: int | None = None, days: int = 0) -> Profile:
    """A French report of one unit."""
    last = None if day is None else day + days
    return Profile(name, "fr", "e", quantise(vector[None, :]), {}, {}, frozenset(), day, last)
