"""Answers to search requests: what the library answers by itself, and what needs the full-text index."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from index.engines.interface import EngineResult, Place, SearchEngine
from index.errors import EngineError
from index.model.articles import Article, ArticleId
from index.model.index_state import IndexState
from index.model.results import ConcordanceLine, EntityFacet, FacetCounts, Hit, ResultPage, SearchRequest
from index.query.expansion import spelt_out
from index.query.parser import parse
from index.query.syntax import Everything, IdIn, Node, Not, all_of
from index.searching.concordance import Concordance
from index.searching.copies import CopyGroups, Hidden
from index.searching.counting import entity_facets, facet_counts
from index.searching.event_rows import NOTHING_FOLDED, EventRows, Folded
from index.searching.full_text import FullText
from index.searching.listed import Listed
from index.searching.meaning import Alike
from index.searching.reading_ahead import read_ahead
from index.searching.requests import Question, decisive, tree_of
from index.searching.widening import Widening
from index.stopping import Stopping, never
from index.storage.articles.listing import standings_of
from index.storage.library import Library
from index.storage.sqlite.writer_lock import is_held

PARTIAL = "The search index is not complete: what it does not have yet cannot be found."
FEW_HITS = 3
"""From so many hits on nothing is suggested."""


@dataclass(frozen=True, slots=True)
class _Found:
    """All that a request finds, remembered for its counts."""

    request: SearchRequest
    tree: Node
    """Without the copies that are hidden."""
    hidden: Hidden


class Searching:
    """Answers search requests from the library and the index at ``place``. Owned by one thread."""

    def __init__(
        self,
        library: Library,
        place: Place,
        engine_name: str,
        was_complete: Callable[[], bool] = lambda: True,
    ) -> None:
        """``was_complete``: whether the index has ever held every article; one whose making was stopped has
        not."""
        self._library = library
        self._was_complete = was_complete
        self._engine_name = engine_name
        self._full_text = FullText(library, place, engine_name)
        self._widening = Widening(library)
        self._copies = CopyGroups(library)
        self._events = EventRows(library)
        self._listed = Listed(library, self._copies, self._events)
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
        """Read what the next search would wait for, step by step; says after each what it was.

        Raises EngineError while there is no usable index.
        """
        return read_ahead(self._library, self._full_text, self._engine_name)

    def is_usable(self) -> bool:
        """Whether the full-text index can be asked, as far as that is known without reading all of it."""
        return self._full_text.is_usable()

    @property
    def fault(self) -> EngineError | None:
        """Why the full-text index could not be asked when it was tried last; None when it could."""
        return self._full_text.fault

    def documents(self) -> int:
        """How many articles are in the full-text index; 0 while it cannot be asked."""
        try:
            return self._full_text.ask(lambda index: index.documents())
        except EngineError:
            return 0

    def verify(self) -> Iterator[int]:
        """Read all of the full-text index, a little a step, once for each generation; bytes read so far.

        Raises EngineError at damage; the index has been condemned then.
        """
        yield from self._full_text.verify()

    def page(self, request: SearchRequest, stop: Stopping = never) -> ResultPage:
        """Where the full-text index is needed and cannot be asked, an empty page that says so.

        Raises QuerySyntaxError for a query that cannot be read, SearchStopped when ``stop`` said so.
        """
        began = time.perf_counter()
        question = self._read(request)
        warning = question.warning
        try:
            page = self._page(question, request, stop)
            if not isinstance(question.tree, Everything) and self._is_partial():
                warning = warning or PARTIAL
                page = page if page.total else replace(page, unsearched=self._outlook())
        except EngineError:
            page = ResultPage(
                request.query, 0, (), 0.0, standings=standings_of({}), unsearched=self._outlook()
            )
        return replace(
            page,
            took_ms=(time.perf_counter() - began) * 1000,
            expanded=question.expanded,
            warning=warning,
        )

    def _is_partial(self) -> bool:
        return not self._was_complete() and any(self._library.articles.count().values())

    def _page(self, question: Question, request: SearchRequest, stop: Stopping) -> ResultPage:
        if isinstance(question.tree, Everything):
            return self._listed.page(request)
        found = self._find(question, request, stop)
        folded = self._folded(found, request, stop) if request.events else NOTHING_FOLDED
        shown = all_of([found.tree, Not(IdIn(folded.ids))]) if folded.ids else found.tree
        result = self._full_text.search(shown, request, stop)
        alike = self._alike.hits(request, found.tree, stop) if request.meaning else []
        hits = self._events.told(self._hits(request, question, result, found.hidden), folded)
        hits += alike[_rest(request, result.total)]
        every = self._full_text.search(found.tree, replace(request, limit=0), stop) if folded.ids else result
        reports, corrected = every.total + len(alike), None
        if reports < FEW_HITS and request.offset == 0:
            corrected = self._correct(request, reports, stop)
        return ResultPage(
            request.query,
            result.total + len(alike),
            tuple(hits),
            0.0,
            corrected=corrected,
            standings=_standings(every, alike),
            reports=reports if request.events else None,
        )

    def _folded(self, found: _Found, request: SearchRequest, stop: Stopping) -> Folded:
        def in_order(ids: frozenset[ArticleId]) -> Iterator[ArticleId]:
            return (hit.id for hit in self._of_these(found, request, ids, stop).hits)

        return self._events.found(request, in_order)

    def _of_these(
        self, found: _Found, request: SearchRequest, ids: frozenset[ArticleId], stop: Stopping
    ) -> EngineResult:
        """Those of a result that are among ``ids``, in its order."""
        tree = all_of([found.tree, IdIn(ids)])
        return self._full_text.search(tree, replace(request, offset=0, limit=len(ids)), stop)

    def unfolded(
        self, request: SearchRequest, articles: Sequence[ArticleId], stop: Stopping = never
    ) -> list[Hit]:
        """Of what a request finds the rows of these articles, in the order in which it lists them.

        ``articles``: as ``Hit.folded`` has them. Raises what ``page`` raises, and EngineError while the
        full-text index is needed and cannot be asked.
        """
        question = self._read(request)
        if isinstance(question.tree, Everything):
            return self._listed.rows(request, articles)
        found = self._find(question, request, stop)
        result = self._of_these(found, request, frozenset(articles), stop)
        return self._hits(request, question, result, found.hidden)

    def _outlook(self) -> IndexState:
        """What becomes of an index that cannot be asked."""
        if is_held(self._library.database.file.parent):
            return IndexState.BEING_MADE
        return IndexState.READ_ONLY if self._library.database.readonly else IndexState.TO_BE_MADE

    def facets(self, request: SearchRequest, limit: int = 200, stop: Stopping = never) -> list[EntityFacet]:
        """The entities of all articles that the request finds, its own entity filter left out.

        Raises EngineError while the full-text index is needed and cannot be asked, as ``counts`` does.
        """
        request = replace(request, filters=replace(request.filters, entity=None))
        tree = self._tree_of_all(request, stop)
        if tree is None:
            return self._listed.entities(request, limit)
        return self._full_text.ask(lambda index: entity_facets(self._library, index, tree, limit, stop))

    def counts(self, request: SearchRequest, limit: int = 200, stop: Stopping = never) -> FacetCounts:
        """Sources, languages and months of all articles that the request finds."""
        tree = self._tree_of_all(request, stop)
        if tree is None:
            return self._listed.counts(request, limit)
        return self._full_text.ask(lambda index: facet_counts(index, tree, limit, stop))

    def similar(self, article: ArticleId, limit: int = 20) -> list[Hit]:
        """Articles of both languages that are about the same, the nearest first; ``score`` is a cosine.

        Its counterpart and its copies are left out. Empty for an article that is not worked out yet.
        """
        from index.searching.similar import similar_articles

        return similar_articles(self._library, article, limit)

    def highlights(self, article: Article, query: str) -> dict[str, list[tuple[int, int]]]:
        """Where a query matches: spans of characters under ``title`` and under each block's number.

        Nowhere while there is no usable index: an article can be read without.
        """
        tree, _ = self._widening.widened(parse(query, lenient=True).tree)
        if isinstance(tree, Everything):
            return {}
        from index.searching.marking import marks

        try:
            return self._full_text.ask(lambda index: marks(tree, article, index.words))
        except EngineError:
            return {}

    def concordance(
        self, request: SearchRequest, stop: Stopping = never
    ) -> Iterator[tuple[int, list[ConcordanceLine]]]:
        """Every occurrence of what a query asks for, or without one of the request's entity, as it is found.

        (place in the result, lines in reading order) of each article from ``request.offset`` on, in the order
        of the request; its ``limit`` does not count. Raises what ``page`` raises, and EngineError while the
        full-text index is needed and cannot be asked.
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
        # Only now: what measures spellings brings numpy, and the first list must not wait for that.
        from index.searching.suggestions import Suggestions

        def suggested(index: SearchEngine) -> str | None:
            suggestions = Suggestions(
                self._library, index, lambda node: spelt_out(self._widening.widened(node)[0])
            )
            return suggestions.corrected(request.query, typing=request.lenient)

        corrected = self._full_text.ask(suggested)
        if corrected is None:
            return None
        asked = replace(request, query=corrected, limit=0)
        result = self._full_text.search(self._tree(self._read(asked), asked), asked, stop)
        return corrected if result.total > found else None

    def _hits(
        self, request: SearchRequest, question: Question, result: EngineResult, hidden: Hidden
    ) -> list[Hit]:
        rows = self._library.lists.rows([hit.id for hit in result.hits])
        found = [
            replace(rows[hit.id], score=round(hit.score, 3), via=hit.via, copies=hidden.copies[hit.id])
            for hit in result.hits
            if hit.id in rows
        ]
        if not request.snippets:
            return found
        from index.searching.marking import with_snippets

        return self._full_text.ask(
            lambda index: with_snippets(self._library, question.tree, found, index.words)
        )


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
