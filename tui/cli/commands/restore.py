"""newsreader restore: a backup in the place of the archive."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from pathlib import Path

from index.settings import default_archive_folder
from tui.cli.command import Command
from tui.cli.commands.backup import contents
from tui.cli.console import Console
from tui.cli.exit_codes import DONE
from tui.cli.progress import Narrator


def _options(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="what newsreader backup has made")


def restore(options: Namespace, console: Console) -> int:
    """Into the archive that was named or the reader's own, which need not be there; never into the sample."""
    from index.archive import restore_archive  # takes longer to import than keys and the help take to answer

    found = restore_archive(default_archive_folder(), options.file, Narrator(console).tell)
    if options.json:
        console.record(asdict(found))
        return DONE
    made = f", made {found.backup.made}" if found.backup.made else ""
    console.result(f"restored {contents(found.backup)} from {found.backup.file}{made}")
    if found.kept is not None:
        console.result(f"what was there before is kept: {found.kept}")
    if found.settings is not None:
        console.result(f"the settings were written to {found.settings}")
    console.say("The search index is made anew at the next search or start.")
    return DONE


COMMAND = Command(
    restore,
    _options,
    more="The file is looked through before anything is touched. The library that is there is kept beside"
    " the restored one; settings are written only where there are none, else beside them.",
)
