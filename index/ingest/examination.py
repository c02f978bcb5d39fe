"""Is an archive sound: each of its parts looked at, and what is found there."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

from index.engines.registry import engine
from index.errors import ArchiveError, EngineError
from index.ingest.condition import is_unfinished
from index.ingest.cut_short import cut_short
from index.ingest.full_text import compare, is_in_step
from index.model.condition import (
    AnalysisFinding,
    BackupFinding,
    DamagedArticle,
    DerivedFinding,
    DiskFinding,
    EncoderFinding,
    Finding,
    FolderFinding,
    IndexFinding,
    LibraryFinding,
    OwnFinding,
    SourcesFinding,
    TextsFinding,
    UnreadableIndex,
    UnusableEncoder,
)
from index.model.progress import Progress
from index.query.syntax import Word
from index.settings import INDEX_FOLDER, ArchiveSettings
from index.storage.articles.texts import each_damaged, each_damaged_source
from index.storage.library import Library
from index.storage.sqlite.backup_record import last_backup

SPARE_BYTES = 100_000_000
STAGE = "checking"
GLANCE_SECONDS = 2.0
"""So long a plain examination reads texts; a deep one reads them all, and all else."""
Tell = Callable[[Progress], object]


def examine(
    folder: Path,
    library: Library,
    settings: ArchiveSettings,
    *,
    deep: bool = False,
    tell: Tell = lambda _: None,
) -> list[Finding]:
    """One finding of each part, good or bad; nothing of the analysis where the index cannot be read, nor of
    the room on a disk where nothing can be written.

    ``deep``: everything is read, which ``tell`` is told of; what it raises ends it.
    """
    total = sum(library.articles.count().values())
    found: list[Finding] = [
        LibraryFinding(damage=tuple(library.database.check(deep=deep)), articles=total),
        _texts(library, total, deep, tell),
    ]
    if deep:
        found += [_sources(library, tell), *_all_else(library, tell)]
    index = _index(folder, library, settings, deep, tell)
    found.append(index)
    if isinstance(index, IndexFinding):
        found.append(_analysis(library))
    if (ended := cut_short(library)) is not None:
        found.append(ended)
    return [
        *found,
        _encoder(folder, library, settings),
        FolderFinding(str(folder), writable=not library.database.readonly),
        *([] if library.database.readonly else [_disk(folder)]),
        _backup(folder),
    ]


def _texts(library: Library, total: int, deep: bool, tell: Tell) -> TextsFinding:
    deadline = time.monotonic() + GLANCE_SECONDS
    done = 0
    damaged: list[DamagedArticle] = []
    for read, found in each_damaged(library.database):
        done += read
        damaged += found
        tell(Progress(STAGE, done, total, "texts"))
        if not deep and time.monotonic() > deadline:
            break
    return TextsFinding(done, total, tuple(damaged))


def _sources(library: Library, tell: Tell) -> SourcesFinding:
    total = library.database.value("SELECT count(*) FROM revisions")
    done = 0
    damaged: list[DamagedArticle] = []
    for read, found in each_damaged_source(library.database):
        done += read
        damaged += found
        tell(Progress(STAGE, done, total, "sources"))
    return SourcesFinding(done, tuple(damaged))


def _all_else(library: Library, tell: Tell) -> tuple[DerivedFinding, OwnFinding]:
    from index.ingest.reading_all import read_derived, read_own

    derived = read_derived(library, lambda done, total: tell(Progress(STAGE, done, total, "what follows")))
    return derived, read_own(library)


def _index(
    folder: Path, library: Library, settings: ArchiveSettings, deep: bool, tell: Tell
) -> IndexFinding | UnreadableIndex:
    try:
        index = engine(settings.engine).open(folder / INDEX_FOLDER)
    except ArchiveError as error:
        return UnreadableIndex(str(error))
    try:
        if deep:
            for done in index.verify():
                tell(Progress(STAGE, done // 1_000_000, None, "index"))
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


def _backup(folder: Path) -> BackupFinding:
    last = last_backup(folder)
    try:
        return BackupFinding(last, there=last is not None and Path(last.file).is_file())
    except (OSError, ValueError):
        return BackupFinding(last, there=False)


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
