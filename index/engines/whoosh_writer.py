"""Writing to a Whoosh index: one transaction at a time, all of it or nothing."""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from math import log
from pathlib import Path
from typing import Any

from index.engines.interface import IndexedArticle
from index.engines.lexicon import add_words
from index.engines.whoosh_library import LockError, SegmentReader
from index.engines.whoosh_schema import row
from index.errors import ArchiveLockedError, EngineError
from index.model import ArticleId, Language

MEMORY_MB = 512
"""Below that Whoosh writes sorted runs to disk and merges them, 40 % of the time of a large commit."""
LOCK_TIMEOUT_S = 10
MERGE_WHEN_WRITING = 16
"""Segments of about one size that a commit tolerates before it merges them."""
MERGE_WHEN_IDLE = 4
MERGED_DOCUMENTS = 10_000
"""At most so many are merged in one go: about 20 s of CPU."""

Segments = list[Any]


def write(
    index: Any,
    folder: Path,
    articles: Iterable[IndexedArticle],
    deleted: Iterable[ArticleId],
    numbers: Callable[[], dict[ArticleId, int]],
) -> None:
    """Replaces ``articles`` and removes ``deleted``; ``numbers()`` says which document has which id now.

    Raises ValueError before anything is touched, ArchiveLockedError, or EngineError.
    """
    batch = {article.id: article for article in articles}
    for article in batch.values():
        article.validate()
    rows = [(article.language, *row(article)) for article in batch.values()]
    gone = set(deleted) | set(batch)
    with _transaction(index) as writer:
        # Only now that nobody else can commit are these numbers the right ones.
        present = numbers()
        for id in gone & present.keys():
            writer.delete_document(present[id])
        counts: dict[Language, Counter[str]] = {}
        for language, fields, words in rows:
            writer.add_document(**fields)
            counts.setdefault(language, Counter()).update(words)
        if counts:
            # Before the commit: words too many do no harm, words too few could not be completed.
            add_words(folder, counts)
        writer.commit(mergetype=_merge_policy(MERGE_WHEN_WRITING))


def compact(index: Any) -> bool:
    """Merges small segments of about one size, if there are several; False when there are not."""
    if not _mergeable(index._segments(), MERGE_WHEN_IDLE):
        return False
    with _transaction(index) as writer:
        writer.commit(mergetype=_merge_policy(MERGE_WHEN_IDLE))
    return True


@contextlib.contextmanager
def _transaction(index: Any) -> Iterator[Any]:
    """A writer whose changes are dropped when anything goes wrong: a commit after a failed add corrupts."""
    try:
        writer = index.writer(limitmb=MEMORY_MB, timeout=LOCK_TIMEOUT_S)
    except LockError as error:
        raise ArchiveLockedError(
            "Another process is writing to the search index", "Wait until it is done, then try again."
        ) from error
    except Exception as error:
        raise EngineError(f"The search index cannot be written: {error}", _HINT) from error
    try:
        yield writer
    except BaseException as error:
        with contextlib.suppress(Exception):
            writer.cancel()
        if not isinstance(error, Exception) or isinstance(error, EngineError):
            raise
        raise EngineError(f"The search index cannot be written: {error!r}", _HINT) from error


_HINT = "Check free space and permissions; the index can be rebuilt from the library at any time."


def _merge_policy(tolerated: int) -> Callable[[Any, Segments], Segments]:
    def merge(writer: Any, segments: Segments) -> Segments:
        merged = _mergeable(segments, tolerated)
        for segment in merged:
            if not segment.doc_count():
                continue  # everything in it was deleted; copied, it would stay as an empty segment
            reader = SegmentReader(writer.storage, writer.schema, segment)
            writer.add_reader(reader)
            reader.close()
        return [segment for segment in segments if segment not in merged]

    return merge


def _mergeable(segments: Segments, tolerated: int) -> Segments:
    """The segments of the smallest size class that has ``tolerated`` of them, up to ``MERGED_DOCUMENTS``."""
    classes: dict[int, Segments] = {}
    for segment in segments:
        count = segment.doc_count()
        if count * 2 <= MERGED_DOCUMENTS:
            classes.setdefault(int(log(max(1, count), 4)), []).append(segment)
    for _, members in sorted(classes.items()):
        if len(members) >= tolerated:
            chosen: Segments = []
            total = 0
            for segment in members:
                total += segment.doc_count()
                if chosen and total > MERGED_DOCUMENTS:
                    break
                chosen.append(segment)
            return chosen
    return []
