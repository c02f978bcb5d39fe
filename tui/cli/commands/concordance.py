"""newsreader concordance: every occurrence of what a query asks for."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace
from itertools import chain, islice

from tui.cli import json_shapes, search_text
from tui.cli.archive import existing_archive, make_searchable
from tui.cli.command import Command
from tui.cli.commands.search import query_options, request
from tui.cli.console import Console
from tui.cli.exit_codes import DONE


def concordance(options: Namespace, console: Console) -> int:
    """Written as it is found, with ``--json`` one value a line: nobody need wait for the last."""
    with existing_archive(console) as archive:
        make_searchable(archive, console)
        asked = request(options, archive)
        lines = chain.from_iterable(occurrences for _, occurrences in archive.search.concordance(asked))
        line = None
        for line in islice(lines, options.limit):
            if options.json:
                console.record(json_shapes.concordance_line_json(line), indent=None)
            else:
                console.result(*search_text.concordance_line(line, console.width))
        if line is None:  # only a search says why: all words were too common, for example
            warning = archive.search.page(replace(asked, limit=1)).warning
            console.say(warning or "It occurs nowhere.")
    return DONE


COMMAND = Command(concordance, query_options, takes_query=True)
