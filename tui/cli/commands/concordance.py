"""newsreader concordance: every occurrence of what a query asks for."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING

from tui.cli import json_shapes, search_text
from tui.cli.archive import existing_archive, searched
from tui.cli.command import Command
from tui.cli.commands.search import query_options, request
from tui.cli.console import Console
from tui.cli.exit_codes import DONE

if TYPE_CHECKING:
    from index.archive import Archive


def concordance(options: Namespace, console: Console) -> int:
    """Written as it is found, with ``--json`` one value a line: nobody need wait for the last."""
    with existing_archive(console) as archive:
        written = Written()
        searched(archive, console, lambda: _write(options, archive, console, written))
        if not written.lines:  # only a search says why: all words were too common, for example
            warning = archive.search.page(request(options, archive, limit=1)).warning
            console.say(warning or "It occurs nowhere.")
    return DONE


@dataclass
class Written:
    """How many lines are out, should the index turn out to be damaged at the next one."""

    lines: int = 0


def _write(options: Namespace, archive: Archive, console: Console, written: Written) -> None:
    found = archive.search.concordance(request(options, archive))
    lines = chain.from_iterable(occurrences for _, occurrences in found)
    for line in islice(lines, written.lines, options.limit):
        if options.json:
            console.record(json_shapes.concordance_line_json(line), indent=None)
        else:
            console.result(*search_text.concordance_line(line, console.width))
        written.lines += 1


COMMAND = Command(concordance, query_options, takes_query=True)
