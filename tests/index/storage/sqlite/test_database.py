"""The library opens or says why not; a transaction is whole or not there at all."""

from __future__ import annotations

import shutil
import sqlite3
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from index.errors import ArchiveLockedError, NotFoundError, StorageError
from index.model.articles import Article
from index.settings import LIBRARY_FILE
from index.storage.articles.articles import Articles
from index.storage.desk.bookmarks import Bookmarks
from index.storage.desk.changes import Changes
from index.storage.desk.corrections import Corrections
from index.storage.desk.reading import ReadingState
from index.storage.sqlite import opening
from index.storage.sqlite.database import Database
from index.storage.sqlite.opening import open_database
from tests.index.storage.looks import read_ids


def add_mark(database: Database, article: str) -> None:
    database.execute("INSERT INTO read_marks VALUES (?, '')", (article,))


def test_makes_the_folder_and_keeps_what_is_put_in(folder: Path) -> None:
    with open_database(folder / "deep" / "er") as database, database.transaction():
        add_mark(database, "a")
    with open_database(folder / "deep" / "er") as database:
        assert read_ids(database) == {"a"}
        assert not database.readonly


def test_readers_do_not_wait_for_the_writer(database: Database, folder: Path) -> None:
    with database.transaction():
        add_mark(database, "a")
        with open_database(folder, readonly=True) as reader:
            assert read_ids(reader) == set()
        with open_database(folder) as reader:
            assert read_ids(reader) == set()
    with open_database(folder, readonly=True) as reader:
        assert read_ids(reader) == {"a"}


def test_data_version_tells_of_the_commits_of_others_only(database: Database, folder: Path) -> None:
    with open_database(folder) as other:
        before = database.data_version()
        with database.transaction():
            add_mark(database, "mine")
        assert database.data_version() == before
        with other.transaction():
            add_mark(other, "theirs")
        assert database.data_version() != before


def test_a_failed_transaction_leaves_nothing(database: Database) -> None:
    with pytest.raises(ZeroDivisionError), database.transaction():
        add_mark(database, "a")
        raise ZeroDivisionError
    assert read_ids(database) == set()
    with database.transaction():
        add_mark(database, "b")
    assert read_ids(database) == {"b"}


def test_a_part_can_fail_without_the_whole(database: Database) -> None:
    with database.transaction():
        add_mark(database, "a")
        with pytest.raises(ZeroDivisionError), database.transaction():
            add_mark(database, "b")
            raise ZeroDivisionError
        with database.transaction():
            add_mark(database, "c")
    assert read_ids(database) == {"a", "c"}


def test_durable_transactions_wait_for_the_disk_and_others_do_not(database: Database) -> None:
    full, normal = 2, 1
    with database.transaction(durable=True):
        assert database.value("PRAGMA synchronous") == full
        with database.transaction():
            assert database.value("PRAGMA synchronous") == full
    with database.transaction():
        assert database.value("PRAGMA synchronous") == normal


def test_what_is_the_readers_own_is_durable(
    database: Database, make_article: Callable[..., Article], monkeypatch: pytest.MonkeyPatch
) -> None:
    Articles(database).put(make_article("a"), b"")
    bookmarks, reading, corrections = Bookmarks(database), ReadingState(database), Corrections(database)
    bookmark = bookmarks.add("a")
    levels: list[int] = []
    execute = database.execute

    def watching(sql: str, parameters: Sequence[object] = ()) -> int:
        levels.append(database.value("PRAGMA synchronous"))
        return execute(sql, parameters)

    monkeypatch.setattr(database, "execute", watching)
    changes: list[Callable[[], object]] = [
        lambda: bookmarks.add("a"),
        lambda: bookmarks.remove(bookmark.id),
        lambda: bookmarks.restore(bookmark),
        lambda: reading.put({"list": 3}),
        lambda: reading.mark_read("a"),
        lambda: reading.mark_read("a", False),
        lambda: corrections.put("a", "b", "same"),
        lambda: corrections.remove("a", "b"),
        lambda: Changes(database).set_undone(1, True),
    ]
    for change in changes:
        change()
    assert levels == [2] * len(changes)


def test_what_is_put_aside_within_another_change_is_no_change_of_lists(database: Database) -> None:
    before = database.listed_state()
    with database.transaction():
        with database.transaction(aside=True):
            add_mark(database, "a")
            with database.transaction(aside=True):
                add_mark(database, "b")
        assert database.listed_state() == before
        with database.transaction():
            add_mark(database, "c")
    after = database.listed_state()
    assert after != before and database.state() != after
    with pytest.raises(ZeroDivisionError), database.transaction(aside=True):
        add_mark(database, "d")
        raise ZeroDivisionError
    assert database.listed_state() == after


