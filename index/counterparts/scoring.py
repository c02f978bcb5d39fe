"""Pairs of happenings with all that is told of them: scores, parts, what they have in common, what not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from index.analysis.encoding.vectors import Floats
from index.analysis.events.joins import Happening, Partners, status
from index.analysis.pairing.agreement import contradictions
from index.analysis.pairing.evidence import ScoredPair, days_apart, shared_names, shared_numbers
from index.analysis.pairing.outlines import LONGEST_DATED
from index.analysis.pairing.profiles import Profile
from index.analysis.pairing.scores import ACROSS_LANGUAGES, EVENT, probability, similarity
from index.analysis.pairing.stated import Facts
from index.counterparts.comparing import Comparing
from index.counterparts.stating import facts_of
from index.model.articles import ArticleId
from index.model.pairs import Pair

_LOADED = 256
"""Pairs whose profiles are held at once, some 10 KB each."""


def believed(found: Iterable[Happening]) -> list[Partners]:
    """The pairs to believe, in order of French and English id."""
    partners = [each for happening in found for each in happening.partners]
    likely = [p for p in partners if status(p.log_odds, said=p.said) != "unlikely"]
    return sorted(likely, key=lambda each: each.articles)


def is_as_stored(partners: Partners, pair: Pair) -> bool:
    """Whether ``score`` would tell of two reports, whose texts have not changed, what is stored of them."""
    scores = [1.0] if partners.said else [probability(partners.log_odds, dated=d) for d in (True, False)]
    return (
        pair.score in scores
        and pair.status == status(partners.log_odds, said=partners.said)
        and (pair.origin == "reader") == partners.said
        and pair.evidence.margin == _margin(partners)
        and pair.evidence.runner_up == partners.runner_up
    )


def _margin(partners: Partners) -> float | None:
    return None if partners.second is None else round(partners.log_odds - partners.second, 3)


def score(comparing: Comparing, partners: Sequence[Partners]) -> list[ScoredPair]:
    """These pairs, in their order; one whose text has just changed is left out: it waits to be compared."""
    found: list[ScoredPair] = []
    for start in range(0, len(partners), _LOADED):
        some = partners[start : start + _LOADED]
        profiles = comparing.measuring.reports.profiles(sorted({a for p in some for a in p.articles}))
        looked_at = comparing.look_at(each.articles for each in some)
        rows = dict(zip(looked_at.pairs(), looked_at.table, strict=True))
        facts = facts_of(comparing.library, sorted(profiles))
        found += [
            _scored(each, rows[each.articles], profiles, facts)
            for each in some
            if profiles.keys() >= set(each.articles) and each.articles in rows
        ]
    return found


def _scored(
    partners: Partners, row: Floats, profiles: Mapping[ArticleId, Profile], facts: Mapping[ArticleId, Facts]
) -> ScoredPair:
    french, english = (profiles[article] for article in partners.articles)
    stated = [facts.get(article) or Facts(article) for article in partners.articles]
    parts = ACROSS_LANGUAGES.parts(row)
    parts[EVENT] = partners.log_odds - sum(parts.values())
    second = partners.second
    return ScoredPair(
        fr=partners.fr,
        en=partners.en,
        logit=round(partners.log_odds, 3),
        probability=1.0 if partners.said else probability(partners.log_odds, dated=_dated(french, english)),
        status=status(partners.log_odds, said=partners.said),
        similarity=similarity(row),
        shared_entities=tuple(sorted(french.entities & english.entities)),
        shared_names=shared_names(french, english),
        shared_numbers=shared_numbers(french, english),
        days_apart=days_apart(french, english),
        margin=_margin(partners),
        runner_up=partners.runner_up,
        parts={name: round(points, 3) for name, points in parts.items()},
        second=None if second is None else round(second, 3),
        conflicts=tuple(contradictions(*stated)),
    )


def _dated(*profiles: Profile) -> bool:
    return all(
        p.first_day is not None and p.last_day is not None and p.last_day - p.first_day < LONGEST_DATED
        for p in profiles
    )
