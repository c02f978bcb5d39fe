"""Invented articles to make small archives of."""

from __future__ import annotations

import hashlib

from index.model.articles import Article, Block, DateRange, Role


def report(
    id: str, language: str, title: str, *paragraphs: str, day: str | None = None, source: str | None = None
) -> Article:
    blocks = [Block(0, Role.TITLE, title)]
    blocks += [Block(n, Role.BODY, text) for n, text in enumerate(paragraphs, 1)]
    return Article(
        id=id,
        origin=f"/news/{id}.txt",
        sha256=hashlib.sha256("\n".join((title, *paragraphs)).encode()).hexdigest(),
        language=language,
        title=title,
        title_origin="given",
        blocks=tuple(blocks),
        languages={language: 1.0},
        published=DateRange(day, day, "day", "field") if day else None,
        source=source,
    )
