"""The articles of an archive, as a face reads them."""

from __future__ import annotations

from collections.abc import Sequence

from index.model.articles import Article, ArticleId, Language
from index.model.results import Hit
from index.storage.library import Library


class Articles:
    """What the archive holds, by id."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def find(self, prefix: str) -> ArticleId:
        """The id that starts with ``prefix``. Raises NotFoundError or AmbiguousIdError."""
        return self._library.articles.find(prefix)

    def get(self, prefix: str) -> Article:
        """Raises NotFoundError or AmbiguousIdError."""
        return self._library.articles.get(self.find(prefix))

    def hits(self, articles: Sequence[ArticleId]) -> dict[ArticleId, Hit]:
        """Result rows of those of ``articles`` that the library still holds."""
        return self._library.lists.rows(articles)

    def copies(self, article: ArticleId) -> list[ArticleId]:
        """The articles that are the same text with small changes, in the order of their arrival."""
        return self._library.copies.of(article)

    def counts(self) -> dict[Language, int]:
        """How many there are of each language."""
        return self._library.articles.count()
