"""What a word of a query also means: the other spellings of a name."""

from __future__ import annotations

from index.query.words import spelling_key
from index.storage.library import Library


class Widening:
    """Looks words of a query up in the library."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def names(self, surface: str) -> tuple[str, ...]:
        """Other spellings of the name that ``surface`` is, by the rules of ``names.variants``."""
        entities = self._library.entities.matching(surface)
        if not entities:
            return ()
        from index.analysis.names import variants

        look_up = variants(entities)
        key = spelling_key(surface)
        # "Haye" is all that the query language keeps of "La Haye".
        written = [
            spelling
            for entity in entities
            for spelling in (*entity.names.values(), *entity.variants)
            if spelling_key(spelling) == key
        ]
        return next(filter(None, map(look_up, [surface, *written])), ())
