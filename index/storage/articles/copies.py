"""Near-identical articles: sketches to find them by, and which is a copy of which."""

# ruff: noqa: S608
# Clauses are constants of this file and of the list filters; values are always bound.

from __future__ import annotations

from collections.abc import Sequence

from index.errors import NotFoundError
from index.model.articles import ArticleId
from index.model.results import UNFILTERED, Filters
from index.storage.articles.filtering import where_clause
from index.storage.sqlite.database import Database
from index.storage.sqlite.documents import to_json
from index.storage.sqlite.packing import pack, unpack

SHARED = 4
"""Hashes that two articles share before they are compared: copies share eleven of sixteen on average."""
Group = tuple[ArticleId, ...]


class Copies:
    """Each article is an original or points at one; a copy is linked, never dropped."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def pending(self) -> list[ArticleId]:
        """Articles not compared yet, or whose sketch is damaged, in the order of their arrival."""
        found = self._database.rows(
            "SELECT id FROM articles WHERE n NOT IN"
            " (SELECT article FROM sketches WHERE length(sketch) % 4 = 0) ORDER BY n"
        )
        return [id for (id,) in found]

    def candidates(
        self, article: ArticleId, hashes: Sequence[int], limit: int
    ) -> list[tuple[ArticleId, list[int]]]:
        """Articles (with their sketches) that came before this one and share SHARED of these hashes, those
        with most first."""
        found = self._database.rows(
            "SELECT a.id, s.sketch FROM (SELECT article, count(*) AS shared FROM sketch_hashes"
            " WHERE hash IN (SELECT value FROM json_each(?))"
            " AND article < (SELECT n FROM articles WHERE id = ?)"
            " GROUP BY article HAVING shared >= ?) h"
            " JOIN articles a ON a.n = h.article JOIN sketches s ON s.article = h.article"
            " ORDER BY h.shared DESC, a.n LIMIT ?",
            (to_json(list(hashes)), article, SHARED, limit),
        )
        return [(id, unpack(packed).tolist()) for id, packed in found]

    def put(
        self, article: ArticleId, sketch: list[int], hashes: Sequence[int], copy_of: ArticleId | None
    ) -> None:
        """Store what an article is found by, and whose copy it is: of one that came before.

        Those that came later and may be its copies are compared anew. Raises NotFoundError without article.
        """
        with self._database.transaction():
            number = self._database.value("SELECT n FROM articles WHERE id = ?", (article,))
            if number is None:
                raise NotFoundError(
                    f"no article {article!r}", "It was removed meanwhile; run the import again."
                )
            for later in _later(self._database, number, hashes):
                _forget(self._database, later)
            self._database.execute("INSERT OR REPLACE INTO sketches VALUES (?, ?)", (number, pack(sketch)))
            self._database.execute_many(
                "INSERT OR IGNORE INTO sketch_hashes VALUES (?, ?)", [(hash, number) for hash in hashes]
            )
            self._database.execute("DELETE FROM copies WHERE article = ?", (number,))
            if copy_of is not None:
                # A copy of a copy is one of the same original.
                self._database.execute(
                    "INSERT INTO copies SELECT ?, coalesce(c.original, a.n) FROM articles a"
                    " LEFT JOIN copies c ON c.article = a.n WHERE a.id = ? AND a.n <> ?",
                    (number, copy_of, number),
                )

    def forget(self) -> None:
        """Compare all articles anew at the next run."""
        with self._database.transaction():
            for table in ("copies", "sketch_hashes", "sketches"):
                self._database.execute(f"DELETE FROM {table}")

    def state(self) -> tuple[int, int]:
        """Differs when the groups do; (0, 0) when there are none."""
        count, mark = self._database.rows("SELECT count(*), total(article * 31 + original) FROM copies")[0]
        return int(count), int(mark)

    def of(self, article: ArticleId) -> list[ArticleId]:
        """The other articles of its group, in the order of their arrival."""
        return [id for group in self.groups() if article in group for id in group if id != article]

    def groups(self) -> list[Group]:
        """Articles that are copies of each other, each group in the order of arrival."""
        return self.groups_within(UNFILTERED)

    def groups_within(self, filters: Filters) -> list[Group]:
        """The same among the articles that pass the filters."""
        where, values = where_clause(filters)
        found = self._database.rows(
            "SELECT c.original, a.id FROM (SELECT article, original FROM copies"
            " UNION ALL SELECT DISTINCT original, original FROM copies) c"
            f" JOIN articles a ON a.n = c.article {where} ORDER BY c.original, a.n",
            values,
        )
        return _grouped(found)


def drop(database: Database, number: int) -> None:
    """Forget what one article is found by and whose copy it is, inside the caller's transaction.

    Whoever came later and was compared with it is compared anew, as if it had not been there.
    """
    hashes = [h for (h,) in database.rows("SELECT hash FROM sketch_hashes WHERE article = ?", (number,))]
    for later in _later(database, number, hashes):
        _forget(database, later)
    _forget(database, number)


def _forget(database: Database, number: int) -> None:
    """The article, and those that came later in its group: they may have been found through it."""
    later = database.rows(
        "SELECT article FROM copies WHERE original = coalesce("
        "(SELECT original FROM copies WHERE article = ?1), ?1) AND article > ?1",
        (number,),
    )
    for each in (number, *(article for (article,) in later)):
        database.execute("DELETE FROM copies WHERE article = ?1 OR original = ?1", (each,))
        _drop_sketch(database, each)


def _later(database: Database, number: int, hashes: Sequence[int]) -> list[int]:
    """Articles that came after one and have been compared with all that share so many of its hashes."""
    if (database.value("SELECT max(article) FROM sketches") or 0) <= number:
        return []
    found = database.rows(
        "SELECT article FROM sketch_hashes WHERE hash IN (SELECT value FROM json_each(?)) AND article > ?"
        " GROUP BY article HAVING count(*) >= ?",
        (to_json(list(hashes)), number, SHARED),
    )
    return [article for (article,) in found]


def _drop_sketch(database: Database, number: int) -> None:
    packed = database.value("SELECT sketch FROM sketches WHERE article = ?", (number,))
    if packed is not None:
        database.execute(
            "DELETE FROM sketch_hashes WHERE article = ?1 AND hash IN (SELECT value FROM json_each(?2))",
            (number, to_json(unpack(packed).tolist())),
        )
        database.execute("DELETE FROM sketches WHERE article = ?", (number,))


def _grouped(rows: Sequence[tuple[int, ArticleId]]) -> list[Group]:
    """Groups of two and more."""
    groups: dict[int, list[ArticleId]] = {}
    for original, article in rows:
        groups.setdefault(original, []).append(article)
    return [tuple(group) for group in groups.values() if len(group) > 1]
