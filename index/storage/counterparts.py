"""Counterparts: a profile of each article, the pairs that were found, and what the reader says of them."""

# ruff: noqa: S608
# Clauses are constants of this file; values are always bound.

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict

from index.errors import NotFoundError
from index.model import READING_LANGUAGES, AlignedRow, ArticleId, Evidence, Language, Pair
from index.storage import derived
from index.storage.database import Database, Row
from index.storage.documents import to_json

_COLUMNS = "fr, en, score, status, evidence, rows"


class Counterparts:
    """Profiles by article, pairs by both ids. A ``possible`` pair leaves both sides without a counterpart."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put_profile(self, article: ArticleId, version: str, profile: bytes) -> None:
        """Store what pairing compares. Raises NotFoundError without article."""
        with self._database.transaction():
            stored = self._database.execute(
                "INSERT INTO profiles (article, version, profile) SELECT n, ?2, ?3"
                " FROM articles WHERE id = ?1"
                " ON CONFLICT (article) DO UPDATE SET version = ?2, profile = ?3",
                (article, version, profile),
            )
            if not stored:
                raise NotFoundError(
                    f"no article {article!r}", "It was removed meanwhile; run the import again."
                )
            derived.mark_unfinished(self._database, derived.COUNTERPARTS)

    def profiles(self, version: str, language: Language) -> Iterator[tuple[ArticleId, bytes]]:
        """The profiles of one language and version, one by one."""
        yield from self._database.each(
            "SELECT a.id, p.profile FROM articles a JOIN profiles p ON p.article = a.n"
            " WHERE a.language = ? AND p.version = ? ORDER BY a.n",
            (language, version),
        )

    def pending(self, version: str, languages: Sequence[Language] = READING_LANGUAGES) -> list[ArticleId]:
        """Articles of these languages without a profile of this version, newest first."""
        found = self._database.rows(
            "SELECT a.id FROM articles a WHERE a.language IN (SELECT value FROM json_each(?)) AND NOT EXISTS"
            " (SELECT 1 FROM profiles p WHERE p.article = a.n AND p.version = ?)"
            " ORDER BY a.sort_day DESC, a.sort_title, a.id",
            (to_json(list(languages)), version),
        )
        return [id for (id,) in found]

    def forget_profiles(self) -> None:
        """Make every article pending again. Pairs stay until they are found anew."""
        with self._database.transaction():
            self._database.execute("DELETE FROM profiles")
            derived.mark_unfinished(self._database, derived.COUNTERPARTS)

    def is_unfinished(self) -> bool:
        """True when profiles have changed since pairs were last found, also when that was interrupted."""
        return derived.is_unfinished(self._database, derived.COUNTERPARTS)

    def replace_pairs(self, pairs: Iterable[Pair], version: str = "") -> None:
        """Put these pairs in the place of all others, in one transaction."""
        rows = [
            (p.fr, p.en, p.status, p.score, version, to_json(asdict(p.evidence)), _rows_json(p.rows))
            for p in pairs
        ]
        with self._database.transaction():
            self._database.execute("DELETE FROM pairs")
            self._database.execute_many("INSERT INTO pairs VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
            derived.set_counterparts(self._database)
            derived.mark_finished(self._database, derived.COUNTERPARTS)

    def pair_of(self, article: ArticleId) -> Pair | None:
        """The pair that an article is in: the best counterpart, else the best possible one."""
        found = self._database.row(
            f"SELECT {_COLUMNS} FROM pairs WHERE fr = ?1 OR en = ?1"
            " ORDER BY status = 'counterpart' DESC, score DESC, fr, en LIMIT 1",
            (article,),
        )
        return None if found is None else _pair(found)

    def all(self) -> list[Pair]:
        """Every pair, counterparts first, the surest first."""
        found = self._database.rows(
            f"SELECT {_COLUMNS} FROM pairs ORDER BY status = 'counterpart' DESC, score DESC, fr, en"
        )
        return [_pair(row) for row in found]

    def count(self) -> int:
        """Pairs that are counterparts."""
        return int(self._database.value("SELECT count(*) FROM pairs WHERE status = 'counterpart'"))

    def versions(self) -> dict[str, int]:
        """How many articles have a profile of each version."""
        return dict(self._database.rows("SELECT version, count(*) FROM profiles GROUP BY version"))

    def paired_ids(self) -> set[ArticleId]:
        """Articles of both languages that have a counterpart."""
        found = self._database.rows("SELECT id FROM articles WHERE counterpart IS NOT NULL")
        return {id for (id,) in found}

    def alone(self, language: Language) -> list[ArticleId]:
        """Articles of one language without a counterpart, newest first."""
        found = self._database.rows(
            "SELECT id FROM articles WHERE language = ? AND counterpart IS NULL"
            " ORDER BY sort_day DESC, sort_title, id",
            (language,),
        )
        return [id for (id,) in found]


def _rows_json(rows: Sequence[AlignedRow]) -> str:
    return to_json([(row.left, row.right, row.score) for row in rows])


def _pair(row: Row) -> Pair:
    fr, en, score, status, evidence, rows = row
    values = json.loads(evidence)
    for name in ("shared_entities", "aligned", "shared_numbers"):
        values[name] = tuple(values[name])
    aligned = tuple(AlignedRow(tuple(left), tuple(right), score) for left, right, score in json.loads(rows))
    return Pair(fr, en, score, Evidence(**values), aligned, status)
