"""Answers of the archive as lines for people: dates, articles, pairs, lists. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest

from index.model import (
    BODY_ROLES,
    READING_LANGUAGES,
    Article,
    ArticleId,
    Check,
    DateRange,
    Difference,
    Entity,
    Evidence,
    Hit,
    Language,
    Pair,
    PairView,
    ResultPage,
    Status,
)
from tui.widgets.text import clean, pad
from tui.widgets.wrapping import wrap

Marks = tuple[tuple[int, int], ...]

NO_PASSAGE = "(no matching passage found)"
NARROWEST_PAIR = 76
"""Cells below which two columns split every sentence."""
RULE = " │ "
UNDATED = "undated"


def date_text(published: DateRange | None) -> str:
    """As precise as it is known: ``2024``, ``2024-12`` or ``2024-12-01``."""
    if published is None:
        return UNDATED
    return published.first[: {"year": 4, "month": 7}.get(published.precision, 10)]


def byline(article: Article) -> str:
    known = [article.source, article.agency, article.place, article.author, date_text(article.published)]
    return " · ".join([article.language.upper(), *dict.fromkeys(part for part in known if part)])


def evidence_text(evidence: Evidence) -> str:
    aligned, of = evidence.aligned
    parts = [
        f"{aligned} of {of} paragraphs aligned",
        f"{many(len(evidence.shared_entities), 'name')} in common",
    ]
    if evidence.days_apart is None:
        parts.append("one of them undated")
    else:
        parts.append("same day" if evidence.days_apart == 0 else f"{many(evidence.days_apart, 'day')} apart")
    return ", ".join(parts)


def search_lines(page: ResultPage) -> Iterator[tuple[str, Marks]]:
    """Lines with the character ranges to stress."""
    also = f" (also: {', '.join(page.expanded)})" if page.expanded else ""
    shown = f", {len(page.hits)} shown" if len(page.hits) < page.total else ""
    yield f"{many(page.total, 'result')}{shown}, {page.took_ms:.0f} ms{also}", ()
    if page.corrected:
        yield f"Did you mean: {page.corrected}", ()
    for hit in page.hits:
        yield "", ()
        pair = f"  = {hit.counterpart}" if hit.counterpart else ""
        yield f"{hit.id}  {hit.language}  {date_text(hit.published):<10}  {hit.source or '-'}{pair}", ()
        yield hit.title, ((0, len(hit.title)),)
        if hit.snippet:
            yield f"    {hit.snippet.text}", tuple((a + 4, b + 4) for a, b in hit.snippet.highlights)
        if hit.via:
            yield f"    via {', '.join(hit.via)}", ()


def article_lines(article: Article, counterpart: ArticleId | None, *, all_blocks: bool) -> Iterator[str]:
    yield article.title
    yield byline(article)
    yield article.origin
    if counterpart:
        yield f"counterpart: {counterpart}"
    for block in article.blocks:
        if block.role in BODY_ROLES:
            yield ""
            yield from block.text.split("\n")
        elif all_blocks:
            yield ""
            first, *rest = block.text.split("\n")
            yield from (f"[{block.role.value}] {first}", *rest)
    if article.truncated:
        yield ""
        yield "(the text breaks off here)"


def pair_lines(view: PairView, columns: int | None) -> Iterator[str]:
    """French beside English in ``columns`` cells; one linear text when that is None or too narrow for two."""
    if columns is None or columns < NARROWEST_PAIR:
        yield from _linear_pair(view)
    else:
        yield from _columns(view, columns)
        yield ""
    yield f"{view.pair.status} {view.pair.score:.2f}: {evidence_text(view.pair.evidence)}"
    yield from (difference_text(difference) for difference in view.differences)


def _linear_pair(view: PairView) -> Iterator[str]:
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
                yield f"{label} {NO_PASSAGE}"
        yield ""


def _columns(view: PairView, columns: int) -> Iterator[str]:
    width = (columns - len(RULE)) // 2

    def beside(left: str, right: str) -> Iterator[str]:
        sides = [[text[a:b] for a, b in wrap(text, width)] for text in (clean(left), clean(right))]
        for one, other in zip_longest(*sides, fillvalue=""):
            yield f"{pad(one, width)}{RULE}{other}".rstrip()

    def cell(side: Article, positions: tuple[int, ...]) -> str:
        return "\n\n".join(side.body[position].text for position in positions) or NO_PASSAGE

    yield from beside(view.left.title, view.right.title)
    yield from beside(f"{byline(view.left)} · {view.left.id}", f"{byline(view.right)} · {view.right.id}")
    for row in view.pair.rows:
        yield from beside("", "")
        yield from beside(cell(view.left, row.left), cell(view.right, row.right))


def difference_text(difference: Difference) -> str:
    left, right = (f"“{side}”" if side else "nothing" for side in (difference.left, difference.right))
    return f"{difference.kind}, row {difference.row + 1}: FR {left}, EN {right}"


def pairs_lines(
    pairs: Sequence[Pair], hits: Mapping[ArticleId, Hit], alone: Mapping[Language, Sequence[ArticleId]]
) -> Iterator[str]:
    for pair in pairs:
        yield f"{pair.score:.2f}  {pair.status}: {evidence_text(pair.evidence)}"
        for language, article in (("fr", pair.fr), ("en", pair.en)):
            yield f"      {language}  {article}  {hits[article].title if article in hits else ''}"
        yield ""
    counts = ", ".join(f"{len(articles)} {language}" for language, articles in alone.items())
    yield f"{many(len(pairs), 'pair')}; without a counterpart: {counts or 'none'}"


def entities_lines(entities: Iterable[Entity]) -> Iterator[str]:
    for entity in entities:
        label = " = ".join(dict.fromkeys(entity.names[language] for language in _french_first(entity.names)))
        articles = "  ".join(f"{language} {count}" for language, count in entity.articles.items())
        counts = f"({many(entity.mentions, 'mention')}; articles {articles or '0'})"
        yield f"{entity.kind.value:<12}  {label}  {counts}"


def status_lines(status: Status) -> Iterator[str]:
    articles = ", ".join(
        f"{status.articles[language]} {language}" for language in _french_first(status.articles)
    )
    yield f"archive    {status.folder}{'  (SAMPLE)' if status.sample else ''}"
    yield f"articles   {articles or 'none'}"
    yield f"pairs      {status.pairs}"
    yield f"entities   {status.entities}"
    yield f"bookmarks  {status.bookmarks}"
    yield (
        f"index      {status.engine}, schema {status.schema}, {many(status.documents, 'article')}, "
        f"{status.index_bytes / 1e6:.1f} MB"
    )
    yield f"pending    {status.pending}"
    yield f"names by   {status.extractor or '-'}"
    yield f"pairs by   {status.encoder or '-'}"


def checks_lines(checks: Iterable[Check]) -> Iterator[str]:
    for check in checks:
        yield f"{'ok    ' if check.passed else 'FAILED'}  {check.name}: {check.detail}"
        if not check.passed and check.hint:
            yield f"        {check.hint}"


def _french_first(languages: Iterable[Language]) -> list[Language]:
    """As everywhere: French, English, then the others."""
    return sorted(
        languages, key=lambda language: (*(language != known for known in READING_LANGUAGES), language)
    )


def many(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}".replace(",", " ")
