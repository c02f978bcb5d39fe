"""newsreader keys: every command of the reader; it needs no archive, and waits for none."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence

from tui.cli.command import Command
from tui.cli.console import Console
from tui.cli.exit_codes import DONE
from tui.commands import BY_ID, COMMANDS, PLACES, keys_of, shown_key
from tui.settings import read_reader_settings


def keys(options: Namespace, console: Console) -> int:
    settings, faults = read_reader_settings()
    for fault in faults:
        console.complain(fault)
    if options.json:
        rows = [
            {
                "id": command.id,
                "where": command.where,
                "keys": [*command.keys, *command.always],
                "own": list(settings.keys[command.id]) if command.id in settings.keys else None,
                "help": command.help,
                "french": command.french,
            }
            for command in COMMANDS
        ]
        console.record({"commands": rows})
        return DONE
    console.text(keys_lines(settings.keys))
    return DONE


def keys_lines(own: Mapping[str, Sequence[str]]) -> Iterator[str]:
    for place in PLACES:
        yield place
        for command in (c for c in COMMANDS if c.where == place):
            default = " ".join(map(shown_key, (*command.keys, *command.always)))
            yours = f"  (yours: {' '.join(map(shown_key, own[command.id]))})" if command.id in own else ""
            yield f"  {command.id:<20}  {default:<20}  {command.help}{yours}"
        yield ""
    by_name = " or ".join(map(shown_key, keys_of(BY_ID["palette"], own)))
    yield f"A command without a key: press {by_name} in the reader and write its name."


COMMAND = Command(keys)
