"""newsreader bookmarks: listed, added, removed, and exported."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from index.errors import AmbiguousIdError, NotFoundError
from index.model.articles import ArticleId
from index.model.desk import Bookmark
from index.model.results import Hit
from tui.cli import json_shapes
from tui.cli.archive import existing_archive
from tui.cli.command import Command, article_option, common_options, count, json_option, text
from tui.cli.console import Console
from tui.cli.exit_codes import DONE
from tui.cli.exports.interface import articles_of
from tui.cli.exports.registry import EXPORTS
from tui.wording import many

if TYPE_CHECKING:
    from index.archive import Archive


def _options(parser: ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", metavar="list|add|remove|export")
    actions.default = "list"
    common = common_options()
    parents = [common, json_option()]
    actions.add_parser("list", parents=parents, help="all bookmarks (when nothing else is said)")
    add = actions.add_parser("add", parents=parents, help="bookmark an article and its counterpart")
    article_option(add)
    add.add_argument("--paragraph", type=count, metavar="N", help="of the body, counted from 1")
    add.add_argument("--note", type=text, default="", metavar="TEXT")
    add.add_argument("--tag", type=text, action="append", default=[], metavar="TAG")
    remove = actions.add_parser("remove", parents=parents, help="remove a bookmark")
    remove.add_argument(
        "id", type=text, metavar="ID", help="a bookmark's or an article's id, or the beginning of one"
    )
    export = actions.add_parser("export", parents=[common], help="all bookmarks as a document")
    export.add_argument("--format", choices=tuple(EXPORTS), default=next(iter(EXPORTS)))


def bookmarks(options: Namespace, console: Console) -> int:
    with existing_archive(console) as archive:
        if options.action == "export":
            EXPORTS[options.format].write(archive, archive.desk.bookmarks(), console)
            return DONE
        if options.action == "add":
            changed = _add_bookmark(archive, options)
        elif options.action == "remove":
            changed = archive.desk.remove_bookmark(_bookmark_of(options.id, archive.desk.bookmarks()).id)
        shown = list(archive.desk.bookmarks()) if options.action == "list" else [changed]
        hits = archive.articles.hits(articles_of(shown))
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


COMMAND = Command(bookmarks, _options)
