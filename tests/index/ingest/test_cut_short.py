"""An import that is killed goes on at the next start; one that is stopped does not."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from index.archive import Archive, open_archive
from index.errors import SourceError, StorageError
from index.model.progress import Committed, CutShort, DocumentTaken
from index.protocol.events import from_line
from index.settings import ArchiveSettings, seeds_folder
from index.storage.articles.finished import IMPORT, IMPORT_ENDED, Finished

SETTINGS = ArchiveSettings(ner=False, batch=1)


def opened(folder: Path) -> Archive:
    return open_archive(folder, create=True, settings=SETTINGS)


def outcomes(steps: object) -> list[str]:
    return sorted(step.outcome for step in steps if isinstance(step, DocumentTaken))  # type: ignore[attr-defined]


def import_ended_by(number: signal.Signals, tmp_path: Path) -> int:
    """What a process that was sent a signal in the middle of its import has taken in."""
    config = tmp_path / "settings.toml"
    config.write_text("[archive]\nner = false\nbatch = 1\n", "utf-8")
    shutil.copytree(seeds_folder(), tmp_path / "news")
    module = [sys.executable, "-P", "-m", "index.service.ingest_process"]
    process = subprocess.Popen(
        # A path that means nothing in another folder.
        [*module, "--archive", "own", "--config", str(config), "--create", "news"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])},
    )
    assert process.stdout is not None
    for line in process.stdout:
        if isinstance(from_line(line), Committed):
            process.send_signal(number)
            break
    process.communicate()
    with opened(tmp_path / "own") as archive:
        taken = sum(archive.status().articles.values())
    assert 0 < taken < 5
    return taken


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_the_next_run_goes_on_where_one_was_that_the_machine_ended(
    number: signal.Signals, tmp_path: Path
) -> None:
    taken = import_ended_by(number, tmp_path)
    with opened(tmp_path / "own") as archive:
        assert archive.pending() > 0
        assert outcomes(archive.finish()) == ["added"] * (5 - taken) + ["unchanged"] * taken
        assert archive.pending() == 0 and len(archive.pairs.all()) == 1
        assert outcomes(archive.finish()) == []


def test_the_next_run_does_not_go_on_with_one_that_the_reader_stopped(tmp_path: Path) -> None:
    import_ended_by(signal.SIGINT, tmp_path)
    with opened(tmp_path / "own") as archive:
        assert outcomes(archive.finish()) == []


def test_nobody_who_asks_for_the_next_step_is_as_good_as_killed(tmp_path: Path) -> None:
    with opened(tmp_path / "own") as archive:
        steps = archive.add([seeds_folder()])
        assert any(isinstance(step, Committed) for step in steps)
        steps.close()  # type: ignore[attr-defined]
        assert archive.pending() > 0
        assert len(outcomes(archive.finish())) == 5
        assert archive.pending() == 0


def test_an_error_ends_an_import_for_good(tmp_path: Path) -> None:
    def stop() -> bool:
        raise KeyboardInterrupt

    with opened(tmp_path / "own") as archive:
        with pytest.raises(KeyboardInterrupt):
            list(archive.add([seeds_folder()], stop))
        assert outcomes(archive.finish()) == []


def test_what_is_no_source_is_not_tried_for_ever(tmp_path: Path) -> None:
    with opened(tmp_path / "own") as archive:
        with pytest.raises(SourceError):
            list(archive.add([tmp_path / "nowhere"]))
        assert outcomes(archive.finish()) == []


def test_a_mistyped_path_does_not_take_along_what_was_left_over(tmp_path: Path) -> None:
    with opened(tmp_path / "own") as archive:
        steps = archive.add([seeds_folder()])
        next(steps)
        steps.close()  # type: ignore[attr-defined]
        with pytest.raises(SourceError):
            list(archive.add(["~nobody-of-this-name/news"]))
        assert len(outcomes(archive.finish())) == 5


def test_a_folder_that_may_not_be_looked_at_is_told_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    exists = Path.exists

    def forbidden(path: Path, **more: bool) -> bool:
        if path == seeds_folder():
            raise PermissionError(13, "Permission denied", str(path))
        return exists(path, **more)

    with opened(tmp_path / "own") as archive:
        steps = archive.add([seeds_folder()])
        next(steps)
        steps.close()  # type: ignore[attr-defined]
        with monkeypatch.context() as patch:
            patch.setattr(Path, "exists", forbidden)
            assert outcomes(archive.finish()) == ["skipped"]
        assert outcomes(archive.finish()) == []


def test_a_folder_that_has_vanished_meanwhile_is_told_once(tmp_path: Path) -> None:
    news = tmp_path / "news"
    shutil.copytree(seeds_folder(), news)
    with opened(tmp_path / "own") as archive:
        steps = archive.add([news])
        next(steps)
        steps.close()  # type: ignore[attr-defined]
        shutil.rmtree(news)
        (told,) = (step for step in archive.finish() if isinstance(step, DocumentTaken))
        assert (told.origin, told.outcome) == (str(news), "skipped") and "not there any more" in told.reason
        assert outcomes(archive.finish()) == []


def cut_short(archive: Archive, location: Path) -> None:
    steps = archive.add([location])
    next(steps)
    steps.close()  # type: ignore[attr-defined]
    told = archive.cut_short()
    assert told is not None and (told.locations, told.reason) == ((str(location),), None)


def test_a_folder_that_is_no_source_any_more_is_told_once_and_blocks_nothing(tmp_path: Path) -> None:
    news = tmp_path / "news"
    shutil.copytree(seeds_folder(), news)
    with opened(tmp_path / "own") as archive:
        cut_short(archive, news)
        shutil.rmtree(news)
        news.write_text("not a folder of articles")
        (told, *taken) = (step for step in archive.add([seeds_folder()]) if isinstance(step, DocumentTaken))
        assert (told.origin, told.outcome) == (str(news), "skipped")
        assert told.reason == "was being taken in and cannot be taken in any more (not a .txt file)"
        assert [step.outcome for step in taken] == ["added"] * 5
        assert archive.cut_short() is None and archive.pending() == 0
        assert outcomes(archive.finish()) == []


def test_an_address_that_no_place_knows_blocks_nothing(archive: Archive) -> None:
    library = archive._library
    with library.database.transaction():
        library.finished.put(IMPORT, json.dumps(["https://example.org/feed"]))
    assert outcomes(archive.finish()) == ["skipped"]
    assert outcomes(archive.finish()) == []


def full_disk(*_: object, **__: object) -> None:
    raise StorageError("/own/library.sqlite3: the disk is full", "Free some space.")


def test_an_import_that_a_full_disk_ended_is_told_until_it_is_added_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(tmp_path / "own") as archive:
        with monkeypatch.context() as patch:
            patch.setattr("index.storage.articles.articles.Articles.put", full_disk)
            with pytest.raises(StorageError):
                list(archive.add([seeds_folder()]))
        expected = CutShort((str(seeds_folder()),), "/own/library.sqlite3: the disk is full")
        assert archive.cut_short() == archive.status().cut_short == expected
        assert outcomes(archive.finish()) == [], "each start would meet it again"
    with opened(tmp_path / "own") as archive:
        assert archive.cut_short() == expected
        (tmp_path / "other.txt").write_text("Un article de plus.", "utf-8")
        list(archive.add([tmp_path / "other.txt"]))
        assert archive.cut_short() == expected, "that was another one"
        list(archive.add([seeds_folder()]))
        assert archive.cut_short() is None


def test_on_a_disk_that_takes_nothing_more_it_goes_on_by_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reason cannot be written down either, and what was written before says enough."""
    put = Finished.put

    def full(self: Finished, work: str, state: str) -> None:
        if "full" in state or not state:
            full_disk()
        put(self, work, state)

    with opened(tmp_path / "own") as archive:
        with monkeypatch.context() as patch:
            patch.setattr("index.storage.articles.articles.Articles.put", full_disk)
            patch.setattr(
                Finished,
                "put",
                lambda self, work, state: (
                    None if work == IMPORT_ENDED and not state else full(self, work, state)
                ),
            )
            with pytest.raises(StorageError, match="the disk is full"):
                list(archive.add([seeds_folder()]))
        assert outcomes(archive.finish()) == ["added"] * 5
