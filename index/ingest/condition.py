"""What an archive holds, and how much of it is still to be worked out."""

from __future__ import annotations

from pathlib import Path

from index.engines.registry import engine
from index.errors import EngineError
from index.ingest.cut_short import cut_short, left_over
from index.ingest.full_text import is_in_step
from index.model.condition import Status
from index.model.index_state import IndexState
from index.settings import INDEX_FOLDER, ArchiveSettings, seeds_folder
from index.storage.library import Library
from index.storage.sqlite.writer_lock import is_held


def status(folder: Path, library: Library, settings: ArchiveSettings, *, sample: bool) -> Status:
    """Counts of everything; opens the index, so it is not for a start that must be fast."""
    from index.counterparts.encoding import card_in_effect, reencoding

    index_folder = folder / INDEX_FOLDER
    kind = engine(settings.engine)
    documents, fault = 0, None
    try:
        index = kind.open(index_folder)
        try:
            documents = index.documents()
        finally:
            index.close()
    except EngineError as error:
        fault = str(error)
    encoder, articles = card_in_effect(library), library.articles.count()
    return Status(
        folder=str(folder),
        sample=sample,
        articles=articles,
        pairs=library.counterparts.count(),
        entities=library.entities.count(),
        bookmarks=len(library.bookmarks.all()),
        engine=settings.engine,
        schema=kind.schema_version,
        documents=documents,
        index_bytes=sum(file.stat().st_size for file in index_folder.glob("*") if file.is_file()),
        pending=pending(folder, library, settings.engine, sample=sample),
        extractor=_most(library.entities.extractors()),
        encoder=encoder.label if library.counterparts.versions() else None,
        reencoding=reencoding(library, folder, settings.encoder),
        measured=encoder.is_fitted,
        index_fault=fault if articles else None,
        cut_short=cut_short(library),
        events=library.events.count(),
    )


def pending(folder: Path, library: Library, engine_name: str | None, *, sample: bool) -> int:
    """Articles that are not yet searchable, named or paired; not 0 when anything is left to do. Cheap.

    Without an engine, which takes longer to load than all else, the index is believed what it says.
    """
    total = sum(library.articles.count().values())
    if sample and total == 0:
        return sum(1 for _ in seeds_folder().glob("*.txt"))
    unnamed = len(library.entities.pending(None))
    unfinished = is_unfinished(library) or bool(left_over(library))
    if total and not is_searchable(folder, library, engine_name):
        return total
    return max(unnamed, int(unfinished))


def is_searchable(folder: Path, library: Library, engine_name: str | None) -> bool:
    """Whether the index says that it can be used and has every article. Cheap; its lists are not read."""
    if not is_in_step(library, folder):
        return False
    return engine_name is None or index_fault(folder, engine_name) is None


def index_fault(folder: Path, engine_name: str) -> str | None:
    """Why the index cannot be used, as far as it says so itself; None when it can. Cheap."""
    try:
        engine(engine_name).examine(folder / INDEX_FOLDER)
    except EngineError as error:
        return str(error)
    return None


def index_state(folder: Path, library: Library, *, usable: bool) -> IndexState:
    """``usable``: whether the index can be asked."""
    if not library.articles.count() or (usable and is_in_step(library, folder)):
        return IndexState.SOUND
    if is_held(folder):
        return IndexState.BEING_MADE
    return IndexState.READ_ONLY if library.database.readonly else IndexState.TO_BE_MADE


def is_unfinished(library: Library) -> bool:
    """Whether names or counterparts are left to work out, though every article has its names."""
    from index.counterparts.encoding import are_rows_outdated

    counterparts = library.counterparts
    return (
        library.entities.is_unfinished()
        or counterparts.is_unfinished()
        or not counterparts.is_aligned()
        or are_rows_outdated(library)
    )


def _most(counts: dict[str, int]) -> str | None:
    return max(counts, key=lambda name: counts[name]) if counts else None
