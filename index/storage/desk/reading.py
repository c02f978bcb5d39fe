"""Where the reader was, and what has been read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from index.model.articles import ArticleId
from index.storage.sqlite.database import Database
from index.storage.sqlite.documents import to_json, utc_now

STATE_VERSION = 1
"""Of the envelope; what is inside belongs to the screen."""
DEEPEST = 8
"""Levels of lists and objects in a state; what is nested without end could not be passed on."""


class ReadingState:
    """The screen's saved state and the read marks. Every change is on the disk when its method returns."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self) -> dict[str, Any]:
        """The state as it was put; empty when there is none, or none that this program can read."""
        found = self._database.row("SELECT version, document FROM reading_state")
        if found is None or found[0] != STATE_VERSION:
            return {}
        try:
            state = json.loads(found[1])
        except (ValueError, TypeError, RecursionError):  # damaged: a fresh place is a place
            return {}
        return state if isinstance(state, dict) and _is_flat(state, DEEPEST) else {}

    def put(self, state: Mapping[str, Any]) -> None:
        """Replace the state as a whole. Raises TypeError for what is not JSON, and keeps the old one."""
        document = to_json(dict(state))
        with self._database.transaction(durable=True, aside=True):
            self._database.execute(
                "INSERT OR REPLACE INTO reading_state (only, version, document) VALUES (1, ?, ?)",
                (STATE_VERSION, document),
            )

    def is_read(self, article: ArticleId) -> bool:
        return self._database.value("SELECT 1 FROM read_marks WHERE article = ?", (article,)) is not None

    def mark_read(self, article: ArticleId, read: bool = True) -> None:
        """Set or take away the mark. Safe to repeat."""
        with self._database.transaction(durable=True, aside=True):
            if read:
                self._database.execute(
                    "INSERT OR IGNORE INTO read_marks (article, created) VALUES (?, ?)", (article, utc_now())
                )
            else:
                self._database.execute("DELETE FROM read_marks WHERE article = ?", (article,))


def _is_flat(value: object, levels: int) -> bool:
    """Whether lists and objects nest no deeper than ``levels``."""
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return levels > 0 and all(_is_flat(each, levels - 1) for each in inside)
