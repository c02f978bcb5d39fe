"""Pairs, and what differs in them, as lines for people. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, zip_longest

from index.model.articles import Article, ArticleId, Language
from index.model.events import Event
from index.model.pairs import (
    AlignedRow,
    Candidate,
    Difference,
    Evidence,
    Pair,
    PairedReports,
    Story,
    told_elsewhere,
)
from index.model.results import Hit
from tui.cli.text import byline, french_first
from tui.evidence_words import CERTAIN, MOST_LISTED
from tui.terminal.text import clean, pad
from tui.terminal.wrapping import wrap
from tui.wording import UNDATED, elsewhere_text, many

Hits = Mapping[ArticleId, Hit]

NO_PASSAGE = "(no matching passage found)"
NOTHING_BESIDE = "(nothing stands beside it)"
"""Where one side is empty, yet nobody claims that it is silent."""
NARROWEST_PAIR = 76
"""Cells below which two columns split every sentence."""
RULE = " │ "
SAID = "You said that they tell the same event."
_KINDS = {
    "passage": "passages",
    "number": "numbers",
    "name": "names",
    "quotation": "quotations",
    "date": "dates",
}


def evidence_text(evidence: Evidence) -> str:
    """One line: what counts most. Paragraphs are left out while nobody has put them side by side."""
    aligned, of = evidence.aligned
    parts = [f"{aligned} of {many(of, 'paragraph')} aligned"] if of else []
    parts.append(f"{many(len(evidence.shared_entities), 'name')} in common")
    if evidence.days_apart is None:
        parts.append("one of them without an exact date")
    else:
        parts.append("same day" if evidence.days_apart == 0 else f"{many(evidence.days_apart, 'day')} apart")
    return ", ".join(parts)


def pair_lines(view: PairedReports, evidence: Sequence[str], columns: int | None) -> Iterator[str]:
    """French beside English in ``columns`` cells; one linear text when that is None or too narrow for two.

    ``evidence``: why they are a pair, in sentences.
    """
    if columns is None or columns < NARROWEST_PAIR:
        yield from _linear_pair(view)
    else:
        yield from _columns(view, columns)
        yield ""
    yield pair_text(view.pair)
    yield from (f"  {sentence}" for sentence in evidence)
    yield from _differences("differs", view.differences)
    yield from _differences("same in other words", view.restated)


def pair_text(pair: Pair) -> str:
    """One line: the probability, or whose word it is, and what counts most."""
    return _standing(pair, by_word=pair.origin == "reader")


def _standing(found: Pair | Candidate, *, by_word: bool) -> str:
    status = "counterpart by your word" if by_word else found.status
    return f"{found.score:.2f}  {status}: {evidence_text(found.evidence)}"


def _linear_pair(view: PairedReports) -> Iterator[str]:
    """Every paragraph labelled with its row and language, for a screen reader or a pipe."""
    for side in (view.left, view.right):
        yield f"{side.language.upper()} {side.title}"
        yield f"{byline(side)} · {side.id}"
        yield side.origin
        yield ""
    for number, row in enumerate(view.pair.rows, 1):
        for side, positions in ((view.left, row.left), (view.right, row.right)):
            label = f"{number} {side.language.upper()}:"
            for position in positions:
                yield f"{label} {' '.join(side.body[position].text.split())}"
            if not positions:
                yield f"{label} {_silence(view, row)}"
        yield ""


def _columns(view: PairedReports, columns: int) -> Iterator[str]:
    width = (columns - len(RULE)) // 2

    def beside(left: str, right: str) -> Iterator[str]:
        sides = [[text[a:b] for a, b in wrap(text, width)] for text in (clean(left), clean(right))]
        for one, other in zip_longest(*sides, fillvalue=""):
            yield f"{pad(one, width)}{RULE}{other}".rstrip()

    def cell(side: Article, positions: tuple[int, ...], row: AlignedRow) -> str:
        return "\n\n".join(side.body[position].text for position in positions) or _silence(view, row)

    yield from beside(view.left.title, view.right.title)
    yield from beside(f"{byline(view.left)} · {view.left.id}", f"{byline(view.right)} · {view.right.id}")
    for row in view.pair.rows:
        yield from beside("", "")
        yield from beside(cell(view.left, row.left, row), cell(view.right, row.right, row))


def _silence(view: PairedReports, row: AlignedRow) -> str:
    """What stands on the empty side of a row: only what no sentence of the report says is called absent."""
    if (link := told_elsewhere(view.pair.rows, row)) is not None:
        side, span = (view.right, link.right) if row.left else (view.left, link.left)
        return f"({elsewhere_text(side.body[span.paragraph].text[span.start : span.end])})"
    return NO_PASSAGE if row.score is None else NOTHING_BESIDE


def _differences(heading: str, differences: Sequence[Difference]) -> Iterator[str]:
    """Grouped by kind, in the order in which the kinds first come: by news value."""
    if not differences:
        return
    yield ""
    yield f"{heading}:"
    first = {kind: place for place, kind in reversed(list(enumerate(d.kind for d in differences)))}
    for kind, found in groupby(sorted(differences, key=lambda d: first[d.kind]), key=lambda d: d.kind):
        yield f"  {_KINDS[kind]}"
        yield from (f"    {difference_text(difference)}" for difference in found)


def difference_text(difference: Difference) -> str:
    absent = "no matching passage found" if difference.kind == "passage" else "none found"
    left, right = (f"“{side}”" if side else absent for side in (difference.left, difference.right))
    return f"row {difference.row + 1}: FR {left}, EN {right}"


def pairs_lines(
    pairs: Sequence[Pair], hits: Hits, alone: Mapping[Language, Sequence[ArticleId]]
) -> Iterator[str]:
    for pair in pairs:
        yield pair_text(pair)
        for article in pair.articles:
            yield f"      {report_text(article, hits)}"
        yield ""
    possible = sum(pair.status == "possible" for pair in pairs)
    total = many(len(pairs) - possible, "pair") + (f" and {possible} possible" if possible else "")
    counts = ", ".join(f"{len(articles)} {language}" for language, articles in alone.items())
    without = "without a counterpart, or with a possible one" if possible else "without a counterpart"
    yield f"{total}; {without}: {counts or 'none'}"


def report_text(article: ArticleId, hits: Hits) -> str:
    """One line; of an article that is not here only the id is known."""
    if article not in hits:
        return f"--  {article}  (not in this archive)"
    hit = hits[article]
    return f"{hit.language}  {article}  {hit.title}"


def days_text(told: Event | Story) -> str:
    return " to ".join(dict.fromkeys(told.days)) or UNDATED


def counts_text(told: Event | Story) -> str:
    """``5 reports (3 fr, 2 en)``."""
    counts = ", ".join(f"{told.languages[code]} {code}" for code in french_first(told.languages))
    return f"{many(sum(told.languages.values()), 'report')} ({counts})"


def event_text(event: Event) -> str:
    """How many reports, and how sure it is that those of both languages tell one event."""
    if event.score is None:
        return counts_text(event)
    if event.score >= CERTAIN:
        return f"{counts_text(event)}, told in both languages by your word"
    perhaps = "perhaps " if event.status == "possible" else ""
    return f"{counts_text(event)}, {perhaps}told in both languages: {event.score:.2f}"


def event_lines(event: Event | None, shown: Sequence[ArticleId], hits: Hits) -> Iterator[str]:
    """Reports of an event beside those that are ``shown``; nothing when there are none."""
    others = (
        [article for article in event.reports if article not in shown and article in hits] if event else []
    )
    if event is None or not others:
        return
    yield f"event: {days_text(event)}, {event_text(event)}"
    by_language = []
    for language in french_first(event.languages):
        ids = [article for article in others if hits[article].language == language]
        more = f" and {len(ids) - MOST_LISTED} more" if len(ids) > MOST_LISTED else ""
        if ids:
            by_language.append(f"{language} {', '.join(ids[:MOST_LISTED])}{more}")
    yield f"others: {'; '.join(by_language)}"


def place_text(pair: Pair, event: Event | None, hits: Hits) -> str | None:
    """Which report of how many each of the two is; None when their event has no others."""
    if event is None or len(event.reports) <= len(pair.articles):
        return None
    places = []
    for article in pair.articles:
        language = hits[article].language if article in hits else None
        alike = [each for each in event.reports if each in hits and hits[each].language == language]
        if article not in alike:
            return None
        places.append(f"{alike.index(article) + 1} of {len(alike)}")
    return (
        f"Of the reports of this event, by day: the French one is {places[0]}, the English one {places[1]}."
    )


def candidates_lines(article: ArticleId, found: Iterable[Candidate], hits: Hits) -> Iterator[str]:
    """The likeliest first."""
    yield report_text(article, hits)
    for candidate in found:
        yield _standing(candidate, by_word=candidate.score >= CERTAIN)
        yield f"      {report_text(candidate.article, hits)}"
