"""Which archive a command of the command line is about."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from index.archive import Archive, open_archive
from index.settings import default_archive_folder, read_archive_settings
from tui.cli_console import Console
from tui.cli_progress import Narrator

SAMPLE_SAYING = "SAMPLE: five bundled articles. newsreader add PATH begins your own archive."


def own_archive() -> Archive:
    """The archive that was named or the reader's own, made when there is none; never the sample."""
    return open_archive(default_archive_folder(), create=True, settings=read_archive_settings())


@contextmanager
def existing_archive(console: Console) -> Iterator[Archive]:
    """The archive that was named, else the reader's own, else the sample."""
    named = default_archive_folder() if os.environ.get("NEWSREADER_ARCHIVE") else None
    with open_archive(named, settings=read_archive_settings()) as archive:
        if archive.sample:
            console.say(SAMPLE_SAYING)
            _take_in_sample(archive, console)
        if archive.message:
            console.say(archive.message)
        yield archive


def _take_in_sample(archive: Archive, console: Console) -> None:
    status = archive.status()
    if status.pending or not status.articles:
        narrator = Narrator(console)
        for step in archive.finish():
            narrator.tell(step)
