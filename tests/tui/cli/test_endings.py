"""How a command ends that cannot do what it was asked."""

from __future__ import annotations

import errno
import io
import os
from collections import namedtuple
from pathlib import Path

import pytest

from index.errors import (
    ArchiveError,
    ArchiveLockedError,
    NotFoundError,
    QuerySyntaxError,
    StorageError,
)
from tests.tui.cli.canned_archive import FakeArchive
from tests.tui.cli.running import run


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (NotFoundError("no archive there", "Make one."), 3),
        (ArchiveLockedError("another newsreader is adding", "Wait for it."), 4),
        (StorageError("the disk is full", "Free some space."), 1),
        (KeyboardInterrupt(), 130),
        (ValueError("odd"), 70),
    ],
)
def test_an_error_is_a_cause_a_hint_and_an_exit_code(
    archive: FakeArchive, capsys: pytest.CaptureFixture[str], error: Exception, code: int
) -> None:
    archive.error = error
    got, out, err = run(capsys, "status")
    assert (got, out) == (code, "")
    assert "Traceback" not in err
    assert err.startswith("newsreader: ")
    if isinstance(error, ArchiveError):
        assert err.splitlines() == [f"newsreader: {error}", f"  {error.hint}"]


def test_a_mistake_of_the_program_shows_its_traceback_when_asked(
    archive: FakeArchive, capsys: pytest.CaptureFixture[str]
) -> None:
    archive.error = ValueError("odd")
    assert "report it" in run(capsys, "status")[2]
    assert "ValueError: odd" in run(capsys, "-v", "status")[2]
    assert "Traceback" in run(capsys, "status", "-v")[2]


def test_a_broken_query_is_pointed_at(archive: FakeArchive, capsys: pytest.CaptureFixture[str]) -> None:
    archive.error = QuerySyntaxError("a quotation mark is not closed", 5, "Close it.")
    code, _, err = run(capsys, "search", 'alep "mos')
    assert code == 2
    assert err.splitlines()[:3] == ['  alep "mos', "       ^", "newsreader: a quotation mark is not closed"]


def refused(number: int, *file: str) -> OSError:
    return OSError(number, os.strerror(number), *file)


@pytest.mark.parametrize(
    ("error", "said", "hint"),
    [
        (refused(errno.ENOSPC, "/a/b"), "/a/b: the disk is full", "Free some space there"),
        (refused(errno.EDQUOT, "/a/b"), "/a/b: your quota of the disk is used up", "Free some space there"),
        (refused(errno.EFBIG, "/a/b"), "/a/b: a file would be larger than is allowed", "Free some space"),
        (refused(errno.EIO, "/a/b"), "/a/b: the disk failed to read or write", "newsreader doctor"),
        (refused(errno.EROFS, "/a/b"), "/a/b: is on a disk that can only be read", "--archive"),
        (refused(errno.EMFILE, "/a/b"), "/a/b: too many files are open", "ulimit -n"),
        (refused(errno.EACCES, "/a/b"), "/a/b: Permission denied", ""),
        (refused(errno.ENOMEM), "there is not enough memory", "Close other programs"),
        (MemoryError(), "there is not enough memory", "everything that was finished is kept"),
        (ImportError("x.so: failed to map segment from shared object"),
         "there is not enough memory", "Close other programs"),
    ],
    ids=range(10),
)  # fmt: skip
def test_what_the_machine_refuses_is_no_mistake_of_the_program(
    archive: FakeArchive, capsys: pytest.CaptureFixture[str], error: Exception, said: str, hint: str
) -> None:
    archive.error = error
    code, out, err = run(capsys, "status")
    assert (code, out) == (1, "")
    told, *helps = err.splitlines()
    assert told == f"newsreader: {said}"
    assert hint in "".join(helps) and bool(helps) == bool(hint)


def test_a_full_disk_that_names_no_file_is_told_with_the_folder_that_is_full(
    archive: FakeArchive,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    """A write to a file that is open does not say which one it is."""
    usage = namedtuple("usage", "free")
    full = {tmp_path / "temporary"}
    monkeypatch.setenv("NEWSREADER_ARCHIVE", str(tmp_path / "archive"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    monkeypatch.setattr("shutil.disk_usage", lambda place: usage(0 if place in full else 10**9))
    archive.error = refused(errno.ENOSPC)
    assert f"newsreader: {tmp_path}/temporary: the disk is full\n" in run(capsys, "status")[2]
    full = {tmp_path / "archive"}
    assert f"newsreader: {tmp_path}/archive: the disk is full\n" in run(capsys, "status")[2]


class Refusing(io.StringIO):
    """Where nothing can be written to."""

    def write(self, text: str) -> int:
        raise refused(errno.ENOSPC)


def test_results_that_cannot_be_written_are_told_of_standard_output(
    archive: FakeArchive, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdout", Refusing())
    monkeypatch.setattr("tui.cli.program._close_stdout", lambda: None)
    code, _, err = run(capsys, "status")
    assert code == 1
    assert "standard output: not all of it could be written: the disk is full" in err
    assert "the archive is as it should be" in err
