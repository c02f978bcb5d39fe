"""Answers to search requests: what the library answers by itself, and what needs the full-text index."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib import import_module

from index.engines.interface import EngineResult, NumberingEngine, Place
from index.engines.registry import engine
from index.model.articles import Article, ArticleId
from index.model.results import ConcordanceLine, EntityFacet, FacetCounts, Hit, ResultPage, SearchRequest
from index.query.expansion import spelt_out
from index.query.parser import parse
from index.query.syntax import Everything, IdIn, Node, Not, Word, all_of
from index.searching.concordance import Concordance
from index.searching.copies import CopyGroups, Hidden
from index.searching.counting import entity_facets, facet_counts
from index.searching.full_text import PAIRED, FullText
from index.searching.listed import Listed
from index.searching.meaning import Alike
from index.searching.requests import Question, decisive, tree_of
from index.searching.widening import Widening
from index.stopping import Stopping, never
from index.storage.articles.listing import standings_of
from index.storage.library import Library

INDEX_MISSING = "The search index is being made; until then only the list is complete."
FEW_HITS = 3
"""From so many hits on nothing is suggested."""
RARE_WORD = "zzyzx"
"""To be looked for ahead of the first search: finds next to nothing, by the way of all words."""


@dataclass(frozen=True, slots=True)
class _Found:
    """All that a request finds, remembered for its counts."""

    request: SearchRequest
    tree: Node
    """Without the copies that are hidden."""
    hidden: Hidden


class Searching:
    """Answers search requests from the library and the index at ``place``. Owned by one thread."""

    def __init__(self, library: Library, place: Place, engine_name: str) -> None:
        self._library = library
        self._engine_name = engine_name
        self._full_text = FullText(library, place, engine_name)
        self._widening = Widening(library)
        self._copies = CopyGroups(library)
        self._listed = Listed(library, self._copies)
        self._alike = Alike(library, self._full_text)
        self._concordance = Concordance(library, self._full_text, self._listed)
        self._found: _Found | None = None

    def close(self) -> None:
        self._full_text.close()

    def forget(self) -> None:
        """Another process has committed: what was remembered may be out of date."""
        self._found = None
        self._alike.forget()
        self._widening.forget()

    def warm_up(self) -> Iterator[str]:
        """Read what the next search would wait for, step by step; says after each what it was."""
        engine(self._engine_name)
        yield "engine"
        index = self._full_text.open()
        if index is None:
            return
        yield "index"
        index.words.corrections("", 1)
        yield "spellings"
        import_module("index.analysis.names.variants")
        import_module("index.analysis.vocabulary.word_choice")
        import_module("index.searching.marking")
        import_module("index.searching.suggestions")
        yield "modules"
        self._library.lists.ids(PAIRED)
        yield "pairs"
        self._full_text.search(Word(RARE_WORD), SearchRequest(limit=0), never)
        yield "articles"
        if not isinstance(index, NumberingEngine):
            return
        self._library.lists.standings(())
        yield "table"
        ids = index.matching(Word(RARE_WORD))
        self._library.lists.standings(ids)
        yield "places"
        self._library.entities.facets(ids)
        yield "entities"

    def page(self, request: SearchRequest, stop: Stopping = never) -> ResultPage:
        """Raises QuerySyntaxError for a query that cannot be read, SearchStopped when ``stop`` said so."""
        began = time.perf_counter()
        question = self._read(request)
        warning, corrected = question.warning, None
        if isinstance(question.tree, Everything):
            total, hits, standings = self._listed.page(request)
        else:
            found = self._find(question, request, stop)
            result = self._full_text.search(found.tree, request, stop)
            if result is None:
                total, hits, standings, warning = 0, [], standings_of({}), INDEX_MISSING
            else:
                alike = self._alike.hits(request, found.tree, stop) if request.meaning else []
                total = result.total + len(alike)
                hits = self._hits(request, question, result, found.hidden)
                hits += alike[_rest(request, result.total)]
                standings = _standings(result, alike)
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

    def facets(self, request: SearchRequest, limit: int = 200, stop: Stopping = never) -> list[EntityFacet]:
        """The entities of all articles that the request finds, its own entity filter left out."""
        request = replace(request, filters=replace(request.filters, entity=None))
        tree = self._tree_of_all(request, stop)
        if tree is None:
            return self._listed.entities(request, limit)
        counted = self._full_text.ask(lambda index: entity_facets(self._library, index, tree, limit, stop))
        return counted or []

    def counts(self, request: SearchRequest, limit: int = 200, stop: Stopping = never) -> FacetCounts:
        """Sources, languages and months of all articles that the request finds."""
        tree = self._tree_of_all(request, stop)
        if tree is None:
            return self._listed.counts(request, limit)
        counted = self._full_text.ask(lambda index: facet_counts(index, tree, limit, stop))
        return counted or FacetCounts((), (), (), 0)

    def similar(self, article: ArticleId, limit: int = 20) -> list[Hit]:
        """Articles of both languages that are about the same, the nearest first; ``score`` is a cosine.

        Its counterpart and its copies are left out. Empty for an article that is not worked out yet.
        """
        from index.searching.similar import similar_articles

        return similar_articles(self._library, article, limit)

    def highlights(self, article: Article, query: str) -> dict[str, list[tuple[int, int]]]:
        """Where a query matches: spans of characters under ``title`` and under each block's number."""
        tree, _ = self._widening.widened(parse(query, lenient=True).tree)
        index = self._full_text.open()
        if index is None or isinstance(tree, Everything):
            return {}
        from index.searching.marking import marks

        return marks(tree, article, index.words)

    def concordance(
        self, request: SearchRequest, stop: Stopping = never
    ) -> Iterator[tuple[int, list[ConcordanceLine]]]:
        """Every occurrence of what a query asks for, or without one of the request's entity, as it is found.

        (place in the result, lines in reading order) of each article from ``request.offset`` on, in the order
        of the request; its ``limit`` does not count. Raises what ``search`` raises.
        """
        yield from self._concordance.of(self._read(request), request, stop)

    def _read(self, request: SearchRequest) -> Question:
        parsed = parse(request.query, lenient=request.lenient)
        tree, expanded = self._widening.widened(parsed.tree) if request.expand else (parsed.tree, ())
        return Question(tree, expanded, parsed.warning)

    def _tree(self, question: Question, request: SearchRequest) -> Node:
        return tree_of(self._library, question.tree, request.filters)

    def _find(self, question: Question, request: SearchRequest, stop: Stopping) -> _Found:
        """Which articles these are, and which of them are hidden behind others."""
        tree, hidden = self._tree(question, request), Hidden()
        if request.fold:
            hidden = self._copies.found(lambda ids: self._full_text.among(tree, ids, stop))
        shown = all_of([tree, Not(IdIn(hidden.ids))]) if hidden.ids else tree
        self._found = _Found(decisive(request), shown, hidden)
        return self._found

    def _tree_of_all(self, request: SearchRequest, stop: Stopping) -> Node | None:
        """What all that a request finds matches; None when the library lists it by itself."""
        if self._found is not None and self._found.request == decisive(request):
            return self._found.tree
        question = self._read(request)
        if isinstance(question.tree, Everything):
            return None
        return self._find(question, request, stop).tree

    def _correct(self, request: SearchRequest, found: int, stop: Stopping) -> str | None:
        """A better spelling of the query, one that finds more under the same filters."""
        index = self._full_text.open()
        if index is None:
            return None
        # Only now: what measures spellings brings numpy, and the first list must not wait for that.
        from index.searching.suggestions import Suggestions

        suggestions = Suggestions(
            self._library, index, lambda node: spelt_out(self._widening.widened(node)[0])
        )
        corrected = suggestions.corrected(request.query, typing=request.lenient)
        if corrected is None:
            return None
        asked = replace(request, query=corrected, limit=0)
        result = self._full_text.search(self._tree(self._read(asked), asked), asked, stop)
        return corrected if result is not None and result.total > found else None

    def _hits(
        self, request: SearchRequest, question: Question, result: EngineResult, hidden: Hidden
    ) -> list[Hit]:
        rows = self._library.lists.rows([hit.id for hit in result.hits])
        found = [
            replace(rows[hit.id], score=round(hit.score, 3), via=hit.via, copies=hidden.copies[hit.id])
            for hit in result.hits
            if hit.id in rows
        ]
        index = self._full_text.open()
        if not request.snippets or index is None:
            return found
        from index.searching.marking import with_snippets

        return with_snippets(self._library, question.tree, found, index.words)


def _standings(result: EngineResult, alike: list[Hit]) -> dict[str, int]:
    """Of all results, those that say the same in other words included."""
    counts = {
        language: (count, result.favoured.get(language, 0)) for language, count in result.languages.items()
    }
    for hit in alike:
        count, paired = counts.get(hit.language, (0, 0))
        counts[hit.language] = count + 1, paired + (hit.counterpart is not None)
    return standings_of(counts)


def _rest(request: SearchRequest, before: int) -> slice:
    """What of a list that begins behind ``before`` results is on the page asked for."""
    return slice(max(0, request.offset - before), max(0, request.offset + request.limit - before))
