"""What ``doctor`` finds of the five bundled articles, sound and not."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from typing import TypeVar

import pytest

from index.archive import Archive, open_archive
from index.engines.interface import IndexedArticle
from index.engines.registry import engine
from index.errors import EngineError
from index.model.condition import (
    AnalysisFinding,
    BackupFinding,
    DerivedFinding,
    DiskFinding,
    EncoderFinding,
    Finding,
    FolderFinding,
    IndexFinding,
    LastBackup,
    LibraryFinding,
    OwnFinding,
    SourcesFinding,
    TextsFinding,
    UnreadableIndex,
)
from index.model.desk import BookmarkChange
from index.model.progress import Progress
from index.model.results import SearchRequest
from index.settings import INDEX_FOLDER, ArchiveSettings
from tests.index.test_damaged_texts import damage

WITHOUT_MODELS = ArchiveSettings(ner=False)
Kind = TypeVar("Kind", bound=Finding)


def found(archive: Archive, kind: type[Kind]) -> Kind:
    (one,) = (finding for finding in archive.doctor() if isinstance(finding, kind))
    return one


def test_every_part_of_a_sound_archive(archive: Archive) -> None:
    library, texts, index, analysis, encoder, folder, disk, backup = archive.doctor()
    assert texts == TextsFinding(5, 5, damaged=())
    assert backup == BackupFinding(None, there=False)
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


def test_a_deep_look_reads_everything_of_a_sound_archive(archive: Archive) -> None:
    told: list[Progress] = []
    found = archive.doctor(deep=True, tell=told.append)
    assert all(finding.sound for finding in found)
    kinds = [type(finding) for finding in found]
    assert kinds[1:5] == [TextsFinding, SourcesFinding, DerivedFinding, OwnFinding]
    assert {step.by for step in told} == {"texts", "sources", "what follows", "index"}
    assert {step.stage for step in told} == {"checking"}


def test_a_deep_look_can_be_ended(archive: Archive) -> None:
    def interrupted(_: Progress) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        archive.doctor(deep=True, tell=interrupted)


HARM = {
    "names of articles": "UPDATE mentions SET found = '['",
    "merged names of articles": "UPDATE mentions SET resolved = '[1]'",
    "people, places and organisations": "UPDATE entities SET variants = '['",
    "lists of names": "UPDATE article_entities SET entities = x'00'",
    "sketches": "UPDATE sketches SET sketch = x'0000'",
    "profiles": "UPDATE profiles SET profile = substr(profile, 1, length(profile) - 1)",
    "measures": "UPDATE measures SET measures = x'00'",
    "backgrounds": "UPDATE pairing_background SET background = x'00'",
    "facts": "UPDATE facts SET facts = '[1'",
    "ties": "UPDATE ties SET log_odds = 'x'",
    "pairs": "UPDATE pairs SET rows = '{'",
    "vectors": "UPDATE article_vectors SET vector = x'00' WHERE article = 1",
    "outlines": "UPDATE outlines SET mean = x'00' WHERE article = 1",
}


@pytest.mark.parametrize("what", HARM)
def test_a_deep_look_finds_what_is_damaged_of_what_follows(archive_folder: Path, what: str) -> None:
    damage(archive_folder, HARM[what])
    with open_archive(archive_folder, settings=WITHOUT_MODELS) as archive:
        (bad,) = [finding for finding in archive.doctor(deep=True) if not finding.sound]
    assert isinstance(bad, DerivedFinding) and what in bad.damaged


def test_damaged_texts_and_sources_are_named(archive_folder: Path, seed_ids: dict[str, str]) -> None:
    one = f"(SELECT n FROM articles WHERE id = '{seed_ids['002']}')"
    damage(
        archive_folder,
        f"UPDATE texts SET document = '{{' WHERE article = {one}",
        # The bytes can be unpacked, and are not those that were taken in.
        f"UPDATE revisions SET sha256 = 'other' WHERE article = {one}",
    )
    with open_archive(archive_folder, settings=WITHOUT_MODELS) as archive:
        plain, deep = archive.doctor(), archive.doctor(deep=True)
    (texts,) = [finding for finding in plain if not finding.sound]
    assert isinstance(texts, TextsFinding)
    (damaged,) = texts.damaged
    assert damaged.id == seed_ids["002"] and "002_" in damaged.origin and damaged.title
    assert [finding for finding in deep if not finding.sound] == [texts, SourcesFinding(5, (damaged,))]


def test_what_is_the_readers_own_and_cannot_be_read_is_told_and_kept(
    archive_folder: Path, seed_ids: dict[str, str]
) -> None:
    with open_archive(archive_folder, settings=WITHOUT_MODELS) as archive:
        for article in ("000", "001"):
            archive.desk.bookmark(seed_ids[article], note=f"note {article}", tags=["t"])
        archive.desk.put_reading_state({"place": 1})
    damage(
        archive_folder,
        "UPDATE bookmarks SET tags = '[' WHERE note = 'note 000'",
        "UPDATE bookmarks SET article = 'gone' WHERE note = 'note 001'",
        "UPDATE changes SET after = '{' WHERE n = 2",
    )
    with open_archive(archive_folder, settings=WITHOUT_MODELS) as archive:
        own = found_deep(archive, OwnFinding)
        assert (own.bookmarks, own.without_article, len(own.damaged)) == (2, 1, 2)
        assert {mark.note: mark.tags for mark in archive.desk.bookmarks()} == {
            "note 000": (),
            "note 001": ("t",),
        }
        undone = archive.desk.undo()
        assert isinstance(undone, BookmarkChange) and undone.after is not None
        assert undone.after.note == "note 000", "the last one that can be read"


def test_an_index_that_is_damaged_inside_is_found_by_a_deep_look(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    def verify(self: object) -> Iterator[int]:
        yield 1
        raise EngineError("a list is damaged")

    monkeypatch.setattr(engine("whoosh"), "verify", verify)
    assert all(finding.sound for finding in archive.doctor())
    assert UnreadableIndex("a list is damaged") in archive.doctor(deep=True)


def test_the_last_backup_is_named(archive: Archive, tmp_path: Path) -> None:
    made = archive.back_up(tmp_path / "b", lambda _: None)
    assert found(archive, BackupFinding) == BackupFinding(LastBackup(made.file, made.made), there=True)
    (tmp_path / "b").unlink()
    assert not found(archive, BackupFinding).there


def found_deep(archive: Archive, kind: type[Kind]) -> Kind:
    (one,) = (finding for finding in archive.doctor(deep=True) if isinstance(finding, kind))
    return one
