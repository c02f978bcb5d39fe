"""The run journal: what became of each document when it was last met."""

# ruff: noqa: S608
# Clauses are constants of this file; values are always bound.

from __future__ import annotations

from dataclasses import dataclass

from index.storage.sqlite.database import Database
from index.storage.sqlite.documents import storable, utc_now


@dataclass(frozen=True, slots=True)
class JournalEntry:
    origin: str
    sha256: str | None
    """None when the document could not even be read."""
    outcome: str
    """``added``, ``changed``, ``unchanged`` or ``skipped``."""
    reason: str | None
    happened: str
    """UTC, ISO 8601 with ``Z``."""


class Journal:
    """One entry for each origin: the latest."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def record(self, origin: str, sha256: str | None, outcome: str, reason: str | None = None) -> None:
        """Note what became of one document, as part of the transaction that stores it when there is one."""
        with self._database.transaction():
            self._database.execute(
                "INSERT OR REPLACE INTO journal (origin, sha256, outcome, reason, happened)"
                " VALUES (?, ?, ?, ?, ?)",
                (storable(origin), sha256, outcome, None if reason is None else storable(reason), utc_now()),
            )

    def last(self, origin: str) -> JournalEntry | None:
        found = self._database.row("SELECT * FROM journal WHERE origin = ?", (storable(origin),))
        return None if found is None else JournalEntry(*found)

    def entries(self, outcome: str | None = None) -> list[JournalEntry]:
        """All entries, or those of one outcome, latest first."""
        where, values = ("WHERE outcome = ?", (outcome,)) if outcome else ("", ())
        found = self._database.rows(f"SELECT * FROM journal {where} ORDER BY happened DESC, origin", values)
        return [JournalEntry(*row) for row in found]
