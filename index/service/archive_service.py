"""One open archive that answers questions. Owned by one thread."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Self

from index.archive import Archive, open_archive
from index.protocol.questions import Question
from index.service import article_answers, desk_answers, pair_answers, search_answers
from index.service.answering import HANDLERS, Stop
from index.settings import read_archive_settings

ANSWERED_BY = (article_answers, desk_answers, pair_answers, search_answers)
"""Each registers its handlers when it is imported."""


class ArchiveService:
    """What the loop serves; a context manager."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    @classmethod
    def open(cls, folder: Path | None, *, sample: bool = False, config: Path | None = None) -> Self:
        """Open the named archive, else the default one, else the sample; made when it is missing.

        Raises ArchiveError when it cannot be opened.
        """
        return cls(open_archive(folder, sample=sample, create=True, settings=read_archive_settings(config)))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._archive.close()

    def warm_up(self) -> Iterator[str]:
        """Read ahead what a search needs, while nobody waits; says after each step what it was."""
        return self._archive.warm_up()

    def changed_elsewhere(self) -> bool:
        """True once after each commit of another process."""
        return self._archive.changed_elsewhere()

    def answer(self, question: Question[Any], stop: Stop) -> Any:
        """Raises ArchiveError for what the reader can mend, SearchStopped when ``stop`` said so."""
        return HANDLERS[type(question)](self._archive, question, stop)
