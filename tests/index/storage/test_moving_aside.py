"""A library of a development version is set aside whole, and what is the reader's own goes over."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from index.errors import ArchiveLockedError, OutdatedError, StorageError
from index.model.articles import Article
from index.model.desk import Bookmark, Correction
from index.model.progress import MovedAside
from index.settings import INDEX_FOLDER, LIBRARY_FILE
from index.storage import moving_aside
from index.storage.library import Library, open_library
from index.storage.moving_aside import folders_of, move_aside
from index.storage.pairs.fresh_profiles import FreshProfiles
from tests.index.development import as_of_a_development_version, set_aside
from tests.index.storage.looks import read_ids

Make = Callable[..., Article]
SAID = Correction("fr1", "not here", "different", "2024-12-02T10:00:00Z")
OPEN = "from index.storage.library import open_library; open_library(Path(sys.argv[1]))"


@pytest.fixture
def old(folder: Path, make_article: Make) -> Bookmark:
    """Makes a library of a development version; its one bookmark."""
    with closing(open_library(folder)) as library:
        for id in ("fr1", "fr2"):
            library.articles.put(make_article(id), b"raw", hints={})
        bookmark = library.bookmarks.add("fr1", "en1", 1, "my note", ["a", "b"])
        library.corrections.restore(SAID)
        library.reading.mark_read("fr2")
        library.reading.put({"article": "fr1"})
    (folder / INDEX_FOLDER).mkdir()
    (folder / INDEX_FOLDER / "in-step.json").write_text('{"change": 2}')
    FreshProfiles.open(folder).__exit__()
    as_of_a_development_version(folder)
    return bookmark


def assert_carried_over(library: Library, bookmark: Bookmark) -> None:
    assert library.bookmarks.all() == [bookmark]
    assert library.corrections.all() == [SAID]
    assert read_ids(library.database) == {"fr2"}
    assert library.reading.get() == {"article": "fr1"}
    assert library.articles.count() == {}
    assert library.database.check() == []


def assert_whole(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("SELECT count(*) FROM texts").fetchone() == (2,)
        assert connection.execute("SELECT count(*) FROM bookmarks").fetchone() == (1,)


def test_the_readers_own_goes_over_and_the_rest_is_kept_aside(old: Bookmark, folder: Path) -> None:
    (folder / LIBRARY_FILE).chmod(0o600)
    with closing(open_library(folder)) as library:
        assert_carried_over(library, old)
        (aside,) = set_aside(folder)
        assert library.moved_aside() == MovedAside(str(aside), ("/news",))
    assert_whole(aside)
    assert sorted(path.name for path in folder.iterdir()) == [LIBRARY_FILE, aside.name, "writer.lock"]
    assert (folder / LIBRARY_FILE).stat().st_mode & 0o777 == 0o600
    with closing(open_library(folder)) as library:
        assert_carried_over(library, old)
    assert set_aside(folder) == [aside]


def test_a_bookmark_finds_its_paragraph_when_the_article_comes_again(
    old: Bookmark, folder: Path, make_article: Make
) -> None:
    with closing(open_library(folder)) as library:
        paragraphs = ("Un chapeau.", "Un premier paragraphe.", "Un second paragraphe.")
        assert library.articles.put(make_article("fr1", paragraphs=paragraphs), b"") == "added"
        assert [(mark.id, mark.block) for mark in library.bookmarks.all()] == [(old.id, 2)]
        assert library.moved_aside() is None, "what was asked for has been done"


def test_one_without_articles_has_nothing_to_tell_of(folder: Path) -> None:
    open_library(folder).close()
    as_of_a_development_version(folder)
    with closing(open_library(folder)) as library:
        assert library.moved_aside() is None


def test_what_is_only_in_the_log_goes_along(old: Bookmark, folder: Path) -> None:
    with closing(sqlite3.connect(folder / LIBRARY_FILE)) as connection:
        connection.execute("PRAGMA user_version = 4")
    die = (
        "import os, signal, sqlite3, sys\nconnection = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "connection.execute(\"INSERT INTO read_marks VALUES ('in the log', '')\")\n"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    subprocess.run([sys.executable, "-c", die, folder / LIBRARY_FILE], check=False)
    assert (folder / f"{LIBRARY_FILE}-wal").stat().st_size
    with closing(open_library(folder)) as library:
        assert read_ids(library.database) == {"fr2", "in the log"}
        assert library.bookmarks.all() == [old]
    (aside,) = set_aside(folder)
    assert_whole(aside)


STEPS = ("_make_new", "_discard_shadows", "second_name", "sync", "sync again", "shutil.copymode")


@pytest.mark.parametrize("links", [True, False])
@pytest.mark.parametrize("step", STEPS)
def test_killed_at_any_step_nothing_is_lost(old: Bookmark, folder: Path, step: str, links: bool) -> None:
    kill = """
import os, pathlib, signal, sys
from pathlib import Path
from index.storage import moving_aside
name, _, again = sys.argv[2].partition(" ")
room = moving_aside
if "." in name:
    room, name = getattr(room, name.split(".")[0]), name.split(".")[1]
do, calls = getattr(room, name), []
def dies(*given):
    do(*given)
    calls.append(1)
    if len(calls) == (2 if again else 1):
        os.kill(os.getpid(), signal.SIGKILL)
