"""Answers of the archive as lines for people: dates, articles, names, its condition. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from index.model import (
    BODY_ROLES,
    READING_LANGUAGES,
    Article,
    ArticleId,
    DateRange,
    Entity,
    Language,
    Status,
)
from tui.wording import UNDATED, many


def date_text(published: DateRange | None) -> str:
    """As precise as it is known: ``2024``, ``2024-12`` or ``2024-12-01``."""
    if published is None:
        return UNDATED
    return published.first[: {"year": 4, "month": 7}.get(published.precision, 10)]


def byline(article: Article) -> str:
    known = [article.source, article.agency, article.place, article.author, date_text(article.published)]
    return " · ".join([article.language.upper(), *dict.fromkeys(part for part in known if part)])


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
    estimates = "" if status.measured else "; its scores are estimates, not measured"
    yield f"pairs by   {status.encoder or '-'}{estimates}"
    if (change := status.reencoding) is not None:
        yield f"encoding   re-encoding {change.done} of {change.total} articles for encoder {change.encoder}"


def _french_first(languages: Iterable[Language]) -> list[Language]:
    """As everywhere: French, English, then the others."""
    return sorted(
        languages, key=lambda language: (*(language != known for known in READING_LANGUAGES), language)
    )
