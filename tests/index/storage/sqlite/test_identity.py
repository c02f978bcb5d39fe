"""A library that was moved, deleted or replaced while it was open takes no change, and says why."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from index.archive import open_archive
from index.errors import GoneError
from index.settings import INDEX_FOLDER, LIBRARY_FILE, ArchiveSettings, seeds_folder
from index.storage.desk.reading import ReadingState
from index.storage.sqlite.database import Database
from index.storage.sqlite.opening import open_database
from tests.index.storage.looks import read_ids


def _move(folder: Path) -> None:
    folder.rename(folder.with_name("elsewhere"))


def _replace(folder: Path) -> None:
    _move(folder)
    open_database(folder).close()


def _overwrite(folder: Path) -> None:
    shutil.copy(folder / LIBRARY_FILE, folder / "other")
    (folder / "other").replace(folder / LIBRARY_FILE)


WAYS = (_move, shutil.rmtree, _replace, _overwrite)


@pytest.mark.parametrize("go", WAYS)
def test_nothing_is_written_into_a_library_that_is_gone(
    database: Database, folder: Path, go: Callable[[Path], object]
) -> None:
    ReadingState(database).mark_read("before")
    go(folder)
    with pytest.raises(GoneError, match=LIBRARY_FILE) as refused:
        ReadingState(database).mark_read("after")
    assert refused.value.hint
    assert read_ids(database) == {"before"}, "reading goes on"


@pytest.mark.parametrize("durable", [True, False])
def test_what_went_while_it_was_written_is_not_said_to_be_done(
    database: Database, folder: Path, durable: bool
) -> None:
    with pytest.raises(GoneError), database.transaction(durable=durable):
        database.execute("INSERT INTO read_marks VALUES ('a', '')")
        shutil.rmtree(folder)


def test_one_that_came_back_to_its_place_is_written_again(database: Database, folder: Path) -> None:
    _move(folder)
    folder.with_name("elsewhere").rename(folder)
    ReadingState(database).mark_read("a")
    assert read_ids(database) == {"a"}


def test_a_name_that_leads_to_it_is_as_good_as_its_own(folder: Path) -> None:
    open_database(folder).close()
    link = folder.with_name("link")
    link.symlink_to(folder)
    with open_database(link) as database:
        ReadingState(database).mark_read("a")
        _move(folder)
        link.unlink()
        link.symlink_to(folder.with_name("elsewhere"))
        ReadingState(database).mark_read("b")
        assert read_ids(database) == {"a", "b"}


@pytest.mark.parametrize("work", ["add", "finish", "rebuild"])
def test_no_index_is_made_beside_a_library_that_is_not_the_one_that_was_opened(
    tmp_path: Path, work: str
) -> None:
    folder = tmp_path / "archive"
    with open_archive(folder, create=True, settings=ArchiveSettings(ner=False)) as archive:
        _replace(folder)
        arguments = [[seeds_folder()]] if work == "add" else []
        with pytest.raises(GoneError):
            next(iter(getattr(archive, work)(*arguments)))
    assert not (folder / INDEX_FOLDER).exists()