setattr(room, name, dies)
def no_links(*_):
    raise PermissionError(1, "Operation not permitted")
if sys.argv[3] == "False":
    pathlib.Path.hardlink_to = no_links
"""
    died = subprocess.run([sys.executable, "-P", "-c", kill + OPEN, folder, step, str(links)], check=False)
    assert died.returncode == -signal.SIGKILL
    survivors = [path for path in (*set_aside(folder), folder / LIBRARY_FILE) if path.exists()]
    if links:
        assert (folder / LIBRARY_FILE).exists()
        with closing(open_library(folder)) as library:
            assert_carried_over(library, old)
        (aside,) = set_aside(folder)
        assert_whole(aside)
    else:
        assert_whole(survivors[0])


def test_where_there_are_no_links(old: Bookmark, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", no_links)
    with closing(open_library(folder)) as library:
        assert_carried_over(library, old)
    (aside,) = set_aside(folder)
    assert_whole(aside)


def test_of_several_processes_one_moves_it(old: Bookmark, folder: Path) -> None:
    once = """
import sys
from pathlib import Path
from index.storage.library import open_library
sys.stdin.read()
library = open_library(Path(sys.argv[1]))
library.reading.mark_read(sys.argv[2])
print(len(library.bookmarks.all()))
"""
    command = [sys.executable, "-P", "-c", once, folder]
    pipe = subprocess.PIPE
    processes = [subprocess.Popen([*command, f"by {n}"], stdin=pipe, stdout=pipe) for n in range(5)]
    for process in processes:
        assert process.stdin is not None
        process.stdin.close()  # now
    for process in processes:
        assert process.stdout is not None
        with process.stdout as out:
            assert out.read() == b"1\n"
        assert process.wait() == 0
    (aside,) = set_aside(folder)
    assert_whole(aside)
    with closing(open_library(folder)) as library:
        assert read_ids(library.database) == {"fr2", *(f"by {n}" for n in range(5))}
        assert library.bookmarks.all() == [old]


def test_one_that_is_in_use_is_left_alone(
    old: Bookmark, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(moving_aside, "PATIENCE_SECONDS", 0.1)
    with closing(sqlite3.connect(folder / LIBRARY_FILE)) as reader:
        reader.execute("SELECT count(*) FROM bookmarks").fetchone()
        with pytest.raises(
            ArchiveLockedError, match="has the archive of a development version open"
        ) as raised:
            open_library(folder)
        assert "Close" in raised.value.hint
        reader.execute("INSERT INTO read_marks VALUES ('written meanwhile', '')")
        reader.commit()
    assert set_aside(folder) == [] and (folder / INDEX_FOLDER).exists()
    with closing(open_library(folder)) as library:
        assert "written meanwhile" in read_ids(library.database)


def test_where_there_is_no_room_it_stays_as_it_was(
    old: Bookmark, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: Path) -> None:
        raise StorageError("the disk is full", "Free some space.")

    with monkeypatch.context() as patched:
        patched.setattr(moving_aside, "open_database", full)
        with pytest.raises(OutdatedError, match="before the first release; the disk is full"):
            open_library(folder)
    assert set_aside(folder) == []
    assert_whole(folder / LIBRARY_FILE)
    with closing(open_library(folder)) as library:
        assert_carried_over(library, old)


def test_a_damaged_one_stays_as_it_was(old: Bookmark, folder: Path) -> None:
    file = folder / LIBRARY_FILE
    content = bytearray(file.read_bytes())
    for page in range(1, len(content) // 4096):
        content[page * 4096 : page * 4096 + 200] = b"\xa5" * 200
    file.write_bytes(content)
    with pytest.raises(StorageError):
        open_library(folder)
    assert set_aside(folder) == [] and file.read_bytes()[4096:] == content[4096:]


def test_a_library_of_this_version_is_not_moved(folder: Path, make_article: Make) -> None:
    with closing(open_library(folder)) as library:
        library.articles.put(make_article("fr1"), b"raw")
    move_aside(folder)
    assert set_aside(folder) == []
    with closing(open_library(folder)) as library:
        assert library.articles.ids() == ["fr1"]


@pytest.mark.parametrize(
    ("origins", "folders"),
    [
        (["/news/fr/1.txt", "/news/fr/2.txt"], ["/news/fr"]),
        (["/news/1.txt", "/news/fr/2.txt", "/news-2/3.txt"], ["/news", "/news-2"]),
        (["/a/1/x", "/b/2/x", "/c/3/x"], ["/a/1", "/b/2", "/c/3"]),
        ([f"/news/{day}/x.txt" for day in range(9)], ["/news"]),
        (["/a/1/x", "/b/2/x", "/c/3/x", "/d/4/x"], []),
        (["/home/reader/1.txt", "/news/2.txt"], []),
        ([f"/home/reader/{n}/x.txt" for n in range(9)], []),
        (["/home/reader/my news/1.txt", "https://example.org/2"], ["/home/reader/my news"]),
        (["https://example.org/2"], []),
    ],
)
def test_the_folders_to_add_again(
    origins: list[str], folders: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", "/home/reader")
    assert folders_of(origins) == folders
