"""The full-text engine on Whoosh."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Any, ClassVar, Self
from uuid import uuid4

import numpy as np

from index.engines.highlights import Highlighter
from index.engines.interface import (
    EngineHit,
    EngineResult,
    IndexedArticle,
    MatchingIds,
    SearchCancelled,
    Stop,
    UnresolvedNode,
)
from index.engines.lexicon import Lexicon
from index.engines.snippets import make_snippet
from index.engines.whoosh.files import IndexStorage
from index.engines.whoosh.library import FileIndex, distribution
from index.engines.whoosh.query import Evaluation, Matches
from index.engines.whoosh.schema import SCHEMA_VERSION, make_schema
from index.engines.whoosh.snapshot import Mask, Numbers, SegmentColumns, Snapshot
from index.engines.whoosh.writer import compact, write
from index.errors import EngineError
from index.model import ArticleId, Language, Snippet
from index.query.expansion import without_expansions
from index.query.syntax import Node
from index.words.folding import fold
from index.words.stemming import stem

LITERAL_FIRST = 1e6
"""More than any score: hits that only an expansion found come after all others."""

LABEL = "engine.json"
"""Says whose index the folder holds, and of which schema."""
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
            self._lexicon = Lexicon(folder)
            self._snapshot = Snapshot(self._index, self._columns)
        except BaseException:
            self._storage.close_files()
            raise

    @classmethod
    def open(cls, folder: Path, *, create: bool = False) -> Self:
        try:
            if create and not (folder.exists() and any(folder.iterdir())):
                _create(folder)
            return cls(folder)
        except EngineError:
            raise
        except Exception as error:
            raise _damaged(folder, error) from error

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
        want_ids: bool = False,
        favoured: frozenset[ArticleId] = frozenset(),
    ) -> EngineResult:
        self._check_owner()
        self._refresh()
        try:
            return self._search(tree, limit, offset, order, stop, want_ids, favoured)
        except (SearchCancelled, UnresolvedNode):
            raise
        except Exception as error:
            self._storage.close_files()
            raise _damaged(self._folder, error) from error

    def _search(
        self,
        tree: Node,
        limit: int,
        offset: int,
        order: str,
        stop: Stop | None,
        want_ids: bool,
        favoured: frozenset[ArticleId],
    ) -> EngineResult:
        def checkpoint() -> None:
            if stop is not None and stop():
                raise SearchCancelled

        snapshot = self._snapshot
        evaluation = Evaluation(snapshot, self._lexicon, checkpoint)
        found = evaluation.matches(tree)
        if found.scores is not None:
            found = Matches(found.mask, found.scores * snapshot.preference(favoured))
        literal_tree = without_expansions(tree)
        literal = found.mask if literal_tree == tree else evaluation.matches(literal_tree).mask
        numbers = np.flatnonzero(found.mask)
        page = self._best(numbers, found, literal, order, offset + limit)[offset:].tolist()
        scores = found.scores
        hits = tuple(
            EngineHit(
                snapshot.ids[number],
                float(scores[number]) if scores is not None else 0.0,
                () if literal[number] else tuple(text for text, mask in evaluation.found_by if mask[number]),
            )
            for number in page
        )
        counts = {language: int(mask[numbers].sum()) for language, mask in snapshot.languages.items()}
        ids = MatchingIds(snapshot.ids, numbers) if want_ids else None
        return EngineResult(len(numbers), hits, {k: n for k, n in counts.items() if n}, ids)

    def _best(self, numbers: Numbers, found: Matches, literal: Mask, order: str, count: int) -> Numbers:
        """The first ``count`` of ``numbers`` in the order asked for; ties are newest first."""
        worth = self._snapshot.age[numbers]
        if order != "newest" and found.scores is not None:
            worth = -(found.scores[numbers].astype(np.float64) + literal[numbers] * LITERAL_FIRST)
        if not count:
            return numbers[:0]
        if count < len(numbers):
            # Sort only what can be on the page, ties with its last row included.
            chosen = worth <= np.partition(worth, count - 1)[count - 1]
            numbers, worth = numbers[chosen], worth[chosen]
        order_of_ties = self._snapshot.id_order[numbers], self._snapshot.age[numbers]
        return numbers[np.lexsort((*order_of_ties, worth))[:count]]

    def highlights(
        self, tree: Node, text: str, language: Language, *, field: str = "text"
    ) -> tuple[tuple[int, int], ...]:
        return Highlighter(tree, language, self._lexicon, stem, field).spans(text)

    def snippet(self, tree: Node, text: str, language: Language) -> Snippet:
        return make_snippet(text, self.highlights(tree, text, language))

    def similar_words(self, word: str, limit: int = 5) -> list[tuple[str, int]]:
        self._refresh()
        return self._lexicon.corrections(fold(word), limit)

    def documents(self) -> int:
        self._refresh()
        return int(self._snapshot.alive.sum())

    def ids(self) -> frozenset[ArticleId]:
        self._refresh()
        return frozenset(map(self._snapshot.ids.__getitem__, np.flatnonzero(self._snapshot.alive).tolist()))

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
                self._lexicon = Lexicon(self._folder)
            fresh = Snapshot(self._index, self._columns)
        except EngineError:
            raise
        except Exception as error:
            self._storage.close_files()
            raise _damaged(self._folder, error) from error
        self._snapshot.close()
        self._snapshot, self._generation = fresh, generation


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
