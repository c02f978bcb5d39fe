"""What ``doctor`` finds of the five bundled articles, sound and not."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from typing import TypeVar

import pytest

from index.archive import Archive, open_archive
from index.engines.interface import IndexedArticle
from index.engines.registry import engine
from index.model.condition import (
    AnalysisFinding,
    DiskFinding,
    EncoderFinding,
    Finding,
    FolderFinding,
    IndexFinding,
    LibraryFinding,
    UnreadableIndex,
)
from index.model.results import SearchRequest
from index.settings import INDEX_FOLDER, ArchiveSettings

WITHOUT_MODELS = ArchiveSettings(ner=False)
Kind = TypeVar("Kind", bound=Finding)


def found(archive: Archive, kind: type[Kind]) -> Kind:
    (one,) = (finding for finding in archive.doctor() if isinstance(finding, kind))
    return one


def test_every_part_of_a_sound_archive(archive: Archive) -> None:
    library, index, analysis, encoder, folder, disk = archive.doctor()
    assert library == LibraryFinding(5, damage=())
    assert index == IndexFinding(5, missing=0, unknown=0, in_step=True, slowed_by=None)
    assert analysis == AnalysisFinding(unnamed=0, unfinished=False)
    label = archive.status().encoder
    assert label is not None
    assert encoder == EncoderFinding(label, measured=True, in_effect=label, reencoding=None)
    assert folder == FolderFinding(str(archive.folder), writable=True)
    assert isinstance(disk, DiskFinding) and disk.free > 0


def test_doctor_names_what_is_wrong(archive_folder: Path) -> None:
    shutil.rmtree(archive_folder / INDEX_FOLDER)
    with open_archive(archive_folder, settings=WITHOUT_MODELS) as archive:
        (bad,) = [finding for finding in archive.doctor() if not finding.sound]
        assert isinstance(bad, UnreadableIndex) and "is missing" in bad.reason


def test_doctor_says_when_the_index_is_read_the_slow_way(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    def surprise(*_: object) -> None:
        raise AttributeError("_terms")

    monkeypatch.setattr("index.engines.whoosh.snapshot._whole_list", surprise)
    index = found(archive, IndexFinding)
    assert index.sound and index.slowed_by is not None and "_terms" in index.slowed_by
    assert archive.search.page(SearchRequest("Alep")).total == 4


def test_index_and_library_are_compared(archive: Archive, seed_ids: dict[str, str]) -> None:
    stranger = IndexedArticle("ffff", "fr", "Un titre", "Un texte.", None, None, None)
    with closing(engine("whoosh").open(archive.folder / INDEX_FOLDER)) as index:
        index.write([stranger], [seed_ids["000"], seed_ids["001"]])
    compared = found(archive, IndexFinding)
    assert (compared.articles, compared.missing, compared.unknown) == (4, 2, 1)
    assert not compared.sound


def test_names_that_are_not_found_yet(archive: Archive) -> None:
    with archive._library.database.transaction():
        archive._library.entities.forget_mentions()
    waiting = found(archive, AnalysisFinding)
    assert waiting.unnamed == 5 and not waiting.sound


@pytest.mark.parametrize(("blocks", "enough"), [(10, False), (101, True)])
def test_room_on_the_disk(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, blocks: int, enough: bool
) -> None:
    space = SimpleNamespace(f_bavail=blocks, f_frsize=1_000_000)
    monkeypatch.setattr("index.ingest.examination.os.statvfs", lambda _: space)
    assert found(archive, DiskFinding) == DiskFinding(blocks * 1_000_000, enough)
