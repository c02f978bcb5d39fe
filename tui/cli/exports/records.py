"""Bookmarks as JSON, for programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from index.model.desk import Bookmark
from tui.cli.console import Console
from tui.cli.exports.interface import articles_of
from tui.cli.json_shapes import bookmarks_json

if TYPE_CHECKING:
    from index.archive import Archive


class Json:
    name = "json"

    def write(self, archive: Archive, bookmarks: Sequence[Bookmark], console: Console) -> None:
        console.record(bookmarks_json(bookmarks, archive.articles.hits(articles_of(bookmarks))))
