"""newsreader bookmarks: listed, added, removed, and exported as Markdown, CSV or JSON."""

from __future__ import annotations

import csv
import io
import re
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from index.errors import AmbiguousIdError, NotFoundError
from index.model.articles import Article, ArticleId
from index.model.desk import Bookmark
from index.model.results import Hit
from tui.cli import json_shapes
from tui.cli.archive import existing_archive
from tui.cli.command import Command, article_option, common_options, json_option, text
from tui.cli.console import Console
from tui.cli.exit_codes import DONE
from tui.cli.text import date_text
from tui.wording import many

if TYPE_CHECKING:
    from index.archive import Archive

_MARKDOWN = re.compile(r"([\\`*_\[\]<>#|~])")


def _options(parser: ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", metavar="list|add|remove|export")
    actions.default = "list"
    common = common_options()
    parents = [common, json_option()]
    actions.add_parser("list", parents=parents, help="all bookmarks (when nothing else is said)")
    add = actions.add_parser("add", parents=parents, help="bookmark an article and its counterpart")
    article_option(add)
    add.add_argument("--paragraph", type=int, metavar="N", help="of the body, counted from 1")
    add.add_argument("--note", type=text, default="", metavar="TEXT")
    add.add_argument("--tag", type=text, action="append", default=[], metavar="TAG")
    remove = actions.add_parser("remove", parents=parents, help="remove a bookmark")
    remove.add_argument("id", metavar="ID", help="a bookmark's or an article's id, or the beginning of one")
    export = actions.add_parser("export", parents=[common], help="all bookmarks as a document")
    export.add_argument("--format", choices=("md", "json", "csv"), default="md")


def bookmarks(options: Namespace, console: Console) -> int:
    with existing_archive(console) as archive:
        if options.action == "export":
            return _export_bookmarks(archive, options.format, console)
        if options.action == "add":
            changed = _add_bookmark(archive, options)
        elif options.action == "remove":
            changed = archive.desk.remove_bookmark(_bookmark_of(options.id, archive.desk.bookmarks()).id)
        shown = list(archive.desk.bookmarks()) if options.action == "list" else [changed]
        hits = archive.articles.hits(_articles_of(shown))
    if options.json:
        console.record(json_shapes.bookmarks_json(shown, hits))
    else:
        console.text(bookmarks_lines(shown, hits))
        if not shown:
            console.say("No bookmarks yet: newsreader bookmarks add ID, or b in the reader.")
    return DONE


def _add_bookmark(archive: Archive, options: Namespace) -> Bookmark:
    article = archive.articles.get(archive.articles.find(options.id))
    number, last = options.paragraph, len(article.body)
    if number is not None and not 1 <= number <= last:
        raise NotFoundError(f"{article.id} has no paragraph {number}", f"It has {many(last, 'paragraph')}.")
    block = None if number is None else number - 1
    return archive.desk.bookmark(article.id, None, block, options.note, options.tag)


def _bookmark_of(id: str, bookmarks: Iterable[Bookmark]) -> Bookmark:
    """The bookmark of that id (or beginning of one), else the only one of that article."""
    bookmarks = list(bookmarks)
    found = [b for b in bookmarks if b.id.startswith(id)] or [
        b for b in bookmarks if b.article.startswith(id)
    ]
    if not found:
        raise NotFoundError(f"there is no bookmark {id}", "newsreader bookmarks lists them.")
    if len(found) > 1:
        raise AmbiguousIdError(
            f"{id} fits {len(found)} bookmarks", f"Name one: {', '.join(b.id for b in found)}."
        )
    return found[0]


def _export_bookmarks(archive: Archive, format: str, console: Console) -> int:
    found = list(archive.desk.bookmarks())
    if format == "json":
        console.record(json_shapes.bookmarks_json(found, archive.articles.hits(_articles_of(found))))
        return DONE
    articles = {id: archive.articles.get(id) for id in _articles_of(found)}
    write = {"md": bookmarks_markdown, "csv": bookmarks_csv}[format]
    console.results(write(found, articles).split("\n"))
    return DONE


def _articles_of(bookmarks: Iterable[Bookmark]) -> list[str]:
    return list(dict.fromkeys(id for b in bookmarks for id in (b.article, b.counterpart) if id is not None))


def bookmarks_lines(bookmarks: Iterable[Bookmark], hits: Mapping[ArticleId, Hit]) -> Iterator[str]:
    for bookmark in bookmarks:
        place = f" ¶{bookmark.block + 1}" if bookmark.block is not None else ""
        tags = "".join(f" #{tag}" for tag in bookmark.tags)
        yield f"{bookmark.id}  {bookmark.created[:10]}  {bookmark.article}{place}{tags}"
        for article in filter(None, (bookmark.article, bookmark.counterpart)):
            if article in hits:
                yield f"    {hits[article].language}  {hits[article].title}"
        if bookmark.note:
            yield from (f"    {line}" for line in bookmark.note.split("\n"))


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


def _citation(article: Article) -> str:
    return ", ".join(part for part in (article.source, date_text(article.published), article.origin) if part)


def _markdown(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", text)


COMMAND = Command(bookmarks, _options)
