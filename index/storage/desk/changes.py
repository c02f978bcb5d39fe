"""What the reader changed, in the order it was made: what stands, and behind it what is undone."""

# ruff: noqa: S608
# Clauses are constants of this file; values are always bound.

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from index.storage.sqlite.database import Database, Row
from index.storage.sqlite.documents import to_json, utc_now

KEPT = 500
"""The oldest go when there are more."""
_COLUMNS = "n, made, undone, kind, version, before, after"


@dataclass(frozen=True, slots=True)
class ChangeRow:
    number: int
    made: str
    """UTC, ISO 8601 with ``Z``."""
    undone: bool
    kind: str
    version: int
    """Of both documents, which are plain JSON values."""
    before: Any
    after: Any


class Changes:
    """Documents are the caller's. Every change of the list is on the disk with the transaction it is in."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, kind: str, version: int, before: Any, after: Any) -> None:
        """Add one that was just made. What was undone cannot be done again after it."""
        with self._database.transaction(durable=True, aside=True):
            self._database.execute("DELETE FROM changes WHERE undone = 1")
            self._database.execute(
                "INSERT INTO changes (made, undone, kind, version, before, after) VALUES (?, 0, ?, ?, ?, ?)",
                (utc_now(), kind, version, to_json(before), to_json(after)),
            )
            self._database.execute("DELETE FROM changes WHERE n <= (SELECT max(n) FROM changes) - ?", (KEPT,))

    def set_undone(self, number: int, undone: bool) -> None:
        with self._database.transaction(durable=True, aside=True):
            self._database.execute("UPDATE changes SET undone = ? WHERE n = ?", (int(undone), number))

    def to_undo(self) -> ChangeRow | None:
        """The last one that stands."""
        return next(self._select("WHERE undone = 0 ORDER BY n DESC"), None)

    def to_redo(self) -> ChangeRow | None:
        """The first one that is undone."""
        return next(self._select("WHERE undone = 1 ORDER BY n"), None)

    def newest(self, limit: int) -> list[ChangeRow]:
        """The last ones, the newest first."""
        return list(islice(self._select("ORDER BY n DESC"), limit))

    def _select(self, clauses: str) -> Iterator[ChangeRow]:
        """One that is damaged is left out: there is no way back from it, but from those before it."""
        for row in self._database.rows(f"SELECT {_COLUMNS} FROM changes {clauses}"):
            if (change := _change(row)) is not None:
                yield change


def _change(row: Row) -> ChangeRow | None:
    """None when it is damaged."""
    number, made, undone, kind, version, before, after = row
    try:
        return ChangeRow(number, made, bool(undone), kind, version, json.loads(before), json.loads(after))
    except (ValueError, TypeError, RecursionError):
        return None
