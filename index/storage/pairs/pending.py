"""What waits to be worked out anew, also when that was interrupted: names, pairs, and whose."""

# ruff: noqa: S608
# Tables are constants of this file; values are always bound.

from __future__ import annotations

from collections.abc import Iterable, Set

from index.model.articles import ArticleId
from index.storage.sqlite.database import Database

NAMES = "names"
COUNTERPARTS = "counterparts"


def mark_unfinished(database: Database, work: str) -> None:
    database.execute("INSERT OR IGNORE INTO unfinished (work) VALUES (?)", (work,))


def mark_finished(database: Database, work: str) -> None:
    database.execute("DELETE FROM unfinished WHERE work = ?", (work,))


def is_unfinished(database: Database, work: str) -> bool:
    return database.value("SELECT 1 FROM unfinished WHERE work = ?", (work,)) is not None


def wait_for_pairing(database: Database, articles: Iterable[ArticleId]) -> None:
    """Have these articles compared again by the next run."""
    database.execute_many("INSERT OR IGNORE INTO unpaired (article) VALUES (?)", ((a,) for a in articles))
    mark_unfinished(database, COUNTERPARTS)


def leave_undecided(database: Database, articles: Iterable[ArticleId]) -> None:
    """Have the pairs of these articles found anew by the next run, without comparing them again."""
    database.execute_many("INSERT OR IGNORE INTO undecided (article) VALUES (?)", ((a,) for a in articles))
    mark_unfinished(database, COUNTERPARTS)


def mark_paired(
    database: Database, compared: Set[ArticleId] | None, decided: Set[ArticleId] | None = None
) -> None:
    """These articles (all of them) do not wait any more: to be compared, to have their pairs found."""
    for table, done in (("unpaired", compared), ("undecided", decided)):
        if done is None:
            database.execute(f"DELETE FROM {table}")
        else:
            database.execute_many(f"DELETE FROM {table} WHERE article = ?", ((a,) for a in done))
    left = "SELECT 1 FROM unpaired UNION ALL SELECT 1 FROM undecided LIMIT 1"
    if database.value(left) is None:
        mark_finished(database, COUNTERPARTS)
