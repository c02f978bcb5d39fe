"""The reader's place and marks, and the journal of documents."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from index.model.articles import Article
from index.storage.articles.articles import Articles
from index.storage.articles.journal import Journal
from index.storage.desk.reading import ReadingState
from index.storage.sqlite.database import Database
from index.storage.sqlite.opening import open_database
from tests.index.storage.looks import read_ids


def test_the_state_is_replaced_as_a_whole(database: Database, folder: Path) -> None:
    state = ReadingState(database)
    assert state.get() == {}
    state.put({"article": "a", "query": "grève « x »", "split": [0.5, None]})
    state.put({"article": "b"})
    with open_database(folder) as other:
        assert ReadingState(other).get() == {"article": "b"}


def test_what_is_no_json_does_not_replace_it(database: Database) -> None:
    ReadingState(database).put({"article": "a"})
    with pytest.raises(TypeError):
        ReadingState(database).put({"article": {1, 2}})
    assert ReadingState(database).get() == {"article": "a"}


def test_a_state_of_a_later_program_is_no_state(database: Database) -> None:
    ReadingState(database).put({"article": "a"})
    with database.transaction():
        database.execute("UPDATE reading_state SET version = 9")
    assert ReadingState(database).get() == {}


@pytest.mark.parametrize(
    "document",
    ["", "no JSON", "[]", "7", "null", "[" * 100_000, '{"a":' * 100_000, '{"a":' * 50 + "1" + "}" * 50,
     '{"cursor": 1' + "0" * 10_000 + "}", b"\xff", "\ud7ff\0"],
    ids=range(11),
)  # fmt: skip
def test_a_state_that_is_damaged_is_no_state(database: Database, document: object) -> None:
    ReadingState(database).put({"article": "a"})
    with database.transaction():
        database.execute("UPDATE reading_state SET document = ?", (document,))
    assert ReadingState(database).get() == {}
    ReadingState(database).put({"article": "b"})
    assert ReadingState(database).get() == {"article": "b"}


def test_read_marks_outlive_a_changed_text(database: Database, make_article: Callable[..., Article]) -> None:
    reading = ReadingState(database)
    Articles(database).put(make_article("a"), b"")
    for article in ("a", "b", "a", "not in the archive"):
        reading.mark_read(article, True)
    reading.mark_read("b", False)
    reading.mark_read("b", False)
    Articles(database).put(make_article("a", paragraphs=["autre"]), b"")
    assert read_ids(database) == {"a", "not in the archive"}


def test_the_journal_keeps_the_latest_of_each_document(database: Database) -> None:
    journal = Journal(database)
    journal.record("/a.txt", "1234", "added")
    journal.record("/b\udcff.pdf", None, "skipped", "not a text")
    journal.record("/a.txt", "1234", "unchanged")
    last = journal.last("/a.txt")
    assert last is not None and (last.outcome, last.sha256, last.reason) == ("unchanged", "1234", None)
    assert last.happened.endswith("Z")
    assert len(journal.entries()) == 2
    assert [(e.origin, e.reason) for e in journal.entries("skipped")] == [("/b\\udcff.pdf", "not a text")]
    assert journal.last("/nowhere") is None


def test_a_journal_entry_goes_with_its_transaction(database: Database) -> None:
    with pytest.raises(ZeroDivisionError), database.transaction():
        Journal(database).record("/a.txt", None, "added")
        raise ZeroDivisionError
    assert Journal(database).entries() == []
