"""Why two reports were paired, and what is known of an article, in plain words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from index.model.articles import READING_LANGUAGES, Article
from index.model.events import Event
from index.model.pairs import OF_ONE_EVENT, Difference, Evidence
from index.protocol.answers import ArticleView, Nearest, PairView, ReportName, Why
from tui.dialogs.text_dialog import Line, bounded
from tui.evidence_words import TAKEN, contradictions_text, evidence_sentences
from tui.panes.labels import date_label, joined, report_counts, report_label
from tui.panes.page import alone
from tui.wording import language_name

MOST_DATES, MOST_NAMES, MOST_DIFFERENCES = 60, 150, 200
"""That are told of one article or pair, differences in lines; a list that was taken for one has more."""
NOTHING: Line = ("", "")


def evidence_lines(
    view: ArticleView,
    pair: PairView | None,
    told: Why | Nearest | None = None,
    *,
    pairing: bool = False,
    refused: str = "",
) -> Iterator[Line]:
    """What the panel behind ``i`` says.

    ``told``: in the place of what came with the pair, or why there is none; ``pairing``: counterparts are
    still being looked for; ``refused``: why the counterpart was not loaded.
    """
    if pair is not None:
        yield from _pair_lines(pair, told if isinstance(told, Why) else pair.why)
    elif view.counterpart is not None:
        yield "", "It has a counterpart, which could not be loaded."
        yield "", refused
    else:
        yield "", f"No counterpart: {alone(view, pairing=pairing)}."
        for title in _taken_apart(view):
            yield "", f"You took it apart from “{title}”. P puts them together again."
        if view.article.language in READING_LANGUAGES and not pairing:
            taken = isinstance(told, Nearest) and told.best.candidate.status != "unlikely"
            yield "", _searched(other="other " if view.taken_apart else "", taken=taken)
        if isinstance(told, Nearest):
            yield from _nearest_lines(told)
    for side in (pair.left, pair.right) if pair else (view,):
        yield NOTHING
        yield "", report_label(side.article)
        yield from ((f"  {name:<13}", value) for name, value in _article_facts(side))
        if pair is not None:
            yield from (("  taken apart  ", f"by you, from “{title}”") for title in _taken_apart(side))


def _taken_apart(view: ArticleView) -> Iterator[str]:
    return (report.title or report.id for report in view.taken_apart)


def _searched(*, other: str, taken: bool) -> str:
    found = TAKEN if taken else "none was close enough to be sure"
    return f"Every {other}report of the other language near its date was compared; {found}."


def _nearest_lines(told: Nearest) -> Iterator[Line]:
    """What came nearest, and what would have been near enough but for what contradicts."""
    best, refused = told.best, told.refused
    yield NOTHING
    but = "; it would be likely enough, but for what contradicts" if refused == best else ""
    yield "", f"Nearest came {_named(best.report)}{but}:"
    evidence, score, status = best.candidate.evidence, best.candidate.score, best.candidate.status
    yield from _bullets(_sentences(evidence, told.why, score=score, status=status))
    yield from _event_of("· It", best.candidate.event, told.why.event)
    yield from _event_of("· The second", _rival_event(told.why), told.why.event)
    if refused is not None and refused != best:
        conflicts = contradictions_text(refused.candidate.evidence.conflicts)
        yield NOTHING
        yield "", f"{_named(refused.report)} would be likely enough, but for what contradicts:"
        yield "· ", f"{conflicts} (French / English)."
        yield from _event_of("· It", refused.candidate.event, told.why.event)


def _named(report: ReportName) -> str:
    date = date_label(report.published, report.language or "")
    return f"“{report.title or report.id}” ({joined((report.source or '', date))})"


def _bullets(sentences: Iterable[str]) -> Iterator[Line]:
    return (("· ", sentence) for sentence in sentences)


def _event_of(subject: str, event: Event | None, own: Event | None) -> Iterator[Line]:
    """That it is of another event, which several reports tell."""
    bullet, _, what = subject.partition(" ")
    if event is not None and event != own:
        yield f"{bullet} ", f"{what} is of another event: {report_counts(event.languages)}."


def _rival_event(why: Why) -> Event | None:
    return None if why.rival is None else why.rival.candidate.event


def _pair_lines(pair: PairView, why: Why) -> Iterator[Line]:
    if pair.pair.origin == "reader":
        yield "", "Paired by you; X takes it apart."
    if pair.pair.status == OF_ONE_EVENT:
        yield "", "Two reports of one event, but no pair: neither is the best for the other."
    if why.event is not None and len(why.event.reports) > len(pair.pair.articles):
        count = len(why.event.reports)
        yield "", f"They are two of {count} reports of one event: {report_counts(why.event.languages)}."
    score = None if pair.pair.status == OF_ONE_EVENT else pair.pair.score
    yield from _bullets(_sentences(pair.pair.evidence, why, score=score, status=pair.pair.status))
    yield from _event_of("· The second", _rival_event(why), why.event)
    for heading, found in (("Differs", pair.differences), ("Same in other words", pair.restated)):
        if found:
            yield from (NOTHING, ("", heading))
        yield from bounded(
            (line for difference in found for line in _difference(difference)), MOST_DIFFERENCES
        )


def _difference(found: Difference) -> Iterator[Line]:
    yield f"  {found.kind:<11}FR ", found.left or "—"
    yield f"  {'':<11}EN ", found.right or "—"


def _sentences(evidence: Evidence, why: Why, *, score: float | None, status: str) -> list[str]:
    rival = why.rival
    if rival is not None:
        evidence = replace(evidence, margin=rival.margin, runner_up=rival.candidate.article)
    return evidence_sentences(
        evidence,
        why.labels,
        score=score,
        status=status,
        runner_up=why.runner_up,
        rival=None if rival is None else rival.candidate.evidence,
        measured=why.measured,
    )


def _article_facts(view: ArticleView) -> Iterator[tuple[str, str]]:
    article: Article = view.article
    derived = "" if article.title_origin == "given" else " (made from the first sentence)"
    yield "title", f"{article.title}{derived}"
    shares = joined(f"{language_name(code)} {share:.0%}" for code, share in article.languages.items())
    unsure = " (uncertain)" if article.language_uncertain else ""
    yield "language", f"{shares or language_name(article.language)}{unsure}"
    published = article.published
    origin = f" (from the {published.origin})" if published else ""
    yield "published", f"{date_label(published, article.language)}{origin}"
    for name, value in (
        ("source", joined(filter(None, (article.source, article.agency)))),
        ("place", article.place),
        ("author", article.author),
        ("section", article.section),
    ):
        if value:
            yield name, value
    for date in article.dates[:MOST_DATES]:
        yield date.role, f"{date.text} → {date.resolved or 'not resolved'}"
    if len(article.dates) > MOST_DATES:
        yield "", f"… and {len(article.dates) - MOST_DATES:,} more dates"
    if view.names:
        more = f" … and {len(view.names) - MOST_NAMES:,} more" if len(view.names) > MOST_NAMES else ""
        yield "names", ", ".join(view.names[:MOST_NAMES]) + more
    if article.truncated:
        yield "note", "the text breaks off: it was cut before it came here"
    if article.replaced_characters:
        yield "note", f"{article.replaced_characters} characters could not be decoded"
    yield "from", article.origin
