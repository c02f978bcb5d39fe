"""The full-text index as searches ask it; there may be none yet, and it may turn out to be damaged."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from index.engines.interface import EngineResult, Favoured, Place, SearchCancelled, SearchEngine
from index.engines.registry import engine
from index.errors import EngineError, SearchStopped
from index.model.articles import ArticleId
from index.model.results import Filters, SearchRequest
from index.query.syntax import Node
from index.stopping import Stopping
from index.storage.library import Library

PAIRED = Filters(standing="paired")
Answer = TypeVar("Answer")


class FullText:
    """Opened when something is asked for the first time, let go of when it is damaged. Of one thread."""

    def __init__(self, library: Library, place: Place, engine_name: str) -> None:
        self._library = library
        self._place = place
        self._engine_name = engine_name
        self._index: SearchEngine | None = None

    def open(self) -> SearchEngine | None:
        """None while there is no usable index."""
        if self._index is None:
            try:
                self._index = engine(self._engine_name).open(self._place)
            except EngineError:
                return None
        return self._index

    def close(self) -> None:
        if self._index is not None:
            self._index.close()
            self._index = None

    def ask(self, question: Callable[[SearchEngine], Answer]) -> Answer | None:
        """What the index answers; None while there is no usable one. Raises SearchStopped."""
        index = self.open()
        if index is None:
            return None
        try:
            return question(index)
        except SearchCancelled as error:
            raise SearchStopped from error
        except EngineError:
            self.close()
            return None

    def search(self, tree: Node, request: SearchRequest, stop: Stopping) -> EngineResult | None:
        """The page of a request, whose query and filters ``tree`` says. Paired articles win ties."""
        version, paired = self._library.lists.versioned_ids(PAIRED)
        return self.ask(
            lambda index: index.search(
                tree,
                limit=request.limit,
                offset=request.offset,
                order=request.order,
                stop=stop,
                favoured=Favoured(paired, version),
            )
        )

    def among(self, tree: Node, ids: frozenset[ArticleId], stop: Stopping) -> frozenset[ArticleId]:
        """Which of ``ids`` the tree matches; none while there is no usable index."""
        return self.ask(lambda index: index.among(tree, ids, stop=stop)) or frozenset()
