"""What pairing keeps of each article: its outline, its candidates, and whether it waits to be paired."""

# ruff: noqa: S608
# Clauses are constants of this file; values are always bound.

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

from index.model import ArticleId, Language
from index.storage import derived
from index.storage.database import Database
from index.storage.documents import to_json

Candidates = tuple[Sequence[ArticleId], bytes, bytes]
"""The other reports, a row of features for each, and what they have to beat."""
OutlineRow = tuple[ArticleId, int | None, int | None, bytes]
"""Article, days of publication (ordinals), mean vector."""


class Comparisons:
    """Bytes are the caller's; every method that writes is a part of the caller's transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put_outline(
        self, article: ArticleId, version: str, first: int | None, last: int | None, mean: bytes
    ) -> None:
        """Store what says which articles are worth comparing."""
        self._database.execute(
            "INSERT OR REPLACE INTO outlines (article, version, first, last, mean)"
            " SELECT n, ?2, ?3, ?4, ?5 FROM articles WHERE id = ?1",
            (article, version, first, last, mean),
        )

    def outlines(
        self, version: str, language: Language, among: Iterable[ArticleId] | None = None
    ) -> Iterator[OutlineRow]:
        """Of all articles of a language, or of those ``among`` these."""
        chosen = "" if among is None else " AND a.id IN (SELECT value FROM json_each(?3))"
        yield from self._database.each(
            "SELECT a.id, o.first, o.last, o.mean FROM outlines o JOIN articles a ON a.n = o.article"
            f" WHERE a.language = ?1 AND o.version = ?2{chosen}",
            (language, version, *(() if among is None else (to_json(sorted(among)),))),
        )

    def profiles(self, articles: Sequence[ArticleId], version: str) -> Iterator[bytes]:
        """The stored profiles of these articles, in any order."""
        yield from (
            blob
            for (blob,) in self._database.rows(
                "SELECT p.profile FROM articles a JOIN profiles p ON p.article = a.n"
                " WHERE a.id IN (SELECT value FROM json_each(?)) AND p.version = ?",
                (to_json(list(articles)), version),
            )
        )

    def candidates(self, articles: Iterable[ArticleId]) -> dict[ArticleId, Candidates]:
        """The candidates of those of ``articles`` that have any."""
        found = self._database.rows(
            "SELECT article, others, features, rivalry FROM candidates"
            " WHERE article IN (SELECT value FROM json_each(?))",
            (to_json(sorted(articles)),),
        )
        return {article: (json.loads(others), *features) for article, others, *features in found}

    def rivalries(self, articles: Iterable[ArticleId]) -> dict[ArticleId, bytes]:
        """What the candidates of those of ``articles`` that have any have to beat."""
        return dict(
            self._database.rows(
                "SELECT article, rivalry FROM candidates WHERE article IN (SELECT value FROM json_each(?))",
                (to_json(sorted(articles)),),
            )
        )

    def put_candidates(self, candidates: Iterable[tuple[ArticleId, Candidates]]) -> None:
        """Put these in the place of what their articles had."""
        self._database.execute_many(
            "INSERT OR REPLACE INTO candidates (article, others, features, rivalry) VALUES (?, ?, ?, ?)",
            ((article, to_json(list(others)), *features) for article, (others, *features) in candidates),
        )

    def forget_candidates(self) -> None:
        self._database.execute("DELETE FROM candidates")

    def waiting(self) -> set[ArticleId]:
        """Articles that came, changed or were corrected since pairs were last found."""
        return {article for (article,) in self._database.rows("SELECT article FROM unpaired")}

    def wait(self, articles: Iterable[ArticleId]) -> None:
        derived.wait_for_pairing(self._database, articles)

    def background(self, version: str) -> tuple[int, bytes] | None:
        """How many articles the last comparison of everything had, and its background."""
        row = self._database.row(
            "SELECT articles, background FROM pairing_background WHERE version = ?", (version,)
        )
        return None if row is None else (int(row[0]), bytes(row[1]))

    def put_background(self, version: str, articles: int, background: bytes) -> None:
        self._database.execute(
            "INSERT OR REPLACE INTO pairing_background (only, version, articles, background)"
            " VALUES (1, ?, ?, ?)",
            (version, articles, background),
        )

    def forget(self) -> None:
        """Compare everything anew at the next run."""
        for table in ("outlines", "candidates", "pairing_background"):
            self._database.execute(f"DELETE FROM {table}")