def test_a_durable_transaction_cannot_hide_in_another_one(database: Database) -> None:
    with pytest.raises(RuntimeError), database.transaction(), database.transaction(durable=True):
        pass
    with pytest.raises(RuntimeError), database.snapshot(), database.transaction():
        pass
    with pytest.raises(RuntimeError):
        add_mark(database, "outside of a transaction")
    assert read_ids(database) == set()


def test_a_snapshot_does_not_move(database: Database, folder: Path) -> None:
    with open_database(folder) as other, database.snapshot():
        assert read_ids(database) == set()
        with other.transaction():
            add_mark(other, "a")
        assert read_ids(database) == set()
    assert read_ids(database) == {"a"}


def test_a_second_writer_is_told_and_not_left_hanging(
    folder: Path, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "BUSY_TIMEOUT_MS", 50)
    with database.transaction(), open_database(folder) as second:
        with pytest.raises(ArchiveLockedError) as raised, second.transaction():
            pass
        assert raised.value.hint
        assert str(folder) in str(raised.value)


def test_belongs_to_the_thread_that_opened_it(database: Database) -> None:
    failures: list[BaseException] = []

    def elsewhere() -> None:
        try:
            read_ids(database)
        except sqlite3.ProgrammingError as error:
            failures.append(error)

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert len(failures) == 1


def test_several_processes_may_make_it_at_once(folder: Path) -> None:
    failures: list[BaseException] = []
    together = threading.Barrier(4)

    def make() -> None:
        together.wait()
        try:
            with open_database(folder) as database, database.transaction():
                add_mark(database, threading.current_thread().name)
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=make) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with open_database(folder) as database:
        assert len(read_ids(database)) == 4


@pytest.mark.parametrize(
    "content",
    [b"Dear diary, this is a text and not a database. " * 40, b"SQLite format 3\0" + b"\xff" * 8000],
)
@pytest.mark.parametrize("readonly", [False, True])
def test_a_file_that_is_no_database_is_left_alone(folder: Path, content: bytes, readonly: bool) -> None:
    folder.mkdir()
    (folder / LIBRARY_FILE).write_bytes(content)
    with pytest.raises(StorageError) as raised:
        open_database(folder, readonly=readonly)
    assert str(folder / LIBRARY_FILE) in str(raised.value)
    assert raised.value.hint
    assert (folder / LIBRARY_FILE).read_bytes() == content


def test_a_library_damaged_in_the_middle_is_told_of(folder: Path) -> None:
    with open_database(folder) as database, database.transaction():
        database.execute_many("INSERT INTO read_marks VALUES (?, '')", ((f"{n:05}",) for n in range(5000)))
    file = folder / LIBRARY_FILE
    content = bytearray(file.read_bytes())
    for page in range(64, len(content) // 4096):
        content[page * 4096 : page * 4096 + 200] = b"\xa5" * 200
    file.write_bytes(content)
    with open_database(folder) as database:
        assert database.check()
        with pytest.raises(StorageError, match="not a sound"):
            read_ids(database)


def test_a_sound_library_has_nothing_to_report(database: Database) -> None:
    assert database.check() == []


def test_check_finds_rows_that_point_at_nothing(database: Database, folder: Path) -> None:
    with sqlite3.connect(folder / LIBRARY_FILE) as connection:
        connection.execute("INSERT INTO profiles VALUES (77, 'v', x'')")
    connection.close()
    assert database.check() == ["row 77 of profiles points at a missing row of articles"]


def test_a_full_disk_keeps_what_was_finished(database: Database) -> None:
    with database.transaction():
        add_mark(database, "before")
    pages = database.value("PRAGMA page_count")
    database.value(f"PRAGMA max_page_count = {pages + 4}")
    with pytest.raises(StorageError, match="disk is full") as raised, database.transaction():
        database.execute_many("INSERT INTO read_marks VALUES (?, '')", ((f"{n:05}",) for n in range(50_000)))
    assert raised.value.hint
    assert read_ids(database) == {"before"}
    database.value(f"PRAGMA max_page_count = {pages + 4000}")
    with database.transaction():
        add_mark(database, "after")
    assert read_ids(database) == {"before", "after"}


def test_a_file_in_the_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "archive").write_text("not a folder")
    with pytest.raises(StorageError) as raised:
        open_database(tmp_path / "archive")
    assert raised.value.hint
    assert (tmp_path / "archive").read_text() == "not a folder"


def test_reading_where_there_is_nothing(folder: Path) -> None:
    with pytest.raises(NotFoundError):
        open_database(folder, readonly=True)
    assert not folder.exists()


def test_the_library_may_be_moved(folder: Path, tmp_path: Path) -> None:
    with open_database(folder) as database, database.transaction():
        add_mark(database, "a")
    shutil.move(folder, tmp_path / "élsewhere #1?")
    with open_database(tmp_path / "élsewhere #1?", readonly=True) as database:
        assert read_ids(database) == {"a"}
