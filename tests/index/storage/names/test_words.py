"""The vocabulary of the archive."""

from __future__ import annotations

import pytest

from index.storage.names.words import Candidate, StoredWord, Words
from index.storage.sqlite.database import Database

STRIKE = StoredWord("grev", "greve", "grève", 3, 0.0)
HIT = StoredWord("strike", "strike", "strike", 2, 0.1)


@pytest.fixture
def words(database: Database) -> Words:
    return Words(database)


def test_a_vocabulary_takes_the_place_of_the_old(words: Words) -> None:
    assert words.state() is None
    words.replace({"fr": [STRIKE], "en": []}, [], "one")
    words.replace({"fr": [STRIKE], "en": [HIT]}, [("grev", "strike", 0.7, 0.2, 0.5, 0.0, True)], "two")
    assert words.state() == "two"
    assert words.articles("fr", "grev") == 3
    assert words.articles("en", "grev") == 0
    assert words.candidates("fr", "grev") == [Candidate(HIT, 0.7, 0.2, 0.5, 0.0, True)]
    assert words.candidates("en", "strike") == [Candidate(STRIKE, 0.7, 0.2, 0.5, 0.0, True)]
    assert words.candidates("en", "grev") == []
    words.forget()
    assert words.state() is None and words.articles("fr", "grev") == 3


def test_vectors_are_of_one_encoder(words: Words) -> None:
    words.put_vectors("e1", {"grève": b"\1\2"})
    words.put_vectors("e1", {"pluie": b"\3\4"})
    assert words.vectors("e1", ["grève", "pluie", "nobody"]) == {"grève": b"\1\2", "pluie": b"\3\4"}
    words.put_vectors("e2", {"grève": b"\5\6"})
    assert words.vectors("e1", ["grève", "pluie"]) == {}
