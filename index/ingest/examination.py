"""Is an archive sound: each of its parts looked at, and what is found there."""

from __future__ import annotations

import os
from pathlib import Path

from index.engines.registry import engine
from index.errors import ArchiveError, EngineError
from index.ingest.condition import is_unfinished
from index.ingest.full_text import compare, is_in_step
from index.model.condition import (
    AnalysisFinding,
    DiskFinding,
    EncoderFinding,
    Finding,
    FolderFinding,
    IndexFinding,
    LibraryFinding,
    UnreadableIndex,
    UnusableEncoder,
)
from index.query.syntax import Word
from index.settings import INDEX_FOLDER, ArchiveSettings
from index.storage.library import Library

SPARE_BYTES = 100_000_000


def examine(folder: Path, library: Library, settings: ArchiveSettings) -> list[Finding]:
    """One finding of each part, good or bad; nothing of the analysis where the index cannot be read."""
    return [
        LibraryFinding(
            damage=tuple(library.database.check()), articles=sum(library.articles.count().values())
        ),
        index := _index(folder, library, settings),
        *([_analysis(library)] if isinstance(index, IndexFinding) else []),
        _encoder(folder, library, settings),
        FolderFinding(str(folder), writable=not library.database.readonly),
        _disk(folder),
    ]


def _index(folder: Path, library: Library, settings: ArchiveSettings) -> IndexFinding | UnreadableIndex:
    try:
        index = engine(settings.engine).open(folder / INDEX_FOLDER)
    except ArchiveError as error:
        return UnreadableIndex(str(error))
    try:
        missing, unknown = compare(index, library.articles.ids())
        index.search(Word("mot"), limit=0)  # any word: it is how lists are read that matters
        return IndexFinding(
            articles=index.documents(),
            missing=len(missing),
            unknown=len(unknown),
            in_step=is_in_step(library, folder),
            slowed_by=index.slowed_by,
        )
    except EngineError as error:
        return UnreadableIndex(str(error))
    finally:
        index.close()


def _analysis(library: Library) -> AnalysisFinding:
    return AnalysisFinding(unnamed=len(library.entities.pending(None)), unfinished=is_unfinished(library))


def _encoder(folder: Path, library: Library, settings: ArchiveSettings) -> EncoderFinding | UnusableEncoder:
    """Reads the weights of the named encoder and tries it on sentences of both languages."""
    from index.analysis.encoding.registry import introduce
    from index.analysis.encoding.universal import load_encoder
    from index.counterparts.encoding import card_in_effect, reencoding

    try:
        named = introduce(settings.encoder)
        if named.is_fitted:
            load_encoder()
    except ArchiveError as error:
        return UnusableEncoder(str(error), error.hint)
    return EncoderFinding(
        encoder=named.label,
        measured=named.is_fitted,
        in_effect=card_in_effect(library).label,
        reencoding=reencoding(library, folder, settings.encoder),
    )


def _disk(folder: Path) -> DiskFinding:
    space = os.statvfs(folder)
    free = space.f_bavail * space.f_frsize
    return DiskFinding(free, enough=free > SPARE_BYTES)
