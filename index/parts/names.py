"""The names of an archive: what its articles mention, merged over spellings and languages."""

from __future__ import annotations

from collections.abc import Sequence

from index.model.articles import ArticleId, Entity, EntityId, Mention
from index.storage.library import Library


class Names:
    """Entities and where they are mentioned."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def all(self, kind: str | None = None, limit: int = 100) -> list[Entity]:
        """The most mentioned ones, of one kind or of all."""
        return self._library.entities.list(kind, limit)

    def named(self, name: str) -> Entity:
        """The entity of that id or of any of its spellings. Raises NotFoundError."""
        return self._library.entities.named(name)

    def labels(self, entities: Sequence[EntityId]) -> dict[EntityId, str]:
        """In both languages where they differ: ``Alep = Aleppo``."""
        return self._library.entities.labels(entities)

    def mentions(self, article: ArticleId) -> tuple[Mention, ...]:
        """In the order of the text."""
        return self._library.entities.mentions(article)
