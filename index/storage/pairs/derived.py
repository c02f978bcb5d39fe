"""What is worked out from an article's text, and has to go when the text changes."""

# ruff: noqa: S608
# Clauses are constants of this file; values are always bound.

from __future__ import annotations

from array import array
from collections.abc import Iterable, Set

from index.model import ArticleId
from index.storage.pairs import outlines
from index.storage.sqlite.database import Database
from index.storage.sqlite.documents import to_json

NAMES = "names"
COUNTERPARTS = "counterparts"


def drop(database: Database, number: int, article: ArticleId) -> None:
    """Forget names, profile, pairs and copies of one article, inside the caller's transaction."""
    packed = database.value("SELECT entities FROM article_entities WHERE article = ?", (number,))
    if packed is not None:
        database.execute(
            "DELETE FROM entity_articles WHERE article = ?1 AND entity IN (SELECT value FROM json_each(?2))",
            (number, to_json(unpack(packed).tolist())),
        )
    copies = database.rows("SELECT article FROM copies WHERE original = ?", (number,))
    database.execute("DELETE FROM copies WHERE article = ?1 OR original = ?1", (number,))
    for copy in (number, *(copy for (copy,) in copies)):
        # Without a sketch they are compared anew.
        _drop_sketch(database, copy)
    outlines.drop(database, number, article)
    for table in ("article_entities", "mentions", "profiles", "article_vectors", "measures"):
        database.execute(f"DELETE FROM {table} WHERE article = ?", (number,))
    partners = database.rows(
        "SELECT en FROM pairs WHERE fr = ?1 UNION SELECT fr FROM pairs WHERE en = ?1", (article,)
    )
    database.execute("DELETE FROM pairs WHERE fr = ?1 OR en = ?1", (article,))
    touched = [article, *(partner for (partner,) in partners)]
    set_counterparts(database, touched)
    mark_unfinished(database, NAMES)
    wait_for_pairing(database, touched)


def _drop_sketch(database: Database, number: int) -> None:
    packed = database.value("SELECT sketch FROM sketches WHERE article = ?", (number,))
    if packed is not None:
        database.execute(
            "DELETE FROM sketch_hashes WHERE article = ?1 AND hash IN (SELECT value FROM json_each(?2))",
            (number, to_json(unpack(packed).tolist())),
        )
        database.execute("DELETE FROM sketches WHERE article = ?", (number,))


def set_counterparts(database: Database, articles: list[ArticleId] | None = None) -> None:
    """Bring ``articles.counterpart`` in step with the pairs; of all articles when None."""
    best = """(SELECT other FROM (
            SELECT en AS other, score FROM pairs WHERE fr = articles.id AND status = 'counterpart'
            UNION ALL SELECT fr, score FROM pairs WHERE en = articles.id AND status = 'counterpart'
        ) ORDER BY score DESC, other LIMIT 1)"""
    if articles is None:
        paired = "id IN (SELECT fr FROM pairs UNION ALL SELECT en FROM pairs)"
        database.execute(
            f"UPDATE articles SET counterpart = {best}"
            f" WHERE (counterpart IS NOT NULL OR {paired}) AND counterpart IS NOT {best}"
        )
    else:
        database.execute(
            f"UPDATE articles SET counterpart = {best} WHERE id IN (SELECT value FROM json_each(?))",
            (to_json(articles),),
        )


def mark_unfinished(database: Database, work: str) -> None:
    database.execute("INSERT OR IGNORE INTO unfinished (work) VALUES (?)", (work,))


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


def mark_finished(database: Database, work: str) -> None:
    database.execute("DELETE FROM unfinished WHERE work = ?", (work,))


def is_unfinished(database: Database, work: str) -> bool:
    return database.value("SELECT 1 FROM unfinished WHERE work = ?", (work,)) is not None


def pack(numbers: list[int]) -> bytes:
    """Numbers as little-endian uint32."""
    packed = array("I", numbers)
    return _little_endian(packed).tobytes()


def unpack(packed: bytes) -> array[int]:
    numbers = array("I")
    numbers.frombytes(packed)
    return _little_endian(numbers)


def _little_endian(numbers: array[int]) -> array[int]:
    import sys

    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
