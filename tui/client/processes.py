"""Starting the archive's own processes; imports nothing slow, so that they start before the screen does."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from index.settings import default_archive_folder


def server_command(archive: Path | None, *, sample: bool = False, create: bool = False) -> list[str]:
    """The archive behind a pipe; with None it chooses the reader's own archive, else the sample.

    ``create``: one that is missing is made; never where one was open before.
    """
    named = [] if archive is None else ["--archive", str(archive)]
    options = [*(["--sample"] if sample else []), *(["--create"] if create else [])]
    return [*_python("index.service.server"), *named, *options]


def reopening_command(archive: str, sample: bool) -> list[str]:
    """The archive in that folder, which has been open before."""
    return server_command(Path(archive), sample=sample)


def command_for(paths: Sequence[str]) -> list[str]:
    """The archive for a reader who wants to add ``paths``: then it is the reader's own, even when new."""
    return server_command(default_archive_folder(), create=True) if paths else server_command(None)


def ingest_command(archive: str, *, sample: bool, paths: Sequence[str], create: bool = False) -> list[str]:
    """Takes ``paths`` in; without any it finishes what is stored but not yet searchable.

    ``create``: an archive that is missing is made.
    """
    options = [*(["--sample"] if sample else []), *(["--create"] if create else [])]
    return [*_python("index.service.ingest_process"), "--archive", archive, *options, *paths]


def start(command: Sequence[str]) -> subprocess.Popen[bytes]:
    """Run it with three pipes. Its stderr must not be ours: that is the screen."""
    return subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        bufsize=0,
        start_new_session=os.name == "posix",  # ctrl+c belongs to the reader, not to the archive
    )


def _python(module: str) -> list[str]:
    return [sys.executable, "-P", "-m", module]
