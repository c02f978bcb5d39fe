"""An import that is killed goes on at the next start; one that is stopped does not."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from index.archive import Archive, open_archive
from index.errors import SourceError
from index.model.progress import Committed, DocumentTaken
from index.protocol.events import from_line
from index.settings import ArchiveSettings, seeds_folder

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
