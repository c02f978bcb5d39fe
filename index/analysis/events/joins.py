"""Sides of both languages that tell one happening, and the partner of each report in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from index.analysis.events.sides import UNTIED, sides
from index.analysis.events.ties import Pair, Said, Ties, connected
from index.analysis.pairing.weights import COUNTERPART, POSSIBLE
from index.model.articles import ArticleId
from index.model.pairs import TwoReports

BEST = 3
"""Pairs of two sides whose mean is their score: a single one may be a chance."""
AGAIN = 2.5
"""Log-odds from which a side is a further part of an event whose other language has its best side already;"""
AS_GOOD = 2.0
"""and how much less than that best one it may be: a series repeats itself;"""
NEARLY_SISTERS = -1.0
"""and of its best tie with that side: what contradicts itself is not one happening."""
SECOND_BEST = 2.0
"""Log-odds from which two sides are joined whose best ones are joined with others."""
ONE_SIDED = 2.0
"""Log-odds less for a partner that has a better one itself."""
SAID = 1000.0
"""Log-odds of what the reader said."""

Side = tuple[ArticleId, ...]


@dataclass(frozen=True, slots=True)
class Partners(TwoReports):
    """A French and an English report of one event, of which one is the best for the other."""

    own: float | None
    """Log-odds of the two alone; None when nothing but their sisters ties them."""
    log_odds: float
    """Half their own, half those of their event."""
    said: bool
    second: float | None
    """Log-odds of the best tie of either with a report of another event; None when there is none."""
    runner_up: ArticleId | None
    """The report of that tie that is neither of the two."""


@dataclass(frozen=True, slots=True)
class Happening:
    """All sides of one happening."""

    articles: tuple[ArticleId, ...]
    """In order of id."""
    log_odds: float | None
    """That both languages tell it; None when one does."""
    said: bool
    partners: tuple[Partners, ...]


def happenings(
    fr: Sequence[ArticleId], en: Sequence[ArticleId], ties: Ties, sisters: Ties, said: Said
) -> list[Happening]:
    """What these reports tell, in order of the first report of each.

    ``ties`` are over languages, ``sisters`` within. Every report must be among these that ``ties`` of
    POSSIBLE and more, or ``sisters`` of SISTERS and more, lead to from one of them.
    """
    apart = said.no_sisters()
    groups: list[Side] = [tuple(side) for each in (fr, en) for side in sides(each, sisters, apart)]
    side_of = {article: side for side in groups for article in side}
    french = set(fr)
    joined = _joined(groups, french, side_of, ties, sisters, said)
    best: dict[Side, float] = {}
    for a, _, score in joined:
        best[a] = max(score, best.get(a, score))
    found = []
    for members in connected((side[0] for side in groups), ((a[0], b[0]) for a, b, _ in joined)):
        inside = [side_of[first] for first in members]
        scores = [best[side] for side in inside if side in best]
        found.append(_happening(inside, french, max(scores, default=None), ties, said))
    return found


def _joined(
    groups: Sequence[Side],
    french: set[ArticleId],
    side_of: dict[ArticleId, Side],
    ties: Ties,
    sisters: Ties,
    said: Said,
) -> list[tuple[Side, Side, float]]:
    """French and English sides of one happening with the score of each two."""
    alone = _scores(groups, french, side_of, ties, said)
    found = _said_to_be_one(side_of, said)
    scores = alone | found
    best = _best(scores, POSSIBLE)
    found |= _mutual(best, french)
    taken = {side for pair in found for side in pair}
    partner_of = {one: other for a, b in found for one, other in ((a, b), (b, a))}
    as_good = _best(alone, POSSIBLE)
    for one, (score, other) in sorted(best.items()):
        if one in taken:
            continue
        # Two sides of one language may have been one: their reports are worded apart. What was said of a side
        # that is as good without it takes no other one away; what was said against the evidence does.
        partner, least = partner_of.get(other, ()), max(AGAIN, as_good[other][0] - AS_GOOD)
        its = alone.get((partner, other) if one[0] in french else (other, partner), UNTIED)
        if min(score, its) >= least and _are_nearly_sisters(one, partner, sisters):
            found[(one, other) if one[0] in french else (other, one)] = score
    found |= _left_over(scores, found, french)
    return sorted((a, b, score) for (a, b), score in found.items())


def _left_over(
    scores: Mapping[tuple[Side, Side], float], found: Iterable[tuple[Side, Side]], french: set[ArticleId]
) -> dict[tuple[Side, Side], float]:
    """Whose best one has a better one, and who are the best of those that are left, as often as there are."""
    more: dict[tuple[Side, Side], float] = {}
    while True:
        taken = {side for pair in (*found, *more) for side in pair}
        free = {pair: score for pair, score in scores.items() if taken.isdisjoint(pair)}
        new = _mutual(_best(free, SECOND_BEST), french)
        if not new:
            return more
        more |= new


def _mutual(
    best: Mapping[Side, tuple[float, Side]], french: set[ArticleId]
) -> dict[tuple[Side, Side], float]:
    return {(a, b): score for a, (score, b) in best.items() if a[0] in french and best[b][1] == a}


def _best(scores: Mapping[tuple[Side, Side], float], least: float) -> dict[Side, tuple[float, Side]]:
    """Of each side the best score of ``least`` and more, and with which side."""
    best: dict[Side, tuple[float, Side]] = {}
    for (a, b), score in sorted(scores.items()):
        for one, other in ((a, b), (b, a)):
            if score >= least and (one not in best or score > best[one][0]):
                best[one] = (score, other)
    return best


def _are_nearly_sisters(side: Side, other: Side, sisters: Ties) -> bool:
    logits = [logit for a in side for b in other if (logit := sisters.between(a, b)) is not None]
    return max(logits, default=UNTIED) >= NEARLY_SISTERS


def _scores(
    groups: Sequence[Side], french: set[ArticleId], side_of: dict[ArticleId, Side], ties: Ties, said: Said
) -> dict[tuple[Side, Side], float]:
    """Of each French and English side that anything ties."""
    each: dict[tuple[Side, Side], list[float]] = {}
    for side in groups:
        for one in side if side[0] in french else ():
            for other, logit in ties.of.get(one, {}).items():
                if other in side_of:
                    each.setdefault((side, side_of[other]), []).append(logit)
    scores = {pair: _mean_of_best(pair, logits) for pair, logits in each.items()}
    for fr, en in said.different():
        if fr in side_of and en in side_of:
            scores.pop((side_of[fr], side_of[en]), None)
    return scores


def _said_to_be_one(side_of: Mapping[ArticleId, Side], said: Said) -> dict[tuple[Side, Side], float]:
    return {(side_of[fr], side_of[en]): SAID for fr, en in said.same() if fr in side_of and en in side_of}


def _mean_of_best(pair: tuple[Side, Side], logits: Sequence[float]) -> float:
    most = min(BEST, len(pair[0]) * len(pair[1]))
    best = sorted([*logits, *[UNTIED] * most], reverse=True)[:most]
    return sum(best) / most


def _happening(
    inside: Sequence[Side], french: set[ArticleId], score: float | None, ties: Ties, said: Said
) -> Happening:
    articles = tuple(sorted(article for side in inside for article in side))
    if score is None:
        return Happening(articles, None, False, ())
    fr = [article for article in articles if article in french]
    en = [article for article in articles if article not in french]
    same = {(f, e) for f in fr for e in en if said.verdicts.get((f, e)) is True}
    chosen = [
        (article, partner) if article in french else (partner, article)
        for own, others in ((fr, en), (en, fr))
        for article in own
        if (partner := _partner(article, others, ties, same)) is not None
    ]
    partners = (
        _partners(f, e, score, articles, ties, said=(f, e) in same, mutual=chosen.count((f, e)) > 1)
        for f, e in sorted({*same, *chosen})
        if said.verdicts.get((f, e)) is not False
    )
    return Happening(articles, score, bool(same), tuple(partners))


def _partner(
    article: ArticleId, others: Sequence[ArticleId], ties: Ties, same: set[Pair]
) -> ArticleId | None:
    """The best of the other language; None when the reader paired the report, or nothing ties it to any."""
    if any(article in pair for pair in same):
        return None
    tied = [(logit, other) for other in others if (logit := ties.between(article, other)) is not None]
    return min(tied, key=lambda tie: (-tie[0], tie[1]))[1] if tied else None


def _partners(
    fr: ArticleId,
    en: ArticleId,
    score: float,
    articles: Sequence[ArticleId],
    ties: Ties,
    *,
    said: bool,
    mutual: bool,
) -> Partners:
    own = ties.between(fr, en)
    alone = UNTIED if own is None else own
    joined = alone if score == SAID else (alone + score) / 2
    if not mutual:
        joined -= ONE_SIDED
    rivals = [
        (logit, other)
        for report in (fr, en)
        for other, logit in ties.of.get(report, {}).items()
        if other not in articles
    ]
    second, runner_up = min(rivals, key=lambda tie: (-tie[0], tie[1])) if rivals else (None, None)
    return Partners(fr, en, own, joined, said, second, runner_up)


def status(log_odds: float, *, said: bool = False) -> str:
    """``counterpart``, ``possible``, or ``unlikely`` for what no run would show as a pair."""
    if said or log_odds >= COUNTERPART:
        return "counterpart"
    return "possible" if log_odds >= POSSIBLE else "unlikely"
