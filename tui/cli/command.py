"""What a command of the command line is, and the options and kinds of values that several of them have."""

from __future__ import annotations

import os
from argparse import SUPPRESS, ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tui.cli.console import Console
from tui.terminal.text import clean

if TYPE_CHECKING:
    from _typeshed import SupportsWrite


class Parser(ArgumentParser):
    """Its complaints repeat what was typed, or what a script has taken from somewhere: they are cleaned."""

    def _print_message(self, message: str, file: SupportsWrite[str] | None = None) -> None:
        super()._print_message(clean(message or ""), file)


MOST = 1_000_000_000
"""Of anything that is counted."""


@dataclass(frozen=True, slots=True)
class Command:
    """``COMMAND`` of the file that bears its name; the line of the help for it is in ``arguments``."""

    run: Callable[[Namespace, Console], int]
    """Does it; the exit code. Raises ArchiveError for what the reader can mend."""
    options: Callable[[ArgumentParser], None] | None = None
    """Adds those of its own; every command has ``--json`` and the common ones."""
    more: str = ""
    """Sentences that its own help begins with, after the line of the list."""
    takes_query: bool = False
    """Whether a word that begins with a dash is one to exclude, unless it is an option."""


def common_options() -> ArgumentParser:
    common = ArgumentParser(add_help=False, argument_default=SUPPRESS)
    group = common.add_argument_group("options of every command")
    group.add_argument("--archive", type=Path, metavar="DIR", help="the archive (or NEWSREADER_ARCHIVE)")
    group.add_argument("--config", type=Path, metavar="FILE", help="settings file (or NEWSREADER_CONFIG)")
    group.add_argument("-q", "--quiet", action="store_true", help="results and errors only")
    group.add_argument(
        "-v", "--verbose", action="store_true", help="every document of an add, and tracebacks"
    )
    return common


def json_option() -> ArgumentParser:
    """Also behind a second word: ``bookmarks list --json``."""
    json = ArgumentParser(add_help=False, argument_default=SUPPRESS)
    json.add_argument("--json", action="store_true", help="for machines")
    return json


def article_option(parser: ArgumentParser) -> None:
    parser.add_argument("id", type=text, metavar="ID", help="an article id, or the beginning of one")


def text(argument: str) -> str:
    """Words are UTF-8 whatever the locale thinks; what is not becomes U+FFFD."""
    return os.fsencode(argument).decode("utf-8", "replace")


def count(text: str) -> int:
    """A number above 0; one of more digits than any archive has articles is as good as the largest."""
    if not text.isascii() or not text.isdigit() or not text.strip("0"):
        raise ArgumentTypeError(f"{shortened(text)!r} is not a number above 0")
    digits = text.lstrip("0")
    return int(digits) if len(digits) < len(str(MOST)) else MOST


def shortened(text: str) -> str:
    """An argument as an error may repeat it."""
    return text if len(text) <= 60 else f"{text[:60]}…"
