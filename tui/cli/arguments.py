"""Which command is meant, with which options."""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from importlib import import_module

from tui.cli.command import Command, Parser, common_options, json_option
from tui.cli.exit_codes import USAGE, exit_codes_text

COMMANDS: Mapping[str, str] = {
    "add": "take articles in; safe to repeat",
    "search": "find articles in both languages with one query",
    "concordance": "every occurrence of what a query asks for, in its context",
    "similar": "articles of both languages that are about the same",
    "show": "print an article",
    "pairs": "every French–English counterpart, the surest first",
    "events": "all reports of each event, in one language or both, the newest first",
    "stories": "reports of one event in both languages over days, the newest first",
    "corrections": "say which reports tell the same event and which do not",
    "entities": "people, places and organisations, merged over spellings and languages",
    "bookmarks": "list, add, remove or export bookmarks",
    "status": "what the archive holds",
    "doctor": "is the archive sound",
    "rebuild": "make the search index anew, and finish what is pending",
    "backup": "write the archive and the settings to one file",
    "restore": "put a backup in the place of the archive, which is kept",
    "keys": "every command of the reader, its keys and your own",
}
"""What each is for, in the order of the help. The rest is in the file of its name in ``commands``, which is
imported when it is asked for: all of them take longer than a help takes to be written."""
ROOMS: Mapping[str, str] = dict.fromkeys(("pairs", "events", "stories", "corrections"), "counterparts.")
"""Where in ``commands`` that file is, unless it is in none of its rooms."""
SHORT_OPTIONS = "qvh"

_DESCRIPTION = (
    "A terminal reader for a bilingual news archive: each French report beside its English counterpart."
)


def parse(arguments: list[str]) -> tuple[Command | None, Namespace]:
    """The command and its options, which may stand before or after it; None: open the reader on ``paths``.

    What is no command is something to read. SystemExit, said why on stderr, when it cannot be understood.
    """
    options = Namespace(archive=None, config=None, quiet=False, verbose=False, version=False, paths=[])
    position = _command_position(arguments)
    if position is None or arguments[position] not in COMMANDS:
        reader = _reader_parser()
        reader.parse_args(arguments, options)
        _check_paths(reader, options.paths)
        return None, options
    name, rest = arguments[position], arguments[:position] + arguments[position + 1 :]
    command = command_named(name)
    if command.takes_query:
        rest = [f"{word} " if _is_excluded(word) else word for word in rest]
    return command, command_parser(name).parse_args(rest, options)


def command_named(name: str) -> Command:
    command: Command = import_module(f"tui.cli.commands.{ROOMS.get(name, '')}{name}").COMMAND
    return command


def command_parser(name: str) -> ArgumentParser:
    command = command_named(name)
    parser = Parser(
        prog=f"newsreader {name}",
        description=" ".join(filter(None, (_sentence(COMMANDS[name]), command.more))),
        parents=[common_options(), json_option()],
        formatter_class=RawDescriptionHelpFormatter,
        epilog=exit_codes_text(),
    )
    parser.set_defaults(json=False)
    if command.options is not None:
        command.options(parser)
    return parser


def _is_excluded(word: str) -> bool:
    """Whether a query excludes this word, or it is an option; argparse takes what has a space for a word."""
    return word[:1] == "-" and word[1:2] not in ("", "-") and set(word[1:]) - set(SHORT_OPTIONS) != set()


def help_text() -> str:
    return _reader_parser().format_help()


def _reader_parser() -> ArgumentParser:
    reader = Parser(
        prog="newsreader",
        parents=[common_options()],
        description=_DESCRIPTION,
        formatter_class=RawDescriptionHelpFormatter,
        epilog=_epilog(),
    )
    reader.add_argument("--version", action="store_true", help="print the version and leave")
    reader.add_argument("paths", nargs="*", metavar="PATH|URL", help="open the reader; these are added first")
    return reader


def _command_position(arguments: list[str]) -> int | None:
    """Where the first word stands that is neither an option nor an option's value."""
    skip = False
    for position, word in enumerate(arguments):
        if skip:
            skip = False
        elif word in ("--archive", "--config"):
            skip = True
        elif word == "--":
            return None
        elif not word.startswith("-"):
            return position
    return None


def _check_paths(reader: ArgumentParser, paths: Iterable[str]) -> None:
    for path in paths:
        if "://" not in path and not os.path.lexists(path):
            close = get_close_matches(path, COMMANDS, 1)
            advice = (
                f"Did you mean newsreader {close[0]}?" if close else "newsreader --help lists the commands."
            )
            cause = f"newsreader: {path!r} is neither a file, a folder nor a command"
            reader.exit(USAGE, f"{cause}\n  {advice}\n")


def _epilog() -> str:
    lines = [f"  {name:<11} {_sentence(help)}" for name, help in COMMANDS.items()]
    more = "newsreader COMMAND --help tells more."
    return "\n".join(["commands:", *lines, "", more, "", exit_codes_text()])


def _sentence(help: str) -> str:
    return f"{help[0].upper()}{help[1:]}."
