"""Commands that find an archive in memory where the program opens one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.cli.canned_archive import FakeArchive


@pytest.fixture
def archive(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> FakeArchive:
    for name in ("NEWSREADER_ARCHIVE", "NEWSREADER_CONFIG"):
        monkeypatch.setenv(name, "")  # so that what the program sets is undone
    monkeypatch.setenv("NEWSREADER_CONFIG", str(tmp_path / "settings.toml"))
    monkeypatch.setenv("NEWSREADER_DATA", str(tmp_path))
    fake = FakeArchive()

    def open_archive(folder: Path | None = None, **options: object) -> FakeArchive:
        fake.opened.append({"folder": folder, **options})
        return fake

    monkeypatch.setattr("index.archive.open_archive", open_archive)
    return fake
