"""A library of two French and two English reports, and the desk over it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from index.desk.desk import Desk
from index.storage.library import Library, open_library
from tests.index.desk.reports import put_reports


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "archive"


@pytest.fixture
def library(folder: Path) -> Iterator[Library]:
    with closing(open_library(folder)) as opened:
        put_reports(opened)
        yield opened


@pytest.fixture
def desk(library: Library) -> Desk:
    return Desk(library)
