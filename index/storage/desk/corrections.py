"""What the reader says of a pair: the same event, or not. It outlives every new pairing."""

from __future__ import annotations

from collections.abc import Iterable

from index.model.articles import READING_LANGUAGES, ArticleId
from index.model.desk import Correction
from index.storage.sqlite.database import Database
from index.storage.sqlite.documents import utc_now

VERDICTS = ("same", "different")


class Corrections:
    """One verdict for each pair of ids. Every change is on the disk when its method returns, or when the
    transaction ends that it is a part of."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, fr: ArticleId, en: ArticleId, verdict: str) -> Correction:
        """Say so, in the place of what was said before. Raises ValueError for an unknown verdict."""
        if verdict not in VERDICTS:
            raise ValueError(f"unknown verdict {verdict!r}")
        correction = Correction(fr, en, verdict, utc_now())
        self.restore(correction)
        return correction

    def restore(self, correction: Correction) -> None:
        """Put one as it was said before, here or elsewhere."""
        with self._database.transaction(durable=True):
            self._database.execute(
                "INSERT OR REPLACE INTO corrections (fr, en, verdict, created) VALUES (?, ?, ?, ?)",
                (correction.fr, correction.en, correction.verdict, correction.created),
            )

    def remove(self, fr: ArticleId, en: ArticleId) -> None:
        """Take back what was said, if anything was."""
        with self._database.transaction(durable=True):
            self._database.execute("DELETE FROM corrections WHERE fr = ? AND en = ?", (fr, en))

    def of(self, fr: ArticleId, en: ArticleId) -> Correction | None:
        """What was said of the two, if anything was."""
        found = self._database.row(
            "SELECT fr, en, verdict, created FROM corrections WHERE fr = ? AND en = ?", (fr, en)
        )
        return None if found is None else Correction(*found)

    def all(self) -> list[Correction]:
        """Oldest first."""
        found = self._database.rows(
            "SELECT fr, en, verdict, created FROM corrections ORDER BY created, fr, en"
        )
        return [Correction(*row) for row in found]

    def differing(self, known: Iterable[Correction]) -> set[tuple[ArticleId, ArticleId]]:
        """The pairs of which something else was said than ``known``."""
        before, now = ({(c.fr, c.en): c.verdict for c in said} for said in (known, self.all()))
        return {pair for pair in before.keys() | now.keys() if before.get(pair) != now.get(pair)}

    def in_effect(self) -> dict[tuple[ArticleId, ArticleId], str]:
        """The verdicts on reports that both can be compared: what was said elsewhere may be of others."""
        found = self._database.rows(
            "SELECT c.fr, c.en, c.verdict FROM corrections c"
            " JOIN articles f ON f.id = c.fr JOIN profiles fp ON fp.article = f.n"
            " JOIN articles e ON e.id = c.en JOIN profiles ep ON ep.article = e.n"
            # A text may have come back in another language. The signs keep SQLite from the language's index.
            " WHERE +f.language = ? AND +e.language = ?",
            READING_LANGUAGES,
        )
        return {(fr, en): verdict for fr, en, verdict in found}
