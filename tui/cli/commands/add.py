"""newsreader add: take articles in."""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from itertools import chain

from index.errors import SourceError
from index.model.progress import DocumentTaken
from tui.cli.archive import own_archive
from tui.cli.command import Command
from tui.cli.console import Console
from tui.cli.exit_codes import DONE, SOME_FAILED
from tui.cli.progress import Interrupt, Narrator


def _options(parser: ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", metavar="PATH|URL")


def add(options: Namespace, console: Console) -> int:
    """Into the archive that was named or the reader's own; never into the sample."""
    present, missing = _sorted_by_presence(options.paths)
    if not present:
        raise SourceError(f"{missing[0].origin}: {missing[0].reason}", "Nothing was added.")
    outcomes: Counter[str] = Counter()
    narrator = Narrator(console)
    with own_archive(console) as archive, Interrupt(console) as interrupt:
        try:
            for step in chain(missing, archive.add(present, interrupt.asked)):
                narrator.tell(step)
                if isinstance(step, DocumentTaken):
                    outcomes[step.outcome] += 1
                    _tell_document(step, console, options)
        finally:
            if interrupt.by_reader():
                archive.forget_import()
    summary = ", ".join(f"{outcomes[name]} {name}" for name in ("added", "changed", "unchanged", "skipped"))
    if options.json:
        console.say(summary)
    else:
        console.result(summary)
    if interrupt.asked():
        raise KeyboardInterrupt
    return SOME_FAILED if outcomes["skipped"] else DONE


def _sorted_by_presence(locations: Sequence[str]) -> tuple[list[str], list[DocumentTaken]]:
    """Those that are there (a URL may be), and the others as skipped documents."""
    present = [location for location in locations if "://" in location or os.path.lexists(location)]
    missing = [location for location in locations if location not in present]
    return present, [DocumentTaken(path, "skipped", reason="no such file or folder") for path in missing]


def _tell_document(taken: DocumentTaken, console: Console, options: Namespace) -> None:
    if options.json:
        console.record(asdict(taken), indent=None)
    if taken.outcome == "skipped":
        console.complain(f"skipped {taken.origin}: {taken.reason}")
    elif options.verbose:
        console.say(f"{taken.outcome} {taken.origin}")


COMMAND = Command(add, _options)
