"""What speaks for a pair and against its rivals, in numbers and in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from index.analysis.pairing_matches import ScoredPair
from index.ingest.comparing import Comparing
from index.ingest.counterparts import coverage, shared_entities
from index.model import ArticleId, Candidate, Explanation, ScorePart
from index.storage.library import Library

NOTICED = 0.1
"""Log-odds less than this are not worth a word."""

_WORDS = {
    "start": ("before anything is known: most reports have no counterpart", ""),
    "similarity": ("their paragraphs say much the same", "their paragraphs say different things"),
    "similarity_above": ("no other report is as near to them", "other reports are as near to them"),
    "nearness_above": (
        "their closest paragraphs are closer than with any other",
        "their closest paragraphs are no closer than with others",
    ),
    "names": ("they share names that are rare in the archive", ""),
    "names_above": ("they share more names than with any other", "others share as many names with them"),
    "numbers": ("they share numbers", ""),
}
_NOTHING = {"names": "they share no name", "numbers": "they share no number of two digits"}


def candidates(library: Library, article: ArticleId, limit: int) -> list[Candidate]:
    """The reports that an article could be paired with, the likeliest first; what the reader took apart is
    left out. Empty for an article that was not compared yet."""
    matches = Comparing(library).around({article})
    return (
        []
        if matches is None
        else [_candidate(library, p, article) for p in matches.candidates(article, limit)]
    )


def explain(library: Library, article: ArticleId) -> Explanation:
    """Every part of the score of the best candidate, its rival, and why that one lost."""
    pair = library.counterparts.pair_of(article)
    found = candidates(library, article, 2)
    if not found:
        return Explanation(article, None, None, (), None, ())
    best, *others = found
    return Explanation(
        article=article,
        counterpart=None if pair is None else (pair.en if pair.fr == article else pair.fr),
        best=best,
        parts=score_parts(best.parts),
        runner_up=others[0] if others else None,
        why_not=_why_not(best, others[0]) if others else (),
    )


def score_parts(parts: Mapping[str, float]) -> tuple[ScorePart, ...]:
    """The parts of a score in words, those that count most first."""
    ordered = sorted(parts.items(), key=lambda part: -abs(part[1]))
    return tuple(ScorePart(name, points, _in_words(name, points)) for name, points in ordered)


def _in_words(name: str, points: float) -> str:
    if not points and name in _NOTHING:
        return _NOTHING[name]
    for_it, against = _WORDS[name]
    return for_it if points > 0 or not against else against


def _why_not(best: Candidate, other: Candidate) -> tuple[ScorePart, ...]:
    """Where the runner-up has less, the greatest loss first."""
    lost = {name: other.parts[name] - points for name, points in best.parts.items()}
    worst = sorted((points, name) for name, points in lost.items() if points <= -NOTICED)
    return tuple(ScorePart(name, round(points, 3), _LESS[name]) for points, name in worst)


_LESS = {
    "similarity": "its paragraphs are less alike",
    "similarity_above": "other reports are nearer to it or to this one",
    "nearness_above": "its closest paragraphs are less close",
    "names": "fewer rare names are shared",
    "names_above": "more names are shared with others",
    "numbers": "fewer numbers are shared",
}


def _candidate(library: Library, match: ScoredPair, article: ArticleId) -> Candidate:
    pair = library.counterparts.pair(match.fr, match.en)
    rows = pair.rows if pair is not None else ()
    evidence = match.evidence(coverage(rows))
    shared = shared_entities(library, match.fr, match.en)
    evidence = replace(evidence, shared_entities=shared) if shared else evidence
    return Candidate(
        article=match.en if match.fr == article else match.fr,
        score=match.probability,
        log_odds=match.logit,
        status=match.status,
        evidence=evidence,
        parts=match.parts,
    )
