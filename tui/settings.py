"""The [reader] and [keys] tables of settings.toml."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from index.errors import SettingsError
from index.settings import read_settings_table, settings_file, shown
from tui.commands import (  # fmt: skip
    ARTICLE,
    BOOKMARKS,
    BY_ID,
    COMMANDS,
    EVERYWHERE,
    LISTS,
    SEARCH,
    SEARCH_BOX,
    TWO_REPORTS,
    Command,
    keys_of,
    shown_key,
)

THEMES = ("dark", "light")
EVENTS = "events"
ROWS = ("reports", EVENTS)
"""What a row of the list is."""
NARROWEST, WIDEST = 36, 88
"""Bounds of a text column in cells: narrower splits every sentence, wider loses the eye."""

MOST_KEYS = 16
"""Of one command."""
LONGEST_KEY = 40
"""Characters of the name of a key, as in ``ctrl+shift+pagedown``."""


@dataclass(frozen=True, slots=True)
class ReaderSettings:
    """How the screen behaves. Every value has a default that works with nothing configured."""

    theme: str = "dark"
    width: int = 72
    """Widest text column in cells."""
    mouse: bool = True
    rows: str = "reports"
    """What a row of the list is: one of ROWS."""
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Command id to the reader's own keys, which replace the command's."""


def read_reader_settings(file: Path | None = None) -> tuple[ReaderSettings, tuple[str, ...]]:
    """The settings, and a line for each thing in the file that was wrong and is left at its default.

    Never raises: a reader with a typing mistake in a file still wants to read.
    """
    try:
        file = file or settings_file()
        table, keys = read_settings_table(file, "reader"), read_settings_table(file, "keys")
    except SettingsError as error:
        return ReaderSettings(), (f"{error} {error.hint}".strip(),)
    faults: list[str] = []
    values = _reader_values(table, file, faults)
    own = _without_clashes(_own_keys(keys, file, faults), file, faults)
    return ReaderSettings(keys=own, **values), tuple(faults)


def _reader_values(table: Mapping[str, Any], file: Path, faults: list[str]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name, value in table.items():
        if (
            (name == "theme" and value in THEMES)
            or (name == "width" and type(value) is int and NARROWEST <= value <= WIDEST)
            or (name == "mouse" and type(value) is bool)
            or (name == "rows" and value in ROWS)
        ):
            values[name] = value
        elif name in ReaderSettings.__slots__ and name != "keys":
            expected = {
                "theme": " or ".join(THEMES),
                "width": f"{NARROWEST} to {WIDEST}",
                "rows": " or ".join(ROWS),
            }.get(name, "true or false")
            faults.append(f"{file}: [reader] {name} must be {expected}, not {shown(value)}")
        else:
            faults.append(f"{file}: [reader] has no setting {shown(name)}; known: theme, width, mouse, rows")
    return values


def _own_keys(table: Mapping[str, Any], file: Path, faults: list[str]) -> dict[str, tuple[str, ...]]:
    own: dict[str, tuple[str, ...]] = {}
    for id, value in table.items():
        keys = [value] if isinstance(value, str) else value
        if id not in BY_ID:
            from difflib import get_close_matches

            close = get_close_matches(id, BY_ID, 1)
            hint = f"did you mean {close[0]!r}?" if close else "`newsreader keys` lists them"
            faults.append(f"{file}: [keys] there is no command {shown(id)}; {hint}")
        elif not isinstance(keys, list) or not 0 < len(keys) <= MOST_KEYS or not all(map(_is_key, keys)):
            faults.append(f"{file}: [keys] {id} must be a key or a list of keys, not {shown(value)}")
        else:
            own[id] = tuple(keys)
    return own


def _is_key(value: object) -> bool:
    """Whether it could be the name of a key; a terminal may send one that no list of names has."""
    return isinstance(value, str) and 0 < len(value) <= LONGEST_KEY and value.isprintable()


def _without_clashes(
    own: Mapping[str, tuple[str, ...]], file: Path, faults: list[str]
) -> dict[str, tuple[str, ...]]:
    """The reader's own keys without those that another command has where both apply, each told.

    A key stays with the command that has it by default, else with the one that the file names first. A
    command that is left without any key of its own has its default ones again.
    """
    kept = dict(own)
    while (clash := _first_clash(kept)) is not None:
        keys = tuple(key for key in kept[clash.loser] if key != clash.key)
        if keys:
            kept[clash.loser] = keys
        else:
            del kept[clash.loser]
        faults.append(
            f"{file}: [keys] {clash.loser} and {clash.keeper} have one key, {shown_key(clash.key)}; "
            f"it stays with {clash.keeper}"
        )
    return kept


_SHORTER = {
    "solidus": "slash", "reverse_solidus": "backslash", "commercial_at": "at", "hyphen_minus": "minus",
    "plus_sign": "plus", "low_line": "underscore",
}  # fmt: skip


class _Clash(NamedTuple):
    key: str
    keeper: str
    loser: str


_TOGETHER = (
    {ARTICLE, TWO_REPORTS, LISTS, SEARCH, EVERYWHERE},
    {BOOKMARKS, LISTS, EVERYWHERE},
    {SEARCH_BOX},
)
"""Places whose keys apply at the same time: the main screen, the list of bookmarks, the search box."""


def _apply_together(one: Command, other: Command) -> bool:
    return any({_place(one), _place(other)} <= places for places in _TOGETHER)


def _place(command: Command) -> str:
    """That of its key: bookmarks are shown from the main screen."""
    return EVERYWHERE if command.id == "bookmarks" else command.where


def _first_clash(own: Mapping[str, Sequence[str]]) -> _Clash | None:
    """One key of the reader's own that another command has as well; None when there is none."""
    holders: dict[str, list[Command]] = {}
    for command in COMMANDS:
        for key in dict.fromkeys(map(_plain, keys_of(command, own))):
            holders.setdefault(key, []).append(command)
    order = [*own]
    for id, keys in own.items():
        for key in (key for key in keys if not _is_default(key, BY_ID[id])):
            for other in holders[_plain(key)]:
                if other.id != id and _clash(BY_ID[id], other, key):
                    later = other.id in own and order.index(other.id) < order.index(id)
                    if later or _is_default(key, other):
                        return _Clash(key, other.id, id)
    return None


def _is_default(key: str, command: Command) -> bool:
    return _plain(key) in map(_plain, (*command.keys, *command.always))


def _clash(one: Command, other: Command, key: str) -> bool:
    """Keys that work while text is typed work in every place."""
    return _apply_together(one, other) or _plain(key) in map(_plain, (*one.always, *other.always))


def _plain(key: str) -> str:
    """One name for a key: Textual knows ``.`` as ``full_stop`` as well."""
    if len(key) != 1 or key.isalnum():
        return key
    name = unicodedata.name(key, key).lower().replace("-", "_").replace(" ", "_")
    return _SHORTER.get(name, name)
