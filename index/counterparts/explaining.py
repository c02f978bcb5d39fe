"""What speaks for a pair and against its rivals, in numbers."""

from __future__ import annotations

from collections.abc import Mapping

from index.analysis.pairing.evidence import ScoredPair
from index.counterparts.comparing import Comparing
from index.counterparts.evidence import evidence_of
from index.model.articles import ArticleId
from index.model.pairs import Candidate, Explanation, Pair, ScorePart
from index.storage.library import Library

NOTICED = 0.1
"""Log-odds less than this are not worth being told."""
MOST_SAID = 8
"""Of how many pairs of one report the runner-up is looked for: those that the reader made come first."""


def candidates(library: Library, article: ArticleId, limit: int) -> list[Candidate]:
    """The reports that an article could be paired with, the likeliest first; what the reader took apart is
    left out. Empty for an article that was not compared yet."""
    return [_candidate(library, match, article) for match in _compared(library, article, limit)]


def explain(library: Library, article: ArticleId) -> Explanation:
    """Every part of the score of the best candidate, its rival, and why that one lost.

    The rival is the best other pair of either report: what takes the other one away is one as well.
    """
    pair = library.counterparts.pair_of(article)
    counterpart = None if pair is None else pair.other(article)
    found = _compared(library, article, 1)
    if not found:
        return Explanation(article, counterpart, None, (), None, ())
    best = _candidate(library, found[0], article)
    runner_up = _runner_up(library, found[0].fr, found[0].en, found[0].runner_up)
    return Explanation(
        article=article,
        counterpart=counterpart,
        best=best,
        parts=_parts(best.parts),
        runner_up=runner_up,
        why_not=_why_not(best, runner_up) if runner_up else (),
    )


def _compared(library: Library, article: ArticleId, limit: int) -> list[ScoredPair]:
    """The likeliest pairs of an article, each with the best other pair of either report."""
    comparing = Comparing(library)
    matches = comparing.around({article})
    found = [] if matches is None else matches.candidates(article, limit)
    everyone = {article, *(report for match in found for report in match.articles)}
    matches = comparing.around(everyone) if found else None
    return [] if matches is None else matches.candidates(article, limit)


def runner_up(library: Library, pair: Pair) -> Candidate | None:
    """What came second to a stored pair, with what speaks for it; None when nothing did."""
    return _runner_up(library, pair.fr, pair.en, pair.evidence.runner_up)


def _runner_up(library: Library, fr: ArticleId, en: ArticleId, second: ArticleId | None) -> Candidate | None:
    if second is None:
        return None
    matches = Comparing(library).around({fr, en, second})
    if matches is None:
        return None
    for shared in (fr, en):
        for match in matches.candidates(shared, MOST_SAID):
            if second in match.articles:
                return _candidate(library, match, shared)
    return None


def _parts(parts: Mapping[str, float]) -> tuple[ScorePart, ...]:
    """Those that count most first."""
    ordered = sorted(parts.items(), key=lambda part: -abs(part[1]))
    return tuple(ScorePart(name, points) for name, points in ordered)


def _why_not(best: Candidate, other: Candidate) -> tuple[ScorePart, ...]:
    """Where the runner-up has less, the greatest loss first."""
    lost = {name: other.parts[name] - points for name, points in best.parts.items()}
    worst = sorted((points, name) for name, points in lost.items() if points <= -NOTICED)
    return tuple(ScorePart(name, round(points, 3)) for points, name in worst)


def _candidate(library: Library, match: ScoredPair, article: ArticleId) -> Candidate:
    pair = library.counterparts.pair(*match.articles)
    return Candidate(
        article=match.other(article),
        score=match.probability,
        log_odds=match.logit,
        status=match.status,
        evidence=evidence_of(library, match, pair.rows if pair is not None else ()),
        parts=match.parts,
    )
