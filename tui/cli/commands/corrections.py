"""newsreader corrections: what the reader says of pairs, listed, changed, carried elsewhere."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.errors import AmbiguousIdError, NotFoundError, SourceError
from index.model.desk import Correction
from tui.cli.archive import existing_archive, hits_of, work
from tui.cli.command import Command, common_options, json_option, text
from tui.cli.console import Console
from tui.cli.exit_codes import DONE
from tui.cli.pair_shapes import corrections_json
from tui.cli.pair_text import Hits, report_text
from tui.wording import many

if TYPE_CHECKING:
    from index.archive import Archive


def _options(parser: ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", metavar="list|same|different|withdraw|export|import")
    actions.default = "list"
    common = common_options()
    parents = [common, json_option()]
    actions.add_parser("list", parents=parents, help="all that you said (when nothing else is said)")
    for verdict, help in (
        ("same", "these two reports tell the same event"),
        ("different", "these two reports do not tell the same event"),
        ("withdraw", "take back what you said of two reports"),
    ):
        action = actions.add_parser(verdict, parents=parents, help=help)
        action.add_argument("id", type=text, metavar="ID", help="a report, or the beginning of its id")
        action.add_argument("other", type=text, metavar="ID", help="the report in the other language")
    actions.add_parser("export", parents=[common], help="all that you said, as JSON")
    take_over = actions.add_parser("import", parents=parents, help="take over what was exported elsewhere")
    take_over.add_argument("file", metavar="FILE", help="- is standard input")


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
    console.text(corrections_lines(shown, hits, withdrawn=withdrawn))
    if not shown:
        console.say("No corrections yet: newsreader corrections same ID ID, or different ID ID.")
    return DONE


def corrections_lines(
    corrections: Iterable[Correction], hits: Hits, *, withdrawn: bool = False
) -> Iterator[str]:
    for said in corrections:
        yield f"{said.created[:10]}  {said.verdict}{' (withdrawn)' if withdrawn else ''}"
        yield from (f"    {report_text(article, hits)}" for article in said.articles)


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


COMMAND = Command(corrections, _options)
