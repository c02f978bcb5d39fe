"""The corrections command: what the reader says of pairs, listed, changed, carried elsewhere."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from index.archive import Archive
from index.errors import AmbiguousIdError, NotFoundError, SourceError
from index.model import Correction
from tui.cli import pair_text
from tui.cli.archive import existing_archive, work
from tui.cli.console import Console
from tui.cli.pair_shapes import corrections_json
from tui.cli.pairs import hits_of
from tui.wording import many

DONE = 0


def corrections(options: Namespace, console: Console) -> int:
    with existing_archive(console) as archive:
        if options.action == "import":
            return _import(archive, options, console)
        if options.action in ("list", "export"):
            shown = archive.desk.corrections()
        elif options.action == "withdraw":
            shown = [_withdraw(archive, options)]
        else:
            shown = [archive.desk.verdict(options.id, options.other, options.action)]
        hits = hits_of(archive, (article for said in shown for article in said.articles))
    if options.action == "export" or options.json:
        console.record(corrections_json(shown, hits))
        return DONE
    withdrawn = options.action == "withdraw"
    console.text(pair_text.corrections_lines(shown, hits, withdrawn=withdrawn))
    if not shown:
        console.say("No corrections yet: newsreader corrections same ID ID, or different ID ID.")
    return DONE


def _withdraw(archive: Archive, options: Namespace) -> Correction:
    """What was taken back; it may be of reports that are not here."""
    one, other = options.id, options.other
    found = [
        said
        for said in archive.desk.corrections()
        if (said.fr.startswith(one) and said.en.startswith(other))
        or (said.fr.startswith(other) and said.en.startswith(one))
    ]
    if not found:
        raise NotFoundError(
            "you said nothing of these two reports", "newsreader corrections lists what you said."
        )
    if len(found) > 1:
        raise AmbiguousIdError(
            f"{len(found)} corrections fit {one!r} and {other!r}", "Write more of the ids."
        )
    archive.desk.withdraw(found[0].fr, found[0].en)
    return found[0]


def _import(archive: Archive, options: Namespace, console: Console) -> int:
    taken, elsewhere = archive.desk.import_corrections(_read(options.file))
    if taken and archive.pending():
        work(archive.finish(), console)
    if options.json:
        console.record({"taken": taken, "elsewhere": elsewhere})
    else:
        console.result(imported_text(taken, elsewhere))
    return DONE


def imported_text(taken: int, elsewhere: int) -> str:
    if not taken:
        return "nothing taken over: all of it was said here already"
    which = "" if not elsewhere else ", of " if taken == 1 else f", {elsewhere} of them of "
    return f"{many(taken, 'correction')} taken over{which}{'articles that are not here yet' if which else ''}"


def _read(file: str) -> Sequence[Mapping[str, Any]]:
    """The rows of an export. Raises SourceError for anything else."""
    try:
        content = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        raise SourceError(f"{file}: {error.strerror or error}", "Nothing was taken over.") from error
    try:
        rows = json.loads(content)["corrections"]
    except (ValueError, KeyError, TypeError, RecursionError):
        rows = None
    if not isinstance(rows, list):
        raise SourceError(
            f"{file}: not an export of corrections", "newsreader corrections export writes one."
        )
    return rows
