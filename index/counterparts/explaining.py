"""What speaks for a pair and against its rivals, in numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from index.analysis.events.joins import Partners
from index.analysis.pairing.evidence import ScoredPair
from index.analysis.pairing.scores import AGAINST
from index.analysis.pairing.weights import POSSIBLE
from index.counterparts.comparing import Comparing
from index.counterparts.deciding import decide_around
from index.counterparts.evidence import evidence_of
from index.counterparts.scoring import score
from index.model.articles import READING_LANGUAGES, ArticleId
from index.model.pairs import OF_ONE_EVENT, Candidate, Explanation, Pair, RunnerUp, ScorePart
from index.storage.library import Library
from index.storage.pairs.pair_rows import UNKNOWN

_FRENCH, _ = READING_LANGUAGES
NOTICED = 0.1
"""Log-odds less than this are not worth being told."""
LOOK_ALIKES = 10
"""How many of the nearest are looked at for one that was refused: a contradiction costs many places."""


def candidates(library: Library, article: ArticleId, limit: int) -> list[Candidate]:
    """The reports that an article could be paired with, the likeliest first; what the reader took apart is
    left out. Empty for an article that was not compared yet."""
    comparing = Comparing(library)
    return _candidates(comparing, article, _ranked(comparing, article)[:limit])


def explain(library: Library, article: ArticleId) -> Explanation:
    """Every part of the score of the best candidate, its rival, and why that one lost.

    The rival is the best pair of either with a report of another event: what takes the other one away is one
    as well, the others of the same event are none.
    """
    pair = library.counterparts.pair_of(article)
    counterpart = None if pair is None else pair.other(article)
    comparing = Comparing(library)
    ranked = _ranked(comparing, article)
    if not ranked:
        return Explanation(article, counterpart, None, (), None, ())
    best = ranked[0]
    other = best.other(article)
    rivals = [each for each in ranked if each.other(article) not in _of_one_event(library, other)]
    rivals += [
        each for each in _ranked(comparing, other) if each.other(other) not in _of_one_event(library, article)
    ]
    (told,) = _candidates(comparing, article, [best])
    rival = min(rivals, key=lambda each: (not each.said, -each.log_odds, each.articles), default=None)
    runner_up = None
    if rival is not None:
        (runner_up,) = _candidates(comparing, article if article in rival.articles else other, [rival])
    return Explanation(
        article=article,
        counterpart=counterpart,
        best=told,
        parts=_parts(told.parts),
        runner_up=runner_up,
        why_not=_why_not(told, runner_up) if runner_up else (),
        event=library.events.of(article),
        refused=None if counterpart else _refused(_candidates(comparing, article, ranked[:LOOK_ALIKES])),
    )


def _refused(nearest: Sequence[Candidate]) -> Candidate | None:
    """What would be likely enough but for what contradicts; of several the one that is most alike."""
    alike = [
        (each.log_odds - each.parts[AGAINST], each)
        for each in nearest
        if each.status == "unlikely" and each.parts[AGAINST] <= -NOTICED
    ]
    log_odds, found = max(alike, key=lambda each: each[0], default=(POSSIBLE, None))
    return found if log_odds >= POSSIBLE else None


def _of_one_event(library: Library, article: ArticleId) -> set[ArticleId]:
    return {article} | library.events.members({article})


def runner_up(library: Library, pair: Pair) -> RunnerUp | None:
    """What came second to a pair, compared again; None when there is nothing else to compare it with."""
    comparing = Comparing(library)
    event = _of_one_event(library, pair.fr) | _of_one_event(library, pair.en)
    own, rivals = None, []
    for shared in pair.articles:
        for each in _ranked(comparing, shared):
            if each.articles == pair.articles:
                own = each.log_odds
            elif each.other(shared) not in event:
                rivals.append((each, shared))
    if own is None or not rivals:
        return None
    second = pair.evidence.runner_up
    best, shared = min(rivals, key=lambda rival: (second not in rival[0].articles, -rival[0].log_odds))
    known = pair.evidence.margin if second in best.articles else None
    for candidate in _candidates(comparing, shared, [best]):
        return RunnerUp(candidate, round(own - best.log_odds, 3) if known is None else known)
    return None


def pair_beside(library: Library, article: ArticleId, other: ArticleId) -> Pair:
    """A report and one of its event in the other language, not aligned unless they are a pair anyway.

    What speaks for them is that of the two alone; UNKNOWN where they cannot be compared just now.
    """
    language = library.lists.rows([article])[article].language
    fr, en = (article, other) if language == _FRENCH else (other, article)
    stored = library.counterparts.pair(fr, en)
    if stored is not None:
        return stored
    comparing = Comparing(library)
    alone = Pair(fr, en, 0.0, UNKNOWN, (), OF_ONE_EVENT, aligned=False)
    if comparing.measuring.background is None:
        return alone
    logits = comparing.look_at([(fr, en)]).logits.tolist()
    found = score(comparing, [_as_partners(library, fr, en, own) for own in logits])
    for match in found:
        evidence = evidence_of(library, match, ())
        return Pair(fr, en, match.probability, evidence, (), OF_ONE_EVENT, aligned=False, second=match.second)
    return alone


def _as_partners(library: Library, fr: ArticleId, en: ArticleId, own: float) -> Partners:
    """With what came second: the best tie of either over languages with a report of another event."""
    event = _of_one_event(library, fr) | {en}
    rivals = [
        (logit, other)
        for _, other, logit, sisters in library.ties.of({fr, en})
        if not sisters and other not in event
    ]
    second, runner_up = min(rivals, key=lambda tie: (-tie[0], tie[1])) if rivals else (None, None)
    return Partners(fr, en, own, own, said=False, second=second, runner_up=runner_up)


def _ranked(comparing: Comparing, article: ArticleId) -> list[Partners]:
    """All that an article is compared with, the likeliest first; with its event where it is of the same."""
    if comparing.measuring.background is None:
        return []
    _, found = decide_around(comparing.library, {article}, comparing.said)
    of_one_event = {each.articles: each for happening in found for each in happening.partners}
    apart = {pair for pair, same in comparing.said.verdicts.items() if not same}
    compared = comparing.candidates_of(article)
    alone = dict(zip(compared.pairs(), compared.logits.tolist(), strict=True))
    pairs = {pair for pair in alone.keys() | of_one_event.keys() if article in pair} - apart
    ranked = sorted(
        (of_one_event.get(pair) or _alone(*pair, alone[pair]) for pair in pairs),
        key=lambda each: (not each.said, -each.log_odds, each.articles),
    )
    return [each if each.articles in of_one_event else _with_second(each, ranked[:2]) for each in ranked]


def _alone(fr: ArticleId, en: ArticleId, log_odds: float) -> Partners:
    return Partners(fr, en, log_odds, log_odds, False, None, None)


def _with_second(each: Partners, first: Sequence[Partners]) -> Partners:
    """Of a report that is no partner in an event, what it lost against."""
    best = next((other for other in first if other.articles != each.articles), None)
    if best is None:
        return each
    (runner_up,) = set(best.articles) - set(each.articles)
    return replace(each, second=best.log_odds, runner_up=runner_up)


def _candidates(comparing: Comparing, article: ArticleId, partners: Sequence[Partners]) -> list[Candidate]:
    return [_candidate(comparing.library, match, article) for match in score(comparing, partners)]


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
        event=library.events.of(match.other(article)),
        parts=match.parts,
    )
