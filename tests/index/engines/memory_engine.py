"""An engine that is nothing like Whoosh: no folder, no numbers; every article is read for each question."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import ClassVar, Self

from index.engines.highlights import Highlighter
from index.engines.interface import (
    NOBODY,
    EngineHit,
    EngineResult,
    Facet,
    Favoured,
    IndexedArticle,
    Place,
    SearchCancelled,
    Stop,
)
from index.engines.lexicon import Lexicon
from index.errors import EngineError
from index.model.articles import ArticleId
from index.query.expansion import without_expansions
from index.query.syntax import Expansion, Node, Phrase, Word, rewrite
from index.words.folding import searchable_words
from tests.index.engines.small_archive import scan

INDEXES: dict[str, list[dict[ArticleId, IndexedArticle]]] = {}
"""By place, what was in each after each commit."""
CONDEMNED: dict[str, str] = {}
"""By place, why the index there is not to be used any more."""


class MemoryEngine:
    name: ClassVar[str] = "memory"
    schema_version: ClassVar[int] = 1
    slowed_by = None

    def __init__(self, history: list[dict[ArticleId, IndexedArticle]]) -> None:
        self._history = history

    @classmethod
    def open(cls, place: Place, *, create: bool = False) -> Self:
        name = os.fspath(place)
        if name not in INDEXES and create:
            INDEXES[name] = [{}]
        cls.examine(place)
        return cls(INDEXES[name])

    @classmethod
    def examine(cls, place: Place) -> None:
        name = os.fspath(place)
        if name not in INDEXES:
            raise EngineError(f"There is no index {name}", "Make one.")
        if name in CONDEMNED:
            raise EngineError(f"The index {name} is damaged: {CONDEMNED[name]}", "Make it anew.")

    @classmethod
    def condemn(cls, place: Place, reason: str) -> None:
        if (name := os.fspath(place)) in INDEXES:
            CONDEMNED[name] = reason

    def verify(self) -> Iterator[int]:
        yield from range(1, len(self._history[-1]) + 2)

    def write(self, articles: Iterable[IndexedArticle], deleted: Iterable[ArticleId] = ()) -> None:
        batch = {article.id: article for article in articles}
        for article in batch.values():
            article.validate()
        kept = {id: self._history[-1][id] for id in self._history[-1].keys() - {*deleted}}
        self._history.append(kept | batch)

    def search(
        self,
        tree: Node,
        *,
        limit: int = 20,
        offset: int = 0,
        order: str = "relevance",
        stop: Stop | None = None,
        favoured: Favoured = NOBODY,
    ) -> EngineResult:
        found = self._matches(tree, stop)
        literal = {article.id for article in self._matches(without_expansions(tree), stop)}
        words, newest = self.words, max((article.last or 0 for article in found), default=0)

        def score(article: IndexedArticle) -> float:
            in_title, in_text = (Highlighter(tree, article.language, words, w) for w in ("title", "text"))
            marks = 8 * len(in_title.spans(article.title)) + len(in_text.spans(article.body))
            new = 2 ** ((article.last - newest) / 365) if article.last else 0
            return marks * (1 + 0.05 * new + 0.03 * (article.id in favoured.ids))

        scores = {article.id: score(article) for article in found}

        def worth(article: IndexedArticle) -> tuple[object, ...]:
            relevance = () if order == "newest" else (article.id not in literal, -scores[article.id])
            return (*relevance, -(article.last or 0), -(article.first or 0), article.id)

        page = sorted(found, key=worth)[offset : offset + limit]
        hits = [EngineHit(a.id, scores[a.id], () if a.id in literal else self._via(tree, a.id)) for a in page]
        liked = Counter(a.language for a in found if a.id in favoured.ids)
        return EngineResult(len(found), tuple(hits), Counter(a.language for a in found), liked)

    def _matches(self, tree: Node, stop: Stop | None) -> list[IndexedArticle]:
        everything = [*self._history[-1].values()]
        if any(stop is not None and stop() for _ in everything):
            raise SearchCancelled
        found = scan(tree, everything)
        return [article for article in everything if article.id in found]

    def _via(self, tree: Node, article: ArticleId) -> tuple[str, ...]:
        variants: list[Word | Phrase] = []

        def note(node: Node) -> Node:
            variants.extend(node.variants if isinstance(node, Expansion) else ())
            return node

        rewrite(tree, note)
        by = [variant for variant in variants if self.among(variant, frozenset({article}))]
        return tuple(node.text if isinstance(node, Word) else " ".join(node.words) for node in by)

    def among(
        self, tree: Node, ids: frozenset[ArticleId], *, stop: Stop | None = None
    ) -> frozenset[ArticleId]:
        return ids & {article.id for article in self._matches(tree, stop)}

    def count(
        self, tree: Node, what: Facet, limit: int, *, stop: Stop | None = None
    ) -> list[tuple[str, int]]:
        found = self._matches(tree, stop)
        counts = Counter(value for article in found for value in _values(article, what) if value)
        if what is Facet.MONTH:
            return sorted(counts.items(), reverse=True)[:limit]
        return sorted(counts.items(), key=lambda counted: (-counted[1], counted[0]))[:limit]

    @property
    def words(self) -> Lexicon:
        lexicon = Lexicon()
        for article in self._history[-1].values():
            found = searchable_words(f"{article.title}\n{article.body}")
            lexicon.add({article.language: dict.fromkeys(found, 1)})
        return lexicon

    def documents(self) -> int:
        return len(self._history[-1])

    def ids(self) -> Iterator[ArticleId]:
        return iter(self._history[-1])

    def generation(self) -> str:
        return f"{len(self._history)}"

    def compact(self) -> bool:
        return False

    def close(self) -> None:
        pass


def _values(article: IndexedArticle, what: Facet) -> Iterable[str | None]:
    first, last = article.first or 0, article.last or 0
    match what:
        case Facet.ENTITY:
            return {*article.entities}
        case Facet.SOURCE:
            return {article.source}
        case Facet.MONTH:
            return {date.fromordinal(first).isoformat()[: 7 if last - first < 31 else 4] if first else None}
