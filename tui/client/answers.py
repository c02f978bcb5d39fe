"""What the archive answers, read from JSON into the nouns of ``index.model``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from index.json_shapes import BY_MEANING
from index.model import (
    Article,
    ArticleId,
    Block,
    Bookmark,
    ConcordanceLine,
    DateMention,
    DateRange,
    EntityFacet,
    EntityKind,
    FacetCounts,
    Hit,
    ResultPage,
    Role,
    Snippet,
)

Json = Mapping[str, Any]
Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Greeting:
    """What the archive says of itself when it is opened."""

    version: str
    archive: str
    sample: bool
    articles: Mapping[str, int]
    pairs: int
    pending: int
    """Not 0 while anything is left to do: articles to be made searchable, pairs to be put side by side."""
    uncompared: int
    """Articles that are not compared with the reports of the other language yet."""
    state: Mapping[str, Any]
    message: str | None


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article with what the query found in it."""

    article: Article
    counterpart: ArticleId | None
    title_highlights: Spans = ()
    highlights: Mapping[int, Spans] = field(default_factory=dict)
    """Block number to the matches in that block's text."""
    bookmarks: tuple[Bookmark, ...] = ()
    entity_labels: Mapping[str, str] = field(default_factory=dict)
    taken_apart: tuple[str, ...] = ()
    """Titles of the reports of which the reader said that they are not of the same event."""


@dataclass(frozen=True, slots=True)
class BookmarkRow:
    """A line of the bookmarks screen. Titles are None when the article is no longer there."""

    bookmark: Bookmark
    title: str | None
    language: str | None
    counterpart_title: str | None


def greeting(answer: Json) -> Greeting:
    return Greeting(
        version=str(answer.get("version", "")),
        archive=str(answer.get("archive", "")),
        sample=bool(answer.get("sample")),
        articles=dict(answer.get("articles") or {}),
        pairs=int(answer.get("pairs") or 0),
        pending=int(answer.get("pending") or 0),
        uncompared=int(answer.get("uncompared") or 0),
        state=dict(answer.get("state") or {}),
        message=answer.get("message"),
    )


def spans(values: Iterable[Iterable[int]]) -> Spans:
    return tuple((start, end) for start, end in values)


def published_range(value: Json | None) -> DateRange | None:
    return DateRange(value["from"], value["to"], value["precision"], value["origin"]) if value else None


def _hit(row: Json) -> Hit:
    snippet = row.get("snippet")
    return Hit(
        id=row["id"],
        language=row["language"],
        title=row["title"],
        title_origin=row["title_origin"],
        published=published_range(row["published"]),
        source=row["source"],
        origin=row["origin"],
        counterpart=row["counterpart"],
        score=row.get("score", 0.0),
        via=() if row.get("via") == [BY_MEANING] else tuple(row.get("via", ())),
        by_meaning=row.get("via") == [BY_MEANING],
        bookmarked=row.get("bookmarked", False),
        unread=row.get("unread", True),
        copies=row.get("copies", 0),
        snippet=Snippet(snippet["text"], spans(snippet["highlights"])) if snippet else None,
        possible=row.get("possible"),
    )


def result_page(answer: Json) -> ResultPage:
    return ResultPage(
        query=answer["query"],
        total=answer["total"],
        hits=tuple(_hit(row) for row in answer["rows"]),
        took_ms=answer["took_ms"],
        expanded=tuple(answer["expanded"]),
        corrected=answer.get("corrected"),
        warning=answer.get("warning"),
        standings=dict(answer.get("standings") or {}),
    )


def facets(answer: Json) -> tuple[EntityFacet, ...]:
    return tuple(
        EntityFacet(row["id"], EntityKind(row["kind"]), row["label"], row["fr"], row["en"])
        for row in answer["entities"]
    )


def facet_counts(answer: Json) -> FacetCounts:
    return FacetCounts(
        sources=tuple((name, count) for name, count in answer["sources"]),
        languages=tuple((name, count) for name, count in answer["languages"]),
        months=tuple((name, count) for name, count in answer["months"]),
        undated=answer["undated"],
    )


def hits(answer: Json) -> tuple[Hit, ...]:
    return tuple(map(_hit, answer["rows"]))


def concordance(answer: Json) -> tuple[ConcordanceLine, ...]:
    return tuple(
        ConcordanceLine(**{**line, "published": published_range(line["published"])})
        for line in answer["lines"]
    )


def bookmark(value: Json) -> Bookmark:
    return Bookmark(
        id=value["id"],
        article=value["article"],
        counterpart=value.get("counterpart"),
        block=value.get("block"),
        note=value.get("note", ""),
        tags=tuple(value.get("tags", ())),
        created=value.get("created", ""),
    )


def bookmark_rows(answer: Json) -> tuple[BookmarkRow, ...]:
    return tuple(
        BookmarkRow(bookmark(row), row.get("title"), row.get("language"), row.get("counterpart_title"))
        for row in answer["bookmarks"]
    )


def _date_mention(value: Json) -> DateMention:
    return DateMention(
        text=value["text"],
        block=value.get("block", 0),
        start=value.get("start", 0),
        end=value.get("end", 0),
        resolved=value.get("resolved"),
        role=value.get("role", "background"),
    )


def article_view(answer: Json) -> ArticleView:
    article = Article(
        id=answer["id"],
        origin=answer["origin"],
        sha256="",
        language=answer["language"],
        title=answer["title"],
        title_origin=answer["title_origin"],
        blocks=tuple(Block(block["n"], Role(block["role"]), block["text"]) for block in answer["blocks"]),
        languages=dict(answer.get("languages") or {}),
        language_uncertain=bool(answer.get("language_uncertain")),
        section=answer.get("section"),
        source=answer.get("source"),
        agency=answer.get("agency"),
        place=answer.get("place"),
        author=answer.get("author"),
        published=published_range(answer.get("published")),
        dates=tuple(_date_mention(value) for value in answer.get("dates") or ()),
        truncated=bool(answer.get("truncated")),
        replaced_characters=int(answer.get("replaced_characters") or 0),
    )
    found = answer.get("highlights") or {}
    return ArticleView(
        article=article,
        counterpart=answer.get("counterpart"),
        title_highlights=spans(found.get("title", ())),
        highlights={int(n): spans(places) for n, places in found.items() if n != "title"},
        bookmarks=tuple(bookmark(value) for value in answer.get("bookmarks") or ()),
        entity_labels=dict(answer.get("entity_labels") or {}),
        taken_apart=tuple(report["title"] or report["id"] for report in answer.get("taken_apart") or ()),
    )
