"""What several quality tests measure on."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from index.archive import Archive
from tests.quality.remembered_encoder import encoding_once
from tests.quality.shipped_archive import build


@pytest.fixture(scope="session", autouse=True)
def _encoded_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Half of what these tests took: several look at the same articles."""
    shared = tmp_path_factory.getbasetemp()
    with encoding_once(
        (shared.parent if "PYTEST_XDIST_WORKER" in os.environ else shared) / "vectors.sqlite3"
    ):
        yield


@pytest.fixture(scope="session")
def shipped_archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """Every shipped bilingual text in one archive; 12 s. Only to be read."""
    with build(tmp_path_factory.mktemp("shipped") / "archive") as archive:
        yield archive
