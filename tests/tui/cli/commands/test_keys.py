"""The keys of the reader, with those that were changed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.tui.cli.canned_archive import FakeArchive
from tests.tui.cli.running import answer, run


def test_keys_show_the_readers_own(
    archive: FakeArchive, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "settings.toml").write_text("[keys]\nbookmark = ['s']\n")
    _, out, err = run(capsys, "keys")
    assert err == ""
    assert re.search(r"bookmark +b \* .*\(yours: s\)", out)
    assert re.search(r"^  theme {30,}Change between", out, re.MULTILINE)
    assert out.endswith("A command without a key: press : or ctrl+p in the reader and write its name.\n")
    commands = {command["id"]: command for command in answer(capsys, "keys")["commands"]}
    assert commands["bookmark"]["own"] == ["s"]
    assert commands["search"]["own"] is None
