"""``newsreader``: the reader at once, or one of the commands that need no screen."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit code. With options, a command, or a terminal that cannot show the reader: the command line."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    # The sentence encoder multiplies small matrices: with more threads they mostly wait for each other.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    if all(_is_something_to_read(word) for word in words) and _has_a_terminal():
        try:
            return read(words)
        except KeyboardInterrupt:  # before there is a screen: from then on it is a key
            return INTERRUPTED
    from tui.cli.program import main as command_line

    return command_line(words)


def read(paths: Sequence[str]) -> int:
    """Open the reader: the archive's process first, so that both come up at the same time."""
    import gc

    from index.errors import SettingsError
    from tui.client.processes import command_for, start

    try:
        command = command_for(paths)
    except SettingsError:  # told by the command line, as for every command
        from tui.cli.program import main as command_line

        return command_line(paths)
    process = start(command)
    gc.disable()  # nothing that is made while importing is garbage
    from tui.app import run

    gc.freeze()
    gc.enable()
    return run(paths, command=command, process=process)


def _is_something_to_read(word: str) -> bool:
    """A path or an address; a name of a command is one only with ``./`` before it."""
    return "://" in word or (not word.startswith("-") and os.sep in word and os.path.lexists(word))


def _has_a_terminal() -> bool:
    streams = (sys.stdin, sys.stdout, sys.stderr)
    if not all(stream is not None and stream.isatty() for stream in streams):
        return False
    utf8 = (sys.stderr.encoding or "").lower().replace("-", "") == "utf8"
    return utf8 and os.environ.get("TERM", "dumb") not in ("dumb", "unknown", "")


if __name__ == "__main__":
    sys.exit(main())
