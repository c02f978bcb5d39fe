"""Bookmarks as a Markdown document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from index.model.articles import Article, ArticleId
from index.model.desk import Bookmark
from tui.cli.console import Console
from tui.cli.exports.interface import whole_articles
from tui.cli.text import date_text

if TYPE_CHECKING:
    from index.archive import Archive

_MARKDOWN = re.compile(r"([\\`*_\[\]<>#|~])")


class Markdown:
    name = "md"

    def write(self, archive: Archive, bookmarks: Sequence[Bookmark], console: Console) -> None:
        console.results(bookmarks_markdown(bookmarks, whole_articles(archive, bookmarks)).split("\n"))


def bookmarks_markdown(bookmarks: Iterable[Bookmark], articles: Mapping[ArticleId, Article]) -> str:
    """A Markdown document: both citations of each bookmark, the marked paragraph as a quotation, the note."""
    lines = ["# Bookmarks"]
    for bookmark in bookmarks:
        article = articles[bookmark.article]
        lines += ["", f"## {_markdown(article.title)}", ""]
        for cited in filter(None, (article, articles.get(bookmark.counterpart or ""))):
            lines.append(
                f"- {cited.language.upper()}: *{_markdown(cited.title)}*, {_markdown(_citation(cited))}"
            )
        if bookmark.tags:
            lines.append(f"- tags: {_markdown(', '.join(bookmark.tags))}")
        lines.append(f"- bookmarked {bookmark.created}")
        if bookmark.block is not None and bookmark.block < len(article.body):
            lines += ["", *(f"> {_markdown(line)}" for line in article.body[bookmark.block].text.split("\n"))]
        if bookmark.note:
            lines += ["", *map(_markdown, bookmark.note.split("\n"))]
    return "\n".join(lines)


def _citation(article: Article) -> str:
    return ", ".join(part for part in (article.source, date_text(article.published), article.origin) if part)


def _markdown(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", text)
