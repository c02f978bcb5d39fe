"""The words of the command line: which command, which options, what each of them means."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from pathlib import Path

DONE, SOME_FAILED, USAGE, BUG, INTERRUPTED, NOBODY_LISTENS = 0, 1, 2, 70, 130, 141
EXIT_CODES: Mapping[int, str] = {
    DONE: "done",
    SOME_FAILED: "something failed, and is told; the rest is done",
    USAGE: "usage: an unknown option, a query or a settings file that cannot be read",
    3: "no archive there, or no such article",
    4: "the archive is held by another writer",
    BUG: "a mistake in newsreader; `-v` shows where",
    INTERRUPTED: "interrupted; what was finished is kept",
    NOBODY_LISTENS: "nobody reads the output any more (`… | head`)",
}
"""What the program ends with, in Markdown: the table of README and every help are made from this."""
QUERIES = ("search", "concordance")
SHORT_OPTIONS = "qvh"

_DATE = "DATE is 2024, 2024-12 or 2024-12-01"
_DESCRIPTION = (
    "A terminal reader for a bilingual news archive: each French report beside its English counterpart."
)


def parse(arguments: list[str]) -> argparse.Namespace:
    """Options may stand before or after the command; what is no command is something to read.

    SystemExit, said why on stderr, when it cannot be understood.
    """
    commands = command_parsers()
    position = _command_position(arguments)
    options = argparse.Namespace(
        archive=None, config=None, quiet=False, verbose=False, version=False, command="read", paths=[]
    )
    if position is None or arguments[position] not in commands:
        reader = _reader_parser(commands)
        reader.parse_args(arguments, options)
        _check_paths(reader, options.paths, list(commands))
        return options
    name = options.command = arguments[position]
    rest = arguments[:position] + arguments[position + 1 :]
    if name in QUERIES:
        rest = [f"{word} " if _is_excluded(word) else word for word in rest]
    return commands[name].parse_args(rest, options)


def _is_excluded(word: str) -> bool:
    """Whether a query excludes this word, or it is an option; argparse takes what has a space for a word."""
    return word[:1] == "-" and word[1:2] not in ("", "-") and set(word[1:]) - set(SHORT_OPTIONS) != set()


def help_text() -> str:
    return _reader_parser(command_parsers()).format_help()


def _reader_parser(commands: dict[str, argparse.ArgumentParser]) -> argparse.ArgumentParser:
    reader = argparse.ArgumentParser(
        prog="newsreader",
        parents=[_common_options()],
        description=_DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog=_epilog(commands),
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


def _check_paths(reader: argparse.ArgumentParser, paths: list[str], commands: list[str]) -> None:
    for path in paths:
        if "://" not in path and not os.path.lexists(path):
            close = get_close_matches(path, commands, 1)
            reader.exit(
                USAGE,
                f"newsreader: {path!r} is neither a file, a folder nor a command\n"
                + (
                    f"  Did you mean newsreader {close[0]}?\n"
                    if close
                    else "  newsreader --help lists the commands.\n"
                ),
            )


def _common_options() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    group = common.add_argument_group("options of every command")
    group.add_argument("--archive", type=Path, metavar="DIR", help="the archive (or NEWSREADER_ARCHIVE)")
    group.add_argument("--config", type=Path, metavar="FILE", help="settings file (or NEWSREADER_CONFIG)")
    group.add_argument("-q", "--quiet", action="store_true", help="results and errors only")
    group.add_argument(
        "-v", "--verbose", action="store_true", help="every document of an add, and tracebacks"
    )
    return common


def command_parsers() -> dict[str, argparse.ArgumentParser]:
    """Every command by its name, in the order in which the help lists them."""
    common = _common_options()

    def command(name: str, help: str, *, json: bool = True) -> argparse.ArgumentParser:
        parser = argparse.ArgumentParser(
            prog=f"newsreader {name}",
            description=help[0].upper() + help[1:] + ".",
            parents=[common],
            formatter_class=argparse.RawDescriptionHelpFormatter,
            epilog=_exit_codes(),
        )
        if json:
            parser.add_argument("--json", action="store_true", help="for machines")
        made[name] = parser
        return parser

    made: dict[str, argparse.ArgumentParser] = {}
    add = command("add", "take articles in; safe to repeat")
    add.add_argument("paths", nargs="+", metavar="PATH|URL")
    search = command("search", "find articles in both languages with one query")
    _query_options(search, limit=20)
    search.add_argument("--order", choices=("relevance", "newest"), default="relevance")
    search.add_argument(
        "--meaning", action="store_true", help="after all others, what says the same as three or more words"
    )
    search.add_argument("--copies", action="store_true", help="near-identical articles as rows of their own")
    search.add_argument(
        "--facets", action="store_true", help="count languages, sources, months and names of all results"
    )
    _query_options(command("concordance", "every occurrence of what a query asks for, in its context"))
    similar = command("similar", "articles of both languages that are about the same")
    _article_option(similar)
    similar.add_argument("--limit", type=_count, default=10, metavar="N")
    show = command("show", "print an article")
    _article_option(show)
    show.add_argument("--pair", action="store_true", help="with the report in the other language")
    show.add_argument("--all-blocks", action="store_true", help="captions, credits, teasers and links too")
    show.add_argument(
        "--plain", action="store_true", help="labelled paragraphs one after the other, no columns"
    )
    pairs = command("pairs", "every French–English counterpart, with score and evidence")
    pairs.description = (
        "Every French–English counterpart, the surest first. The figure before a pair is the probability\n"
        "that both reports tell the same event; 1.00 stands before what you said yourself."
    )
    about = pairs.add_mutually_exclusive_group()
    about.add_argument("--explain", metavar="ID", help="why this article has the counterpart it has, or none")
    about.add_argument("--candidates", metavar="ID", help="what this article could be paired with")
    stories = command("stories", "reports of one event in both languages over days, the newest first")
    stories.add_argument("--of", metavar="ID", help="only the story that this article belongs to")
    stories.add_argument("--limit", type=_count, default=20, metavar="N")
    _correction_options(
        command("corrections", "say which reports tell the same event and which do not"), common
    )
    entities = command("entities", "people, places and organisations, merged over spellings and languages")
    entities.add_argument("--kind", choices=("person", "place", "organisation"))
    entities.add_argument("--limit", type=_count, default=50, metavar="N")
    _bookmark_options(command("bookmarks", "list, add, remove or export bookmarks"), common)
    command("status", "what the archive holds")
    command("doctor", "is the archive sound")
    command("rebuild", "make the search index anew, and finish what is pending")
    command("keys", "every command of the reader, its keys and your own")
    return made


def _article_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", help="an article id, or the beginning of one")


def _query_options(parser: argparse.ArgumentParser, limit: int | None = None) -> None:
    parser.add_argument("query", nargs="+", type=_text, metavar="QUERY")
    parser.add_argument("--lang", choices=("fr", "en"))
    parser.add_argument(
        "--entity", type=_text, metavar="NAME", help="only articles that name it, in any spelling"
    )
    parser.add_argument("--since", type=_day("first"), metavar="DATE", help=_DATE)
    parser.add_argument("--until", type=_day("last"), metavar="DATE", help=_DATE)
    parser.add_argument(
        "--no-expand", action="store_true", help="these words only, not what they are in the other language"
    )
    parser.add_argument("--limit", type=_count, default=limit, metavar="N")


def _json_option() -> argparse.ArgumentParser:
    json = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    json.add_argument("--json", action="store_true", help="for machines")
    return json


def _correction_options(corrections: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    actions = corrections.add_subparsers(dest="action", metavar="list|same|different|withdraw|export|import")
    actions.default = "list"
    parents = [common, _json_option()]
    actions.add_parser("list", parents=parents, help="all that you said (when nothing else is said)")
    for verdict, help in (
        ("same", "these two reports tell the same event"),
        ("different", "these two reports do not tell the same event"),
        ("withdraw", "take back what you said of two reports"),
    ):
        action = actions.add_parser(verdict, parents=parents, help=help)
        action.add_argument("id", metavar="ID", help="a report, or the beginning of its id")
        action.add_argument("other", metavar="ID", help="the report in the other language")
    actions.add_parser("export", parents=[common], help="all that you said, as JSON")
    take_over = actions.add_parser("import", parents=parents, help="take over what was exported elsewhere")
    take_over.add_argument("file", metavar="FILE", help="- is standard input")


def _bookmark_options(bookmarks: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    actions = bookmarks.add_subparsers(dest="action", metavar="list|add|remove|export")
    actions.default = "list"
    json = _json_option()
    actions.add_parser("list", parents=[common, json], help="all bookmarks (when nothing else is said)")
    add = actions.add_parser("add", parents=[common, json], help="bookmark an article and its counterpart")
    _article_option(add)
    add.add_argument("--paragraph", type=int, metavar="N", help="of the body, counted from 1")
    add.add_argument("--note", type=_text, default="", metavar="TEXT")
    add.add_argument("--tag", type=_text, action="append", default=[], metavar="TAG")
    remove = actions.add_parser("remove", parents=[common, json], help="remove a bookmark")
    remove.add_argument("id", metavar="ID", help="a bookmark's or an article's id, or the beginning of one")
    export = actions.add_parser("export", parents=[common], help="all bookmarks as a document")
    export.add_argument("--format", choices=("md", "json", "csv"), default="md")


def _text(argument: str) -> str:
    """Words are UTF-8 whatever the locale thinks; what is not becomes U+FFFD."""
    return os.fsencode(argument).decode("utf-8", "replace")


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number above 0")
    return int(text)


def _day(which: str) -> Callable[[str], str]:
    def day(text: str) -> str:
        """The first or last day of a year, a month or a day, ISO."""
        from calendar import monthrange
        from datetime import date

        try:
            year, month, day = ([int(part) for part in text.split("-")] + [0, 0])[:3]
            if which == "first":
                return date(year, month or 1, day or 1).isoformat()
            month = month or 12
            return date(year, month, day or monthrange(year, month)[1]).isoformat()
        except ValueError:
            raise argparse.ArgumentTypeError(f"{text!r} is no date; {_DATE}") from None

    return day


def _epilog(commands: dict[str, argparse.ArgumentParser]) -> str:
    lines = [
        f"  {name:<11} {str(parser.description).partition('.')[0]}." for name, parser in commands.items()
    ]
    return "\n".join(["commands:", *lines, "", "newsreader COMMAND --help tells more.", "", _exit_codes()])


def _exit_codes() -> str:
    lines = [f"  {code:<4} {meaning}" for code, meaning in EXIT_CODES.items()]
    return "\n".join(["exit codes:", *lines]).replace("`", "")
