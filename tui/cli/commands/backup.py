"""newsreader backup: the archive and the settings in one file."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from pathlib import Path

from index.errors import NotFoundError
from index.model.progress import Backup
from tui.cli.archive import existing_archive
from tui.cli.command import Command
from tui.cli.console import Console
from tui.cli.exit_codes import DONE
from tui.cli.progress import Narrator
from tui.cli.text import listed
from tui.wording import many


def _options(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="a new file, best on another disk")


def backup(options: Namespace, console: Console) -> int:
    with existing_archive(console) as archive:
        if archive.sample:
            raise NotFoundError(
                "there is no archive of yours to back up", "`newsreader add PATH` begins one."
            )
        made = archive.back_up(options.file, Narrator(console).tell)
    if options.json:
        console.record(asdict(made))
    else:
        console.result(f"backed up {contents(made)} to {made.file} ({made.bytes / 1e6:.1f} MB)")
    return DONE


def contents(backup: Backup) -> str:
    articles = many(sum(backup.articles.values()), "article")
    counted = [articles, many(backup.bookmarks, "bookmark"), many(backup.corrections, "correction")]
    return listed([*counted, "the settings"] if backup.settings else counted)


COMMAND = Command(
    backup,
    _options,
    more="Articles, bookmarks, corrections, reading state and the settings file go into one file, also while"
    " an import runs. A file that is there already is not overwritten.",
)
