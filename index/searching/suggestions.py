"""Did you mean: a query in the archive's own words, when the one that was typed finds next to nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from index.engines.interface import SearchEngine
from index.query.corrections import TypedWord, correct
from index.query.syntax import Node, Or, Prefix, Word
from index.storage.library import Library
from index.words.folding import WORD, fold
from index.words.misspelling import allowed_edits, distance

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
        likely = [
            found
            for found, articles in self._index.words.corrections(word.folded, CANDIDATES)
            if own == 0 or articles >= FREQUENT
        ]
        # Of equally many slips the likeliest, in the order of the index.
        slips = {found: distance(word.folded, found, allowed_edits(word.folded)) for found in likely}
        best = min(likely, key=slips.__getitem__, default=None)
        if best is None or slips[best] > allowed_edits(word.folded):
            return None
        return self._as_written(best)

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
