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
from index.errors import SourceError
from index.model import Committed, DocumentTaken
from index.settings import ArchiveSettings, seeds_folder

SETTINGS = ArchiveSettings(ner=False, batch=1)


def opened(folder: Path) -> Archive:
    return open_archive(folder, create=True, settings=SETTINGS)


def outcomes(steps: object) -> list[str]:
    return sorted(step.outcome for step in steps if isinstance(step, DocumentTaken))  # type: ignore[attr-defined]


def test_the_next_run_goes_on_where_a_killed_one_was(tmp_path: Path) -> None:
    config = tmp_path / "settings.toml"
    config.write_text("[archive]\nner = false\nbatch = 1\n", "utf-8")
    news = tmp_path / "news"
    shutil.copytree(seeds_folder(), news)
    command = [
        sys.executable,
        "-P",
        "-m",
        "index.ingest_process",
        "--archive",
        "own",
        "--config",
        str(config),
    ]
    process = subprocess.Popen(
        [*command, "news"],  # a path that means nothing in another folder
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])},
    )
    assert process.stdout is not None
    for line in process.stdout:
        if json.loads(line)["event"] == "committed":
            process.send_signal(signal.SIGKILL)
            break
    process.wait()
    process.stdout.close()
    with opened(tmp_path / "own") as archive:
        taken = sum(archive.status().articles.values())
        assert 0 < taken < 5 and archive.pending() > 0
        assert outcomes(archive.finish()) == ["added"] * (5 - taken) + ["unchanged"] * taken
        assert archive.pending() == 0 and len(archive.pairs()) == 1
        assert outcomes(archive.finish()) == []


def test_nobody_who_asks_for_the_next_step_is_as_good_as_killed(tmp_path: Path) -> None:
    with opened(tmp_path / "own") as archive:
        steps = archive.add([seeds_folder()])
        assert any(isinstance(step, Committed) for step in steps)
        steps.close()  # type: ignore[attr-defined]
        assert archive.pending() > 0
        assert len(outcomes(archive.finish())) == 5
        assert archive.pending() == 0


@pytest.mark.parametrize("error", [None, KeyboardInterrupt])
def test_an_import_that_somebody_stopped_does_not_begin_again(
    tmp_path: Path, error: type[BaseException] | None
) -> None:
    asked = 0

    def stop() -> bool:
        nonlocal asked
        asked += 1
        if asked > 2 and error is not None:
            raise error
        return asked > 2

    with opened(tmp_path / "own") as archive:
        if error is None:
            list(archive.add([seeds_folder()], stop))
        else:
            with pytest.raises(error):
                list(archive.add([seeds_folder()], stop))
        assert outcomes(archive.finish()) == []
        assert archive.status().articles["fr"] == 2


def test_what_is_no_source_is_not_tried_for_ever(tmp_path: Path) -> None:
    with opened(tmp_path / "own") as archive:
        with pytest.raises(SourceError):
            list(archive.add([tmp_path / "nowhere"]))
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
