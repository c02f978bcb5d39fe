"""A small index on the disk."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from index.engines.whoosh.engine import WhooshEngine
from tests.index.engines.search_engine_contract import ARCHIVE


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "index"
    with closing(WhooshEngine.open(folder, create=True)) as made:
        made.write(ARCHIVE)
    return folder


@pytest.fixture
def engine(folder: Path) -> Iterator[WhooshEngine]:
    with closing(WhooshEngine.open(folder)) as opened:
        yield opened
