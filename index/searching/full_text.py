"""The full-text index as searches ask it; there may be none yet, and it may turn out to be damaged."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

from index.engines.interface import EngineResult, Favoured, Place, SearchCancelled, SearchEngine
from index.engines.registry import engine
from index.errors import EngineError, SearchStopped
from index.failures import is_of_the_machine
from index.model.articles import ArticleId
from index.model.results import Filters, SearchRequest
from index.query.syntax import Node
from index.stopping import Stopping
from index.storage.library import Library
from index.storage.sqlite.writer_lock import is_held

PAIRED = Filters(standing="paired")
Answer = TypeVar("Answer")


class FullText:
    """Opened when something is asked for the first time, condemned when it is damaged. Of one thread."""

    def __init__(self, library: Library, place: Place, engine_name: str) -> None:
        self._library = library
        self._place = place
        self._engine_name = engine_name
        self._index: SearchEngine | None = None
        self._refused = ""
        """The generation that was found to be damaged where nobody can be told so."""
        self._verified = ""
        """The generation that was read whole, and is sound."""
        self.fault: EngineError | None = None
        """Why the index could not be asked when it was tried last; None when it could."""

    def open(self) -> SearchEngine:
        """Raises EngineError while there is no usable index."""
        if self._index is None:
            try:
                self._index = self._opened()
            except EngineError as error:
                self.give_up(error)
                raise
        self.fault = None
        return self._index

    def _opened(self) -> SearchEngine:
        index = engine(self._engine_name).open(self._place)
        if self._refused and index.generation() == self._refused:
            index.close()
            raise EngineError("The search index is damaged", "It is rebuilt from the library.")
        return index

    def close(self) -> None:
        if self._index is not None:
            self._index.close()
            self._index = None

    def give_up(self, error: EngineError) -> None:
        """Nobody is to read this index any more, unless it is not to blame, or just being made."""
        generation, self.fault = self._generation(), error
        self.close()
        if is_of_the_machine(error):
            return
        kind = engine(self._engine_name)
        try:
            kind.examine(self._place)
        except EngineError:
            return  # it says so itself
        if not is_held(self._library.database.file.parent):
            self._refused = generation or self._refused
            kind.condemn(self._place, str(error))

    def _generation(self) -> str:
        try:
            return "" if self._index is None else self._index.generation()
        except EngineError:
            return ""

    def is_usable(self) -> bool:
        """Whether there is an index that can be asked now; it need not be sound, nor complete."""
        try:
            engine(self._engine_name).examine(self._place)
            self.open().generation()
        except EngineError as error:
            self.fault = error
            self.close()
            return False
        return True

    def verify(self) -> Iterator[int]:
        """Read all of the index, a little a step, once for each generation; bytes read so far.

        Raises EngineError at damage, when it has been condemned.
        """
        index = self.open()
        generation = index.generation()
        if generation == self._verified:
            return
        try:
            for read in index.verify():
                yield read
                if self._index is not index:
                    return  # given up meanwhile
        except EngineError as error:
            if self._generation() in (generation, ""):
                self.give_up(error)
                raise
            return  # what was being read has been replaced
        self._verified = generation

    def ask(self, question: Callable[[SearchEngine], Answer]) -> Answer:
        """What the index answers.

        Raises SearchStopped, and EngineError while there is no usable index, which may turn out only now.
        """
        index = self.open()
        try:
            return question(index)
        except SearchCancelled as error:
            raise SearchStopped from error
        except EngineError as error:
            self.give_up(error)
            raise

    def search(self, tree: Node, request: SearchRequest, stop: Stopping) -> EngineResult:
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
        """Which of ``ids`` the tree matches."""
        return self.ask(lambda index: index.among(tree, ids, stop=stop))
