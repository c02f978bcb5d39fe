"""On a medium that cannot be written an archive is read, searched and backed up; changes are refused."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.archive import Archive, open_archive, restore_archive
from index.errors import ReadOnlyError, StorageError
from index.model.condition import FolderFinding
from index.model.results import SearchRequest
from index.settings import INDEX_FOLDER, LIBRARY_FILE, ArchiveSettings, seeds_folder
from tests.index.storage.small_disk import make_read_only, mounted
from tests.index.test_damaged_texts import damage, everything_of

SETTINGS = ArchiveSettings(ner=False)


@pytest.fixture
def medium(tmp_path: Path, built_archive: Path) -> Iterator[Path]:
    """An archive as it is, one with a log that was never written back, one without index, one with damage."""
    with mounted(tmp_path / "medium", "size=40m") as place:
        for name in ("whole", "log", "no index", "damaged"):
            shutil.copytree(built_archive, place / name)
        _leave_a_log(place / "log")
        shutil.rmtree(place / "no index" / INDEX_FOLDER)
        damage(place / "damaged", "UPDATE texts SET document = '{'", "UPDATE mentions SET resolved = '['")
        make_read_only(place)
        yield place


def _leave_a_log(folder: Path) -> None:
    """As a process does that is killed."""
    child = os.fork()
    if not child:
        connection = sqlite3.connect(folder / LIBRARY_FILE, isolation_level=None)
        connection.execute("INSERT INTO read_marks VALUES ('in the log', '')")
        os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)
    assert (folder / f"{LIBRARY_FILE}-wal").stat().st_size


def test_all_of_it_is_read(medium: Path, archive: Archive) -> None:
    for name in ("whole", "log"):
        with open_archive(medium / name, settings=SETTINGS) as opened:
            assert everything_of(opened) == everything_of(archive)
            assert opened.pending() == 0
            assert [finding for finding in opened.doctor(deep=True) if not finding.sound] == [
                FolderFinding(str(medium / name), writable=False)
            ]
    with open_archive(medium / "log", settings=SETTINGS) as opened:
        assert opened._library.reading.is_read("in the log")


def test_every_change_is_refused_in_the_same_words(medium: Path, seed_ids: dict[str, str]) -> None:
    with open_archive(medium / "whole", settings=SETTINGS) as archive:
        desk, article = archive.desk, seed_ids["000"]
        for change in (
            lambda: desk.bookmark(article),
            lambda: desk.mark_read(article, True, by_key=True),
            lambda: desk.put_reading_state({"place": 1}),
            lambda: desk.verdict(article, seed_ids["004"], "different"),
        ):
            with pytest.raises(ReadOnlyError, match="can only be read, nothing was changed") as refused:
                change()
            assert refused.value.hint
        assert desk.undo() is None
        for work in (archive.finish(), archive.rebuild(), archive.add([seeds_folder()])):
            with pytest.raises(StorageError, match="cannot be written"):
                next(iter(work))


def test_it_can_be_backed_up_but_not_restored_to(medium: Path, tmp_path: Path) -> None:
    with open_archive(medium / "log", settings=SETTINGS) as archive:
        archive.back_up(tmp_path / "b", lambda _: None)
    with pytest.raises(StorageError, match="cannot be written"):
        restore_archive(medium / "whole", tmp_path / "b", lambda _: None)
    restore_archive(tmp_path / "other", tmp_path / "b", lambda _: None)
    with open_archive(tmp_path / "other", settings=SETTINGS) as archive:
        assert archive._library.reading.is_read("in the log")


def test_without_an_index_there_is_the_list(medium: Path, archive: Archive) -> None:
    with open_archive(medium / "no index", settings=SETTINGS) as opened:
        hits = opened.search.page(SearchRequest()).hits
        assert hits == archive.search.page(SearchRequest()).hits and len(hits) == 5
        assert opened.articles.get(hits[0].id) == archive.articles.get(hits[0].id)
    assert not (medium / "no index" / INDEX_FOLDER).exists()


def test_what_is_damaged_there_is_made_again_at_every_reading(medium: Path, archive: Archive) -> None:
    with open_archive(medium / "damaged", settings=SETTINGS) as opened:
        seen, whole = everything_of(opened), everything_of(archive)
        assert {part for part in whole if seen[part] != whole[part]} <= {"names", "side by side"}
