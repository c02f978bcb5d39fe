"""Words of both languages with what speaks for each two of them meaning the same."""

# ruff: noqa: S608
# Clauses are constants of this file; values are always bound.

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from index.model.articles import Language
from index.storage.sqlite.database import Database
from index.storage.sqlite.documents import to_json


@dataclass(frozen=True, slots=True)
class StoredWord:
    """A word of one language, its inflections under one stem."""

    stem: str
    word: str
    written: str
    articles: int
    capital: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word of the other language with its evidence."""

    word: StoredWord
    cosine: float
    margin: float
    dice: float
    name: float
    listed: bool


class Words:
    """The vocabulary of the archive; all of it is worked out from the articles and can be made anew."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def state(self) -> str | None:
        """What ``replace`` was told the last time."""
        state: str | None = self._database.value("SELECT state FROM finished WHERE work = 'words'")
        return state

    def forget(self) -> None:
        """Have the vocabulary made anew; until then the old one serves."""
        with self._database.transaction():
            self._database.execute("DELETE FROM finished WHERE work = 'words'")

    def replace(
        self,
        words: Mapping[Language, Iterable[StoredWord]],
        pairs: Iterable[tuple[str, str, float, float, float, float, bool]],
        state: str,
    ) -> None:
        """Put a vocabulary and its pairs in the place of the old, in one transaction.

        A pair is two stems, cosine, margin, Dice, likeness, listed; ``state`` says what all was made from.
        """
        rows = [
            (language, w.stem, w.word, w.written, w.articles, w.capital)
            for language, found in words.items()
            for w in found
        ]
        paired = list(pairs)
        with self._database.transaction():
            self._database.execute("DELETE FROM words")
            self._database.execute_many("INSERT INTO words VALUES (?, ?, ?, ?, ?, ?)", rows)
            self._database.execute("DELETE FROM word_pairs")
            self._database.execute_many("INSERT INTO word_pairs VALUES (?, ?, ?, ?, ?, ?, ?)", paired)
            self._database.execute("INSERT OR REPLACE INTO finished VALUES ('words', ?)", (state,))

    def articles(self, language: Language, stem: str) -> int:
        """How many articles of a language have a word; 0 for one outside its vocabulary."""
        count = self._database.value(
            "SELECT articles FROM words WHERE language = ? AND stem = ?", (language, stem)
        )
        return int(count or 0)

    def candidates(self, language: Language, stem: str) -> list[Candidate]:
        """What a word of ``language`` (``fr`` or ``en``) may be in the other one, in no order."""
        here, there = ("fr", "en") if language == "fr" else ("en", "fr")
        found = self._database.rows(
            "SELECT w.stem, w.word, w.written, w.articles, w.capital,"
            " p.cosine, p.margin, p.dice, p.name, p.listed"
            f" FROM word_pairs p JOIN words w ON w.language = ? AND w.stem = p.{there}"
            f" WHERE p.{here} = ?",
            (there, stem),
        )
        return [
            Candidate(StoredWord(*word), cosine, margin, dice, name, bool(listed))
            for *word, cosine, margin, dice, name, listed in found
        ]

    def vectors(self, encoder: str, words: Iterable[str]) -> dict[str, bytes]:
        """The stored vectors of those of ``words`` that have one."""
        found = self._database.rows(
            "SELECT v.word, v.vector FROM json_each(?) chosen"
            " JOIN word_vectors v ON v.encoder = ? AND v.word = chosen.value",
            (to_json(list(words)), encoder),
        )
        return dict(found)

    def put_vectors(self, encoder: str, vectors: Mapping[str, bytes]) -> None:
        """Store vectors of words; those of other encoders go."""
        with self._database.transaction():
            self._database.execute("DELETE FROM word_vectors WHERE encoder <> ?", (encoder,))
            self._database.execute_many(
                "INSERT OR REPLACE INTO word_vectors VALUES (?, ?, ?)",
                [(encoder, word, vector) for word, vector in vectors.items()],
            )
