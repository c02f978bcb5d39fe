"""What an archive holds, whether it is sound, and what is made anew."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from index.errors import StorageError
from index.model.condition import Reencoding
from tests.tui.cli.canned_archive import FakeArchive
from tests.tui.cli.running import answer, run


def test_status_and_rebuild(archive: FakeArchive, capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(capsys, "status")["index"]["documents"] == 2
    assert "whoosh, schema 1, 2 articles, 2.0 MB" in run(capsys, "status")[1]
    assert answer(capsys, "status")["events"] == 3
    assert "\npairs      1\nevents     3\n" in run(capsys, "status")[1]
    assert run(capsys, "rebuild")[1] == "2 articles indexed anew, 1 pair\n"


def test_status_says_how_far_another_encoder_is(
    archive: FakeArchive, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "encoding" not in run(capsys, "status")[1]
    change = Reencoding("e5", 120, 500)
    status = replace(archive.status(), reencoding=change, measured=False)
    monkeypatch.setattr(archive, "status", lambda: status)
    out = run(capsys, "status")[1]
    assert "pairs by   y; its scores are estimates, not measured\n" in out
    assert "encoding   re-encoding 120 of 500 articles for encoder e5\n" in out
    assert answer(capsys, "status")["reencoding"] == {"encoder": "e5", "done": 120, "total": 500}


def test_doctor_fails_when_something_is_wrong_and_says_what_helps(
    archive: FakeArchive, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = run(capsys, "doctor")
    assert code == 1
    assert "ok      library: 2 articles, no damage found\n" in out
    assert "FAILED  index: damaged\n        Run `newsreader rebuild`; nothing of yours" in out
    code, out, _ = run(capsys, "doctor", "--json")
    (bad,) = (check for check in json.loads(out)["checks"] if not check["passed"])
    assert (code, list(bad)) == (1, ["name", "passed", "detail", "hint"])
    assert (bad["name"], bad["detail"]) == ("index", "damaged")


def test_doctor_reports_even_what_cannot_be_opened(
    archive: FakeArchive, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    archive.error = StorageError("library.sqlite3 is damaged", "Restore it.")
    (tmp_path / "settings.toml").write_text("[keys]\nbokmark = 'b'\n")
    code, out, err = run(capsys, "doctor")
    assert (code, err) == (1, "")
    assert "FAILED  archive: library.sqlite3 is damaged" in out
    assert "did you mean 'bookmark'" in out
    (tmp_path / "settings.toml").write_text("[archive\n")
    code, out, _ = run(capsys, "doctor")
    assert (code, out.count("settings.toml")) == (2, 1)
    assert "FAILED  archive: not examined\n        Correct that line" in out
