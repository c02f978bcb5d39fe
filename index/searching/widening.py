"""What a word of a query also means: the other spellings of a name, a common word in the other language."""

from __future__ import annotations

from collections.abc import Sequence

from index.model.articles import READING_LANGUAGES, Language
from index.query.expansion import expand
from index.query.syntax import Node
from index.storage.library import Library
from index.words.folding import searchable_words, spelling_key

FOREIGN = 4
"""How many times more articles of the other language must have a word to make it a word of that language."""
REMEMBERED = 4096


class Widening:
    """Looks words of a query up in the library; what it found is remembered until ``forget``."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._translations: dict[str, dict[Language, Sequence[str]]] = {}

    def forget(self) -> None:
        self._translations.clear()

    def widened(self, tree: Node) -> tuple[Node, tuple[str, ...]]:
        """``tree`` in both languages, and what was added to it."""
        return expand(tree, self.names, self.translations)

    def names(self, surface: str) -> tuple[str, ...]:
        """Other spellings of the name that ``surface`` is, by the rules of ``names.variants``."""
        entities = self._library.entities.matching(surface)
        if not entities:
            return ()
        from index.analysis.names.variants import variants

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

    def translations(self, word: str) -> dict[Language, Sequence[str]]:
        """Per other language what ``word`` is there, the surest first; by the evidence of the archive."""
        folded = searchable_words(word)
        if len(folded) != 1:
            return {}
        if folded[0] not in self._translations:
            if len(self._translations) >= REMEMBERED:
                self._translations.clear()
            self._translations[folded[0]] = self._translate(folded[0])
        return self._translations[folded[0]]

    def _translate(self, folded: str) -> dict[Language, Sequence[str]]:
        from index.words.stemming import stem

        words = self._library.words
        stems = {language: stem(language, folded) for language in READING_LANGUAGES}
        articles = {language: words.articles(language, stems[language]) for language in READING_LANGUAGES}
        found: dict[Language, Sequence[str]] = {}
        for here, there in (READING_LANGUAGES, READING_LANGUAGES[::-1]):
            # "hand" of a proper name in a French article does not make it French.
            if not articles[here] or FOREIGN * articles[here] < articles[there]:
                continue
            if meanings := self._meanings(here, stems[here], there, stems[there]):
                found[there] = meanings
        return found

    def _meanings(self, here: Language, stem: str, there: Language, same: str) -> list[str]:
        """What a word is in the language ``there``, where ``same`` is the stem of the word as it stands."""
        from index.analysis.vocabulary.word_choice import DICE, WordPair, choose

        candidates = {c.word.stem: c for c in self._library.words.candidates(here, stem)}
        alike = candidates.pop(same, None)
        if alike is not None and alike.dice >= DICE:
            # "version" is "version"; but a French "court" is no English one, however alike they look.
            return []
        chosen = choose(
            {
                key: WordPair(stem, key, c.cosine, c.margin, c.dice, c.name, c.listed)
                for key, c in candidates.items()
            }
        )
        return [candidates[key].word.written for key in chosen]
