"""Which archive a command finds, and in what state."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.errors import ArchiveLockedError
from index.model.progress import Progress
from tests.tui.cli.canned_archive import FakeArchive
from tests.tui.cli.running import answer, run


def test_a_search_makes_the_index_first_but_does_not_wait_for_names(
    archive: FakeArchive, capsys: pytest.CaptureFixture[str]
) -> None:
    archive.left = [Progress("indexing", 1, 2), Progress("indexing", 2, 2), *[Progress("names", 1, 900)] * 3]
    assert answer(capsys, "search", "syrie")["total"] == 3
    assert len(archive.left) == 2


def test_a_search_while_another_process_writes_says_that_it_may_lack_something(
    archive: FakeArchive, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def finish() -> Iterator[Progress]:
        raise ArchiveLockedError("another newsreader is adding", "Wait for it.")
        yield

    monkeypatch.setattr(archive, "finish", finish)
    archive.left = [Progress("indexing", 1, 2)]
    code, out, err = run(capsys, "search", "syrie")
    assert code == 0
    assert out.startswith("3 results")
    assert err == "another newsreader is adding; the search may not find everything yet.\n"


def test_a_named_archive_is_never_replaced_by_the_sample(
    archive: FakeArchive, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    run(capsys, "status")
    assert archive.opened[-1]["folder"] is None
    run(capsys, "status", "--archive", str(tmp_path / "mine"))
    assert archive.opened[-1]["folder"] == tmp_path / "mine"


def test_the_sample_says_so_and_quiet_silences_it(
    archive: FakeArchive, capsys: pytest.CaptureFixture[str]
) -> None:
    archive.sample = True
    assert "SAMPLE" in run(capsys, "pairs")[2]
    assert run(capsys, "-q", "pairs")[2] == ""
