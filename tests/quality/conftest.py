"""What several quality tests measure on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from index.archive import Archive
from tests.quality.shipped_archive import build


@pytest.fixture(scope="session")
def shipped_archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """Every shipped bilingual text in one archive; 12 s. Only to be read."""
    with build(tmp_path_factory.mktemp("shipped") / "archive") as archive:
        yield archive
