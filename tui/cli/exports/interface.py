"""What every format of an export offers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Protocol

from index.model.articles import ArticleId
from index.model.desk import Bookmark
from tui.cli.console import Console

if TYPE_CHECKING:
    from index.archive import Archive

GONE = "this article is not in the archive any more"


class Export(Protocol):
    name: str
    """As ``--format`` knows it."""

    def write(self, archive: Archive, bookmarks: Sequence[Bookmark], console: Console) -> None:
        """All of these bookmarks as one document, with what is known of articles that are gone."""
        ...


def articles_of(bookmarks: Iterable[Bookmark]) -> list[ArticleId]:
    """The articles that bookmarks are of, and their counterparts, each once."""
    return list(dict.fromkeys(id for b in bookmarks for id in (b.article, b.counterpart) if id is not None))
