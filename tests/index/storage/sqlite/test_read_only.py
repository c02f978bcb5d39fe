"""An archive that cannot be written can be read, with everything that was ever finished in it."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from index.errors import StorageError
from index.settings import LIBRARY_FILE
from index.storage.desk.reading import ReadingState
from index.storage.library import open_library
from index.storage.sqlite.migrations import DEVELOPMENT_ID
from index.storage.sqlite.opening import open_database
from tests.index.storage.looks import read_ids

pytestmark = pytest.mark.skipif(os.name != "posix", reason="permissions of folders")

_DIE_WITH_A_FULL_LOG = """
import os, signal, sys
from pathlib import Path
from index.storage.sqlite.opening import open_database
from index.storage.desk.reading import ReadingState
database = open_database(Path(sys.argv[1]))
ReadingState(database).mark_read("in the log")
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def shared() -> Iterator[Path]:
    """A library in a folder that everyone may enter (pytest's own are private)."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    with open_database(folder) as database:
        ReadingState(database).mark_read("a")
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


@contextlib.contextmanager
def unwritable(folder: Path) -> Iterator[None]:
    """As somebody who may only read; root may write everywhere, so it becomes nobody for a while."""
    for path in folder.iterdir():
        path.chmod(0o444)
    folder.chmod(0o555)
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)
        folder.chmod(0o755)
        for path in folder.iterdir():
            path.chmod(0o644)


def test_a_closed_library(shared: Path) -> None:
    with unwritable(shared):
        with open_database(shared, readonly=True) as database:
            assert database.readonly
            assert read_ids(database) == {"a"}
            with pytest.raises(StorageError):
                ReadingState(database).mark_read("b")
        assert [path.name for path in shared.iterdir()] == [LIBRARY_FILE]


def test_writing_is_refused_at_once(shared: Path) -> None:
    with unwritable(shared), pytest.raises(StorageError, match="cannot be written") as raised:
        open_database(shared)
    assert raised.value.hint


def test_an_older_one_has_to_be_opened_elsewhere_first(shared: Path) -> None:
    """Its permissions, or the space on the disk, may be as they have to be."""
    with closing(sqlite3.connect(shared / LIBRARY_FILE)) as connection:
        connection.execute(f"PRAGMA application_id = {DEVELOPMENT_ID}")
        connection.execute("PRAGMA user_version = 3")
    with (
        unwritable(shared),
        pytest.raises(StorageError, match=r"is of version 3.*cannot be written") as raised,
    ):
        open_library(shared)
    assert raised.value.hint.startswith("Open it once where it can be written")


def test_where_none_is_and_none_can_be_made(shared: Path) -> None:
    with unwritable(shared), pytest.raises(StorageError, match="cannot be written") as raised:
        open_library(shared / "new")
    assert "permissions" in raised.value.hint


def test_what_is_wrong_with_a_damaged_one_is_told(shared: Path) -> None:
    (shared / LIBRARY_FILE).write_bytes(b"not a database" * 99)
    with pytest.raises(StorageError, match="not a sound newsreader library"):
        open_library(shared)


def test_what_is_only_in_the_log_is_read_too(shared: Path) -> None:
    died = subprocess.run([sys.executable, "-P", "-c", _DIE_WITH_A_FULL_LOG, shared], check=False)
    assert died.returncode == -signal.SIGKILL
    (shared / f"{LIBRARY_FILE}-shm").unlink()
    assert (shared / f"{LIBRARY_FILE}-wal").stat().st_size
    with unwritable(shared), open_database(shared, readonly=True) as database:
        assert read_ids(database) == {"a", "in the log"}
    with open_database(shared) as database:
        assert read_ids(database) == {"a", "in the log"}


def test_while_its_owner_writes(shared: Path) -> None:
    with open_database(shared) as owner:
        ReadingState(owner).mark_read("b")
        with unwritable(shared), open_database(shared, readonly=True) as database:
            assert read_ids(database) == {"a", "b"}


def test_what_its_owner_writes_later_is_noticed(shared: Path) -> None:
    with contextlib.ExitStack() as opened:
        with unwritable(shared):
            database = opened.enter_context(open_database(shared, readonly=True))
            before = database.data_version()
            assert database.data_version() == before
        with open_database(shared) as owner:
            ReadingState(owner).mark_read("b")
        with unwritable(shared):
            assert database.data_version() != before
            assert read_ids(database) == {"a", "b"}


def test_a_read_only_one_in_a_writable_folder_refuses_changes_too(shared: Path) -> None:
    with open_database(shared, readonly=True) as database, pytest.raises(StorageError):
        ReadingState(database).mark_read("b")
    with open_database(shared, readonly=True) as database:
        assert read_ids(database) == {"a"}
