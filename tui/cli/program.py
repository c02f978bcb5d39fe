"""The command ``newsreader``: what was asked for, who does it, and how it ends."""

from __future__ import annotations

import os
import sys
import traceback
from argparse import Namespace
from collections.abc import Sequence

from index.errors import ArchiveError, QuerySyntaxError, SettingsError
from index.settings import from_home
from tui.cli import refusals
from tui.cli.arguments import parse
from tui.cli.command import Command
from tui.cli.console import Console
from tui.cli.exit_codes import BUG, DONE, INTERRUPTED, NOBODY_LISTENS, SOME_FAILED, USAGE
from tui.cli.reader import read
from tui.cli.refusals import OutputError

POINTED_AT = 100
"""Characters of a query that are shown with the place that is wrong in it."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code. Never raises, never prints a traceback unless asked to."""
    console = Console()
    try:
        command, options = parse(list(sys.argv[1:] if arguments is None else arguments))
    except SystemExit as leaving:  # argparse has said why
        return leaving.code if isinstance(leaving.code, int) else USAGE
    console.quiet = options.quiet
    try:
        _prepare_environment(options)
        with console.working():
            code = _run(command, options, console)
        console.finish()
        return code
    except KeyboardInterrupt:
        console.complain("newsreader: interrupted; what was finished is kept.")
        return INTERRUPTED
    except BrokenPipeError:
        _close_stdout()
        return NOBODY_LISTENS
    except OutputError as error:
        _close_stdout()  # so that it is not tried again on leaving
        _tell_cause(console, str(error), error.hint, options.verbose)
        return error.exit_code
    except ArchiveError as error:
        if isinstance(error, QuerySyntaxError):
            _point_at(error.position, " ".join(options.query), console)
        _tell_cause(console, str(error), error.hint, options.verbose)
        return error.exit_code
    except Exception as error:
        if refusals.is_of_the_system(error):
            _tell_cause(console, *refusals.told(error), options.verbose)
            return SOME_FAILED
        return _tell_bug(console, error, options.verbose)


def _point_at(position: int, query: str, console: Console) -> None:
    """The query in one line, or as much of it as stands around the place."""
    start = 0 if len(query) <= POINTED_AT else max(0, position - POINTED_AT // 2)
    console.complain(f"  {query[start : start + POINTED_AT]}")
    console.complain(f"  {' ' * (position - start)}^")


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


def _prepare_environment(options: Namespace) -> None:
    """What was named, for this process and for those that it starts."""
    if options.config is not None:
        config = from_home(options.config, "--config")
        if not os.path.lexists(config):  # what is there and cannot be read is told by who reads it
            raise SettingsError(f"{config}: no such settings file", "Give --config the path of a file.")
        os.environ["NEWSREADER_CONFIG"] = str(config.absolute())
    if options.archive is not None:
        os.environ["NEWSREADER_ARCHIVE"] = str(from_home(options.archive, "--archive").absolute())


def _run(command: Command | None, options: Namespace, console: Console) -> int:
    if options.version:
        from importlib.metadata import version

        console.result(f"newsreader {version('newsreader')}")
        return DONE
    return read(options, console) if command is None else command.run(options, console)
