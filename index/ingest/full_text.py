"""The full-text index, kept in step with the library: it is a shadow, never a record."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import NamedTuple

from index.durable import sync, write_durably
from index.engines.interface import IndexedArticle, NotWritten, SearchEngine
from index.engines.registry import engine, move_aside
from index.errors import EngineError
from index.failures import in_words, is_of_the_machine
from index.model.articles import Article, ArticleId
from index.model.progress import Committed, Progress
from index.query.syntax import Everything
from index.settings import INDEX_FOLDER
from index.storage.articles.finished import INDEX
from index.storage.library import Library

FIRST_BATCH = 256
LARGEST_BATCH = 8192
"""Small commits first, so that something can be found soon; then few large ones, which cost a third."""
IN_STEP_FILE = "in-step.json"


class InStep(NamedTuple):
    """What an index says of itself in a file of its own."""

    change: int
    """The newest change of the library that it has."""
    generation: str
    """Its own then: the word of another index is worth nothing."""


def bring_up_to_date(
    library: Library, folder: Path, engine_name: str, stopping: Callable[[], bool]
) -> Iterator[Progress | Committed]:
    """Index what the library has and the index has not.

    An index that cannot be used, or turns out to be damaged on the way, is moved aside and made anew. Raises
    EngineError when it cannot be written, StorageError when the disk is full.
    """
    kind, index_folder = engine(engine_name), folder / INDEX_FOLDER
    for may_be_damaged in (True, False):
        index = _open(kind, index_folder)
        try:
            complete = yield from _catch_up(library, index, index_folder, stopping)
        except EngineError as error:
            if not may_be_damaged or not _is_damaged(index, error):
                raise in_words(error, index_folder) from error
            kind.condemn(index_folder, str(error))
        else:
            if complete:
                _discard_aside(index_folder)
            return
        finally:
            index.close()


def is_in_step(library: Library, folder: Path) -> bool:
    """Whether the index that the library knows says that it holds every change; does not open it."""
    said = _in_step(folder / INDEX_FOLDER)
    known = library.finished.state(INDEX)
    return said is not None and said == (library.articles.latest_change(), known)


def was_complete(folder: Path) -> bool:
    """Whether the index has ever held everything; one that is just being made has not."""
    return _in_step(folder / INDEX_FOLDER) is not None


def traces(folder: Path) -> frozenset[tuple[str, int, int]]:
    """Differs when something has been done to the index, or is being done: its files, sizes and times."""
    found = set()
    with suppress(OSError):
        for file in os.scandir(folder / INDEX_FOLDER):
            with suppress(OSError):
                status = file.stat()
                found.add((file.name, status.st_size, status.st_mtime_ns))
    return frozenset(found)


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


def _open(kind: type[SearchEngine], index_folder: Path) -> SearchEngine:
    try:
        return kind.open(index_folder, create=True)
    except EngineError as error:
        if is_of_the_machine(error):
            raise in_words(error, index_folder) from error
        move_aside(index_folder)
        return kind.open(index_folder, create=True)


def _catch_up(
    library: Library, index: SearchEngine, index_folder: Path, stopping: Callable[[], bool]
) -> Generator[Progress | Committed, None, bool]:
    """Returns whether it came to its end."""
    latest = library.articles.latest_change()
    pending, gone = _differences(library, index, _in_step(index_folder))
    size, done = FIRST_BATCH, 0
    while pending[done:] or gone:
        if stopping():
            return False
        batch = pending[done : done + size]
        _write(library, index, index_folder, batch, gone)
        done, gone, size = done + len(batch), (), min(size * 2, LARGEST_BATCH)
        yield Committed(0)
        yield Progress("indexing", done, len(pending))
    _put_in_step(library, index_folder, InStep(latest, index.generation()))
    while not stopping() and index.compact():
        pass
    _put_in_step(library, index_folder, InStep(latest, index.generation()))
    return True


def _write(
    library: Library,
    index: SearchEngine,
    index_folder: Path,
    batch: Sequence[ArticleId],
    gone: Sequence[ArticleId],
) -> None:
    """Without room for the new index, the one that it takes the place of goes first."""
    try:
        index.write((indexed(article) for article in library.articles.iterate(batch)), gone)
    except NotWritten as error:
        if not is_of_the_machine(error) or not _discard_aside(index_folder):
            raise
        index.write((indexed(article) for article in library.articles.iterate(batch)), gone)


def _is_damaged(index: SearchEngine, error: EngineError) -> bool:
    """Whether the index itself is to blame for what could not be done with it."""
    if is_of_the_machine(error):
        return False
    if not isinstance(error, NotWritten):
        return True
    try:
        for _ in index.verify():
            pass
    except EngineError as found:
        return not is_of_the_machine(found)
    return False


def _differences(
    library: Library, index: SearchEngine, said: InStep | None
) -> tuple[Sequence[ArticleId], Sequence[ArticleId]]:
    """Articles to index, and articles to forget.

    All of them where the index is not the one that the library knows. One that somebody went on with, and
    did not finish, is compared whole.
    """
    if said is None or said.generation != library.finished.state(INDEX):
        here = library.articles.ids()
        return here, compare(index, here)[1]
    changed = library.articles.changed_since(said.change)
    if said.generation == index.generation():
        fresh = len(changed) - len(index.among(Everything(), frozenset(changed)))
        if index.documents() + fresh == sum(library.articles.count().values()):
            return changed, ()
    here = library.articles.ids()
    missing, foreign = compare(index, here)
    outdated = missing.union(changed)
    return [article for article in here if article in outdated], foreign


def _discard_aside(index_folder: Path) -> bool:
    """Remove what was moved aside for this index; whether there was any."""
    aside = list(index_folder.parent.glob(f"{index_folder.name}.unusable-*"))
    for index in aside:
        if index.is_dir():
            shutil.rmtree(index, ignore_errors=True)
        else:
            with suppress(OSError):
                index.unlink()
    return bool(aside)


def _in_step(index_folder: Path) -> InStep | None:
    try:
        said = json.loads((index_folder / IN_STEP_FILE).read_text("utf-8"))
        return InStep(int(said["change"]), str(said["generation"]))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def _put_in_step(library: Library, index_folder: Path, now: InStep) -> None:
    """On the disk before it is believed; the library knows which index it was said of."""
    if _in_step(index_folder) != now:
        try:
            write_durably(index_folder / IN_STEP_FILE, json.dumps(now._asdict()).encode())
            sync(index_folder)
        except OSError as error:
            raise in_words(error, index_folder) from error
    if library.finished.state(INDEX) != now.generation:
        with library.database.transaction(durable=True, aside=True):
            library.finished.put(INDEX, now.generation)
