"""Documents into the library, a batch to a transaction, so that a stop loses nothing finished."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from index.errors import ArchiveError, SourceError
from index.ingest.intake import INTAKE_VERSION, read_article
from index.model.articles import Article, RawDocument, SkippedDocument
from index.model.progress import Committed, DocumentTaken, Progress
from index.sources.registry import open_source
from index.stopping import Stopping
from index.storage.articles.texts import each_damaged, each_damaged_source
from index.storage.library import Library


def take_in(
    library: Library, locations: Sequence[str | Path], batch: int, stopping: Stopping
) -> Iterator[Progress | Committed | DocumentTaken]:
    """Put every document of ``locations`` into the library, ``batch`` to a transaction.

    A document whose bytes are already there costs a hash. One that cannot be read is told and passed over.
    Raises SourceError when a location itself is nothing that can be read, before anything is changed.
    """
    sources = [open_source(location) for location in locations]
    counts = [source.count() for source in sources]
    total = None if None in counts else sum(count or 0 for count in counts)
    done = 0
    waiting: list[RawDocument | SkippedDocument] = []
    for source in sources:
        for document in source.documents():
            if stopping():
                break
            waiting.append(document)
            if len(waiting) == batch:
                yield from _store(library, waiting)
                done += len(waiting)
                waiting = []
                yield Progress("reading", done, total)
    if waiting:
        yield from _store(library, waiting)
        yield Progress("reading", done + len(waiting), total)


def _store(
    library: Library, documents: Sequence[RawDocument | SkippedDocument]
) -> Iterator[Committed | DocumentTaken]:
    # Cleaned before the transaction begins: a bookmark of the reader waits for it to end.
    read = [(document, _read(library, document)) for document in documents]
    outcomes = []
    with library.database.transaction():
        for document, result in read:
            outcome = result if isinstance(result, DocumentTaken) else _put(library, document, result)
            sha256 = document.sha256 if isinstance(document, RawDocument) else None
            library.journal.record(document.origin, sha256, outcome.outcome, outcome.reason)
            outcomes.append(outcome)
    yield from outcomes
    stored = sum(outcome.outcome in {"added", "changed"} for outcome in outcomes)
    if stored:
        yield Committed(stored)


def _read(library: Library, document: RawDocument | SkippedDocument) -> Article | DocumentTaken:
    """The article, or what became of the document when there is none to store."""
    if isinstance(document, SkippedDocument):
        return DocumentTaken(document.origin, "skipped", reason=document.reason)
    if library.articles.seen(document.origin) == (document.sha256, INTAKE_VERSION):
        return DocumentTaken(document.origin, "unchanged")
    try:
        return read_article(document)
    except SourceError as error:
        return DocumentTaken(document.origin, "skipped", reason=str(error))


def _put(library: Library, document: RawDocument | SkippedDocument, article: Article) -> DocumentTaken:
    assert isinstance(document, RawDocument)
    outcome = library.articles.put(article, document.raw, hints=document.hints, intake_version=INTAKE_VERSION)
    return DocumentTaken(document.origin, outcome, article.id)


def read_again(
    library: Library, batch: int, stopping: Stopping
) -> Iterator[Progress | Committed | DocumentTaken]:
    """Clean every stored text anew where the rules have changed since; the raw bytes are in the library.

    One whose bytes are damaged is told and left as it is.
    """
    outdated = library.articles.outdated(INTAKE_VERSION)
    for start in range(0, len(outdated), batch):
        if stopping():
            return
        read: list[tuple[Article, RawDocument]] = []
        for id in outdated[start : start + batch]:
            try:
                document = library.articles.document(id)
                read.append((read_article(document), document))
            except ArchiveError as error:
                yield DocumentTaken(library.articles.get(id).origin, "skipped", id, str(error))
        with library.database.transaction():
            for article, document in read:
                library.articles.put(
                    article, document.raw, hints=document.hints, intake_version=INTAKE_VERSION
                )
        yield Committed(len(outdated[start : start + batch]))
        yield Progress("reading", min(start + batch, len(outdated)), len(outdated))


def mend(library: Library, stopping: Stopping) -> Iterator[Progress | DocumentTaken]:
    """Read every stored text; one that is damaged is made again from its raw bytes, or told to be lost.

    Raw bytes that are damaged are told by ``read_again``, and taken in anew when their document is met again.
    """
    total = sum(library.articles.count().values())
    done = 0
    for read, damaged in each_damaged(library.database):
        if stopping():
            return
        for article in library.articles.iterate([each.id for each in damaged]):  # reading it mends its text
            if article.damaged:
                yield DocumentTaken(article.origin, "skipped", article.id, "its stored text is damaged")
            else:
                with library.database.transaction():
                    library.articles.put_row(article)
        done += read
        yield Progress("checking", done, total, "texts")
    for _, damaged in each_damaged_source(library.database):
        if stopping():
            return
        for each in damaged:
            if not library.articles.texts.is_sourced(each.id):  # else it is an older revision
                with library.database.transaction():
                    library.articles.expect_source(each.id)
