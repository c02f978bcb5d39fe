"""How often a misspelt query is put right, and a right one left alone. Floors only go up."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.archive import Archive
from index.model.results import SearchRequest
from index.words.folding import fold

pytestmark = pytest.mark.slow
TYPOS = Path(__file__).parent / "cross_language" / "typos.tsv"
RIGHT = 0.9


def test_misspelt_queries(shipped_archive: Archive) -> None:
    wrong: list[tuple[str, str, str | None]] = []
    lines = [line.split("\t") for line in TYPOS.read_text("utf-8").splitlines()]
    for typed, meant in lines:
        corrected = shipped_archive.search.page(SearchRequest(typed)).corrected
        if fold(corrected or "") != fold(meant):
            wrong.append((typed, meant, corrected))
            assert meant or corrected is None, f"{typed} needs no correction, least of all {corrected}"
    print(f"{len(lines) - len(wrong)} of {len(lines)} right; wrong: {wrong}")
    assert 1 - len(wrong) / len(lines) >= RIGHT
