"""The full-text index, kept in step with the library: it is a shadow, never a record."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from index.engines.interface import IndexedArticle, SearchEngine
from index.engines.registry import engine, move_aside
from index.errors import EngineError
from index.model.articles import Article, ArticleId
from index.model.progress import Committed, Progress
from index.query.syntax import Everything
from index.settings import INDEX_FOLDER
from index.storage.library import Library

FIRST_BATCH = 256
LARGEST_BATCH = 8192
"""Small commits first, so that something can be found soon; then few large ones, which cost a third."""
IN_STEP_FILE = "in-step.json"


def bring_up_to_date(
    library: Library, folder: Path, engine_name: str, stopping: Callable[[], bool]
) -> Iterator[Progress | Committed]:
    """Index what the library has and the index has not. An index that cannot be used is moved aside first."""
    index_folder = folder / INDEX_FOLDER
    index = _open(index_folder, engine_name)
    try:
        latest = library.articles.latest_change()
        pending, gone = _differences(library, index, _change_in_step(index_folder))
        size, done = FIRST_BATCH, 0
        while pending[done:] or gone:
            if stopping():
                return
            batch = pending[done : done + size]
            index.write((indexed(article) for article in library.articles.iterate(batch)), gone)
            done, gone, size = done + len(batch), (), min(size * 2, LARGEST_BATCH)
            yield Committed(0)
            yield Progress("indexing", done, len(pending))
        _write_change_in_step(index_folder, latest)
        while not stopping() and index.compact():
            pass
    finally:
        index.close()


def is_in_step(library: Library, folder: Path) -> bool:
    """Whether the index says that it holds every change of the library; does not open it."""
    return _change_in_step(folder / INDEX_FOLDER) == library.articles.latest_change()


def discard_index(folder: Path) -> None:
    """Remove the index; ``bring_up_to_date`` makes it anew."""
    shutil.rmtree(folder / INDEX_FOLDER, ignore_errors=True)


def indexed(article: Article) -> IndexedArticle:
    """What the engine is told about an article: the body only, hidden blocks cannot be found."""
    published = article.published
    return IndexedArticle(
        id=article.id,
        language=article.language,
        title=article.title,
        body="\n\n".join(block.text for block in article.body),
        source=article.source,
        place=article.place,
        author=article.author,
        first=date.fromisoformat(published.first).toordinal() if published else None,
        last=date.fromisoformat(published.last).toordinal() if published else None,
    )


def compare(index: SearchEngine, known: Iterable[ArticleId]) -> tuple[set[ArticleId], list[ArticleId]]:
    """Which of ``known`` are not in the index, and what else is in it."""
    missing = set(known)
    foreign: list[ArticleId] = []
    for article in index.ids():
        if article in missing:
            missing.remove(article)
        else:
            foreign.append(article)
    return missing, foreign


def _open(index_folder: Path, engine_name: str) -> SearchEngine:
    kind = engine(engine_name)
    try:
        return kind.open(index_folder, create=True)
    except EngineError:
        move_aside(index_folder)
        return kind.open(index_folder, create=True)


def _differences(
    library: Library, index: SearchEngine, change: int | None
) -> tuple[Sequence[ArticleId], Sequence[ArticleId]]:
    """Articles to index, and articles to forget. Without a reliable mark both sides are compared whole."""
    changed = library.articles.changed_since(change or 0)
    if change is not None:
        fresh = len(changed) - len(index.among(Everything(), frozenset(changed)))
        if index.documents() + fresh == sum(library.articles.count().values()):
            return changed, ()
    here = library.articles.ids()
    missing, foreign = compare(index, here)
    outdated = missing.union(changed)
    return [article for article in here if article in outdated], foreign


def _change_in_step(index_folder: Path) -> int | None:
    try:
        return int(json.loads((index_folder / IN_STEP_FILE).read_text("utf-8"))["change"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _write_change_in_step(index_folder: Path, change: int) -> None:
    file = index_folder / IN_STEP_FILE
    unfinished = file.with_suffix(".unfinished")
    unfinished.write_text(json.dumps({"change": change}), "utf-8")
    unfinished.replace(file)
