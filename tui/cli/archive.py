"""Which archive a command of the command line is about."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from index.errors import ArchiveError, ArchiveLockedError, EngineError
from index.model.articles import ArticleId
from index.model.index_state import IndexState
from index.model.progress import DocumentTaken, Progress
from index.model.results import Hit
from index.settings import default_archive_folder, read_archive_settings
from tui.cli.console import Console
from tui.cli.progress import Narrator, Step
from tui.wording import moved_aside_text

if TYPE_CHECKING:
    from index.archive import Archive

PATIENCE_SECONDS = 60.0
"""How long another process that makes the search index may leave no trace of it."""
LOOK_SECONDS = 0.2
Answer = TypeVar("Answer")
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


def searched(archive: Archive, console: Console, ask: Callable[[], Answer]) -> Answer:
    """What ``ask`` finds in an archive that is searchable.

    Asked once more when it met damage, after the search index has been made anew. Raises what
    ``make_searchable`` raises.
    """
    make_searchable(archive, console)
    try:
        return ask()
    except EngineError:
        make_searchable(archive, console)
        return ask()


def make_searchable(archive: Archive, console: Console) -> None:
    """Bring an index that was lost, is old or lags behind up to date; names and pairs are left for later.

    While another process makes it, that is waited for. Raises ArchiveError when there is none to ask in the
    end; that something may not be found yet is only said.
    """
    if not archive.pending():
        return
    if (fault := archive.index_fault()) is not None:
        console.say(f"{fault}; it is made anew.")
    try:
        work(archive.finish(), console, only=("reading", "indexing"))
    except ArchiveError as error:
        if isinstance(error, ArchiveLockedError) and not archive.was_complete():
            _wait_for_the_other(archive, console, error)
        elif archive.index_fault() is None and archive.was_complete():
            console.say(f"{error}; the search may not find everything yet.")
        else:
            raise


def _wait_for_the_other(archive: Archive, console: Console, locked: ArchiveLockedError) -> None:
    """Until the search index is whole. Raises ``locked`` when the other process leaves no trace any more."""
    console.say(f"{locked}; waiting until the search index is made.")
    traces, seen = archive.traces(), time.monotonic()
    while archive.index_state() is IndexState.BEING_MADE:
        if (now := archive.traces()) != traces:
            traces, seen = now, time.monotonic()
        elif time.monotonic() > seen + PATIENCE_SECONDS:
            raise locked
        console.progress(f"Waiting for the search index: {archive.search.documents()} articles so far")
        time.sleep(LOOK_SECONDS)
    if archive.index_state() is not IndexState.SOUND:  # it has ended without
        make_searchable(archive, console)


def work(steps: Iterator[Step], console: Console, only: Sequence[str] = ()) -> None:
    """Work to the end, or until a stage begins that is not among ``only``; what is done by then is kept."""
    narrator = Narrator(console)
    for step in steps:
        narrator.tell(step)
        if isinstance(step, DocumentTaken) and step.outcome == "skipped":
            console.complain(f"skipped {step.origin}: {step.reason}")
        if only and isinstance(step, Progress) and step.stage not in only:
            break


def hits_of(archive: Archive, articles: Iterable[ArticleId]) -> dict[ArticleId, Hit]:
    """Rows of the articles that the archive has, each asked for once."""
    return archive.articles.hits(list(dict.fromkeys(articles)))
