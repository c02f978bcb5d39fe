"""What stands in the tables that nobody but a test reads whole."""

from __future__ import annotations

from index.storage.sqlite.database import Database


def paired_ids(database: Database) -> set[str]:
    """Articles whose row names a counterpart."""
    return {id for (id,) in database.rows("SELECT id FROM articles WHERE counterpart IS NOT NULL")}


def read_ids(database: Database) -> set[str]:
    """Articles that are marked as read."""
    return {article for (article,) in database.rows("SELECT article FROM read_marks")}
