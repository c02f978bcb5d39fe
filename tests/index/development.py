"""Libraries as development versions left them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from index.settings import LIBRARY_FILE
from index.storage.sqlite.migrations import DEVELOPMENT_ID


def as_of_a_development_version(folder: Path) -> None:
    """Version 5 had the same tables."""
    with closing(sqlite3.connect(folder / LIBRARY_FILE)) as connection:
        connection.execute(f"PRAGMA application_id = {DEVELOPMENT_ID}")
        connection.execute("PRAGMA user_version = 5")


def set_aside(folder: Path) -> list[Path]:
    """Libraries that were moved aside in a folder."""
    return sorted(folder.glob(f"{LIBRARY_FILE}.development-*"))
