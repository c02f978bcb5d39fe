"""What condition an archive is in: counts for ``status``, findings for ``doctor``."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from index.engines.registry import engine
from index.errors import ArchiveError, EngineError
from index.ingest.cut_short import left_over
from index.ingest.full_text import compare, is_in_step
from index.model import Check, Status
from index.query.syntax import Word
from index.settings import INDEX_FOLDER, ArchiveSettings, seeds_folder
from index.storage.library import Library

SPARE_BYTES = 100_000_000


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
    unfinished = _is_unfinished(library) or bool(left_over(library))
    if total and not is_in_step(library, folder):
        return total
    return max(unnamed, int(unfinished))


def examine(folder: Path, library: Library, settings: ArchiveSettings) -> list[Check]:
    """Every finding of ``doctor``, good or bad."""
    return [
        *_examine_library(library),
        *_examine_index(folder, library, settings),
        *_examine_encoder(folder, library, settings),
        *_examine_disk(folder, library),
    ]


def _articles(count: int) -> str:
    return "1 article" if count == 1 else f"{count} articles"


def _examine_library(library: Library) -> Iterator[Check]:
    problems = library.database.check()
    total = sum(library.articles.count().values())
    yield Check(
        "library",
        not problems,
        "; ".join(problems[:5]) or f"{_articles(total)}, no damage found",
        "Restore library.sqlite3 from a backup; articles can also be added again from their files."
        if problems
        else "",
    )


def _examine_index(folder: Path, library: Library, settings: ArchiveSettings) -> Iterator[Check]:
    rebuild = "Run `newsreader rebuild`; nothing of yours is in the index."
    try:
        index = engine(settings.engine).open(folder / INDEX_FOLDER)
    except ArchiveError as error:
        yield Check("index", False, str(error), rebuild)
        return
    try:
        documents = index.documents()
        missing, foreign = compare(index, library.articles.ids())
        index.search(Word("mot"), limit=0)  # any word: it is how lists are read that matters
        slowed_by = index.slowed_by
    except EngineError as error:
        yield Check("index", False, str(error), rebuild)
        return
    finally:
        index.close()
    sound = not missing and not foreign and is_in_step(library, folder)
    slow = f", read slowly by the index's own readers: {slowed_by}" if slowed_by else ""
    detail = (
        f"{_articles(documents)}{slow}"
        if sound
        else f"{_articles(len(missing))} missing, {len(foreign)} unknown to the library"
    )
    yield Check("index", sound, detail, "" if sound else rebuild)
    waiting = len(library.entities.pending(None))
    unfinished = _is_unfinished(library)
    yield Check(
        "analysis",
        not waiting and not unfinished,
        f"waiting for names: {_articles(waiting)}" if waiting else "unfinished" if unfinished else "complete",
        "It is finished whenever the reader runs, or by `newsreader add`." if waiting or unfinished else "",
    )


def _examine_encoder(folder: Path, library: Library, settings: ArchiveSettings) -> Iterator[Check]:
    """Reads the weights of the named encoder and tries it on sentences of both languages."""
    from index.analysis.encoding.interface import TAKEN_OVER
    from index.analysis.encoding.registry import introduce
    from index.analysis.encoding.universal import load_encoder
    from index.counterparts.encoding import card_in_effect, reencoding

    try:
        named = introduce(settings.encoder)
        if named.is_fitted:
            load_encoder()
    except ArchiveError as error:
        yield Check("encoder", False, str(error), error.hint)
        return
    scores = "" if named.is_fitted else "; its scores are estimates, not measured"
    change = reencoding(library, folder, settings.encoder)
    if change is None:
        yield Check("encoder", True, f"{named.label}{scores}")
        return
    yield Check(
        "encoder",
        False,
        f"{change.done} of {change.total} articles are encoded for {named.label}{scores}; "
        f"until then {card_in_effect(library).label} serves",
        TAKEN_OVER,
    )


def _is_unfinished(library: Library) -> bool:
    counterparts = library.counterparts
    return library.entities.is_unfinished() or counterparts.is_unfinished() or not counterparts.is_aligned()


def _examine_disk(folder: Path, library: Library) -> Iterator[Check]:
    writable = not library.database.readonly
    yield Check(
        "folder",
        writable,
        f"{folder} can be written" if writable else f"{folder} can only be read",
        "" if writable else "Bookmarks and imports need write permission there.",
    )
    space = os.statvfs(folder)
    free = space.f_bavail * space.f_frsize
    yield Check(
        "disk",
        free > SPARE_BYTES,
        f"{free // 1_000_000} MB free",
        "" if free > SPARE_BYTES else "Free some space before the next import.",
    )


def _most(counts: dict[str, int]) -> str | None:
    return max(counts, key=lambda name: counts[name]) if counts else None
