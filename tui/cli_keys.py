"""The keys command: it needs no archive, and waits for none."""

from __future__ import annotations

from argparse import Namespace

from tui.cli_console import Console
from tui.commands import BY_ID, COMMANDS, PLACES, keys_of, shown_key
from tui.settings import read_reader_settings

DONE = 0


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
    for place in PLACES:
        console.result(place)
        for command in (c for c in COMMANDS if c.where == place):
            default = " ".join(map(shown_key, (*command.keys, *command.always)))
            own = settings.keys.get(command.id)
            yours = f"  (yours: {' '.join(map(shown_key, own))})" if own else ""
            console.result(f"  {command.id:<20}  {default:<20}  {command.help}{yours}")
        console.result()
    by_name = " or ".join(map(shown_key, keys_of(BY_ID["palette"], settings.keys)))
    console.result(f"A command without a key: press {by_name} in the reader and write its name.")
    return DONE
