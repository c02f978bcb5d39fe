"""Why an article has its counterpart, or none: every part of a score in words and as JSON. Pure functions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from index.model.articles import ArticleId, Language
from index.model.events import Event
from index.model.pairs import Candidate, Explanation, ScorePart
from tui.cli.pair_shapes import Hits, candidate_json, event_json, report_json
from tui.cli.pair_text import days_text, event_text, report_text
from tui.evidence_words import CERTAIN, TAKEN, contradictions_text, of_100
from tui.wording import LANGUAGES, plural

UNNOTICED = 0.05
"""Log-odds of which nothing is left when people round."""

_WORDS = {
    # For, neither, against; a part that has but one sign says one thing.
    "start": ("where any two reports begin: most have no counterpart",) * 3,
    "likeness": (
        "their leads and their closest paragraphs are more alike than with just anything",
        "their leads and their closest paragraphs are about as alike as with just anything",
        "their leads and their closest paragraphs are no more alike than with just anything",
    ),
    "names": (
        "names that both spell alike, the rarer the more",
        "names say nothing either way",
        "the names of either lead are missing in the other report",
    ),
    "numbers": (
        "numbers that both give of the same thing, the rarer the more; and ordinals",
        "no number or ordinal that both give of the same thing",
        "numbers that they have in common are those of any report",
    ),
    "day": (
        "they are of the same days, or one of them is undated",
        "days say nothing either way",
        "they are of different days",
    ),
    "contradictions": (
        "what they say differs as in other reports of one event",
        "nothing in them contradicts enough to count",
        "numbers, days or ordinals in them contradict",
    ),
    "event": (
        "the other reports of the event speak for it",
        "no other report of the event changes that",
        "the event as a whole has less for it, or other reports of it are closer",
    ),
}
_LESS = {
    "start": "it begins lower",
    "likeness": "its lead and its closest paragraphs are less alike",
    "names": "fewer names in common, or less rare ones",
    "numbers": "fewer numbers in common, or less rare ones",
    "day": "its days agree less",
    "contradictions": "more in it contradicts",
    "event": "less in the other reports of its event speaks for it",
}


def explanation_json(told: Explanation, hits: Hits) -> dict[str, Any]:
    """``pairs --explain``: points are log-odds; those of ``parts`` add up to ``best.log_odds``."""
    return {
        "article": report_json(told.article, hits),
        "counterpart": told.counterpart,
        "best": candidate_json(told.best, hits) if told.best else None,
        "parts": [_part_json(part, words(part)) for part in told.parts],
        "runner_up": candidate_json(told.runner_up, hits) if told.runner_up else None,
        "why_not": [_part_json(part, _LESS[part.name]) for part in told.why_not],
        "event": event_json(told.event, hits),
        "refused": candidate_json(told.refused, hits) if told.refused else None,
    }


def _part_json(part: ScorePart, said: str) -> dict[str, Any]:
    return {"name": part.name, "points": part.points, "words": said}


def explanation_lines(
    told: Explanation, sentences: Sequence[str], hits: Hits, *, measured: bool = True
) -> Iterator[str]:
    """``sentences``: the evidence of the best candidate. ``measured``: its probability was counted."""
    yield report_text(told.article, hits)
    yield from _event_lines("Its event", told.event)
    if told.best is None and told.counterpart is not None:
        yield "Counterpart:"
        yield report_text(told.counterpart, hits)
        yield "  Why is not known until everything is compared anew; newsreader rebuild does that."
        return
    if told.best is None:
        yield "There is nothing that it could be compared with yet."
        return
    if told.counterpart is None and told.refused == told.best:
        yield "No counterpart: this would be likely enough, but for what contradicts."
    elif told.counterpart is None and told.best.status == "unlikely":
        yield "No counterpart: nothing is likely enough. Nearest:"
    elif told.counterpart is None:
        yield f"No counterpart: {TAKEN}. Nearest:"
    elif told.counterpart != told.best.article:
        yield f"Shown beside it: {report_text(told.counterpart, hits)}. Nearest:"
    else:
        yield f"{told.best.status.capitalize()}:"
    yield report_text(told.best.article, hits)
    yield from (f"  {sentence}" for sentence in sentences)
    yield from _event_lines("It is of an event", told.best.event if told.event != told.best.event else None)
    yield ""
    yield "  How that adds up, in points (log-odds): + speaks for the same event, - against it."
    points = adding_up([part.points for part in told.parts], told.best.log_odds)
    yield from (_points_line(shown, words(part)) for shown, part in zip(points, told.parts, strict=True))
    yield _points_line(told.best.log_odds, _on_the_whole(told.best, measured=measured))
    if told.refused is not None and told.refused != told.best:
        yield ""
        yield "This would be likely enough, but for what contradicts:"
        yield from _other_lines(told.refused, hits, measured=measured)
    if told.runner_up is not None and told.runner_up != told.refused:
        yield ""
        yield from _runner_up_lines(told.best, told.runner_up, told.why_not, hits, measured=measured)


def _event_lines(label: str, event: Event | None) -> Iterator[str]:
    if event is not None:
        yield f"  {label}: {days_text(event)}, {event_text(event)}"


def _other_lines(other: Candidate, hits: Hits, *, measured: bool) -> Iterator[str]:
    yield report_text(other.article, hits)
    yield from _event_lines("It is of an event", other.event)
    if other.evidence.conflicts:
        yield f"  Against it (French / English): {contradictions_text(other.evidence.conflicts)}."
    yield _points_line(other.log_odds, _on_the_whole(other, measured=measured))


def _runner_up_lines(
    best: Candidate, other: Candidate, why_not: Sequence[ScorePart], hits: Hits, *, measured: bool
) -> Iterator[str]:
    shared = _language(best.article, hits)
    place = "Better" if other.log_odds > best.log_odds else "Second"
    named = LANGUAGES.get(shared or "", "other")
    whose = "it" if _language(other.article, hits) == shared else f"the same {named} report"
    yield f"{place} for {whose}:"
    yield from _other_lines(other, hits, measured=measured)
    if why_not:
        less = round(best.log_odds, 2) - round(other.log_odds, 2)
        on_the_whole = f", {less:.2f} points on the whole" if less > 0 else ""
        yield f"  What it has less of{on_the_whole}:"
        yield from (_points_line(part.points, _LESS[part.name]) for part in why_not)


def _language(article: ArticleId, hits: Hits) -> Language | None:
    return hits[article].language if article in hits else None


def _on_the_whole(candidate: Candidate, *, measured: bool) -> str:
    count = of_100(candidate.score)
    if candidate.score >= CERTAIN:
        return "on the whole; it does not count here, for you have said what they are"
    if measured:
        were = plural(count, "was", "were")
        return f"on the whole: of 100 test pairs with so many points, about {count} {were} the same event"
    are = plural(count, "is", "are")
    return f"on the whole: of 100 pairs with so many points, by estimate {count} {are} the same event"


def words(part: ScorePart) -> str:
    """What a part of the score of a pair says, for it or against it."""
    for_it, neither, against = _WORDS[part.name]
    return neither if abs(part.points) < UNNOTICED else for_it if part.points > 0 else against


def adding_up(points: Sequence[float], total: float) -> list[float]:
    """Rounded to two decimals and still adding up to those of ``total``: what rounding leaves over goes to
    those that it is nearest to."""
    cents = [round(100 * each) for each in points]
    left = round(100 * total) - sum(cents)
    step = 1 if left > 0 else -1
    nearest = sorted(range(len(points)), key=lambda n: step * (cents[n] - 100 * points[n]))
    for n in nearest[: abs(left)]:
        cents[n] += step
    return [each / 100 for each in cents]


def _points_line(points: float, said: str) -> str:
    return f"    {round(points, 2) + 0.0:+6.2f}  {said}"
