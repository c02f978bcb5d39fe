"""The one door to the archive: everything that a face may ask, and nothing that it must know."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Self

from index.desk.desk import Desk
from index.errors import NotFoundError
from index.model.articles import Article, RawDocument
from index.parts.articles import Articles
from index.parts.names import Names
from index.parts.pairs import Pairs
from index.searching.search import Searching
from index.settings import (
    BUILT_IN_ENCODER,
    INDEX_FOLDER,
    LIBRARY_FILE,
    ArchiveSettings,
    default_archive_folder,
    sample_archive_folder,
    seeds_folder,
    settings_file,
    settings_text,
)
from index.stopping import Stopping, never
from index.storage.articles.finished import ENCODER
from index.storage.library import Library, open_library
from index.storage.sqlite.opening import has_traces

if TYPE_CHECKING:
    from index.ingest.pipeline import Step, Workshop
    from index.model.condition import Finding, Reencoding, Status
    from index.model.index_state import IndexState
    from index.model.progress import Backup, CutShort, Progress, Restored


def open_archive(
    folder: Path | None = None,
    *,
    sample: bool = False,
    create: bool = False,
    settings: ArchiveSettings | None = None,
) -> Archive:
    """Open the archive in ``folder``; without one the reader's own if there is any, else the bundled sample.

    Raises NotFoundError when a named folder holds no archive and ``create`` is false, StorageError when it
    cannot be opened. An archive that cannot be written is opened for reading.
    """
    settings = settings or ArchiveSettings()
    if folder is None and not sample:
        own = default_archive_folder()
        if (library := _filled_library(own)) is not None:
            return Archive(own, library, settings, sample=False)
        sample = True
    if sample:
        folder, create = folder or sample_archive_folder(), True
    assert folder is not None
    if not create and not _has_library(folder):
        raise NotFoundError(
            f"{folder}: there is no archive here", f"newsreader --archive {folder} add PATH makes one."
        )
    return Archive(folder, open_library(folder), settings, sample=sample)


def _has_library(folder: Path) -> bool:
    """Also one that is lost: whoever opens it is told."""
    return (folder / LIBRARY_FILE).exists() or has_traces(folder)


def _filled_library(folder: Path) -> Library | None:
    """The library of an archive that has articles, or some on their way; None where there is nothing."""
    if not _has_library(folder):
        return None
    from index.ingest.cut_short import left_over

    library = open_library(folder)
    try:
        if library.articles.count() or left_over(library) or library.bookmarks.all():
            return library
        if library.moved_aside() is not None:
            return library
    except BaseException:
        library.close()
        raise
    library.close()
    return None


def _read_again(document: RawDocument) -> tuple[Article, int]:
    """What mends a damaged text; loaded only then."""
    from index.ingest.intake import INTAKE_VERSION, read_article

    return read_article(document), INTAKE_VERSION


def restore_archive(folder: Path, file: Path, tell: Callable[[Progress], object]) -> Restored:
    """Put a backup in the place of the archive in ``folder``, which is kept; see ``restoring.restore``."""
    from index.storage.restoring import restore

    return restore(folder, file, settings_file(), tell)


class Archive:
    """An open archive; a context manager. Owned by one thread.

    What can be asked and done is found in its parts; what holds it for writing as a whole is found here.
    """

    def __init__(self, folder: Path, library: Library, settings: ArchiveSettings, *, sample: bool) -> None:
        self.folder = folder
        self.sample = sample
        self.moved_aside = None if sample else library.moved_aside()
        """A library of a development version that this one has taken the place of, until it is told."""
        self.articles = Articles(library)
        self.pairs = Pairs(library)
        self.names = Names(library)
        self.desk = Desk(library)
        self.search = Searching(library, folder / INDEX_FOLDER, settings.engine, self._held_everything)
        self._library = library
        self._settings = settings
        self._version = library.database.data_version()
        library.articles.texts.remake_by(_read_again)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self.search.close()
        self._library.close()

    def warm_up(self) -> Iterator[str]:
        """Read ahead what a pair and the next search need, step by step; says after each what it was.

        Raises EngineError while there is no usable full-text index.
        """
        yield import_module(
            "index.analysis.differences.finding"
        ).__name__  # what the very first pair waits for
        yield from self.search.warm_up()
        yield import_module("index.counterparts.aligning").__name__

    def changed_elsewhere(self) -> bool:
        """True once after each commit of another process."""
        version = self._library.database.data_version()
        changed, self._version = version != self._version, version
        if changed:
            self.search.forget()
        return changed

    def check_present(self) -> None:
        """Raises GoneError when the library was moved, deleted or replaced since it was opened. Cheap."""
        self._library.database.check_present()

    # The way in. Each holds the archive for writing while it runs; closing the generator stops it safely.

    def add(self, locations: Sequence[str | Path], stopping: Stopping = never) -> Iterator[Step]:
        """Take articles in and work out all that follows from them.

        Raises ArchiveLockedError when another process writes, SourceError for a location that cannot be read.
        """
        return self._workshop().add(locations, stopping)

    def finish(self, stopping: Stopping = never) -> Iterator[Step]:
        """Work out whatever is still pending; in the sample this takes the bundled articles in."""
        return self._workshop().add([seeds_folder()] if self.sample else [], stopping)

    def forget_import(self) -> None:
        """An import that was stopped on purpose does not go on at the next start."""
        from index.ingest.cut_short import forget

        forget(self._library)

    def rebuild(self, stopping: Stopping = never) -> Iterator[Step]:
        """Make the full-text index, the names and the counterparts anew from the library."""
        return self._workshop().rebuild(stopping)

    def _workshop(self) -> Workshop:
        # Only who takes articles in needs what cleaning and analysis load.
        from index.ingest.pipeline import Workshop

        return Workshop(self.folder, self._library, self._settings)

    # Its own condition.

    def pending(self, *, hasty: bool = False) -> int:
        """How many articles are not yet searchable, named or paired; cheap.

        ``hasty``: the full-text index is believed what it says, for the engine takes a while to be loaded.
        """
        from index.ingest.condition import pending

        engine_name = None if hasty else self._settings.engine
        return pending(self.folder, self._library, engine_name, sample=self.sample)

    @property
    def read_only(self) -> bool:
        """Nothing can be written where it is."""
        return self._library.database.readonly

    def index_state(self, *, hasty: bool = False) -> IndexState:
        """What the full-text index is good for; cheap enough to be asked every second.

        ``hasty``: as for ``pending``.
        """
        from index.ingest.condition import index_state

        usable = hasty or self.search.is_usable()
        return index_state(self.folder, self._library, usable=usable)

    def index_fault(self) -> str | None:
        """Why the full-text index cannot be asked, as far as it says so itself; None when it can. Cheap."""
        from index.ingest.condition import index_fault

        return index_fault(self.folder, self._settings.engine)

    def was_complete(self) -> bool:
        """Whether the full-text index has ever held everything, and lacks at most what came after."""
        return self.index_fault() is None and self._held_everything()

    def _held_everything(self) -> bool:
        from index.ingest.full_text import was_complete

        return was_complete(self.folder)

    def traces(self) -> Hashable:
        """Differs when another process has done something here, be it to the full-text index only."""
        from index.ingest.full_text import traces

        return self._library.database.data_version(), traces(self.folder)

    def cut_short(self) -> CutShort | None:
        """An import that did not come to its end."""
        from index.ingest.cut_short import cut_short

        return cut_short(self._library)

    def uncompared(self) -> int:
        """How many articles are not yet compared with the reports of the other language; cheap."""
        return self._library.comparisons.uncompared()

    def reencoding(self) -> Reencoding | None:
        """How far the change to the sentence encoder of the settings is; None when it is in effect. Cheap."""
        never_changed = self._library.finished.state(ENCODER) is None
        if self._library.database.readonly or (never_changed and self._settings.encoder == BUILT_IN_ENCODER):
            return None  # without loading anything: every start asks
        from index.counterparts.encoding import reencoding

        return reencoding(self._library, self.folder, self._settings.encoder)

    def back_up(self, file: Path, tell: Callable[[Progress], object]) -> Backup:
        """Write all of it, with the settings, to one file, also while an import runs.

        Raises StorageError; no file is left then, nor when ``tell`` raises.
        """
        from index.storage.backing_up import back_up

        return back_up(self._library.database, file, settings_text(settings_file()), tell)

    def status(self) -> Status:
        from index.ingest.condition import status

        return status(self.folder, self._library, self._settings, sample=self.sample)

    def doctor(
        self, *, deep: bool = False, tell: Callable[[Progress], object] = lambda _: None
    ) -> list[Finding]:
        """Look at every part; ``deep``: read all of it, which ``tell`` is told of. What it raises ends it."""
        from index.ingest.examination import examine

        return examine(self.folder, self._library, self._settings, deep=deep, tell=tell)
