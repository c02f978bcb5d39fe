"""What is taken in, told document by document."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from index.model.progress import Committed, DocumentTaken, Progress
from tests.tui.cli.canned_archive import FakeArchive
from tests.tui.cli.running import run


def test_add_tells_failures_and_goes_on(
    archive: FakeArchive, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    archive.steps = [
        Progress("reading", 1, 2),
        DocumentTaken("/a.txt", "added", "aaaa"),
        DocumentTaken("/b.bin", "skipped", reason="not a text file"),
        Committed(1),
    ]
    code, out, err = run(capsys, "add", str(tmp_path), str(tmp_path / "gone"))
    assert code == 1
    assert out == "1 added, 0 changed, 0 unchanged, 2 skipped\n"
    assert "skipped /b.bin: not a text file" in err
    assert "gone: no such file or folder" in err
    code, out, _ = run(capsys, "add", str(tmp_path), "--json")
    assert [json.loads(line)["outcome"] for line in out.splitlines()] == ["added", "skipped"]
    assert "added /a.txt" in run(capsys, "-v", "add", str(tmp_path))[2]


def test_add_of_nothing_that_exists_makes_no_archive(
    archive: FakeArchive, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _, err = run(capsys, "add", "/nowhere/at/all")
    assert code == 1
    assert "no such file or folder" in err
    assert archive.opened == []


def test_add_never_goes_into_the_sample(
    archive: FakeArchive, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    run(capsys, "add", str(tmp_path))
    assert archive.opened[-1]["folder"] == tmp_path / "archive"
    run(capsys, "--archive", str(tmp_path / "other"), "add", str(tmp_path))
    assert archive.opened[-1]["folder"] == tmp_path / "other"


@pytest.mark.parametrize(
    ("number", "forgotten"), [(signal.SIGINT, True), (signal.SIGTERM, False), (signal.SIGHUP, False)]
)
def test_an_import_ends_in_good_order_and_only_ctrl_c_says_that_the_rest_is_not_wanted(
    archive: FakeArchive, capsys: pytest.CaptureFixture[str], tmp_path: Path, number: int, forgotten: bool
) -> None:
    archive.steps = [DocumentTaken(f"/{n}.txt", "added", f"aaa{n}") for n in range(3)]
    archive.meanwhile = lambda: os.kill(os.getpid(), number)
    before = signal.getsignal(number)
    code, out, err = run(capsys, "add", str(tmp_path))
    assert (code, out) == (130, "1 added, 0 changed, 0 unchanged, 0 skipped\n")
    assert "what was finished is kept" in err and archive.forgotten is forgotten
    assert signal.getsignal(number) == before


def test_an_import_that_looks_at_nothing_ends_all_the_same_when_its_terminal_is_gone() -> None:
    busy = (
        "import os, signal, time; from tui.cli import progress; from tui.cli.console import Console;"
        "progress.LEAVE_SECONDS = 0.2\n"
        "with progress.Interrupt(Console()): os.kill(os.getpid(), signal.SIGHUP); time.sleep(60)"
    )
    assert subprocess.run([sys.executable, "-c", busy], timeout=20).returncode == 130
