"""The program without a command: the reader."""

from __future__ import annotations

import os
import sys
from argparse import Namespace

from index.errors import NotFoundError
from index.settings import LIBRARY_FILE, default_archive_folder
from tui.cli.arguments import help_text
from tui.cli.console import Console
from tui.cli.exit_codes import USAGE


def read(options: Namespace, console: Console) -> int:
    """Open the reader on the archive that was named, else on the reader's own, else on the sample."""
    if unfit := _why_no_reader():
        console.complain_lines(f"{help_text()}\n")
        console.complain(f"newsreader: {unfit}")  # last: the help is longer than a small terminal
        return USAGE
    from tui.client.processes import server_command, start

    own = default_archive_folder() if options.paths or os.environ.get("NEWSREADER_ARCHIVE") else None
    if own and not options.paths and not (own / LIBRARY_FILE).exists():
        raise NotFoundError(
            f"{own}: there is no archive here", "newsreader PATH makes one of what is in PATH."
        )
    command = server_command(own, create=bool(options.paths))
    process = start(command)  # while the screen is imported
    from tui.app import run

    return run(options.paths, command=command, process=process)


def _why_no_reader() -> str:
    """What keeps this terminal from showing the reader, which draws on stderr; empty when nothing does."""
    if not all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr)):
        return "the reader needs a terminal"
    if os.environ.get("TERM", "") in ("", "dumb", "unknown"):
        return "this terminal cannot show the reader; TERM names its type, for example xterm-256color"
    if (sys.stderr.encoding or "").lower().replace("-", "") != "utf8":
        return "the reader needs a UTF-8 locale, for example LC_ALL=C.UTF-8"
    return ""
