"""Bookmarks as a Markdown document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from index.errors import NotFoundError, StorageError
from index.model.articles import ArticleId
from index.model.desk import Bookmark
from index.model.results import Hit
from tui.cli.console import Console
from tui.cli.exports.interface import GONE, articles_of
from tui.cli.text import date_text
from tui.terminal.text import clean, clean_line

if TYPE_CHECKING:
    from index.archive import Archive

_MARKDOWN = re.compile(r"([\\`*_\[\]<>#|~&])")
_BLOCK = re.compile(r"[-+](?=\s|$)|-[-\s]*$|=+$|[0-9]{1,9}(?=[.)](?:\s|$))")
"""With which a line begins that would be a list, a rule, or make a heading of the line before."""


class Markdown:
    name = "md"

    def write(self, archive: Archive, bookmarks: Sequence[Bookmark], console: Console) -> None:
        hits = archive.articles.hits(articles_of(bookmarks))
        paragraphs = {}
        for bookmark in bookmarks:
            try:
                paragraphs[bookmark.id] = _paragraph(archive, bookmark)
            except StorageError as error:  # of one article: the others are exported all the same
                console.complain(f"newsreader: {bookmark.article}: {error}")
        console.results(bookmarks_markdown(bookmarks, hits, paragraphs))


def _paragraph(archive: Archive, bookmark: Bookmark) -> str:
    """Empty for the bookmark of a whole article, and where there is no such paragraph any more."""
    if bookmark.block is None:
        return ""
    try:
        body = archive.articles.get(bookmark.article).body
    except NotFoundError:
        return ""
    return body[bookmark.block].text if bookmark.block < len(body) else ""


def bookmarks_markdown(
    bookmarks: Iterable[Bookmark], hits: Mapping[ArticleId, Hit], paragraphs: Mapping[str, str]
) -> Iterator[str]:
    """The lines of a document: of each bookmark both citations, the marked paragraph quoted, the note.

    Of an article that is not there any more the id is written. ``paragraphs``: by bookmark.
    """
    yield "# Bookmarks"
    for bookmark in bookmarks:
        hit = hits.get(bookmark.article)
        yield from ("", f"## {_inline(hit.title if hit else bookmark.article)}", "")
        if hit is None:
            yield f"- {GONE}"
        for cited in filter(None, (hit, hits.get(bookmark.counterpart or ""))):
            yield f"- {cited.language.upper()}: *{_inline(cited.title)}*, {_inline(_citation(cited))}"
        if bookmark.tags:
            yield f"- tags: {_inline(', '.join(bookmark.tags))}"
        yield f"- bookmarked {_inline(bookmark.created)}"
        if quoted := paragraphs.get(bookmark.id):
            yield from ("", *(f"> {line}" for line in _lines(quoted)))
        if bookmark.note:
            yield from ("", *_lines(bookmark.note))


def _citation(hit: Hit) -> str:
    return ", ".join(part for part in (hit.source, date_text(hit.published), hit.origin) if part)


def _inline(text: str) -> str:
    """``text`` within a line, as nothing but itself."""
    # Cleaned first: what the console takes away later could stand before a sign that means something.
    return _MARKDOWN.sub(r"\\\1", clean_line(text).strip())


def _lines(text: str) -> Iterator[str]:
    """The lines of ``text``, of which none begins a list, a heading or a block of code."""
    for line in clean(text).split("\n"):
        escaped = _inline(line)
        begun = _BLOCK.match(escaped)
        if begun is None:
            yield escaped
        elif begun[0].isdigit():
            yield f"{begun[0]}\\{escaped[begun.end() :]}"
        else:
            yield f"\\{escaped}"
