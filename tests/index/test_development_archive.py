"""An archive of a development version: what the reader finds in its place, and what becomes of it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from index.archive import Archive, open_archive
from index.model.results import Filters, SearchRequest
from index.protocol.questions import Hello
from index.service.archive_service import ArchiveService
from index.settings import ArchiveSettings, seeds_folder
from index.stopping import never
from tests.index.development import as_of_a_development_version, set_aside

WITHOUT_MODELS = ArchiveSettings(ner=False)


def opened(folder: Path | None = None, *, sample: bool = False) -> Archive:
    return open_archive(folder, sample=sample, settings=WITHOUT_MODELS)


def test_added_again_it_is_what_it_was(archive_folder: Path) -> None:
    with opened(archive_folder) as archive:
        (pair,) = archive.pairs.all()
        bookmark = archive.desk.bookmark(pair.en, block=6, note="mine")
        archive.desk.verdict(pair.fr, pair.en, "different")
        archive.desk.put_reading_state({"article": pair.en})
        archive.desk.mark_read(pair.en, True)
        unread = archive.search.page(SearchRequest(filters=Filters(standing="unread"))).total
    as_of_a_development_version(archive_folder)
    with opened(archive_folder) as archive:
        assert archive.moved_aside is not None and archive.moved_aside.folders == (str(seeds_folder()),)
        assert archive.articles.counts() == {} and archive.search.page(SearchRequest("syrie")).total == 0
        assert archive.desk.reading_state() == {"article": pair.en}
        list(archive.add([seeds_folder()]))
        assert archive.search.page(SearchRequest("syrie")).total == 5
        assert archive.search.page(SearchRequest(filters=Filters(standing="unread"))).total == unread == 4
        assert archive.desk.bookmarks() == [bookmark]
        assert (pair.fr, pair.en) not in [(found.fr, found.en) for found in archive.pairs.all()]
        assert [said.verdict for said in archive.desk.corrections()] == ["different"]
        assert all(finding.sound for finding in archive.doctor())
    with opened(archive_folder) as archive:
        assert archive.moved_aside is None


def test_the_search_index_of_other_texts_does_not_stay(archive_folder: Path, tmp_path: Path) -> None:
    """The new texts have the same ids, and as many changes lie behind them."""
    files = shutil.copytree(seeds_folder(), tmp_path / "files")
    with open_archive(tmp_path / "own", create=True, settings=WITHOUT_MODELS) as archive:
        list(archive.add([files]))
    as_of_a_development_version(tmp_path / "own")
    for file in files.iterdir():
        text = file.read_text("utf-8")
        file.write_text(text.replace("Syrie", "Zeppelin").replace("Syria", "Zeppelin"), "utf-8")
    with opened(tmp_path / "own") as archive:
        list(archive.add([files]))
        assert archive.search.page(SearchRequest("zeppelin", expand=False)).total == 5


def test_the_screen_is_told_once(archive_folder: Path) -> None:
    as_of_a_development_version(archive_folder)
    with ArchiveService(opened(archive_folder)) as service:
        first, second = (service.answer(Hello(), never).moved_aside for _ in range(2))
    assert first is not None and second is None


def test_the_readers_own_comes_before_the_sample(
    archive_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWSREADER_DATA", str(tmp_path))
    monkeypatch.delenv("NEWSREADER_ARCHIVE", raising=False)
    as_of_a_development_version(archive_folder)
    for _ in range(2):
        with opened() as archive:
            assert not archive.sample and archive.moved_aside is not None


def test_the_sample_is_made_anew_without_a_word(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSREADER_DATA", str(tmp_path))
    with opened(sample=True) as archive:
        list(archive.finish())
        bookmark = archive.desk.bookmark(archive.pairs.all()[0].fr, block=0)
        folder = archive.folder
    as_of_a_development_version(folder)
    with opened(sample=True) as archive:
        assert archive.moved_aside is None and archive.pending() == 5
        list(archive.finish())
        assert archive.desk.bookmarks() == [bookmark] and len(archive.pairs.all()) == 1
    assert len(set_aside(folder)) == 1
