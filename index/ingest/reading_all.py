"""Reads all that is stored beside the texts: what cannot be read, or is of a wrong length, is damaged."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Callable

from index.errors import StorageError
from index.model.condition import DerivedFinding, OwnFinding
from index.storage.library import Library
from index.storage.pairs.pair_rows import read_pair
from index.storage.sqlite.database import Database, Row
from index.storage.sqlite.documents import mentions_from_json

Read = Callable[[Row], object]
"""Raises an error for a row that is damaged."""
Part = tuple[str, str, Read]
"""What the rows are, in the plural; how they are asked for; what reads one."""


def parts() -> tuple[Part, ...]:
    """All that follows from the texts, as it is read where it is used."""
    # Loads numpy, which a plain examination can do without.
    from index.analysis.pairing.background import Background
    from index.analysis.pairing.profiles import Profile
    from index.analysis.pairing.stated import Facts

    return (
        ("names of articles", "SELECT found FROM mentions", lambda row: mentions_from_json(row[0])),
        (
            "merged names of articles",
            "SELECT resolved FROM mentions WHERE resolved IS NOT NULL",
            lambda row: mentions_from_json(row[0]),
        ),
        (
            "people, places and organisations",
            "SELECT names, variants, articles FROM entities",
            _read_all_json,
        ),
        ("lists of names", "SELECT entities FROM article_entities", _whole_numbers),
        ("sketches", "SELECT sketch FROM sketches", _whole_numbers),
        ("profiles", "SELECT profile FROM profiles", lambda row: Profile.from_bytes(row[0])),
        ("measures", "SELECT measures FROM measures", _whole_numbers),
        (
            "backgrounds",
            "SELECT background FROM pairing_background",
            lambda row: Background.from_bytes(row[0]),
        ),
        ("facts", "SELECT facts FROM facts", lambda row: Facts.from_json("", row[0])),
        ("ties", "SELECT log_odds FROM ties", lambda row: _must(math.isfinite(row[0]))),
        (
            "pairs",
            "SELECT fr, en, score, status, evidence, rows, NULL FROM pairs",
            lambda row: _must(read_pair(row)[1]),
        ),
    )


def read_derived(library: Library, tell: Callable[[int, int], object]) -> DerivedFinding:
    """``tell`` is told how many parts are read, of how many; what it raises ends it."""
    damaged: Counter[str] = Counter()
    every = parts()
    for done, (name, sql, read) in enumerate(every):
        tell(done, len(every))
        damaged[name] += sum(not _is_sound(read, row) for row in library.database.each(sql))
    damaged["vectors"] = _of_another_length(library.database, "article_vectors", "vector")
    damaged["outlines"] = _of_another_length(library.database, "outlines", "mean")
    return DerivedFinding({name: count for name, count in damaged.items() if count})


def read_own(library: Library) -> OwnFinding:
    """Bookmarks, reading state and the list of changes."""
    database = library.database
    bookmarks = database.rows("SELECT id, article, tags, note FROM bookmarks")
    without = database.value("SELECT count(*) FROM bookmarks WHERE article NOT IN (SELECT id FROM articles)")
    damaged = [f"the tags of bookmark {id}" for id, _, tags, _ in bookmarks if not _is_list(tags)]
    if any(not _is_sound(_read_all_json, row) for row in database.rows("SELECT document FROM reading_state")):
        damaged.append("where the reader was")
    changes = database.rows("SELECT before, after FROM changes")
    if unreadable := sum(not _is_sound(_read_all_json, row) for row in changes):
        damaged.append(f"{unreadable} of {len(changes)} changes that could be undone")
    return OwnFinding(len(bookmarks), int(without), tuple(damaged))


def _is_sound(read: Read, row: Row) -> bool:
    try:
        read(row)
    except (StorageError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return False
    return True


def _read_all_json(row: Row) -> None:
    for document in row:
        json.loads(document)


def _is_list(document: str) -> bool:
    return _is_sound(lambda row: _must(isinstance(json.loads(row[0]), list)), (document,))


def _whole_numbers(row: Row) -> None:
    _must(len(row[0]) % 4 == 0)


def _must(true: bool) -> None:
    if not true:
        raise ValueError("damaged")


def _of_another_length(database: Database, table: str, column: str) -> int:
    """How many are not as long as most of their version."""
    lengths: dict[str, Counter[int]] = {}
    for version, length, count in database.rows(
        f"SELECT version, length({column}), count(*) FROM {table} GROUP BY version, length({column})"  # noqa: S608
    ):
        lengths.setdefault(version, Counter())[length] += count
    return sum(found.total() - max(found.values()) for found in lengths.values())
