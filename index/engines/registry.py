"""The engines by name, and what to do with an index that cannot be opened."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

from index.engines.interface import SearchEngine
from index.errors import SettingsError

ENGINES = ("whoosh",)


def engine(name: str) -> type[SearchEngine]:
    """The engine class of that name. Raises SettingsError when there is none."""
    match name:
        case "whoosh":
            from index.engines.whoosh.engine import WhooshEngine

            return WhooshEngine
        case _:
            raise SettingsError(f"there is no search engine {name!r}", f"Known: {', '.join(ENGINES)}.")


def move_aside(folder: Path) -> Path | None:
    """Renames an unusable index so that a new one can be made in its place; keeps only the latest such.

    Returns where it went, or None when there was nothing to move.
    """
    if not folder.exists():
        return None
    for older in folder.parent.glob(f"{folder.name}.unusable-*"):
        shutil.rmtree(older, ignore_errors=True)
    target = folder.with_name(f"{folder.name}.unusable-{datetime.now(UTC):%Y%m%dT%H%M%S%f}")
    folder.rename(target)
    return target
