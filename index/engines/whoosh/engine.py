"""The full-text engine on Whoosh."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, ClassVar, Self, TypeVar

import numpy as np

from index.durable import DamagedFile, sync
from index.engines.interface import (
    NOBODY,
    EngineResult,
    Facet,
    Favoured,
    IndexedArticle,
    MatchingIds,
    Place,
    SearchCancelled,
    Stop,
    UnresolvedNode,
)
from index.engines.lexicon import Lexicon, StoredLexicon
from index.engines.whoosh import examination, label, writer
from index.engines.whoosh.files import IndexStorage
from index.engines.whoosh.library import FileIndex
from index.engines.whoosh.matching import Matching
from index.engines.whoosh.schema import SCHEMA_VERSION, make_schema
from index.engines.whoosh.snapshot import Checkpoint, SegmentColumns, Snapshot
from index.errors import ArchiveError, EngineError
from index.model.articles import ArticleId
from index.query.syntax import Node

Answer = TypeVar("Answer")


class WhooshEngine:
    name: ClassVar[str] = label.NAME
    schema_version: ClassVar[int] = SCHEMA_VERSION

    _index: Any
    _lexicon: StoredLexicon

    def __init__(self, folder: Path) -> None:
        """Use ``open``. One thread owns the engine: Whoosh's readers share file positions."""
        self._folder = folder
        self._owner = threading.get_ident()
        self._storage = IndexStorage(folder)
        self._columns: SegmentColumns = {}
        self._matched: Matching | None = None
        self._snapshot: Snapshot | None = None
        self._state = ""
        """Of the snapshot; empty when it is of no use."""
        try:
            self._ask(lambda snapshot: None)
        except BaseException:
            self._storage.close_files()
            raise

    @classmethod
    def open(cls, place: Place, *, create: bool = False) -> Self:
        folder = Path(place)
        try:
            if create and not (folder.exists() and any(folder.iterdir())):
                _create(folder)
        except (OSError, DamagedFile) as error:
            raise EngineError(
                f"The search index in {folder} cannot be made: {error}", "Check free space and permissions."
            ) from error
        return cls(folder)

    @classmethod
    def examine(cls, place: Place) -> None:
        examination.examine(Path(place))

    @classmethod
    def condemn(cls, place: Place, reason: str) -> None:
        label.condemn(Path(place), reason)

    def verify(self) -> Iterator[int]:
        self._check_owner()
        return examination.verify(self._folder)

    def write(self, articles: Iterable[IndexedArticle], deleted: Iterable[ArticleId] = ()) -> None:
        self._check_owner()
        label.state(self._folder)
        try:
            writer.write(self._index, self._folder, articles, deleted, self._committed_numbers)
        except DamagedFile as error:
            self._forget()
            raise label.damaged(self._folder, error) from error
        self._ask(lambda snapshot: None)

    def _committed_numbers(self, ids: Iterable[ArticleId]) -> list[int]:
        return self._ask(lambda snapshot: snapshot.numbers_of(ids))

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
        return self._ask_matching(tree, stop, lambda found, _: found.page(limit, offset, order, favoured))

    def among(
        self, tree: Node, ids: frozenset[ArticleId], *, stop: Stop | None = None
    ) -> frozenset[ArticleId]:
        return self._ask_matching(tree, stop, lambda found, _: found.among(ids))

    def count(
        self, tree: Node, what: Facet, limit: int, *, stop: Stop | None = None
    ) -> list[tuple[str, int]]:
        return self._ask_matching(tree, stop, lambda found, checkpoint: found.count(what, limit, checkpoint))

    def matching(self, tree: Node, *, stop: Stop | None = None) -> MatchingIds:
        return self._ask_matching(tree, stop, lambda found, _: found.ids())

    @property
    def words(self) -> Lexicon:
        return self._lexicon

    def documents(self) -> int:
        return self._ask(lambda snapshot: int(snapshot.alive.sum()))

    def ids(self) -> Iterator[ArticleId]:
        return self._ask(
            lambda snapshot: map(snapshot.ids.__getitem__, np.flatnonzero(snapshot.alive).tolist())
        )

    def generation(self) -> str:
        return label.state(self._folder)

    @property
    def slowed_by(self) -> str | None:
        """What in this Whoosh surprised us, so that its own matchers are used; None when nothing did."""
        surprise = None if self._snapshot is None else self._snapshot.shortcuts.surprise
        return None if surprise is None else repr(surprise)

    def compact(self) -> bool:
        return self._ask(lambda _: writer.compact(self._index, self._folder))

    def close(self) -> None:
        if self._snapshot is not None:
            self._snapshot.close()
        self._storage.close_files()

    def _check_owner(self) -> None:
        assert threading.get_ident() == self._owner, "an engine belongs to the thread that opened it"

    def _ask_matching(
        self, tree: Node, stop: Stop | None, question: Callable[[Matching, Checkpoint], Answer]
    ) -> Answer:
        """Remembers what matched: what else is asked about a result comes right after it."""
        checkpoint = _checkpoint(stop)

        def ask(snapshot: Snapshot) -> Answer:
            if self._matched is None or self._matched.tree != tree:
                self._matched = Matching(tree, snapshot, self._lexicon, checkpoint)
            return question(self._matched, checkpoint)

        return self._ask(ask)

    def _ask(self, question: Callable[[Snapshot], Answer]) -> Answer:
        """As of the newest commit. Whatever goes wrong is a damaged index: EngineError."""
        self._check_owner()

        def ask(state: str) -> Answer:
            try:
                return question(self._as_of(state))
            except (SearchCancelled, UnresolvedNode, ArchiveError):
                raise
            except Exception:
                self._forget()
                raise

        return label.settled(self._folder, ask)

    def _as_of(self, state: str) -> Snapshot:
        """A new snapshot when something was committed; never Searcher.refresh(), which forgets deletions."""
        if self._snapshot is not None and state == self._state:
            self._storage.notice()
            return self._snapshot
        is_known = _made(state) == _made(self._state)
        if not is_known:
            self._index = FileIndex(self._storage, schema=make_schema())
        fresh = Snapshot(self._index, self._columns)
        if is_known:
            self._lexicon.refresh(self._storage.words_to)
        else:
            self._lexicon = StoredLexicon(self._folder, self._storage.words_to)
        if self._snapshot is not None:
            self._snapshot.close()
        self._snapshot, self._state, self._matched = fresh, state, None
        return fresh

    def _forget(self) -> None:
        """After an error all is read anew: it may be of a state that is gone, or have left files open."""
        self._storage.close_files()
        self._columns.clear()
        self._state, self._matched = "", None


def _checkpoint(stop: Stop | None) -> Checkpoint:
    def checkpoint() -> None:
        if stop is not None and stop():
            raise SearchCancelled

    return checkpoint


def _made(state: str) -> str:
    return state.rpartition("-")[0]


def _create(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    FileIndex.create(IndexStorage(folder), make_schema())
    label.write_label(folder)
    sync(folder.parent)
