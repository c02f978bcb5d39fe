"""The full-text engine on Whoosh."""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, ClassVar, Self
from uuid import uuid4

import numpy as np

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
from index.engines.whoosh.files import IndexStorage
from index.engines.whoosh.library import FileIndex, distribution
from index.engines.whoosh.matching import Matching
from index.engines.whoosh.schema import SCHEMA_VERSION, make_schema
from index.engines.whoosh.snapshot import Checkpoint, SegmentColumns, Snapshot
from index.engines.whoosh.writer import compact, write
from index.errors import EngineError
from index.model.articles import ArticleId
from index.query.syntax import Node

LABEL = "engine.json"
"""Says whose index the folder holds, and of which schema."""
CONDEMNED = "damaged.txt"
"""Says why the index is not to be used any more."""
_REBUILD = "It is rebuilt from the library: newsreader rebuild."


class WhooshEngine:
    name: ClassVar[str] = "whoosh"
    schema_version: ClassVar[int] = SCHEMA_VERSION

    def __init__(self, folder: Path) -> None:
        """Use ``open``. One thread owns the engine: Whoosh's readers share file positions."""
        self._folder = folder
        self._owner = threading.get_ident()
        _read_label(folder)
        self._storage = IndexStorage(folder)
        self._columns: SegmentColumns = {}
        try:
            self._index = FileIndex(self._storage, schema=make_schema())
            self._generation = self.generation()
            self._lexicon = StoredLexicon(folder)
            self._snapshot = Snapshot(self._index, self._columns)
            self._matched: Matching | None = None
        except BaseException:
            self._storage.close_files()
            raise

    @classmethod
    def open(cls, place: Place, *, create: bool = False) -> Self:
        folder = Path(place)
        try:
            if create and not (folder.exists() and any(folder.iterdir())):
                _create(folder)
            return cls(folder)
        except EngineError:
            raise
        except Exception as error:
            raise _damaged(folder, error) from error

    @classmethod
    def examine(cls, place: Place) -> None:
        _read_label(Path(place))

    @classmethod
    def condemn(cls, place: Place, reason: str) -> None:
        with contextlib.suppress(OSError):
            (Path(place) / CONDEMNED).write_text(reason, "utf-8")

    def verify(self) -> Iterator[int]:
        self._check_owner()
        yield 0

    def write(self, articles: Iterable[IndexedArticle], deleted: Iterable[ArticleId] = ()) -> None:
        self._check_owner()
        write(self._index, self._folder, articles, deleted, self._committed_numbers)
        self._refresh()

    def _committed_numbers(self, ids: Iterable[ArticleId]) -> list[int]:
        self._refresh()
        return self._snapshot.numbers_of(ids)

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
        with self._reading():
            return self._matching(tree, _checkpoint(stop)).page(limit, offset, order, favoured)

    def among(
        self, tree: Node, ids: frozenset[ArticleId], *, stop: Stop | None = None
    ) -> frozenset[ArticleId]:
        with self._reading():
            return self._matching(tree, _checkpoint(stop)).among(ids)

    def count(
        self, tree: Node, what: Facet, limit: int, *, stop: Stop | None = None
    ) -> list[tuple[str, int]]:
        with self._reading():
            checkpoint = _checkpoint(stop)
            return self._matching(tree, checkpoint).count(what, limit, checkpoint)

    def matching(self, tree: Node, *, stop: Stop | None = None) -> MatchingIds:
        with self._reading():
            return MatchingIds(self._snapshot.ids, self._matching(tree, _checkpoint(stop)).numbers)

    def _matching(self, tree: Node, checkpoint: Checkpoint) -> Matching:
        """Remembered: what else is asked about a result comes right after it."""
        if self._matched is None or self._matched.tree != tree:
            self._matched = Matching(tree, self._snapshot, self._lexicon, checkpoint)
        return self._matched

    @contextlib.contextmanager
    def _reading(self) -> Iterator[None]:
        """As of the newest commit; whatever goes wrong is a damaged index."""
        self._check_owner()
        self._refresh()
        try:
            yield
        except (SearchCancelled, UnresolvedNode):
            raise
        except Exception as error:
            self._storage.close_files()
            raise _damaged(self._folder, error) from error

    @property
    def words(self) -> Lexicon:
        return self._lexicon

    def documents(self) -> int:
        self._refresh()
        return int(self._snapshot.alive.sum())

    def ids(self) -> Iterator[ArticleId]:
        self._refresh()
        return map(self._snapshot.ids.__getitem__, np.flatnonzero(self._snapshot.alive).tolist())

    def generation(self) -> str:
        return f"{_read_label(self._folder)}-{self._index.latest_generation()}"

    @property
    def slowed_by(self) -> str | None:
        """What in this Whoosh surprised us, so that its own matchers are used; None when nothing did."""
        surprise = self._snapshot.shortcuts.surprise
        return None if surprise is None else repr(surprise)

    def compact(self) -> bool:
        self._check_owner()
        return compact(self._index, self._folder)

    def close(self) -> None:
        self._snapshot.close()
        self._storage.close_files()

    def _check_owner(self) -> None:
        assert threading.get_ident() == self._owner, "an engine belongs to the thread that opened it"

    def _refresh(self) -> None:
        """A new snapshot when something was committed; never Searcher.refresh(), which forgets deletions.

        Raises EngineError when the index is gone or damaged.
        """
        try:
            generation = self.generation()
            if generation == self._generation:
                return
            if _made(generation) == _made(self._generation):
                self._lexicon.refresh()
            else:
                self._lexicon = StoredLexicon(self._folder)
            fresh = Snapshot(self._index, self._columns)
        except EngineError:
            raise
        except Exception as error:
            self._storage.close_files()
            raise _damaged(self._folder, error) from error
        self._snapshot.close()
        self._snapshot, self._generation, self._matched = fresh, generation, None


