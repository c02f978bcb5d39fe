"""What an archive holds, and how much of it is still to be worked out."""

from __future__ import annotations

from pathlib import Path

from index.engines.registry import engine
from index.errors import EngineError
from index.ingest.cut_short import left_over
from index.ingest.full_text import is_in_step
from index.model.condition import Status
from index.settings import INDEX_FOLDER, ArchiveSettings, seeds_folder
from index.storage.library import Library


def status(folder: Path, library: Library, settings: ArchiveSettings, *, sample: bool) -> Status:
    """Counts of everything; opens the index, so it is not for a start that must be fast."""
    from index.counterparts.encoding import card_in_effect, reencoding

    index_folder = folder / INDEX_FOLDER
    kind = engine(settings.engine)
    documents = 0
    try:
        index = kind.open(index_folder)
    except EngineError:
        pass
    else:
        documents = index.documents()
        index.close()
    encoder = card_in_effect(library)
    return Status(
        folder=str(folder),
        sample=sample,
        articles=library.articles.count(),
        pairs=library.counterparts.count(),
        entities=library.entities.count(),
        bookmarks=len(library.bookmarks.all()),
        engine=settings.engine,
        schema=kind.schema_version,
        documents=documents,
        index_bytes=sum(file.stat().st_size for file in index_folder.glob("*") if file.is_file()),
        pending=pending(folder, library, sample=sample),
        extractor=_most(library.entities.extractors()),
        encoder=encoder.label if library.counterparts.versions() else None,
        reencoding=reencoding(library, folder, settings.encoder),
        measured=encoder.is_fitted,
    )


def pending(folder: Path, library: Library, *, sample: bool) -> int:
    """Articles that are not yet searchable, named or paired; not 0 when anything is left to do. Cheap."""
    total = sum(library.articles.count().values())
    if sample and total == 0:
        return sum(1 for _ in seeds_folder().glob("*.txt"))
    unnamed = len(library.entities.pending(None))
    unfinished = is_unfinished(library) or bool(left_over(library))
    if total and not is_in_step(library, folder):
        return total
    return max(unnamed, int(unfinished))


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
