"""A backup is whole and in one file, whoever writes meanwhile; putting one in place leaves no half of it."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from index.archive import Archive, open_archive, restore_archive
from index.errors import ArchiveLockedError, GoneError, StorageError
from index.model.progress import Progress
from index.model.results import SearchRequest
from index.settings import INDEX_FOLDER, LIBRARY_FILE, ArchiveSettings, seeds_folder, settings_file
from index.storage.sqlite import database, files, replacing
from index.storage.sqlite.backup_record import last_backup
from index.storage.sqlite.opening import open_database
from index.storage.sqlite.writer_lock import writer_lock
from tests.index.storage.looks import read_ids
from tests.index.storage.small_disk import mounted

SETTINGS = ArchiveSettings(ner=False)

_WRITE_ON_AND_ON = """
import sys
from pathlib import Path
from index.storage.desk.reading import ReadingState
from index.storage.sqlite.opening import open_database
database = open_database(Path(sys.argv[1]))
n = 0
while True:
    n += 1
    ReadingState(database).mark_read(f"{n:06}")
    print(n, flush=True)
"""


def silent(_: Progress) -> None:
    return


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NEWSREADER_CONFIG", str(tmp_path / "config" / "settings.toml"))
    return settings_file()


def back_up(folder: Path, file: Path, tell: Callable[[Progress], object] = silent):
    with open_archive(folder, settings=SETTINGS) as archive:
        return archive.back_up(file, tell)


def mark(folder: Path, article: str) -> None:
    with open_archive(folder, settings=SETTINGS) as archive:
        archive.desk.mark_read(article, True)


def marks(folder: Path) -> set[str]:
    with open_database(folder) as opened:
        assert opened.check() == []
        return read_ids(opened)


def test_all_comes_back_on_another_machine(
    archive_folder: Path, tmp_path: Path, own_settings: Path, seed_ids: dict[str, str]
) -> None:
    own_settings.parent.mkdir()
    own_settings.write_bytes(b"[reader]\ntheme = 'light'\n# \xff\n")
    with open_archive(archive_folder, settings=SETTINGS) as archive:
        archive.desk.bookmark(seed_ids["000"], note="mine")
        archive.desk.verdict(seed_ids["000"], seed_ids["004"], "different")
        archive.desk.put_reading_state({"place": 7})
    file = tmp_path / "news.backup"
    made = back_up(archive_folder, file)
    assert (made.file, made.articles, made.bookmarks) == (str(file), {"fr": 4, "en": 1}, 1)
    assert (made.corrections, made.settings, made.bytes) == (1, True, file.stat().st_size)
    assert [path.name for path in tmp_path.glob("news*")] == ["news.backup"]
    assert last_backup(archive_folder).file == str(file)  # type: ignore[union-attr]

    settings = own_settings.read_bytes()
    own_settings.unlink()
    other = tmp_path / "other" / "archive"
    restored = restore_archive(other, file, silent)
    assert (restored.backup, restored.kept) == (made, None)
    assert restored.settings == str(own_settings) and own_settings.read_bytes() == settings
    with open_archive(other, settings=SETTINGS) as archive:
        assert archive.desk.bookmarks()[0].note == "mine"
        assert archive.desk.corrections()[0].verdict == "different"
        assert archive.desk.reading_state() == {"place": 7}
        for _ in archive.finish():
            pass
        assert archive.search.page(SearchRequest("syrie")).total == 5


def test_the_library_that_was_there_is_kept(archive_folder: Path, tmp_path: Path, own_settings: Path) -> None:
    own_settings.parent.mkdir()
    own_settings.write_text("[reader]\ntheme = 'dark'\n")
    back_up(archive_folder, tmp_path / "b")
    mark(archive_folder, "later")
    own_settings.write_text("[reader]\ntheme = 'light'\n")
    restored = restore_archive(archive_folder, tmp_path / "b", silent)
    assert marks(archive_folder) == set()
    kept = tmp_path / "kept"
    kept.mkdir()
    shutil.move(str(restored.kept), kept / LIBRARY_FILE)
    assert marks(kept) == {"later"}
    assert "light" in own_settings.read_text() and "dark" in Path(str(restored.settings)).read_text()
    assert not (archive_folder / INDEX_FOLDER).exists()
    assert not list(archive_folder.glob("*unfinished*"))


def test_somebody_who_writes_meanwhile_neither_waits_nor_keeps_it_from_its_end(
    archive_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "COPIED_AT_ONCE", 16)
    writer = subprocess.Popen(
        [sys.executable, "-c", _WRITE_ON_AND_ON, str(archive_folder)], stdout=subprocess.PIPE, text=True
    )
    assert writer.stdout is not None
    try:
        writer.stdout.readline()
        told: list[int] = []

        def tell(progress: Progress) -> None:
            told.append(progress.done)
            before = writer.stdout.readline()  # type: ignore[union-attr]
            assert before, "a commit between any two steps"

        made = back_up(archive_folder, tmp_path / "b", tell)
    finally:
        writer.kill()
        writer.wait()
        writer.stdout.close()
    assert told == sorted(told) and len(told) > 5
    restore_archive(tmp_path / "other", tmp_path / "b", silent)
    found = sorted(marks(tmp_path / "other"))
    assert found == [f"{n:06}" for n in range(1, len(found) + 1)] and made.articles == {"fr": 4, "en": 1}


def test_no_file_is_overwritten_or_left_unfinished(archive_folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "b"
    file.write_text("mine")
    with pytest.raises(StorageError, match="there is a file already"):
        back_up(archive_folder, file)
    assert file.read_text() == "mine"
    with pytest.raises(StorageError, match="there is no such folder"):
        back_up(archive_folder, tmp_path / "missing" / "b")

    def interrupted(_: Progress) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        back_up(archive_folder, tmp_path / "c", interrupted)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["archive", "b"]
    assert last_backup(archive_folder) is None


def test_a_full_disk_is_told_and_nothing_left_on_it(archive_folder: Path, tmp_path: Path) -> None:
    with mounted(tmp_path / "small", "size=300k") as small:
        with pytest.raises(StorageError, match="the disk is full"):
            back_up(archive_folder, small / "b")
        assert list(small.iterdir()) == []
        back_up(archive_folder, tmp_path / "b")
        with pytest.raises(StorageError, match="the disk is full"):
            restore_archive(small / "archive", tmp_path / "b", silent)
        assert [path.name for path in (small / "archive").iterdir()] == ["writer.lock"]


def test_a_damaged_library_is_not_backed_up(archive_folder: Path, tmp_path: Path) -> None:
    with (archive_folder / LIBRARY_FILE).open("r+b") as file:
        file.seek((archive_folder / LIBRARY_FILE).stat().st_size // 2)
        file.write(b"\x55" * 40960)
    with open_archive(archive_folder, settings=SETTINGS) as archive, pytest.raises(StorageError):
        archive.back_up(tmp_path / "b", silent)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["archive"]


def _text(file: Path) -> None:
    file.write_text("no library at all, whatever its name says" * 200)


def _cut(file: Path) -> None:
    os.truncate(file, file.stat().st_size // 2)


def _hole(file: Path) -> None:
    with file.open("r+b") as opened:
        opened.seek(file.stat().st_size // 2)
        opened.write(bytes(65536))


def _of_another_program(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA application_id = 1")


def _newer(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA user_version = 99")


def _empty(file: Path) -> None:
    file.write_bytes(b"")


@pytest.mark.parametrize("harm", [_text, _cut, _hole, _of_another_program, _newer, _empty, Path.unlink])
def test_what_is_no_sound_backup_touches_nothing(
    archive_folder: Path, tmp_path: Path, harm: Callable[[Path], object]
) -> None:
    file = tmp_path / "b"
    back_up(archive_folder, file)
    mark(archive_folder, "mine")
    before = {path: path.read_bytes() for path in archive_folder.rglob("*") if path.is_file()}
    harm(file)
    with pytest.raises(StorageError) as refused:
        restore_archive(archive_folder, file, silent)
    assert str(file) in str(refused.value) and refused.value.hint
    assert {path: path.read_bytes() for path in archive_folder.rglob("*") if path.is_file()} == before


def test_nothing_is_restored_under_an_import(archive_folder: Path, tmp_path: Path) -> None:
    back_up(archive_folder, tmp_path / "b")
    mark(archive_folder, "mine")
    with writer_lock(archive_folder), pytest.raises(ArchiveLockedError, match=f"process {os.getpid()}"):
        restore_archive(archive_folder, tmp_path / "b", silent)
    assert marks(archive_folder) == {"mine"}


def test_a_reader_that_is_open_reads_on_and_writes_nothing_into_the_old_one(
    archive_folder: Path, tmp_path: Path
) -> None:
    back_up(archive_folder, tmp_path / "b")
    with open_archive(archive_folder, settings=SETTINGS) as reader:
        reader.desk.mark_read("mine", True)
        restored = restore_archive(archive_folder, tmp_path / "b", silent)
        assert len(reader.search.page(SearchRequest()).hits) == 5
        with pytest.raises(GoneError, match="another library has taken its place"):
            reader.desk.mark_read("lost", True)
        mark(archive_folder, "new")
    assert marks(archive_folder) == {"new"}
    with closing(sqlite3.connect(str(restored.kept))) as kept:
        assert kept.execute("SELECT article FROM read_marks").fetchall() == [("mine",)]


@pytest.fixture
def dying(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[int], None]]:
    """Has this process die before its n-th change of a name, or at none."""
    left = [0]

    def count(original: Callable[..., object]) -> Callable[..., object]:
        def counted(*arguments: object, **named: object) -> object:
            left[0] -= 1
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return original(*arguments, **named)

        return counted

    for name in ("rename", "replace", "hardlink_to", "unlink"):
        monkeypatch.setattr(Path, name, count(getattr(Path, name)))
    monkeypatch.setattr(shutil, "rmtree", count(shutil.rmtree))
    for module in (files, replacing):
        monkeypatch.setattr(module, "sync", count(files.sync))

    def die(at: int) -> None:
        left[0] = at

    yield die


def test_a_kill_at_any_moment_leaves_one_or_the_other_whole(
    archive_folder: Path, tmp_path: Path, dying: Callable[[int], None]
) -> None:
    back_up(archive_folder, tmp_path / "b")
    mark(archive_folder, "old")
    at, seen, died = 0, [], True
    while died:
        at += 1
        folder = tmp_path / f"archive-{at}"
        shutil.copytree(archive_folder, folder)
        with open_database(folder) as reader:  # keeps a log in use, as an open reader does
            read_ids(reader)
            child = os.fork()
            if not child:
                dying(at)
                restore_archive(folder, tmp_path / "b", silent)
                os._exit(0)
            died = os.waitpid(child, 0)[1] != 0
            found = marks(folder)
            assert found in ({"old"}, set()), at
            assert read_ids(reader) == {"old"}
            if not found:
                kept = min(folder.glob(f"{LIBRARY_FILE}.before-restore-*"), key=lambda path: len(path.name))
                with closing(sqlite3.connect(kept)) as library:
                    assert library.execute("SELECT article FROM read_marks").fetchall() == [("old",)]
                assert not (folder / replacing.RESTORED).exists()
        with open_archive(folder, settings=SETTINGS) as archive:
            assert isinstance(archive, Archive) and sum(archive.articles.counts().values()) == 5
        seen.append(found)
    assert {"old"} in seen and set() in seen and at > 8
    assert seen == sorted(seen, key=len, reverse=True), "what counts is never taken back"


def test_beside_an_import_there_is_a_backup_and_no_restoring(tmp_path: Path, own_settings: Path) -> None:
    folder, file = tmp_path / "archive", tmp_path / "b"
    own_settings.parent.mkdir()
    own_settings.write_text("[archive]\nner = false\n")
    importing = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "index.service.ingest_process",
            "--create",
            "--archive",
            folder,
            seeds_folder(),
        ],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert importing.stdout is not None
    with importing.stdout as told:
        assert '"Committed"' in next(line for line in told if '"Committed"' in line)
        made = back_up(folder, file)
        with pytest.raises(ArchiveLockedError, match=f"process {importing.pid}") as refused:
            restore_archive(folder, file, silent)
        assert refused.value.exit_code == 4
        importing.terminate()
        told.read()
    importing.wait()
    assert sum(made.articles.values()) == 5
    restored = restore_archive(folder, file, silent)
    assert restored.kept is not None
    with open_archive(folder, settings=SETTINGS) as archive:
        assert sum(archive.articles.counts().values()) == 5
