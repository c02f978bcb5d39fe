"""Answers to search requests: what the library answers by itself, and what needs the full-text index."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path

from index.engines.interface import EngineResult, SearchCancelled, SearchEngine
from index.engines.registry import engine
from index.errors import EngineError, SearchStopped
from index.model import (
    UNFILTERED,
    Article,
    ArticleId,
    Block,
    ConcordanceLine,
    EntityFacet,
    FacetCounts,
    Filters,
    Hit,
    ResultPage,
    SearchRequest,
)
from index.query.expansion import for_language, spelt_out
from index.query.parser import parse
from index.query.syntax import Everything, IdIn, Not, Word, all_of, rewrite
from index.searching import concordance
from index.searching.folding import Folded, Folding
from index.searching.meaning import same_meaning
from index.searching.requests import Question, look_up, matching, narrowing
from index.searching.widening import Widening
from index.stopping import never
from index.storage.library import Library

PAIRED = Filters(standing="paired")
INDEX_MISSING = "The search index is being made; until then only the list is complete."
FEW_HITS = 3
"""From so many hits on nothing is suggested."""
RARE_WORD = "zzyzx"
"""To be looked for ahead of the first search: finds next to nothing, by the way of all words."""
READ_AT_ONCE = 32
"""Articles of a concordance that are found and read together."""


@dataclass(frozen=True, slots=True)
class _Found:
    """All that a request finds, remembered for its next page and its facets."""

    request: SearchRequest
    ids: Collection[ArticleId]
    """Without those that are folded into another, as the engine gave them: 100,000 copied cost 20 ms."""
    folded: Folded


class Searching:
    """Answers search requests from the library and the index in ``folder``. Owned by one thread."""

    def __init__(self, library: Library, folder: Path, engine_name: str) -> None:
        self._library = library
        self._folder = folder
        self._engine_name = engine_name
        self._widening = Widening(library)
        self._folding = Folding(library)
        self._index: SearchEngine | None = None
        self._found: _Found | None = None
        self._meant: tuple[SearchRequest, dict[ArticleId, float]] | None = None

    def close(self) -> None:
        if self._index is not None:
            self._index.close()
            self._index = None

    def forget(self) -> None:
        """Another process has committed: what was remembered may be out of date."""
        self._found = self._meant = None
        self._widening.forget()

    def warm_up(self) -> Iterator[str]:
        """Read what the next search would wait for, step by step; says after each what it was."""
        engine(self._engine_name)
        yield "engine"
        index = self._open()
        if index is None:
            return
        yield "index"
        index.similar_words("")
        yield "spellings"
        import_module("index.analysis.names.merging")
        import_module("index.analysis.vocabulary.word_choice")
        import_module("index.searching.suggestions")
        yield "modules"
        self._library.lists.ids(PAIRED)
        yield "pairs"
        found = self._ask(Question(Word(RARE_WORD), (), None), SearchRequest(limit=0), never)
        yield "articles"
        self._library.lists.standings(())
        yield "table"
        ids: Collection[ArticleId] = () if found is None or found.ids is None else found.ids
        self._library.lists.standings(ids)
        yield "places"
        self._library.entities.facets(ids)
        yield "entities"

    def search(self, request: SearchRequest, stop: Callable[[], bool]) -> ResultPage:
        """See ``Archive.search``."""
        began = time.perf_counter()
        question = self._read(request)
        warning, corrected = question.warning, None
        if isinstance(question.tree, Everything):
            total, hits, standings = self._list(request)
        elif (result := self._ask(question, request, stop)) is None:
            total, hits, standings, warning = 0, [], self._library.lists.standings([]), INDEX_MISSING
        else:
            result, folded = self._fold(question, request, result, stop)
            alike = self._alike(request, result, stop)
            total = result.total + len(alike)
            hits = [*self._hits(request, question, result, folded), *alike[_rest(request, result.total)]]
            ids: Collection[ArticleId] = result.ids or ()
            standings = self._library.lists.standings([*ids, *(hit.id for hit in alike)] if alike else ids)
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
        anybody = replace(request, filters=replace(request.filters, entity=None))
        return self._library.entities.facets(self._matching_ids(anybody, stop), limit)

    def counts(self, request: SearchRequest, limit: int, stop: Callable[[], bool]) -> FacetCounts:
        """See ``Archive.facet_counts``."""
        return self._library.result_counts.count(self._matching_ids(request, stop), limit)

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

    def concordance(
        self, request: SearchRequest, stop: Callable[[], bool]
    ) -> Iterator[tuple[int, list[ConcordanceLine]]]:
        """(place in the result, lines) of each article that a request finds, from its ``offset`` on."""
        question = self._read(request)
        place = request.offset
        while articles := self._articles(question, replace(request, offset=place, limit=READ_AT_ONCE), stop):
            for article in articles:
                if stop():
                    raise SearchStopped
                yield place, list(concordance.lines(article, self._spans(question, request, article)))
                place += 1

    def _articles(
        self, question: Question, request: SearchRequest, stop: Callable[[], bool]
    ) -> list[Article]:
        if isinstance(question.tree, Everything):
            ids = [hit.id for hit in self._list(request)[1]]
        else:
            result = self._ask(question, request, stop)
            ids = [hit.id for hit in result.hits] if result else []
        return list(self._library.articles.iterate(ids))

    def _spans(
        self, question: Question, request: SearchRequest, article: Article
    ) -> Callable[[Block], list[tuple[int, int]]]:
        """What a concordance shows of an article: what the query finds, else where the entity is named."""
        index = self._open()
        if not isinstance(question.tree, Everything) and index is not None:
            tree = for_language(question.tree, article.language)
            return lambda block: list(index.highlights(tree, block.text, article.language))
        mentions = self._library.entities.mentions(article.id)
        return concordance.mentions_of(request.filters.entity or "", mentions)

    def _read(self, request: SearchRequest) -> Question:
        parsed = parse(request.query, lenient=request.lenient)
        tree, expanded = self._widening.widened(parsed.tree) if request.expand else (parsed.tree, ())
        return Question(tree, expanded, parsed.warning)

    def _correct(self, request: SearchRequest, found: int, stop: Callable[[], bool]) -> str | None:
        """A better spelling of the query, one that finds more under the same filters."""
        index = self._open()
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
        result = self._ask(self._read(asked), asked, stop)
        return corrected if result is not None and result.total > found else None

    def _list(self, request: SearchRequest) -> tuple[int, list[Hit], dict[str, int]]:
        """Total, page and standings of a request without a query."""
        folded = self._folding.listed(request.filters) if request.fold else Folded()
        total, hits = self._library.lists.newest(
            request.filters, request.offset, request.limit, without=folded.hidden
        )
        counts = self._library.lists.standings(None, replace(request.filters, standing=None))
        if folded.hidden:
            hidden = self._library.lists.standings(folded.hidden)
            counts = {name: count - hidden[name] for name, count in counts.items()}
        return total, [replace(hit, copies=folded.copies[hit.id]) for hit in hits], counts

    def _ask(
        self,
        question: Question,
        request: SearchRequest,
        stop: Callable[[], bool],
        without: Collection[ArticleId] = (),
    ) -> EngineResult | None:
        """What the index answers; None while there is no usable index."""
        index = self._open()
        if index is None:
            return None
        nodes = [question.tree, *narrowing(request.filters)]
        if without:
            nodes.append(Not(IdIn(frozenset(without))))
        tree = spelt_out(rewrite(all_of(nodes), lambda node: look_up(self._library, node)))
        try:
            return index.search(
                tree,
                limit=request.limit,
                offset=request.offset,
                order=request.order,
                stop=stop,
                want_ids=True,
                favoured=self._library.lists.ids(PAIRED),
            )
        except SearchCancelled as error:
            raise SearchStopped from error
        except EngineError:
            self.close()
            return None

    def _fold(
        self, question: Question, request: SearchRequest, result: EngineResult, stop: Callable[[], bool]
    ) -> tuple[EngineResult, Folded]:
        """``result`` without copies of what it shows already; asked again when there are any."""
        folded = self._folding.hits(result.ids or ()) if request.fold else Folded()
        if folded.hidden:
            result = self._ask(question, request, stop, folded.hidden) or result
        self._found = _Found(matching(request), result.ids or (), folded)
        return result, folded

    def _alike(self, request: SearchRequest, result: EngineResult, stop: Callable[[], bool]) -> list[Hit]:
        """What says the same in other words, the nearest first, under the same filters."""
        if not request.meaning:
            return []
        key = matching(request)
        if self._meant is None or self._meant[0] != key:
            asked = parse(request.query, lenient=True).tree
            found = {id: cosine for cosine, id in same_meaning(self._library, asked, request.query)}
            kept = self._ask(
                Question(IdIn(frozenset(found)), (), None), replace(request, limit=0, offset=0), stop
            )
            ids = frozenset(kept.ids or ()) - frozenset(result.ids or ()) if kept else frozenset()
            self._meant = key, {id: cosine for id, cosine in found.items() if id in ids}
        _, meant = self._meant
        # Rows are read anew: the reader may have marked or paired one meanwhile.
        rows = self._library.lists.rows(list(meant))
        return [replace(row, score=round(meant[id], 3), by_meaning=True) for id, row in rows.items()]

    def _hits(
        self, request: SearchRequest, question: Question, result: EngineResult, folded: Folded
    ) -> list[Hit]:
        rows = self._library.lists.rows([hit.id for hit in result.hits])
        found = [
            replace(rows[hit.id], score=round(hit.score, 3), via=hit.via, copies=folded.copies[hit.id])
            for hit in result.hits
            if hit.id in rows
        ]
        return self._with_snippets(question, found) if request.snippets else found

    def _with_snippets(self, question: Question, hits: list[Hit]) -> list[Hit]:
        index = self._open()
        if index is None:
            return hits
        texts = {
            article.id: "\n\n".join(block.text for block in article.body)
            for article in self._library.articles.iterate([hit.id for hit in hits])
        }
        return [
            replace(
                hit,
                snippet=index.snippet(for_language(question.tree, hit.language), texts[hit.id], hit.language),
            )
            for hit in hits
        ]

    def _matching_ids(self, request: SearchRequest, stop: Callable[[], bool]) -> Collection[ArticleId] | None:
        """All articles that a request finds; None stands for the whole archive, copies included."""
        key = matching(request)
        if self._found is not None and self._found.request == key:
            return self._found.ids
        question = self._read(request)
        if not isinstance(question.tree, Everything):
            whole = replace(request, limit=0, offset=0)
            result = self._ask(question, whole, stop)
            return self._fold(question, whole, result, stop)[0].ids or () if result else ()
        if request.filters == UNFILTERED:
            return None
        hidden = self._folding.listed(request.filters).hidden if request.fold else frozenset()
        ids = self._library.lists.ids(request.filters) - hidden
        self._found = _Found(key, ids, Folded())
        return ids

    def _open(self) -> SearchEngine | None:
        if self._index is None:
            try:
                self._index = engine(self._engine_name).open(self._folder)
            except EngineError:
                return None
        return self._index


def _rest(request: SearchRequest, before: int) -> slice:
    """What of a list that begins behind ``before`` results is on the page asked for."""
    return slice(max(0, request.offset - before), max(0, request.offset + request.limit - before))
