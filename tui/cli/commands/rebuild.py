"""newsreader rebuild: the full-text index, names and counterparts anew."""

from __future__ import annotations

from argparse import Namespace

from tui.cli import json_shapes
from tui.cli.archive import existing_archive
from tui.cli.command import Command
from tui.cli.console import Console
from tui.cli.exit_codes import DONE
from tui.cli.progress import Interrupt, Narrator
from tui.wording import many


def rebuild(options: Namespace, console: Console) -> int:
    narrator = Narrator(console)
    with existing_archive(console) as archive, Interrupt(console) as interrupt:
        for step in archive.rebuild(interrupt.asked):
            narrator.tell(step)
        found = archive.status()
    if interrupt.asked():
        raise KeyboardInterrupt
    if options.json:
        console.record(json_shapes.status_json(found))
    else:
        articles, pairs = many(found.documents, "article"), many(found.pairs, "pair")
        console.result(f"{articles} indexed anew, {pairs}")
    return DONE


COMMAND = Command(rebuild)
