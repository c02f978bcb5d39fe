"""Did you mean: a query in the archive's own words, when the one that was typed finds next to nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from index.engines.interface import SearchEngine
from index.query.corrections import TypedWord, correct, slips, swapped
from index.query.syntax import Node, Or, Prefix, Word
from index.query.words import WORD, fold
from index.storage.library import Library

FEW_HITS = 3
"""From so many hits on nothing is suggested."""
CANDIDATES = 20
FREQUENT = 20
"""Articles that have a word, from which one that a single article has may be a slip of it."""
ARTICLES_READ = 3


class Suggestions:
    """Finds what misspelt words were meant to be, among the words of the index."""

    def __init__(self, library: Library, index: SearchEngine, widened: Callable[[Node], Node]) -> None:
        self._library = library
        self._index = index
        self._widened = widened

    def corrected(self, query: str, *, typing: bool) -> str | None:
        """``query`` with its misspelt words replaced, or None. ``typing``: the last may be half a word."""

        def meant(word: TypedWord) -> str | None:
            return self._meant(word, half=typing and word.end == len(query))

        return correct(query, meant)

    def _meant(self, word: TypedWord, *, half: bool) -> str | None:
        asked: Node = Word(word.text)
        if half:
            asked = Or((asked, Prefix(word.text)))
        own = self._count(self._widened(asked))
        if own > 1:
            return None
        likely = [(found, n) for found, n in self._candidates(word.folded) if own == 0 or n >= FREQUENT]
        if not likely:
            return None
        best, _ = min(likely, key=lambda found: (slips(word.folded, found[0]), -found[1], found[0]))
        return self._as_written(best)

    def _candidates(self, folded: str) -> list[tuple[str, int]]:
        """(folded word, articles that have it)."""
        similar = self._index.similar_words(folded, CANDIDATES)
        # The index takes a swap for two slips, and in a short word allows only one.
        known = {found for found, _ in similar}
        turned = [(other, self._count(Word(other))) for other in swapped(folded) if other not in known]
        return [*similar, *((other, count) for other, count in turned if count)]

    def _count(self, node: Node) -> int:
        return self._index.search(node, limit=0).total

    def _as_written(self, folded: str) -> str:
        """The word with its accents and capitals, as most of a few articles write it."""
        hits = self._index.search(Word(folded), limit=ARTICLES_READ).hits
        written: Counter[str] = Counter()
        for article in self._library.articles.iterate([hit.id for hit in hits]):
            for text in (article.title, *(block.text for block in article.body)):
                written.update(match[0] for match in WORD.finditer(text) if fold(match[0]) == folded)
        return written.most_common(1)[0][0] if written else folded
