"""Archives of the five bundled articles, and of a few events, built once and copied for each test."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from index.archive import Archive, open_archive
from index.model.results import SearchRequest
from index.settings import ArchiveSettings, seeds_folder

WITHOUT_MODELS = ArchiveSettings(ner=False)
EVENTS = Path(__file__).parents[1] / "quality" / "events" / "events_one.json"
A_FEW = ("a-accord-eau-amman", "a-finale-abidjan", "a-silo-tripoli")
"""Each is told by two and more reports of either language."""


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


@pytest.fixture(scope="session")
def built_events(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Never opened by a test: copy it."""
    texts, folder = tmp_path_factory.mktemp("events"), tmp_path_factory.mktemp("built") / "events"
    for event in json.loads(EVENTS.read_text("utf-8")):
        for report in event["reports"] if event["event"] in A_FEW else ():
            date = f" date {report['published']} " if report["published"] else ""
            text = "\n\n".join([date + report["title"], *report["paras"]])
            (texts / f"{report['id']}.txt").write_text(text, "utf-8")
    with open_archive(folder, create=True, settings=WITHOUT_MODELS) as archive:
        for _ in archive.add([texts]):
            pass
    return folder


@pytest.fixture
def events_archive(built_events: Path, tmp_path: Path):
    """Sixteen reports of a few events."""
    with open_archive(shutil.copytree(built_events, tmp_path / "events"), settings=WITHOUT_MODELS) as opened:
        assert isinstance(opened, Archive)
        yield opened
