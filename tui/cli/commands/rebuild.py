"""newsreader rebuild: the full-text index, names and counterparts anew."""

from __future__ import annotations

from argparse import Namespace

from index.model.progress import DocumentTaken
from tui.cli import json_shapes
from tui.cli.archive import existing_archive
from tui.cli.command import Command
from tui.cli.console import Console
from tui.cli.exit_codes import DONE, SOME_FAILED
from tui.cli.progress import Interrupt, Narrator
from tui.wording import many


def rebuild(options: Namespace, console: Console) -> int:
    narrator = Narrator(console)
    code = DONE
    with existing_archive(console) as archive, Interrupt(console) as interrupt:
        for step in archive.rebuild(interrupt.asked):
            narrator.tell(step)
            if isinstance(step, DocumentTaken):
                console.complain(f"{step.article} ({step.origin}): {step.reason}")
                code = SOME_FAILED
        found = archive.status()
    if interrupt.asked():
        raise KeyboardInterrupt
    if options.json:
        console.record(json_shapes.status_json(found))
    else:
        articles, pairs = many(found.documents, "article"), many(found.pairs, "pair")
        console.result(f"{articles} indexed anew, {pairs}")
    if code:
        console.complain("  Add the files of these articles again; nothing else can make their texts.")
    return code


COMMAND = Command(rebuild)
