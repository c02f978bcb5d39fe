"""Nothing that stands in an archive or a message steers the terminal."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from index.errors import StorageError
from index.model.articles import Block, Role
from tests.tui.cli.canned_archive import FRENCH, FakeArchive
from tests.tui.cli.running import HOSTILE, STEERING, run


@pytest.mark.parametrize("extra", [[], ["--json"], ["--all-blocks"], ["--pair"], ["--pair", "--json"]])
def test_hostile_text_cannot_steer_the_terminal(
    archive: FakeArchive, capsys: pytest.CaptureFixture[str], extra: list[str]
) -> None:
    archive.reports[FRENCH.id] = replace(
        FRENCH, title=HOSTILE, source=HOSTILE, origin=HOSTILE, blocks=(Block(0, Role.BODY, HOSTILE),) * 2
    )
    code, out, _ = run(capsys, "show", FRENCH.id, *extra)
    assert code == 0
    assert "gnipoh" in out
    assert not STEERING.search(out)
    if "--json" in extra:
        shape = json.loads(out)
        assert (shape.get("left") or shape)["title"] == HOSTILE


def test_hostile_names_and_causes_neither(archive: FakeArchive, capsys: pytest.CaptureFixture[str]) -> None:
    archive.reports[FRENCH.id] = replace(FRENCH, title=HOSTILE)
    for arguments in (
        ["search", "x"],
        ["pairs"],
        ["bookmarks", "add", "aaaa", "--note", HOSTILE],
        ["bookmarks"],
    ):
        code, out, _ = run(capsys, *arguments)
        assert code == 0
        assert not STEERING.search(out)
    archive.error = StorageError(HOSTILE, HOSTILE)
    assert not STEERING.search(run(capsys, "status")[2])
