"""Writing to a Whoosh index: one transaction at a time, all of it or nothing."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Collection, Iterable, Iterator
from math import log
from pathlib import Path
from typing import Any

import numpy as np

from index.durable import DamagedFile
from index.engines.interface import IndexedArticle, NotWritten
from index.engines.lexicon_files import add_words, mergeable, tidy_words
from index.engines.whoosh.codec import PostingsCodec
from index.engines.whoosh.columns import NAMES, read_columns
from index.engines.whoosh.inversion import FieldPostings, Integers, Inversion, Occurrences
from index.engines.whoosh.library import LockError, SegmentReader
from index.errors import ArchiveLockedError, EngineError
from index.model.articles import ArticleId

LOCK_TIMEOUT_S = 10
MERGE_WHEN_WRITING = 8
"""Segments of about one size that a commit tolerates before it merges them."""
MERGED_WHEN_WRITING = 1_500
"""At most so many documents are merged by a commit, in a fifth of a second; the rest waits for idle time."""
MERGE_WHEN_IDLE = 4
MERGED_WHEN_IDLE = 16_384
"""At most so many documents are merged in one go, in a second and some 400 MB."""

_HINT = "Check free space and permissions; the index can be rebuilt from the library at any time."

Segments = list[Any]
Sources = dict[str, list[Occurrences]]


class _NotDone(EngineError):
    """A transaction failed, of which nothing is there now."""


def write(
    index: Any,
    folder: Path,
    articles: Iterable[IndexedArticle],
    deleted: Iterable[ArticleId],
    numbers: Callable[[Iterable[ArticleId]], list[int]],
) -> None:
    """Replaces ``articles`` and removes ``deleted``; ``numbers(ids)`` says which documents these are now.

    In one transaction: after any error nothing of it is there. Raises ValueError, ArchiveLockedError and
    NotWritten, and DamagedFile or EngineError when what is there already is damaged.
    """
    batch = {article.id: article for article in articles}
    for article in batch.values():
        article.validate()
    changed = frozenset({*deleted, *batch})
    try:
        with _transaction(index) as writer:
            # Only now that nobody else can commit are these numbers the right ones.
            for number in numbers(changed):
                writer.delete_document(number)
            _add(writer, folder, batch.values())
    except _NotDone as error:
        raise NotWritten(str(error), error.hint, changed) from error


def _add(writer: Any, folder: Path, articles: Collection[IndexedArticle]) -> None:
    inversion = Inversion()
    for article in articles:
        inversion.add(article)
    inverted = inversion.result()
    sources: Sources = {name: [found] for name, found in inverted.fields.items()}
    for article, length in zip(articles, inverted.lengths.tolist(), strict=True):
        id, language = article.id.encode(), article.language.encode()
        _add_row(writer, (id, language, article.first or 0, article.last or 0, length))
    merged = _mergeable(writer.segments, MERGE_WHEN_WRITING, MERGED_WHEN_WRITING)
    for segment in merged:
        _add_segment(writer, segment, sources)
    if articles:
        # Before the commit: words too many do no harm, words too few could not be completed.
        writer.storage.words_to = add_words(folder, inverted.words, writer.storage.words_to)
    _commit(writer, sources, merged)


def compact(index: Any, folder: Path) -> bool:
    """Merges small files of about one size, if there are several; False when there are not.

    Raises ArchiveLockedError, EngineError and what damaged files raise.
    """
    if not _mergeable(index._segments(), MERGE_WHEN_IDLE, MERGED_WHEN_IDLE):
        if mergeable(folder) is None:
            return False
        with _lock(index):
            tidy_words(folder)
        return True
    with _transaction(index) as writer:
        merged = _mergeable(writer.segments, MERGE_WHEN_IDLE, MERGED_WHEN_IDLE)
        sources: Sources = {}
        for segment in merged:
            _add_segment(writer, segment, sources)
        _commit(writer, sources, merged)
    return True


@contextlib.contextmanager
def _transaction(index: Any) -> Iterator[Any]:
    """A writer whose changes are dropped when anything goes wrong: a commit after a failed add corrupts."""
    try:
        writer = index.writer(timeout=LOCK_TIMEOUT_S, codec=PostingsCodec())
    except LockError as error:
        raise _locked() from error
    except DamagedFile:
        raise
    except Exception as error:
        raise _NotDone(f"The search index cannot be written: {error}", _HINT) from error
    try:
        yield writer
    except BaseException as error:
        with contextlib.suppress(Exception):
            writer.cancel()
        if not isinstance(error, Exception) or isinstance(error, EngineError | DamagedFile):
            raise
        raise _NotDone(f"The search index cannot be written: {error!r}", _HINT) from error


@contextlib.contextmanager
def _lock(index: Any) -> Iterator[None]:
    """What a writer holds, without one."""
    lock = index.lock("WRITELOCK")
    if not lock.acquire():
        raise _locked()
    try:
        yield
    finally:
        lock.release()


def _locked() -> ArchiveLockedError:
    return ArchiveLockedError(
        "Another process is writing to the search index", "Wait until it is done, then try again."
    )


def _commit(writer: Any, sources: Sources, merged: Segments) -> None:
    writer.fieldwriter.fields = {name: _joined(found).postings() for name, found in sources.items()}
    writer.commit(mergetype=lambda _, segments: [segment for segment in segments if segment not in merged])


def _add_row(writer: Any, row: tuple[bytes, bytes, int, int, int]) -> None:
    """One more document, as ``SegmentWriter.add_document`` does it for fields that are columns."""
    columns = writer.perdocwriter
    columns.start_doc(writer.docnum)
    for name, value in zip(NAMES, row, strict=True):
        columns.add_column_value(name, writer.schema[name].column_type, value)
    columns.finish_doc()
    writer.docnum += 1
    writer._added = True


def _add_segment(writer: Any, segment: Any, sources: Sources) -> None:
    """The documents of an older segment that are not deleted."""
    kept = np.ones(segment.doc_count_all(), np.bool_)
    kept[list(segment.deleted_docs())] = False
    if not kept.any():
        return
    renumbered = np.where(kept, np.cumsum(kept) - 1 + writer.docnum, -1).astype(np.int32)
    reader = SegmentReader(writer.storage, writer.schema, segment)
    try:
        columns = read_columns(reader)
        for number in np.flatnonzero(kept).tolist():
            _add_row(writer, columns.row(number))
        terms = reader._terms
        for name in terms.indexed_field_names():
            found = _renumbered(terms.field(name).everything(), renumbered)
            sources.setdefault(name, []).append(found)
    finally:
        reader.close()


def _renumbered(postings: FieldPostings, numbers: Integers) -> Occurrences:
    """Each occurrence under the new number of its document; -1 stands for documents that are gone."""
    per_term = np.diff(postings.starts)
    terms: Integers = np.repeat(np.arange(len(postings.terms), dtype=np.int32), per_term)
    documents = numbers[postings.documents]
    with_positions = len(postings.positions) > 0
    if with_positions:
        terms, documents = (np.repeat(values, postings.frequencies) for values in (terms, documents))
    kept = documents >= 0
    positions = postings.positions[kept] if with_positions else None
    return Occurrences(postings.terms, terms[kept], documents[kept], positions)


def _joined(found: list[Occurrences]) -> Occurrences:
    """Several documents behind each other, their terms numbered anew."""
    if len(found) == 1:
        return found[0]
    numbers: dict[bytes, int] = {}
    renumbered = [
        np.array([numbers.setdefault(term, len(numbers)) for term in part.terms], np.int32) for part in found
    ]
    positions = [part.positions for part in found if part.positions is not None]
    return Occurrences(
        [*numbers],
        np.concatenate([new[part.numbers] for new, part in zip(renumbered, found, strict=True)]),
        np.concatenate([part.documents for part in found]),
        np.concatenate(positions) if positions else None,
    )


def _mergeable(segments: Segments, tolerated: int, most: int) -> Segments:
    """The segments of the smallest size class that has ``tolerated`` of them, up to ``most`` documents."""
    classes: dict[int, Segments] = {}
    for segment in segments:
        count = segment.doc_count()
        if count * 2 <= most:
            classes.setdefault(int(log(max(1, count), 4)), []).append(segment)
    for _, members in sorted(classes.items()):
        if len(members) >= tolerated:
            chosen: Segments = []
            total = 0
            for segment in members:
                total += segment.doc_count()
                if chosen and total > most:
                    break
                chosen.append(segment)
            return chosen
    return []
