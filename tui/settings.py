"""The [reader] and [keys] tables of settings.toml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from index.errors import SettingsError
from index.settings import read_settings_table, settings_file
from tui.commands import BY_ID

THEMES = ("dark", "light")
NARROWEST, WIDEST = 36, 88
"""Bounds of a text column in cells: narrower splits every sentence, wider loses the eye."""


@dataclass(frozen=True, slots=True)
class ReaderSettings:
    """How the screen behaves. Every value has a default that works with nothing configured."""

    theme: str = "dark"
    width: int = 72
    """Widest text column in cells."""
    mouse: bool = True
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Command id to the reader's own keys, which replace the command's."""


def read_reader_settings(file: Path | None = None) -> tuple[ReaderSettings, tuple[str, ...]]:
    """The settings, and a line for each thing in the file that was wrong and is left at its default.

    Never raises: a reader with a typing mistake in a file still wants to read.
    """
    file = file or settings_file()
    try:
        table, keys = read_settings_table(file, "reader"), read_settings_table(file, "keys")
    except SettingsError as error:
        return ReaderSettings(), (f"{error} {error.hint}".strip(),)
    faults: list[str] = []
    values = _reader_values(table, file, faults)
    return ReaderSettings(keys=_own_keys(keys, file, faults), **values), tuple(faults)


def _reader_values(table: Mapping[str, Any], file: Path, faults: list[str]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name, value in table.items():
        if (
            (name == "theme" and value in THEMES)
            or (name == "width" and type(value) is int and NARROWEST <= value <= WIDEST)
            or (name == "mouse" and type(value) is bool)
        ):
            values[name] = value
        elif name in ReaderSettings.__slots__ and name != "keys":
            expected = {"theme": " or ".join(THEMES), "width": f"{NARROWEST} to {WIDEST}"}.get(
                name, "true or false"
            )
            faults.append(f"{file}: [reader] {name} must be {expected}, not {value!r}")
        else:
            faults.append(f"{file}: [reader] has no setting {name!r}; known: theme, width, mouse")
    return values


def _own_keys(table: Mapping[str, Any], file: Path, faults: list[str]) -> dict[str, tuple[str, ...]]:
    own: dict[str, tuple[str, ...]] = {}
    for id, value in table.items():
        keys = [value] if isinstance(value, str) else value
        if id not in BY_ID:
            from difflib import get_close_matches

            close = get_close_matches(id, BY_ID, 1)
            hint = f"did you mean {close[0]!r}?" if close else "`newsreader keys` lists them"
            faults.append(f"{file}: [keys] there is no command {id!r}; {hint}")
        elif not isinstance(keys, list) or not keys or not all(isinstance(key, str) and key for key in keys):
            faults.append(f"{file}: [keys] {id} must be a key or a list of keys, not {value!r}")
        else:
            own[id] = tuple(keys)
    return own
