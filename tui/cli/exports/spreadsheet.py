"""Bookmarks as rows of a spreadsheet."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from index.model.articles import ArticleId
from index.model.desk import Bookmark
from index.model.results import Hit
from tui.cli.console import Console
from tui.cli.exports.interface import articles_of
from tui.cli.text import date_text
from tui.terminal.text import clean

if TYPE_CHECKING:
    from index.archive import Archive


class Csv:
    name = "csv"

    def write(self, archive: Archive, bookmarks: Sequence[Bookmark], console: Console) -> None:
        console.results(bookmarks_csv(bookmarks, archive.articles.hits(articles_of(bookmarks))).split("\n"))


def bookmarks_csv(bookmarks: Iterable[Bookmark], hits: Mapping[ArticleId, Hit]) -> str:
    """One row each; of an article that is not there any more only the id.

    Text that a spreadsheet would take for a formula is kept from being one.
    """
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    columns = ("id", "language", "title", "source", "published", "origin")
    writer.writerow(
        ["bookmark", "created", *columns, *(f"counterpart_{c}" for c in columns), "paragraph", "note", "tags"]
    )
    for bookmark in bookmarks:
        both = (bookmark.article, bookmark.counterpart)
        sides = [cell for article in both for cell in _csv_cells(article, hits, len(columns))]
        paragraph = "" if bookmark.block is None else str(bookmark.block + 1)
        cells = [bookmark.id, bookmark.created, *sides, paragraph, bookmark.note, " ".join(bookmark.tags)]
        writer.writerow([_inert(cell) for cell in cells])
    return file.getvalue().rstrip("\n")


def _csv_cells(article: ArticleId | None, hits: Mapping[ArticleId, Hit], width: int) -> list[str]:
    hit = hits.get(article or "")
    if hit is None:
        return [article or "", *[""] * (width - 1)]
    published = date_text(hit.published) if hit.published else ""
    return [hit.id, hit.language, hit.title, hit.source or "", published, hit.origin]


def _inert(cell: str) -> str:
    """``cell`` as a spreadsheet shows it: an apostrophe before what it would take for a formula.

    Some pass over blanks before it, and take the wide or small form of a sign for the sign.
    """
    # Cleaned first: what the console takes away later could stand before such a sign.
    cell = clean(cell)
    begins = unicodedata.normalize("NFKC", cell.lstrip()[:1])
    return f"'{cell}" if begins in ("=", "+", "-", "@") else cell
