"""The list of changes: what stands, what is undone behind it, and no more than some hundreds."""

from __future__ import annotations

import pytest

from index.storage.desk.changes import KEPT, Changes
from index.storage.sqlite.database import Database


@pytest.fixture
def changes(database: Database) -> Changes:
    stored = Changes(database)
    for n in range(3):
        stored.put("kind", 1, {"n": n}, None)
    return stored


def afters(changes: Changes) -> list[tuple[int, bool]]:
    return [(row.before["n"], row.undone) for row in changes.newest(KEPT)]


def test_what_is_next_to_be_undone_and_done_again(changes: Changes) -> None:
    assert changes.to_redo() is None
    for _ in range(2):
        row = changes.to_undo()
        assert row is not None and (row.kind, row.version, row.after, row.undone) == ("kind", 1, None, False)
        changes.set_undone(row.number, True)
    assert afters(changes) == [(2, True), (1, True), (0, False)]
    row = changes.to_redo()
    assert row is not None and row.before == {"n": 1}
    changes.set_undone(row.number, False)
    assert afters(changes) == [(2, True), (1, False), (0, False)]
    changes.put("kind", 1, {"n": 7}, ["é\ud800"])
    assert afters(changes) == [(7, False), (1, False), (0, False)]
    assert changes.newest(1)[0].after == ["é\ud800"]


def test_only_the_last_are_kept(changes: Changes, database: Database) -> None:
    with database.transaction(durable=True):
        for n in range(KEPT):
            changes.put("kind", 1, {"n": n}, None)
    assert [n for n, _ in afters(changes)] == [*range(KEPT)][::-1]
    assert database.value("SELECT count(*) FROM changes") == KEPT


def test_a_change_goes_with_its_transaction(changes: Changes, database: Database) -> None:
    with pytest.raises(ZeroDivisionError), database.transaction(durable=True):
        changes.put("kind", 1, {"n": 9}, None)
        raise ZeroDivisionError
    assert len(afters(changes)) == 3
