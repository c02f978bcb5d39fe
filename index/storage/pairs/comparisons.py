"""What pairing keeps of each article: how it measures up, and whether it waits to be paired."""

# ruff: noqa: S608
# Tables are constants of this file; values are always bound.

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from index.model.articles import READING_LANGUAGES, ArticleId
from index.storage.pairs import pending
from index.storage.pairs.outlines import Outlines
from index.storage.pairs.ties import TieTable
from index.storage.sqlite.database import Database
from index.storage.sqlite.documents import to_json


class Comparisons:
    """Bytes are the caller's; every method that writes is a part of the caller's transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

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

    def waiting(self) -> set[ArticleId]:
        """Articles that came, changed or were corrected since pairs were last found."""
        return {article for (article,) in self._database.rows("SELECT article FROM unpaired")}

    def uncompared(self) -> int:
        """How many articles of the reading languages were not compared yet, or only with another text."""
        without_profile = self._database.value(
            "SELECT (SELECT count(*) FROM articles WHERE language IN (SELECT value FROM json_each(?)))"
            " - (SELECT count(*) FROM profiles)",
            (to_json(READING_LANGUAGES),),
        )
        with_one = self._database.value(
            "SELECT count(*) FROM unpaired u CROSS JOIN articles a ON a.id = u.article WHERE EXISTS"
            " (SELECT 1 FROM profiles p INDEXED BY profiles_version WHERE p.article = a.n)"
        )
        return int(without_profile) + int(with_one)

    def wait(self, articles: Iterable[ArticleId]) -> None:
        pending.wait_for_pairing(self._database, articles)

    def undecided(self) -> set[ArticleId]:
        """Articles whose candidates have changed since their pairs were last found."""
        return {article for (article,) in self._database.rows("SELECT article FROM undecided")}

    def leave_undecided(self, articles: Iterable[ArticleId]) -> None:
        pending.leave_undecided(self._database, articles)

    def compared(self, version: str) -> int | None:
        """How many articles the last comparison of everything had; None before the first one."""
        found: int | None = self._database.value(
            "SELECT articles FROM pairing_background WHERE version = ?", (version,)
        )
        return found

    def background(self, version: str) -> bytes | None:
        """What that comparison measured by."""
        found: bytes | None = self._database.value(
            "SELECT background FROM pairing_background WHERE version = ?", (version,)
        )
        return found

    def put_background(self, version: str, articles: int, background: bytes) -> None:
        self._database.execute("DELETE FROM measures")
        self._database.execute(
            "INSERT OR REPLACE INTO pairing_background (only, version, articles, background)"
            " VALUES (1, ?, ?, ?)",
            (version, articles, background),
        )

    def measures(self, articles: Iterable[ArticleId]) -> dict[ArticleId, bytes]:
        """What those of ``articles`` that were measured are by the background."""
        return dict(
            self._database.rows(
                "SELECT a.id, m.measures FROM articles a JOIN measures m ON m.article = a.n"
                " WHERE a.id IN (SELECT value FROM json_each(?))",
                (to_json(sorted(articles)),),
            )
        )

    def put_measures(self, measured: Iterable[tuple[ArticleId, bytes]]) -> None:
        self._database.execute_many(
            "INSERT OR REPLACE INTO measures (article, measures) SELECT n, ?2 FROM articles WHERE id = ?1",
            measured,
        )

    def forget(self) -> None:
        """Compare everything anew at the next run."""
        Outlines(self._database).forget()
        TieTable(self._database).forget()
        for table in ("pairing_background", "measures"):
            self._database.execute(f"DELETE FROM {table}")