def _checkpoint(stop: Stop | None) -> Checkpoint:
    def checkpoint() -> None:
        if stop is not None and stop():
            raise SearchCancelled

    return checkpoint


def _made(generation: str) -> str:
    return generation.rpartition("-")[0]


def _damaged(folder: Path, error: Exception) -> EngineError:
    # Whoosh answers damage with whatever zlib, pickle, struct or an assertion says.
    return EngineError(f"The search index in {folder} is damaged: {error!r}", _REBUILD)


def _create(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    FileIndex.create(IndexStorage(folder), make_schema())
    label = {
        "engine": WhooshEngine.name,
        "schema": SCHEMA_VERSION,
        "distribution": distribution(),
        "made": uuid4().hex,
    }
    (folder / LABEL).write_text(json.dumps(label, indent=1), "utf-8")


def _read_label(folder: Path) -> str:
    """What tells this index from any other. Raises EngineError when it is not one that we can use."""
    file = folder / LABEL
    with contextlib.suppress(OSError):
        reason = (folder / CONDEMNED).read_text("utf-8", "replace")
        raise EngineError(f"The search index in {folder} is damaged: {reason}", _REBUILD)
    try:
        label: Any = json.loads(file.read_text("utf-8"))
        engine, schema, made = label["engine"], label["schema"], str(label["made"])
    except FileNotFoundError as error:
        what = "is not one of ours" if folder.exists() else "is missing"
        raise EngineError(f"The search index in {folder} {what}", _REBUILD) from error
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise EngineError(f"The search index in {folder} is damaged: {LABEL}: {error!r}", _REBUILD) from error
    if engine != WhooshEngine.name or schema != SCHEMA_VERSION:
        wanted = f"{WhooshEngine.name} schema {SCHEMA_VERSION}"
        raise EngineError(f"The search index in {folder} is {engine} schema {schema}, not {wanted}", _REBUILD)
    return made
