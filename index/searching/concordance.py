"""Every occurrence of what a query asks for, one line each, with what stands left and right of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from index.errors import SearchStopped
from index.model.articles import Article, Block, EntityId, Mention
from index.model.results import ConcordanceLine, SearchRequest
from index.query.syntax import Everything
from index.searching.full_text import FullText
from index.searching.listed import Listed
from index.searching.requests import Question, tree_of
from index.stopping import Stopping
from index.storage.library import Library

CONTEXT = 80
"""Characters on either side."""
READ_AT_ONCE = 32
"""Articles that are found and read together."""
_SPACE = re.compile(r"\s+")
Spans = Callable[[Block], Iterable[tuple[int, int]]]
"""Where in a block of an article something stands."""


class Concordance:
    """Finds the articles of a request, and in them what it asks for."""

    def __init__(self, library: Library, full_text: FullText, listed: Listed) -> None:
        self._library = library
        self._full_text = full_text
        self._listed = listed

    def of(
        self, question: Question, request: SearchRequest, stop: Stopping
    ) -> Iterator[tuple[int, list[ConcordanceLine]]]:
        """(place in the result, lines) of each article that a request finds, from its ``offset`` on.

        Raises EngineError while the full-text index is needed and cannot be asked.
        """
        place = request.offset
        while articles := self._articles(question, replace(request, offset=place, limit=READ_AT_ONCE), stop):
            for article in articles:
                if stop():
                    raise SearchStopped
                yield place, list(lines(article, self._spans(question, request, article)))
                place += 1

    def _articles(self, question: Question, request: SearchRequest, stop: Stopping) -> list[Article]:
        if isinstance(question.tree, Everything):
            ids = [hit.id for hit in self._listed.page(replace(request, events=False)).hits]
        else:
            tree = tree_of(self._library, question.tree, request.filters)
            ids = [hit.id for hit in self._full_text.search(tree, request, stop).hits]
        return list(self._library.articles.iterate(ids))

    def _spans(self, question: Question, request: SearchRequest, article: Article) -> Spans:
        """What the query finds, else where the entity is named."""
        if not isinstance(question.tree, Everything):
            from index.searching.marking import block_marks

            return self._full_text.ask(lambda index: block_marks(question.tree, article, index.words))
        return mentions_of(request.filters.entity or "", self._library.entities.mentions(article.id))


def lines(article: Article, spans: Spans) -> Iterator[ConcordanceLine]:
    """The occurrences in one article's body, in reading order; ``spans`` says where in a block they are."""
    for block in article.body:
        for start, end in spans(block):
            yield ConcordanceLine(
                article=article.id,
                language=article.language,
                published=article.published,
                title=article.title,
                block=block.n,
                start=start,
                end=end,
                left=_one_line(_tail(block.text[:start])).lstrip(),
                match=_one_line(block.text[start:end]),
                right=_one_line(_head(block.text[end:])).rstrip(),
            )


def mentions_of(entity: EntityId, mentions: Iterable[Mention]) -> Callable[[Block], list[tuple[int, int]]]:
    """Where an entity is named, by the blocks of one article."""
    spans: dict[int, list[tuple[int, int]]] = {}
    for mention in mentions:
        if mention.entity == entity:
            spans.setdefault(mention.block, []).append((mention.start, mention.end))
    return lambda block: sorted(spans.get(block.n, []))


def _tail(text: str) -> str:
    """The last whole words of ``text``."""
    if len(text) <= CONTEXT:
        return text
    cut = text[-CONTEXT:]
    return cut if text[-CONTEXT - 1].isspace() else _SPACE.split(cut, maxsplit=1)[-1]


def _head(text: str) -> str:
    """The first whole words of ``text``."""
    if len(text) <= CONTEXT:
        return text
    cut = text[:CONTEXT]
    return cut if text[CONTEXT].isspace() else cut[: len(cut) - len(_SPACE.split(cut)[-1])] or cut


def _one_line(text: str) -> str:
    return _SPACE.sub(" ", text)
