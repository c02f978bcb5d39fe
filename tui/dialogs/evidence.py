"""Why two reports were paired, and what is known of an article, in plain words."""

from __future__ import annotations

from collections.abc import Iterator

from index.model.articles import READING_LANGUAGES, Article
from index.model.pairs import OF_ONE_EVENT, Difference
from index.protocol.answers import ArticleView, PairView, Why
from tui.dialogs.text_dialog import Line, bounded
from tui.evidence_words import evidence_sentences
from tui.panes.labels import date_label, joined, report_label
from tui.panes.page import alone
from tui.wording import language_name

MOST_DATES, MOST_NAMES, MOST_DIFFERENCES = 60, 150, 200
"""That are told of one article or pair, differences in lines; a list that was taken for one has more."""
NOTHING: Line = ("", "")


def evidence_lines(
    view: ArticleView,
    pair: PairView | None,
    why: Why | None = None,
    *,
    pairing: bool = False,
    refused: str = "",
) -> Iterator[Line]:
    """What the panel behind ``i`` says.

    ``why``: in the place of what came with the pair; ``pairing``: counterparts are still being looked for;
    ``refused``: why the counterpart was not loaded.
    """
    if pair is not None:
        yield from _pair_lines(pair, why or pair.why)
    elif view.counterpart is not None:
        yield "", "It has a counterpart, which could not be loaded."
        yield "", refused
    else:
        yield "", f"No counterpart: {alone(view, pairing=pairing)}."
        for title in _taken_apart(view):
            yield "", f"You took it apart from “{title}”. P puts them together again."
        if view.article.language in READING_LANGUAGES and not pairing:
            yield "", _searched(other="other " if view.taken_apart else "")
    for side in (pair.left, pair.right) if pair else (view,):
        yield NOTHING
        yield "", report_label(side.article)
        yield from ((f"  {name:<13}", value) for name, value in _article_facts(side))
        if pair is not None:
            yield from (("  taken apart  ", f"by you, from “{title}”") for title in _taken_apart(side))


def _taken_apart(view: ArticleView) -> Iterator[str]:
    return (report.title or report.id for report in view.taken_apart)


def _searched(*, other: str) -> str:
    return (
        f"Every {other}report of the other language near its date was compared;"
        " none was close enough to be sure."
    )


def _pair_lines(pair: PairView, why: Why) -> Iterator[Line]:
    if pair.pair.origin == "reader":
        yield "", "Paired by you; X takes it apart."
    if pair.pair.status == OF_ONE_EVENT:
        yield "", "Two reports of one event, but no pair: neither is the best for the other."
    yield from (("· ", sentence) for sentence in _sentences(pair, why))
    for heading, found in (("Differs", pair.differences), ("Same in other words", pair.restated)):
        if found:
            yield from (NOTHING, ("", heading))
        yield from bounded(
            (line for difference in found for line in _difference(difference)), MOST_DIFFERENCES
        )


def _difference(found: Difference) -> Iterator[Line]:
    yield f"  {found.kind:<11}FR ", found.left or "—"
    yield f"  {'':<11}EN ", found.right or "—"


def _sentences(pair: PairView, why: Why) -> list[str]:
    return evidence_sentences(
        pair.pair.evidence,
        why.labels,
        score=None if pair.pair.status == OF_ONE_EVENT else pair.pair.score,
        status=pair.pair.status,
        runner_up=why.runner_up,
        rival=why.rival,
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
