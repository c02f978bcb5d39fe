"""Every pair, every name."""

from __future__ import annotations

import pytest

from tests.tui.cli.canned_archive import FRENCH, FakeArchive
from tests.tui.cli.running import answer, run


def test_pairs_and_entities(archive: FakeArchive, capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(capsys, "pairs")["alone"] == {"fr": ["ffff"], "en": []}
    assert [pair["event"] for pair in answer(capsys, "pairs")["pairs"]] == [FRENCH.id]
    _, out, _ = run(capsys, "pairs")
    assert "0.93  counterpart: 1 of 1 paragraph aligned, 1 name in common, 1 day apart" in out
    assert out.endswith("\n1 pair; without a counterpart: 1 fr, 0 en\n")
    assert answer(capsys, "entities", "--kind", "person") == {"entities": []}
    _, out, _ = run(capsys, "entities")
    assert "Syrie = Syria  (7 mentions; articles fr 1)" in out
