"""A library that is gone from where its index is was one: nothing is made in its place, nothing emptied."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from index.archive import open_archive
from index.errors import NotFoundError, StorageError
from index.model.condition import LastBackup
from index.model.results import SearchRequest
from index.settings import INDEX_FOLDER, LIBRARY_FILE, ArchiveSettings, seeds_folder
from index.storage.sqlite.backup_record import record_backup
from index.storage.sqlite.opening import open_database

SETTINGS = ArchiveSettings(ner=False)

_DIE_WITH_AN_EMPTY_FILE = """
import os, signal, sqlite3, sys
from pathlib import Path
from index.storage.sqlite import opening
opening.migrate = lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL)
opening.open_database(Path(sys.argv[1]))
"""


def _empty(file: Path) -> None:
    file.write_bytes(b"")


def _remove(file: Path) -> None:
    file.unlink()


def _cut(file: Path) -> None:
    os.truncate(file, 60)


def _wipe_header(file: Path) -> None:
    with file.open("r+b") as opened:
        opened.write(bytes(100))


def _wipe(file: Path) -> None:
    file.write_bytes(bytes(file.stat().st_size))


def _without_tables(file: Path) -> None:
    file.unlink()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("VACUUM")


def contents(folder: Path) -> dict[str, bytes]:
    return {str(file): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


@pytest.mark.parametrize("lose", [_empty, _remove, _cut, _wipe_header, _wipe, _without_tables])
def test_a_lost_library_is_told_and_its_index_left_alone(
    archive_folder: Path, lose: Callable[[Path], None]
) -> None:
    file = archive_folder / LIBRARY_FILE
    lose(file)
    index = contents(archive_folder / INDEX_FOLDER)
    for create in (False, True):
        with pytest.raises(StorageError, match="is not a sound newsreader library") as refused:
            open_archive(archive_folder, create=create, settings=SETTINGS)
        assert "newsreader restore FILE" in refused.value.hint
    record_backup(archive_folder, LastBackup("/media/my stick/news.backup", "2026-01-02T03:04:05Z"))
    with pytest.raises(StorageError) as refused:
        open_archive(archive_folder, create=True, settings=SETTINGS)
    assert "newsreader restore '/media/my stick/news.backup'" in refused.value.hint
    assert "2026-01-02T03:04:05Z" in refused.value.hint
    assert index and contents(archive_folder / INDEX_FOLDER) == index


def test_what_is_only_in_the_log_is_not_thrown_away(folder: Path) -> None:
    folder.mkdir()
    (folder / LIBRARY_FILE).touch()
    log = folder / f"{LIBRARY_FILE}-wal"
    log.write_bytes(b"what was written last")
    with pytest.raises(StorageError, match="is not a sound newsreader library"):
        open_database(folder)
    assert log.read_bytes() == b"what was written last"
    assert not (folder / LIBRARY_FILE).stat().st_size


def test_whoever_is_killed_before_the_first_byte_leaves_a_place_to_begin(tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    died = subprocess.run([sys.executable, "-c", _DIE_WITH_AN_EMPTY_FILE, str(folder)], check=False)
    assert died.returncode == -signal.SIGKILL
    assert (folder / LIBRARY_FILE).stat().st_size == 0
    with pytest.raises(NotFoundError, match="there is no archive"):
        open_database(folder, readonly=True)
    with open_archive(folder, create=True, settings=SETTINGS) as archive:
        for _ in archive.add([seeds_folder()]):
            pass
        assert archive.search.page(SearchRequest()).total == 5
