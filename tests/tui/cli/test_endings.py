"""How a command ends that cannot do what it was asked."""

from __future__ import annotations

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
