"""Articles that say what a query of several words says, in whichever words and language."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from index.model.articles import READING_LANGUAGES, ArticleId
from index.model.results import Hit, SearchRequest
from index.query.parser import parse
from index.query.syntax import And, Everything, Node, Or, Phrase, Prefix, Word
from index.searching.full_text import FullText
from index.searching.requests import decisive, tree_of
from index.stopping import Stopping
from index.storage.library import Library

FEWEST_WORDS = 3
"""Of fewer words the encoder makes too little; they are looked up one by one."""
SAME = 0.35
"""Cosine of a query and an article's direction from which they are about the same."""
MOST = 50
PATIENCE_SECONDS = 20.0


class Alike:
    """What says the same as the query of a request in other words, remembered for its next page."""

    def __init__(self, library: Library, full_text: FullText) -> None:
        self._library = library
        self._full_text = full_text
        self._meant: tuple[SearchRequest, dict[ArticleId, float]] | None = None

    def forget(self) -> None:
        self._meant = None

    def hits(self, request: SearchRequest, found: Node, stop: Stopping) -> list[Hit]:
        """The nearest first, under the same filters, without what ``found`` matches."""
        key = decisive(request)
        if self._meant is None or self._meant[0] != key:
            asked = parse(request.query, lenient=True).tree
            meant = {id: cosine for cosine, id in same_meaning(self._library, asked, request.query)}
            ids, filters = frozenset(meant), tree_of(self._library, Everything(), request.filters)
            others = self._full_text.among(filters, ids, stop) - self._full_text.among(found, ids, stop)
            self._meant = key, {id: cosine for id, cosine in meant.items() if id in others}
        _, meant = self._meant
        # Rows are read anew: the reader may have marked or paired one meanwhile.
        rows = self._library.lists.rows(list(meant))
        return [replace(row, score=round(meant[id], 3), by_meaning=True) for id, row in rows.items()]


def words_of(tree: Node) -> list[str]:
    """The words that a query looks for all together; empty when it is more than words in a row."""
    try:
        return list(_words(tree))
    except ValueError:
        return []


def _words(node: Node) -> Iterator[str]:
    match node:
        case Word(text) | Or((Word(text), Prefix())):
            yield text
        case Phrase(words, quoted=False):
            yield from words
        case And(nodes):
            for child in nodes:
                yield from _words(child)
        case Everything():
            pass
        case _:
            raise ValueError(node)


def same_meaning(library: Library, tree: Node, text: str) -> list[tuple[float, ArticleId]]:
    """(cosine, article) of what says the same as ``text``, the nearest first; about a second.

    Empty for fewer than FEWEST_WORDS words, for anything but words, and where the encoder does not answer.
    """
    if len(words_of(tree)) < FEWEST_WORDS:
        return []
    from index.counterparts.encoding import card_in_effect, version_in_effect

    vector = _encoded(card_in_effect(library).to_json(), text)
    if not vector:
        return []
    from index.analysis.resemblance.similarity import most_similar

    version = version_in_effect(library)
    stored = (library.vectors.each(version, language) for language in READING_LANGUAGES)
    found = most_similar(vector, chain.from_iterable(stored), MOST)
    return [(cosine, article) for cosine, article in found if cosine >= SAME]


def _encoded(card: str, text: str) -> bytes:
    """The vector of a text by the encoder of that card."""
    command = [sys.executable, "-P", "-m", "index.searching.encode_once"]
    try:
        return subprocess.run(
            command,
            input=f"{card}\n{text}".encode("utf-8", "replace"),
            capture_output=True,
            check=True,
            timeout=PATIENCE_SECONDS,
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return b""
