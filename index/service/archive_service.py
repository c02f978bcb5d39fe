"""One open archive that answers questions. Owned by one thread."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from time import monotonic
from typing import Any, Self

from index.archive import Archive, open_archive
from index.errors import ArchiveError, GoneError, NotFoundError
from index.model.index_state import IndexState
from index.protocol.lines import ArchiveBack, ArchiveGone, IndexTold, News
from index.protocol.questions import Question
from index.service import article_answers, desk_answers, pair_answers, search_answers
from index.service.answering import HANDLERS, Stop
from index.settings import LIBRARY_FILE, read_archive_settings

ANSWERED_BY = (article_answers, desk_answers, pair_answers, search_answers)
"""Each registers its handlers when it is imported."""
LOOK_SECONDS = 1.0
"""How often it looks at most whether the archive and its index are what they were."""


class ArchiveService:
    """What the loop serves; a context manager."""

    def __init__(
        self,
        archive: Archive,
        reopen: Callable[[], Archive] | None = None,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        """``reopen`` opens what is in the place of the archive now, or raises ArchiveError.

        Seconds pass as ``clock`` says.
        """
        self._archive = archive
        self._reopen = reopen
        self._clock = clock
        self._looked = float("-inf")
        self._fault: ArchiveError | None = None
        """What the index was found to have when it was looked at last."""
        self._told = IndexState.SOUND
        self._gone = False

    @classmethod
    def open(
        cls, folder: Path | None, *, sample: bool = False, config: Path | None = None, create: bool = False
    ) -> Self:
        """Open the named archive, else the default one, else the sample.

        Raises ArchiveError when it cannot be opened; with ``create`` a named one is made when it is missing.
        """
        settings = read_archive_settings(config)
        archive = open_archive(folder, sample=sample, create=create, settings=settings)
        there, is_sample = archive.folder, archive.sample

        def reopen() -> Archive:
            if not (there / LIBRARY_FILE).exists():  # none is made where one was open
                raise NotFoundError(f"{there}: there is no archive here any more")
            return open_archive(there, sample=is_sample, settings=settings)

        return cls(archive, reopen)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._archive.close()

    def warm_up(self) -> Iterator[str]:
        """Read ahead what a search needs, while nobody waits; says after each step what it was.

        Raises EngineError while there is no usable full-text index, GoneError when the archive is gone.
        """
        self._archive.check_present()
        yield from self._archive.warm_up()

    def verify(self) -> Iterator[int]:
        """Read all of the full-text index, once for each state of it; raises what ``warm_up`` raises."""
        self._archive.check_present()
        yield from self._archive.search.verify()

    def changed_elsewhere(self) -> bool:
        """True once after each commit of another process."""
        return self._archive.changed_elsewhere()

    def news(self) -> list[News]:
        """What has become of the archive and its index, each change once. Looks once a second at most.

        At once, too, when the index has just been found to be damaged.
        """
        if self._archive.search.fault is self._fault and self._clock() < self._looked + LOOK_SECONDS:
            return []
        self._looked = self._clock()
        try:
            news = self._presence()
        except GoneError as error:
            was_gone, self._gone = self._gone, True
            return [] if was_gone else [ArchiveGone(str(error), error.hint)]
        state = self._archive.index_state()
        self._fault = self._archive.search.fault
        if state is not self._told:
            self._told = state
            news.append(IndexTold(state))
        return news

    def answer(self, question: Question[Any], stop: Stop) -> Any:
        """Raises ArchiveError for what the reader can mend, SearchStopped when ``stop`` said so."""
        self._find()
        return HANDLERS[type(question)](self._archive, question, stop)

    def _presence(self) -> list[News]:
        """Raises GoneError while there is no archive in the place."""
        replaced = self._find()
        was_gone, self._gone = self._gone, False
        return [ArchiveBack()] if was_gone or replaced else []

    def _find(self) -> bool:
        """Whether there is another archive than before. Raises GoneError when there is none."""
        try:
            self._archive.check_present()
        except GoneError as gone:
            another = None
            if self._reopen is not None:
                with suppress(ArchiveError):
                    another = self._reopen()
            if another is None:
                raise gone
            self._archive.close()
            self._archive = another
            return True
        return False
