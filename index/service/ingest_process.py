"""An import in a process of its own, at low priority, telling its progress as JSON lines."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from types import FrameType

from index.archive import open_archive
from index.errors import ArchiveError
from index.failures import in_words
from index.model.progress import Committed, DocumentTaken, Progress
from index.protocol.events import Event, Failed, Finished, to_line
from index.service.orphan import end_with_reader
from index.settings import read_archive_settings

NICENESS = 10
INTERRUPTED = 130


def main(arguments: list[str] | None = None) -> int:
    """Take in the named paths, then finish whatever is pending. Exit codes are those of the command line."""
    parser = argparse.ArgumentParser(prog="python -m index.service.ingest_process", description=__doc__)
    parser.add_argument("--archive", type=Path)
    parser.add_argument("--sample", action="store_true")
    parser.add_argument("--config", type=Path)
    parser.add_argument("--create", action="store_true", help="make the archive where there is none")
    parser.add_argument("paths", nargs="*")
    options = parser.parse_args(arguments)
    if not options.sample:
        # The first launch waits for these five; nobody waits for an import.
        os.nice(NICENESS)
    asked: list[int] = []
    _note_signals(asked)
    # Who is gone has not said that the import should be forgotten, no more than a machine that goes off.
    end_with_reader(sys.stdout.fileno(), lambda: asked.append(signal.SIGTERM))

    def stopping() -> bool:
        return bool(asked)

    try:
        settings = read_archive_settings(options.config)
        with open_archive(
            options.archive, sample=options.sample, create=options.create, settings=settings
        ) as archive:
            steps = archive.add(options.paths, stopping) if options.paths else archive.finish(stopping)
            finished = _tell(steps)
            if signal.SIGINT in asked:  # the reader, who means it; all else is the machine
                archive.forget_import()
        _say(finished)
    except ArchiveError as error:
        _say(Failed(str(error), error.hint))
        return error.exit_code
    except BrokenPipeError:
        # Whoever watched is gone; what was committed is kept, the rest is found pending at the next start.
        sys.stdout = open(os.devnull, "w")  # noqa: PTH123, SIM115
        return INTERRUPTED
    except Exception as error:  # whoever watches is told, whatever it was
        told = in_words(error, options.archive or "the archive")
        _say(Failed(str(told), told.hint))
        return told.exit_code
    if stopping():
        return INTERRUPTED
    return 1 if finished.skipped else 0


def _tell(steps: Iterable[Progress | Committed | DocumentTaken]) -> Finished:
    finished = Finished()
    for step in steps:
        if isinstance(step, DocumentTaken):
            finished = replace(finished, **{step.outcome: getattr(finished, step.outcome) + 1})
        if not isinstance(step, DocumentTaken) or step.outcome == "skipped":
            _say(step)
    return finished


def _say(event: Event) -> None:
    sys.stdout.write(to_line(event) + "\n")
    sys.stdout.flush()


def _note_signals(asked: list[int]) -> None:
    """Put into ``asked`` that somebody wants this process to end, instead of ending it."""

    def ask(number: int, frame: FrameType | None) -> None:
        asked.append(number)

    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, ask)


if __name__ == "__main__":
    raise SystemExit(main())
