"""newsreader corrections: what the reader says of pairs, listed, changed, carried elsewhere."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import AmbiguousIdError, NotFoundError, SourceError
from index.model.desk import Correction
from tui.cli.archive import existing_archive, hits_of, work
from tui.cli.command import Command, common_options, json_option, text
from tui.cli.console import Console
from tui.cli.exit_codes import DONE, SOME_FAILED
from tui.cli.pair_shapes import corrections_json
from tui.cli.pair_text import Hits, report_text
from tui.wording import many

if TYPE_CHECKING:
    from index.archive import Archive

MOST_TOLD = 20
"""Refused corrections of a file; they are mostly of one kind."""
LARGEST = 64 * 1024 * 1024
"""Bytes of an export: some hundred thousand corrections."""
NOTHING_TAKEN = "Nothing was taken over."


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
    taken, elsewhere, refused = archive.desk.import_corrections(_read(options.file))
    if taken and archive.pending():
        work(archive.finish(), console)
    for place, reason in refused[:MOST_TOLD]:
        console.complain(f"newsreader: {options.file}, correction {place}: not taken over: {reason}")
    if len(refused) > MOST_TOLD:
        console.complain(f"newsreader: … and {len(refused) - MOST_TOLD} more; --json names all")
    if options.json:
        told = [one._asdict() for one in refused]
        console.record({"taken": taken, "elsewhere": elsewhere, "refused": told})
    else:
        console.result(imported_text(taken, elsewhere, len(refused)))
    return SOME_FAILED if refused else DONE


def imported_text(taken: int, elsewhere: int, refused: int) -> str:
    if not taken:
        return "nothing taken over" + ("" if refused else ": all of it was said here already")
    which = "" if not elsewhere else ", of " if taken == 1 else f", {elsewhere} of them of "
    of_articles = f"{which}articles that are not here yet" if which else ""
    left_out = f"; {refused} refused" if refused else ""
    return f"{many(taken, 'correction')} taken over{of_articles}{left_out}"


def _read(file: str) -> Sequence[object]:
    """The rows of an export. Raises SourceError for anything else."""
    try:
        content = _content(file)
    except OSError as error:
        raise SourceError(f"{file}: {error.strerror or error}", NOTHING_TAKEN) from error
    except ValueError as error:
        raise SourceError(f"{file}: no file can have such a name", NOTHING_TAKEN) from error
    if len(content) > LARGEST:
        raise SourceError(
            f"{file}: not an export of corrections: it is larger than {LARGEST // 1024 // 1024} MB",
            NOTHING_TAKEN,
        )
    try:
        exported = json.loads(content)
    except json.JSONDecodeError as error:
        where = f", line {error.lineno}, column {error.colno}"
        raise _no_export(f"{file}{where}", f"not JSON: {error.msg}") from error
    except RecursionError as error:
        raise _no_export(file, "its values are nested too deep") from error
    except UnicodeDecodeError as error:
        raise _no_export(file, f"byte {error.start + 1} is not UTF-8") from error
    except ValueError as error:  # a number of more digits than Python reads
        raise _no_export(file, str(error)) from error
    rows = exported.get("corrections") if isinstance(exported, dict) else None
    if not isinstance(rows, list):
        raise _no_export(file, 'it has no list "corrections"')
    return rows


def _content(file: str) -> bytes:
    """Of a pipe as well; one byte more than ``LARGEST`` at most, for a device has no end."""
    if file == "-":
        return sys.stdin.buffer.read(LARGEST + 1)
    with Path(file).open("rb") as opened:
        return opened.read(LARGEST + 1)


def _no_export(place: str, reason: str) -> SourceError:
    return SourceError(
        f"{place}: not an export of corrections: {reason}",
        f"{NOTHING_TAKEN} newsreader corrections export writes one.",
    )


COMMAND = Command(corrections, _options)
