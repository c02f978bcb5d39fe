"""Archives of the five bundled articles, built once and copied for each test."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from index.archive import Archive, open_archive
from index.model.results import SearchRequest
from index.settings import ArchiveSettings, seeds_folder

WITHOUT_MODELS = ArchiveSettings(ner=False)


@pytest.fixture(scope="session")
def built_archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Never opened by a test: copy it."""
    folder = tmp_path_factory.mktemp("built") / "archive"
    with open_archive(folder, create=True, settings=WITHOUT_MODELS) as archive:
        for _ in archive.add([seeds_folder()]):
            pass
    return folder


@pytest.fixture
def archive_folder(built_archive: Path, tmp_path: Path) -> Path:
    return shutil.copytree(built_archive, tmp_path / "archive")


@pytest.fixture
def archive(archive_folder: Path):
    with open_archive(archive_folder, settings=WITHOUT_MODELS) as opened:
        assert isinstance(opened, Archive)
        yield opened


@pytest.fixture
def seed_ids(archive: Archive) -> dict[str, str]:
    """``000`` … ``004`` to article id."""
    page = archive.search.page(SearchRequest())
    return {Path(hit.origin).name[:3]: hit.id for hit in page.hits}
