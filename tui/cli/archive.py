"""Which archive a command of the command line is about."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from index.errors import ArchiveLockedError, StorageError
from index.model.articles import ArticleId
from index.model.progress import Progress
from index.model.results import Hit
from index.settings import default_archive_folder, read_archive_settings
from tui.cli.console import Console
from tui.cli.progress import Narrator, Step
from tui.wording import moved_aside_text

if TYPE_CHECKING:
    from index.archive import Archive

SAMPLE_SAYING = "SAMPLE: five bundled articles. newsreader add PATH begins your own archive."


def own_archive(console: Console) -> Archive:
    """The archive that was named or the reader's own, made when there is none; never the sample."""
    from index.archive import open_archive  # takes longer to import than keys and the help take to answer

    archive = open_archive(default_archive_folder(), create=True, settings=read_archive_settings())
    _tell_message(archive, console)
    return archive


@contextmanager
def existing_archive(console: Console) -> Iterator[Archive]:
    """The archive that was named, else the reader's own, else the sample."""
    from index.archive import open_archive

    named = default_archive_folder() if os.environ.get("NEWSREADER_ARCHIVE") else None
    with open_archive(named, settings=read_archive_settings()) as archive:
        _tell_message(archive, console)
        if archive.sample:
            console.say(SAMPLE_SAYING)
            if archive.pending():
                work(archive.finish(), console)
        yield archive


def _tell_message(archive: Archive, console: Console) -> None:
    """Under ``--quiet`` as well: the reader's articles are waiting for it."""
    if archive.moved_aside is not None:
        console.complain(f"newsreader: {moved_aside_text(archive.moved_aside)}")


def make_searchable(archive: Archive, console: Console) -> None:
    """Bring an index that was lost, is old or lags behind up to date; names and pairs are left for later."""
    if archive.pending():
        try:
            work(archive.finish(), console, only=("reading", "indexing"))
        except (ArchiveLockedError, StorageError) as error:
            console.say(f"{error}; the search may not find everything yet.")


def work(steps: Iterator[Step], console: Console, only: Sequence[str] = ()) -> None:
    """Work to the end, or until a stage begins that is not among ``only``; what is done by then is kept."""
    narrator = Narrator(console)
    for step in steps:
        narrator.tell(step)
        if only and isinstance(step, Progress) and step.stage not in only:
            break


def hits_of(archive: Archive, articles: Iterable[ArticleId]) -> dict[ArticleId, Hit]:
    """Rows of the articles that the archive has, each asked for once."""
    return archive.articles.hits(list(dict.fromkeys(articles)))
