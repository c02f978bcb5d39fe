"""The command ``newsreader``: what was asked for, who does it, and how it ends."""

from __future__ import annotations

import argparse
import os
import sys
import traceback
from collections.abc import Callable, Mapping, Sequence

from index.errors import ArchiveError, NotFoundError, QuerySyntaxError, SettingsError
from index.settings import LIBRARY_FILE, default_archive_folder
from tui.cli.arguments import (
    BUG,
    DONE,
    INTERRUPTED,
    NOBODY_LISTENS,
    SOME_FAILED,
    USAGE,
    help_text,
    parse,
)
from tui.cli.console import Console

Handler = Callable[[argparse.Namespace, Console], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code. Never raises, never prints a traceback unless asked to."""
    console = Console()
    try:
        options = parse(list(sys.argv[1:] if arguments is None else arguments))
    except SystemExit as leaving:  # argparse has said why
        return leaving.code if isinstance(leaving.code, int) else USAGE
    console.quiet = options.quiet
    try:
        _prepare_environment(options)
        with console.working():
            code = _handler(options)(options, console)
        console.finish()
        return code
    except KeyboardInterrupt:
        console.complain("newsreader: interrupted; what was finished is kept.")
        return INTERRUPTED
    except BrokenPipeError:
        _close_stdout()
        return NOBODY_LISTENS
    except ArchiveError as error:
        if isinstance(error, QuerySyntaxError):
            _point_at(error.position, " ".join(options.query), console)
        _tell_cause(console, str(error), error.hint, options.verbose)
        return error.exit_code
    except OSError as error:
        if error.filename is None:  # a full disk under stdout, most likely: do not try it again on leaving
            _close_stdout()
        _tell_cause(console, f"{error.filename or 'output'}: {error.strerror or error}", "", options.verbose)
        return SOME_FAILED
    except Exception as error:
        return _tell_bug(console, error, options.verbose)


def _point_at(position: int, query: str, console: Console) -> None:
    console.complain(f"  {query}")
    console.complain(f"  {' ' * position}^")


def _tell_cause(console: Console, cause: str, hint: str, verbose: bool) -> None:
    if verbose:
        console.complain_lines(traceback.format_exc())
    console.complain(f"newsreader: {cause}")
    if hint:
        console.complain(f"  {hint}")


def _tell_bug(console: Console, error: Exception, verbose: bool) -> int:
    if verbose:
        console.complain_lines(traceback.format_exc())
    console.complain(f"newsreader: a mistake in the program, not yours: {type(error).__name__}: {error}")
    console.complain(
        "  Please report it where you got newsreader from, with these lines."
        if verbose
        else "  Please report it where you got newsreader from, with what the same command prints under -v."
    )
    return BUG


def _close_stdout() -> None:
    """Point stdout at nothing, so that the interpreter's own last flush stays silent."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)
    os.close(nothing)


def _prepare_environment(options: argparse.Namespace) -> None:
    """What was named, for this process and for those that it starts."""
    if options.config is not None:
        if not options.config.is_file():
            raise SettingsError(
                f"{options.config}: no such settings file", "Give --config the path of a file."
            )
        os.environ["NEWSREADER_CONFIG"] = str(options.config.absolute())
    if options.archive is not None:
        os.environ["NEWSREADER_ARCHIVE"] = str(options.archive.expanduser().absolute())


def handlers() -> Mapping[str, Handler]:
    """Every command but the reader itself."""
    from tui.cli.archive_commands import HANDLERS

    return HANDLERS


def _handler(options: argparse.Namespace) -> Handler:
    if options.version:
        return _version
    if options.command == "keys":  # without the archive, which takes longer to import than this to answer
        from tui.cli.keys import keys

        return keys
    return _read if options.command == "read" else handlers()[options.command]


def _version(options: argparse.Namespace, console: Console) -> int:
    from importlib.metadata import version

    console.result(f"newsreader {version('newsreader')}")
    return DONE


def _read(options: argparse.Namespace, console: Console) -> int:
    """Open the reader on the archive that was named, else on the reader's own, else on the sample."""
    if unfit := _why_no_reader():
        console.complain_lines(f"{help_text()}\n")
        console.complain(f"newsreader: {unfit}")  # last: the help is longer than a small terminal
        return USAGE
    from tui.client.processes import server_command, start

    own = default_archive_folder() if options.paths or os.environ.get("NEWSREADER_ARCHIVE") else None
    if own and not options.paths and not (own / LIBRARY_FILE).exists():
        raise NotFoundError(
            f"{own}: there is no archive here", "newsreader PATH makes one of what is in PATH."
        )
    command = server_command(own)
    process = start(command)  # while the screen is imported
    from tui.app import run

    return run(options.paths, command=command, process=process)


def _why_no_reader() -> str:
    """What keeps this terminal from showing the reader, which draws on stderr; empty when nothing does."""
    if not all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr)):
        return "the reader needs a terminal"
    if os.environ.get("TERM", "") in ("", "dumb", "unknown"):
        return "this terminal cannot show the reader; TERM names its type, for example xterm-256color"
    if (sys.stderr.encoding or "").lower().replace("-", "") != "utf8":
        return "the reader needs a UTF-8 locale, for example LC_ALL=C.UTF-8"
    return ""
