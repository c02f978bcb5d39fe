"""Counterparts: a profile of each article, the pairs that were found, and what the reader says of them."""

# ruff: noqa: S608
# Clauses are constants of this file; values are always bound.

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import asdict

from index.errors import NotFoundError
from index.model.articles import READING_LANGUAGES, ArticleId, Language
from index.model.pairs import AlignedRow, Pair
from index.storage.pairs import pending
from index.storage.pairs.best_counterparts import set_counterparts
from index.storage.pairs.comparisons import Comparisons
from index.storage.pairs.pair_rows import NOT_ALIGNED, UNKNOWN, read_pair, rows_json
from index.storage.sqlite.database import Database, Row
from index.storage.sqlite.documents import to_json

_PAIRS = (
    "SELECT p.fr, p.en, p.score, p.status, p.evidence, p.rows, c.verdict FROM pairs p"
    " LEFT JOIN corrections c ON c.fr = p.fr AND c.en = p.en AND c.verdict = 'same'"
)
_BEST_FIRST = " ORDER BY p.status = 'counterpart' DESC, p.score DESC, p.fr, p.en"


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
            self._database.execute(
                "DELETE FROM measures WHERE article = (SELECT n FROM articles WHERE id = ?)", (article,)
            )
            pending.wait_for_pairing(self._database, [article])

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

    def forget_profile(self, article: ArticleId) -> None:
        """Make one article pending again; a part of the caller's transaction."""
        number = self._database.value("SELECT n FROM articles WHERE id = ?", (article,))
        for table in ("profiles", "article_vectors", "measures"):
            self._database.execute(f"DELETE FROM {table} WHERE article = ?", (number,))
        pending.wait_for_pairing(self._database, [article])

    def forget_profiles(self) -> None:
        """Make every article pending again. Pairs stay until they are found anew."""
        with self._database.transaction():
            self._database.execute("DELETE FROM profiles")
            Comparisons(self._database).forget()
            pending.mark_unfinished(self._database, pending.COUNTERPARTS)

    def is_unfinished(self) -> bool:
        """True when profiles have changed since pairs were last found, also when that was interrupted."""
        return pending.is_unfinished(self._database, pending.COUNTERPARTS)

    def replace_pairs(
        self,
        pairs: Iterable[Pair],
        version: str = "",
        *,
        of: Set[ArticleId] | None = None,
        waited: Set[ArticleId] | None = None,
        judged: Set[tuple[ArticleId, ArticleId]] = frozenset(),
    ) -> None:
        """Put these pairs in the place of all others (that one of ``of`` is in), in one transaction.

        ``waited``: which articles (None: all) do not have to be compared again. A pair that the reader has
        taken apart is left out, one made by hand is kept; ``judged``, of which something was said since these
        were found, are left as they are.
        """
        with self._database.transaction():
            said = dict(self._said())
            kept = [p for p in pairs if said.get((p.fr, p.en)) != "different" and (p.fr, p.en) not in judged]
            found = {(p.fr, p.en) for p in kept}
            known = [pair for pair in self.ids(of) if pair not in judged]
            gone = [pair for pair in known if pair in found or said.get(pair) != "same"]
            self._database.execute_many("DELETE FROM pairs WHERE fr = ? AND en = ?", gone)
            self._insert(kept, version)
            touched = None if of is None else sorted(set(of).union(*found, *gone))
            set_counterparts(self._database, touched)
            pending.mark_paired(self._database, waited, of)

    def ids(self, of: Set[ArticleId] | None) -> list[tuple[ArticleId, ArticleId]]:
        """Both ids of every pair, or of those that one of ``of`` is in."""
        if of is None:
            return self._database.rows("SELECT fr, en FROM pairs")
        return self._database.rows(
            "SELECT fr, en FROM pairs WHERE fr IN (SELECT value FROM json_each(?1))"
            " OR en IN (SELECT value FROM json_each(?1))",
            (to_json(sorted(of)),),
        )

    def put_pair(self, pair: Pair, version: str) -> None:
        """Put one pair in the place of what was said of the two; a part of the caller's transaction."""
        self._database.execute("DELETE FROM pairs WHERE fr = ? AND en = ?", (pair.fr, pair.en))
        self._insert([pair], version)
        set_counterparts(self._database, [pair.fr, pair.en])

    def remove_pair(self, fr: ArticleId, en: ArticleId) -> None:
        """A part of the caller's transaction."""
        self._database.execute("DELETE FROM pairs WHERE fr = ? AND en = ?", (fr, en))
        set_counterparts(self._database, [fr, en])

    def put_rows(
        self, fr: ArticleId, en: ArticleId, rows: Sequence[AlignedRow], covered: tuple[int, int]
    ) -> None:
        """Say how the paragraphs of a pair stand side by side; nothing when it is no pair any more."""
        self._database.execute(
            f"UPDATE pairs SET rows = ?, evidence = {_with('aligned')} WHERE fr = ? AND en = ?",
            (rows_json(rows), to_json(covered), fr, en),
        )

    def forget_rows(self) -> None:
        """Have the paragraphs of every pair aligned anew; a part of the caller's transaction."""
        self._database.execute("UPDATE pairs SET rows = ''")

    def put_shared_entities(self, fr: ArticleId, en: ArticleId, entities: Sequence[str]) -> None:
        """A part of the caller's transaction."""
        self._database.execute(
            f"UPDATE pairs SET evidence = {_with('shared_entities')} WHERE fr = ? AND en = ?",
            (to_json(list(entities)), fr, en),
        )

    def unaligned(self) -> list[tuple[ArticleId, ArticleId]]:
        """Pairs whose paragraphs were not put side by side yet, counterparts first, the newest first."""
        return self._database.rows(
            "SELECT p.fr, p.en FROM pairs p JOIN articles a ON a.id = p.fr WHERE p.rows = ''"
            " ORDER BY p.status = 'counterpart' DESC, a.sort_day DESC, p.fr, p.en",
        )

    def is_aligned(self) -> bool:
        """Whether every pair has its rows."""
        return self._database.value("SELECT 1 FROM pairs WHERE rows = '' LIMIT 1") is None

    def has_rows(self) -> bool:
        """Whether any pair has its rows."""
        return self._database.value("SELECT 1 FROM pairs WHERE rows != '' LIMIT 1") is not None

    def pair_of(self, article: ArticleId) -> Pair | None:
        """The pair that an article is in: the best counterpart, else the best possible one."""
        found = self._database.row(f"{_PAIRS} WHERE p.fr = ?1 OR p.en = ?1{_BEST_FIRST} LIMIT 1", (article,))
        return None if found is None else self._read([found])[0]

    def pair(self, fr: ArticleId, en: ArticleId) -> Pair | None:
        found = self._database.row(f"{_PAIRS} WHERE p.fr = ? AND p.en = ?", (fr, en))
        return None if found is None else self._read([found])[0]

    def pairs_of(self, articles: Iterable[ArticleId]) -> list[Pair]:
        """Every pair that one of these articles is in."""
        found = self._database.rows(
            f"{_PAIRS} WHERE p.fr IN (SELECT value FROM json_each(?1))"
            f" OR p.en IN (SELECT value FROM json_each(?1)){_BEST_FIRST}",
            (to_json(sorted(articles)),),
        )
        return self._read(found)

    def all(self) -> list[Pair]:
        """Every pair, counterparts first, the surest first."""
        return self._read(self._database.rows(_PAIRS + _BEST_FIRST))

    def _read(self, rows: Sequence[Row]) -> list[Pair]:
        """What is damaged of a pair is worked out anew by the next run."""
        found = [read_pair(row) for row in rows]
        damaged = [pair.articles for pair, whole in found if not whole]
        if damaged:
            self._database.mend(lambda: self._work_out_anew(damaged))
        return [pair for pair, _ in found]

    def _work_out_anew(self, pairs: Sequence[tuple[ArticleId, ArticleId]]) -> None:
        evidence = to_json(asdict(UNKNOWN))
        self._database.execute_many(
            "UPDATE pairs SET evidence = ?, rows = ? WHERE fr = ? AND en = ?",
            ((evidence, NOT_ALIGNED, *pair) for pair in pairs),
        )
        pending.wait_for_pairing(self._database, {article for pair in pairs for article in pair})

    def _insert(self, pairs: Iterable[Pair], version: str) -> None:
        self._database.execute_many(
            "INSERT INTO pairs (fr, en, status, score, version, evidence, rows, second, runner_up)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (
                    p.fr,
                    p.en,
                    p.status,
                    p.score,
                    version,
                    to_json(asdict(p.evidence)),
                    rows_json(p.rows) if p.aligned else NOT_ALIGNED,
                    p.second,
                    p.evidence.runner_up,
                )
                for p in pairs
            ),
        )

    def _said(self) -> Iterator[tuple[tuple[ArticleId, ArticleId], str]]:
        for fr, en, verdict in self._database.rows("SELECT fr, en, verdict FROM corrections"):
            yield (fr, en), verdict

    def sure(self, of: Iterable[ArticleId] | None = None) -> list[tuple[ArticleId, ArticleId]]:
        """Both ids of each pair that is a counterpart (and that one of ``of`` is in)."""
        if of is None:
            return self._database.rows("SELECT fr, en FROM pairs WHERE status = 'counterpart'")
        return self._database.rows(
            "SELECT fr, en FROM pairs WHERE status = 'counterpart' AND"
            " (fr IN (SELECT value FROM json_each(?1)) OR en IN (SELECT value FROM json_each(?1)))",
            (to_json(sorted(of)),),
        )

    def count(self) -> int:
        """Pairs that are counterparts."""
        return int(self._database.value("SELECT count(*) FROM pairs WHERE status = 'counterpart'"))

    def profiled(self) -> int:
        """How many articles have a profile."""
        return int(self._database.value("SELECT count(*) FROM profiles"))

    def versions(self) -> dict[str, int]:
        """How many articles have a profile of each version."""
        return dict(self._database.rows("SELECT version, count(*) FROM profiles GROUP BY version"))

    def alone(self, language: Language) -> list[ArticleId]:
        """Articles of one language without a counterpart, newest first."""
        found = self._database.rows(
            "SELECT id FROM articles WHERE language = ? AND counterpart IS NULL"
            " ORDER BY sort_day DESC, sort_title, id",
            (language,),
        )
        return [id for (id,) in found]


def _with(name: str) -> str:
    """The evidence with another value of that name; what is damaged stays, for whoever reads it."""
    return f"iif(json_valid(evidence), json_set(evidence, '$.{name}', json(?)), evidence)"


def drop(database: Database, number: int, article: ArticleId) -> list[ArticleId]:
    """Forget profile, vector and pairs of one article, inside the caller's transaction.

    Returns it and those that were paired with it.
    """
    for table in ("profiles", "article_vectors", "measures"):
        database.execute(f"DELETE FROM {table} WHERE article = ?", (number,))
    partners = database.rows(
        "SELECT en FROM pairs WHERE fr = ?1 UNION SELECT fr FROM pairs WHERE en = ?1", (article,)
    )
    database.execute("DELETE FROM pairs WHERE fr = ?1 OR en = ?1", (article,))
    touched = [article, *(partner for (partner,) in partners)]
    set_counterparts(database, touched)
    return touched
