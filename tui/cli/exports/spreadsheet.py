"""Bookmarks as rows of a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from index.model.articles import Article, ArticleId
from index.model.desk import Bookmark
from tui.cli.console import Console
from tui.cli.exports.interface import whole_articles
from tui.cli.text import date_text

if TYPE_CHECKING:
    from index.archive import Archive


class Csv:
    name = "csv"

    def write(self, archive: Archive, bookmarks: Sequence[Bookmark], console: Console) -> None:
        console.results(bookmarks_csv(bookmarks, whole_articles(archive, bookmarks)).split("\n"))


def bookmarks_csv(bookmarks: Iterable[Bookmark], articles: Mapping[ArticleId, Article]) -> str:
    """One row each. Text that a spreadsheet would take for a formula is kept from being one."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    columns = ("id", "language", "title", "source", "published", "origin")
    writer.writerow(
        ["bookmark", "created", *columns, *(f"counterpart_{c}" for c in columns), "paragraph", "note", "tags"]
    )
    for bookmark in bookmarks:
        both = [articles[bookmark.article], articles.get(bookmark.counterpart or "")]
        sides = [cell for article in both for cell in _csv_cells(article, len(columns))]
        paragraph = "" if bookmark.block is None else str(bookmark.block + 1)
        cells = [bookmark.id, bookmark.created, *sides, paragraph, bookmark.note, " ".join(bookmark.tags)]
        writer.writerow([f"'{cell}" if cell.startswith(("=", "+", "-", "@")) else cell for cell in cells])
    return file.getvalue().rstrip("\n")


def _csv_cells(article: Article | None, width: int) -> list[str]:
    if article is None:
        return [""] * width
    published = date_text(article.published) if article.published else ""
    return [article.id, article.language, article.title, article.source or "", published, article.origin]
