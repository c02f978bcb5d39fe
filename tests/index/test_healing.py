"""An index that is missing, damaged, older or another's is noticed, told and made anew."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from index.archive import Archive, open_archive
from index.engines.interface import NotWritten
from index.engines.registry import engine
from index.engines.whoosh.engine import WhooshEngine
from index.errors import ArchiveError, ArchiveLockedError, EngineError, StorageError
from index.ingest.full_text import IN_STEP_FILE, indexed
from index.model.index_state import IndexState
from index.model.results import SearchRequest
from index.searching.search import PARTIAL
from index.settings import INDEX_FOLDER
from index.storage.sqlite.writer_lock import is_held, writer_lock
from tests.index.conftest import WITHOUT_MODELS

SYRIA = SearchRequest("syrie")
Damage = Callable[[Path], None]


def only(folder: Path, pattern: str) -> Path:
    (file,) = folder.glob(pattern)
    return file


def flip(file: Path, place: int) -> None:
    content = bytearray(file.read_bytes())
    content[place] ^= 0xFF
    file.write_bytes(content)


def older(folder: Path) -> None:
    label = folder / "engine.json"
    now = f'"schema": {WhooshEngine.schema_version}'
    assert now in label.read_text()
    label.write_text(label.read_text().replace(now, '"schema": 1'))


def in_place_of_all(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.write_text("a file")


SEEN_AT_ONCE: dict[str, Damage] = {
    "removed": shutil.rmtree,
    "emptied label": lambda folder: (folder / "engine.json").write_bytes(b""),
    "older schema": older,
    "segment cut": lambda folder: only(folder, "*.seg").write_bytes(only(folder, "*.seg").read_bytes()[:-9]),
    "segment missing": lambda folder: only(folder, "*.seg").unlink(),
    "contents missing": lambda folder: only(folder, "_MAIN*.toc").unlink(),
    "contents zeroed": lambda folder: only(folder, "_MAIN*.toc").write_bytes(bytes(200)),
    "words missing": lambda folder: only(folder, "words*").unlink(),
    "condemned": lambda folder: WhooshEngine.condemn(folder, "a reader met damage"),
    "mark lost": lambda folder: (folder / IN_STEP_FILE).unlink(),
    "mark nested": lambda folder: (folder / IN_STEP_FILE).write_text("[" * 100_000),
    "a file in its place": in_place_of_all,
}
SEEN_WHEN_READ: dict[str, Damage] = {
    "segment zeroed": lambda folder: only(folder, "*.seg").write_bytes(
        bytes(4000) + only(folder, "*.seg").read_bytes()[4000:]
    ),
    "one bit": lambda folder: flip(only(folder, "*.seg"), 300),
    "words": lambda folder: flip(only(folder, "words*"), 30),
}


def found(folder: Path) -> int:
    with open_archive(folder, settings=WITHOUT_MODELS) as archive:
        page = archive.search.page(SYRIA)
        assert page.unsearched is None
        return page.total


def heal(archive: Archive) -> None:
    """And all is as if nothing had been."""
    assert archive.pending() > 0 and archive.index_state() is IndexState.TO_BE_MADE
    list(archive.finish())
    assert archive.pending() == 0 and archive.index_state() is IndexState.SOUND
    assert archive.search.page(SYRIA).total == 5
    assert [file.name for file in archive.folder.glob(f"{INDEX_FOLDER}*")] == [INDEX_FOLDER]


@pytest.mark.parametrize("damage", SEEN_AT_ONCE)
def test_what_its_files_say_is_noticed_without_reading_it(archive_folder: Path, damage: str) -> None:
    SEEN_AT_ONCE[damage](archive_folder / INDEX_FOLDER)
    with open_archive(archive_folder, settings=WITHOUT_MODELS) as archive:
        assert archive.pending() == 5
        assert "mark" in damage or archive.search.page(SYRIA).unsearched is IndexState.TO_BE_MADE
        heal(archive)


@pytest.mark.parametrize("damage", SEEN_WHEN_READ)
def test_whoever_meets_damage_condemns_it_for_everybody(archive_folder: Path, damage: str) -> None:
    SEEN_WHEN_READ[damage](archive_folder / INDEX_FOLDER)
    with (
        open_archive(archive_folder, settings=WITHOUT_MODELS) as archive,
        open_archive(archive_folder, settings=WITHOUT_MODELS) as other,
    ):
        asked = SearchRequest("syri~", snippets=True)
        assert archive.search.page(asked).unsearched is IndexState.TO_BE_MADE
        assert archive.search.fault is not None and "damaged" in str(archive.search.fault)
        assert other.pending() == 5
        heal(other)
        assert archive.search.page(SYRIA).total == 5, "it is opened again by itself"


@pytest.mark.parametrize("damage", SEEN_WHEN_READ)
def test_reading_all_of_it_finds_what_no_search_has_met(archive_folder: Path, damage: str) -> None:
    with open_archive(archive_folder, settings=WITHOUT_MODELS) as archive:
        assert list(archive.search.verify()) and list(archive.search.verify()) == [], "once is enough"
    SEEN_WHEN_READ[damage](archive_folder / INDEX_FOLDER)
    with open_archive(archive_folder, settings=WITHOUT_MODELS) as archive:
        with pytest.raises(EngineError):
            list(archive.search.verify())
        heal(archive)


def test_what_needs_the_index_is_refused_and_what_does_not_is_answered(archive_folder: Path) -> None:
    shutil.rmtree(archive_folder / INDEX_FOLDER)
    with open_archive(archive_folder, settings=WITHOUT_MODELS) as archive:
        for ask in (
            lambda: archive.search.facets(SYRIA),
            lambda: archive.search.counts(SYRIA),
            lambda: list(archive.search.concordance(SYRIA)),
            lambda: list(archive.warm_up()),
        ):
            with pytest.raises(EngineError):
                ask()
        everything = SearchRequest()
        page = archive.search.page(everything)
        assert page.total == 5 and page.unsearched is None
        assert archive.search.facets(everything) and archive.search.counts(everything).languages
        article = archive.articles.get(page.hits[0].id)
        assert archive.search.highlights(article, "syrie") == {}


def test_the_index_of_another_archive_does_not_pass_for_its_own(archive_folder: Path, tmp_path: Path) -> None:
    text = (Path(__file__).parents[2] / "seeds" / "003_8248eb8c80891244.txt").read_text("utf-8")
    for n in range(5):
        (tmp_path / f"{n}.txt").write_text(f"{text}\nAlinéa {n}.", "utf-8")
    with open_archive(tmp_path / "other", create=True, settings=WITHOUT_MODELS) as other:
        list(other.add([tmp_path / f"{n}.txt" for n in range(5)]))
        assert other.index_state() is IndexState.SOUND
    shutil.rmtree(archive_folder / INDEX_FOLDER)
    shutil.copytree(tmp_path / "other" / INDEX_FOLDER, archive_folder / INDEX_FOLDER)
    with open_archive(archive_folder, settings=WITHOUT_MODELS) as archive:
        heal(archive)


def test_while_another_process_makes_it_that_is_told_and_nothing_is_condemned(archive_folder: Path) -> None:
    flip(only(archive_folder / INDEX_FOLDER, "*.seg"), 300)
    with open_archive(archive_folder, settings=WITHOUT_MODELS) as archive:
        assert not is_held(archive_folder)
        with writer_lock(archive_folder):
            assert is_held(archive_folder)
            assert archive.search.page(SYRIA).unsearched is IndexState.BEING_MADE
            assert archive.index_state() is not IndexState.TO_BE_MADE
            engine("whoosh").examine(archive_folder / INDEX_FOLDER)
            with pytest.raises(ArchiveLockedError):
                list(archive.finish())
        assert archive.search.page(SYRIA).unsearched is IndexState.TO_BE_MADE


def test_where_nothing_can_be_written_it_stays_and_says_so(
    archive_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flip(only(archive_folder / INDEX_FOLDER, "*.seg"), 300)
    monkeypatch.setattr("index.storage.sqlite.opening.os.access", lambda *_, **__: False)
    monkeypatch.setattr(WhooshEngine, "condemn", lambda place, reason: None)  # as on a medium
    with open_archive(archive_folder, settings=WITHOUT_MODELS) as archive:
        assert archive.read_only
        for _ in range(2):
            assert archive.search.page(SYRIA).unsearched is IndexState.READ_ONLY
            assert archive.index_state() is IndexState.READ_ONLY


@pytest.mark.parametrize("damage", ["one bit", "segment zeroed"])
def test_damage_that_is_met_while_articles_are_added_is_mended_on_the_way(
    archive_folder: Path, tmp_path: Path, damage: str
) -> None:
    SEEN_WHEN_READ[damage](archive_folder / INDEX_FOLDER)
    (tmp_path / "new.txt").write_text("La Syrie et le zanzibar.\n\nUn article de plus sur la Syrie.", "utf-8")
    with open_archive(archive_folder, settings=WITHOUT_MODELS) as archive:
        list(archive.add([tmp_path / "new.txt"]))
        assert archive.search.page(SYRIA).total == 6 and archive.pending() == 0


def full_disk(*_: object, **__: object) -> None:
    cause = OSError(errno.ENOSPC, "No space left on device")
    raise NotWritten("The search index cannot be written: OSError(28)", "Check it.", frozenset()) from cause


def test_a_full_disk_is_called_so_and_what_was_moved_aside_goes_first(
    archive_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older(archive_folder / INDEX_FOLDER)
    written: list[list[Path]] = []
    write = WhooshEngine.write

    def tight(self: WhooshEngine, *given: object) -> None:
        written.append([*archive_folder.glob(f"{INDEX_FOLDER}.unusable-*")])
        if written[-1]:
            full_disk()
        write(self, *given)  # type: ignore[arg-type]

    with open_archive(archive_folder, settings=WITHOUT_MODELS) as archive:
        with monkeypatch.context() as patch:
            patch.setattr(WhooshEngine, "write", full_disk)
            with pytest.raises(StorageError, match="the disk is full"):
                list(archive.finish())
        assert not [*archive_folder.glob(f"{INDEX_FOLDER}.unusable-*")]
        older(archive_folder / INDEX_FOLDER)
        monkeypatch.setattr(WhooshEngine, "write", tight)
        heal(archive)
        assert [len(aside) for aside in written] == [1, 0]


def test_too_little_memory_or_too_many_files_condemn_nothing(
    archive_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise EngineError("The search index cannot be read") from OSError(errno.EMFILE, "Too many open files")

    with open_archive(archive_folder, settings=WITHOUT_MODELS) as archive:
        with monkeypatch.context() as patch:
            patch.setattr(WhooshEngine, "search", fail)
            assert archive.search.page(SYRIA).unsearched is not None
        assert archive.search.page(SYRIA).total == 5 and archive.pending() == 0


def test_an_import_that_was_killed_before_its_mark_is_gone_on_with(archive_folder: Path) -> None:
    """The index is newer than what it says of itself."""
    with open_archive(archive_folder, settings=WITHOUT_MODELS) as archive:
        index = WhooshEngine.open(archive_folder / INDEX_FOLDER)
        gone = next(iter(index.ids()))
        index.write([], [gone])
        index.close()
        (archive_folder / INDEX_FOLDER / IN_STEP_FILE).unlink()
        heal(archive)


def test_every_error_of_an_archive_has_words(archive_folder: Path) -> None:
    from index.failures import in_words

    assert "not enough memory" in str(in_words(MemoryError(), archive_folder))
    full = in_words(OSError(errno.ENOSPC, "No space left on device"), archive_folder)
    assert isinstance(full, ArchiveError) and "the disk is full" in str(full) and full.hint
    assert "a mistake in the program" in str(in_words(RuntimeError("x"), archive_folder))
    own = EngineError("x", "y")
    assert in_words(own, archive_folder) is own


def test_an_index_whose_making_was_stopped_never_says_that_there_is_nothing(archive_folder: Path) -> None:
    folder = archive_folder / INDEX_FOLDER
    shutil.rmtree(folder)
    engine("whoosh").open(folder, create=True).close()
    with open_archive(archive_folder, settings=WITHOUT_MODELS) as archive:
        found = archive.search.page(SYRIA)
        assert (found.total, found.unsearched) == (0, IndexState.TO_BE_MADE)
        article = next(archive._library.articles.iterate(archive._library.articles.ids()[:1]))
        with closing(engine("whoosh").open(folder)) as index:
            index.write([indexed(article)])
        found = archive.search.page(replace(SYRIA, query="iran"))
        assert found.total <= 1 and found.warning == PARTIAL
        assert archive.search.page(SearchRequest()).warning is None
        list(archive.finish())
        found = archive.search.page(SYRIA)
        assert found.total == 5 and found.unsearched is None and found.warning is None
