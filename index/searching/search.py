"""Questions to the archive: what the library answers by itself, and what needs the full-text index."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from index.engines.interface import EngineResult, SearchCancelled, SearchEngine
from index.engines.registry import engine
from index.errors import EngineError, NotFoundError, SearchStopped
from index.model import Article, ArticleId, EntityFacet, Hit, ResultPage, SearchRequest
from index.query.expansion import for_language, spelt_out
from index.query.parser import parse
from index.query.syntax import (
    DateWithin,
    EntityIs,
    Everything,
    IdIn,
    LanguageIs,
    Node,
    Standing,
    TagIs,
    all_of,
    rewrite,
)
from index.searching.suggestions import FEW_HITS, Suggestions
from index.searching.widening import Widening
from index.storage.library import Library

INDEX_MISSING = "The search index is being made; until then only the list is complete."


@dataclass(frozen=True, slots=True)
class Question:
    """A request, read: what to look for and what that was widened to."""

    tree: Node
    expanded: tuple[str, ...]
    warning: str | None


class Searching:
    """Answers search requests from the library and the index in ``folder``. Owned by one thread."""

    def __init__(self, library: Library, folder: Path, engine_name: str) -> None:
        self._library = library
        self._folder = folder
        self._engine_name = engine_name
        self._widening = Widening(library)
        self._index: SearchEngine | None = None
        self._matches: tuple[SearchRequest, frozenset[ArticleId] | None] | None = None

    def close(self) -> None:
        if self._index is not None:
            self._index.close()
            self._index = None

    def forget(self) -> None:
        """Another process has committed: what was remembered may be out of date."""
        self._matches = None
        self._widening.forget()

    def warm_up(self) -> None:
        """Open the index ahead of the first search."""
        self._open()

    def search(self, request: SearchRequest, stop: Callable[[], bool]) -> ResultPage:
        """See ``Archive.search``."""
        began = time.perf_counter()
        question = self._read(request)
        warning, corrected = question.warning, None
        if isinstance(question.tree, Everything):
            total, hits = self._list(request)
            standings = self._library.lists.standings(
                None, request.language, request.entity, request.since, request.until
            )
        else:
            result = self._ask(question, request, stop)
            if result is None:
                total, hits, standings, warning = 0, [], self._library.lists.standings([]), INDEX_MISSING
            else:
                total, hits = result.total, self._hits(request, question, result)
                standings = self._library.lists.standings(result.ids or ())
                self._matches = (_matching(request), frozenset(result.ids or ()))
                if total < FEW_HITS and request.offset == 0:
                    corrected = self._correct(request, total, stop)
        return ResultPage(
            query=request.query,
            total=total,
            hits=tuple(hits),
            took_ms=(time.perf_counter() - began) * 1000,
            expanded=question.expanded,
            corrected=corrected,
            warning=warning,
            standings=standings,
        )

    def facets(self, request: SearchRequest, limit: int, stop: Callable[[], bool]) -> list[EntityFacet]:
        """See ``Archive.facets``."""
        return self._library.entities.facets(self._matching_ids(replace(request, entity=None), stop), limit)

    def highlights(self, article: Article, query: str) -> dict[str, list[tuple[int, int]]]:
        """See ``Archive.highlights``."""
        tree = for_language(self._widening.widened(parse(query, lenient=True).tree)[0], article.language)
        index = self._open()
        if index is None or isinstance(tree, Everything):
            return {}
        spans = {"title": list(index.highlights(tree, article.title, article.language, field="title"))}
        for block in article.body:
            spans[str(block.n)] = list(index.highlights(tree, block.text, article.language))
        return {place: found for place, found in spans.items() if found}

    def _read(self, request: SearchRequest) -> Question:
        parsed = parse(request.query, lenient=request.lenient)
        tree, expanded = self._widening.widened(parsed.tree) if request.expand else (parsed.tree, ())
        return Question(tree, expanded, parsed.warning)

    def _correct(self, request: SearchRequest, found: int, stop: Callable[[], bool]) -> str | None:
        """A better spelling of the query, one that finds more under the same filters."""
        index = self._open()
        if index is None:
            return None
        suggestions = Suggestions(
            self._library, index, lambda node: spelt_out(self._widening.widened(node)[0])
        )
        corrected = suggestions.corrected(request.query, typing=request.lenient)
        if corrected is None:
            return None
        asked = replace(request, query=corrected, limit=0)
        result = self._ask(self._read(asked), asked, stop)
        return corrected if result is not None and result.total > found else None

    def _list(self, request: SearchRequest) -> tuple[int, list[Hit]]:
        return self._library.lists.newest(
            request.language,
            request.standing,
            request.entity,
            request.since,
            request.until,
            request.offset,
            request.limit,
        )

    def _ask(
        self, question: Question, request: SearchRequest, stop: Callable[[], bool]
    ) -> EngineResult | None:
        """What the index answers; None while there is no usable index."""
        index = self._open()
        if index is None:
            return None
        tree = spelt_out(rewrite(all_of([question.tree, *_filters(request)]), self._look_up))
        try:
            return index.search(
                tree,
                limit=request.limit,
                offset=request.offset,
                order=request.order,
                stop=stop,
                want_ids=True,
            )
        except SearchCancelled as error:
            raise SearchStopped from error
        except EngineError:
            self.close()
            return None

    def _hits(self, request: SearchRequest, question: Question, result: EngineResult) -> list[Hit]:
        rows = self._library.lists.rows([hit.id for hit in result.hits])
        found = [
            replace(rows[hit.id], score=round(hit.score, 3), via=hit.via)
            for hit in result.hits
            if hit.id in rows
        ]
        if not request.snippets or self._index is None:
            return found
        articles = {
            article.id: article for article in self._library.articles.iterate([hit.id for hit in found])
        }
        return [
            replace(
                hit,
                snippet=self._index.snippet(
                    for_language(question.tree, hit.language),
                    "\n\n".join(block.text for block in articles[hit.id].body),
                    hit.language,
                ),
            )
            for hit in found
        ]

    def _matching_ids(self, request: SearchRequest, stop: Callable[[], bool]) -> frozenset[ArticleId] | None:
        """All articles that a request finds; None stands for the whole archive."""
        key = _matching(request)
        if self._matches is not None and self._matches[0] == key:
            return self._matches[1]
        question = self._read(request)
        ids: frozenset[ArticleId] | None
        if not isinstance(question.tree, Everything):
            result = self._ask(question, replace(request, limit=0, offset=0), stop)
            ids = frozenset(result.ids or ()) if result else frozenset()
        elif key == SearchRequest(expand=key.expand, fold=key.fold):
            ids = None
        else:
            ids = frozenset(hit.id for hit in self._list(replace(request, offset=0, limit=-1))[1])
        self._matches = (key, ids)
        return ids

    def _look_up(self, node: Node) -> Node:
        """What only the library knows, as a set of articles."""
        match node:
            case Standing(name):
                return IdIn(self._library.lists.ids(standing=name))
            case EntityIs(name):
                try:
                    entity = self._library.entities.named(name).id
                except NotFoundError:
                    return IdIn(frozenset())
                return IdIn(frozenset(self._library.entities.articles_with(entity)))
            case TagIs(tag):
                return IdIn(self._library.bookmarks.tagged(tag))
            case _:
                return node

    def _open(self) -> SearchEngine | None:
        if self._index is None:
            try:
                self._index = engine(self._engine_name).open(self._folder)
            except EngineError:
                return None
        return self._index


def _filters(request: SearchRequest) -> list[Node]:
    """The filters of a request as nodes, so that the index can apply them."""
    nodes: list[Node] = []
    if request.language:
        nodes.append(LanguageIs(request.language))
    if request.standing:
        nodes.append(Standing(request.standing))
    if request.entity:
        nodes.append(EntityIs(request.entity))
    if request.since or request.until:
        nodes.append(DateWithin(_day(request.since), _day(request.until)))
    return nodes


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _matching(request: SearchRequest) -> SearchRequest:
    """The part of a request that decides which articles it finds, not in what order or how many."""
    return SearchRequest(
        query=request.query if request.query.strip() else "",
        language=request.language,
        standing=request.standing,
        entity=request.entity,
        since=request.since,
        until=request.until,
        lenient=request.lenient if request.query.strip() else False,
        expand=request.expand,
        fold=request.fold,
    )
