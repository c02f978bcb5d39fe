"""A command that needs the search index has it made, waits for who makes it, or says why there is none."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from index.archive import Archive, open_archive
from index.engines.whoosh.engine import WhooshEngine
from index.errors import StorageError
from index.model.progress import CutShort
from index.settings import INDEX_FOLDER
from index.storage.articles.finished import IMPORT_ENDED
from index.storage.sqlite.writer_lock import writer_lock
from tests.index.conftest import WITHOUT_MODELS, archive_folder, built_archive  # noqa: F401 (fixtures)
from tests.tui.cli.running import run
from tui.wording import cut_short_parts, cut_short_text

QUERIES = [["search", "syrie", "--json"], ["search", "syrie", "--facets"], ["concordance", "Alep"]]


@pytest.fixture(autouse=True)
def own(archive_folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:  # noqa: F811
    (tmp_path / "settings.toml").write_text("[archive]\nner = false\n", "utf-8")
    monkeypatch.setenv("NEWSREADER_CONFIG", str(tmp_path / "settings.toml"))
    monkeypatch.setenv("NEWSREADER_ARCHIVE", str(archive_folder))
    monkeypatch.setattr("tui.cli.archive.LOOK_SECONDS", 0.01)
    return archive_folder


def as_if_upgraded(folder: Path) -> None:
    label = folder / INDEX_FOLDER / "engine.json"
    now = f'"schema": {WhooshEngine.schema_version}'
    assert now in label.read_text()
    label.write_text(label.read_text().replace(now, '"schema": 1'))


def flip(folder: Path) -> None:
    (segment,) = (folder / INDEX_FOLDER).glob("*.seg")
    content = bytearray(segment.read_bytes())
    content[300] ^= 0xFF
    segment.write_bytes(content)


@pytest.mark.parametrize("command", QUERIES, ids=" ".join)
def test_after_an_upgrade_the_same_is_found(
    capsys: pytest.CaptureFixture[str], own: Path, command: list[str]
) -> None:
    before = run(capsys, *command)
    as_if_upgraded(own)
    code, out, err = run(capsys, *command)
    assert code == before[0] == 0 and untimed(out) == untimed(before[1])
    assert "is whoosh schema 1, not whoosh schema" in err and "it is made anew" in err
    assert run(capsys, *command)[2] == "", "once"


def untimed(out: str) -> list[str]:
    return [line for line in out.splitlines() if "took_ms" not in line and " ms" not in line]


@pytest.mark.parametrize("command", QUERIES, ids=" ".join)
def test_damage_that_is_met_on_the_way_is_mended_and_the_question_asked_again(
    capsys: pytest.CaptureFixture[str], own: Path, command: list[str]
) -> None:
    before = run(capsys, *command)
    flip(own)
    code, out, err = run(capsys, *command)
    assert code == 0 and untimed(out) == untimed(before[1])
    assert "is damaged" in err and "it is made anew" in err


@pytest.mark.parametrize("command", QUERIES, ids=" ".join)
def test_where_it_cannot_be_made_nothing_is_claimed(
    capsys: pytest.CaptureFixture[str], own: Path, command: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(own / INDEX_FOLDER)

    def full_disk(*_: object) -> None:
        raise StorageError("/own: the disk is full", "Free some space and try again.")

    monkeypatch.setattr(Archive, "finish", full_disk)
    code, out, err = run(capsys, *command)
    assert (code, out) == (1, "")
    assert "the disk is full" in err and "Free some space" in err


def test_an_index_that_another_process_makes_is_waited_for(
    capsys: pytest.CaptureFixture[str], own: Path
) -> None:
    shutil.rmtree(own / INDEX_FOLDER)
    halting = (
        "import sys; from pathlib import Path; from index.archive import open_archive\n"
        "from index.settings import ArchiveSettings\n"
        "with open_archive(Path(sys.argv[1]), settings=ArchiveSettings(ner=False)) as archive:\n"
        "    steps = archive.finish(); print(next(steps), flush=True)\n"
        "    sys.stdin.readline(); list(steps)\n"
    )
    command = [sys.executable, "-c", halting, str(own)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdin is not None and other.stdout is not None and other.stdout.readline()
        go_on = threading.Timer(0.3, other.stdin.close)
        go_on.start()
        code, out, err = run(capsys, "search", "syrie")
        go_on.join()
    assert code == 0 and out.startswith("5 results")
    assert f"is being written by process {other.pid}; waiting until the search index is made" in err


def test_an_index_that_nobody_goes_on_with_is_not_waited_for_for_ever(
    capsys: pytest.CaptureFixture[str], own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(own / INDEX_FOLDER)
    monkeypatch.setattr("tui.cli.archive.PATIENCE_SECONDS", 0.1)
    began = time.monotonic()
    with writer_lock(own):
        code, out, err = run(capsys, "search", "syrie")
    assert (code, out) == (4, "") and "waiting until the search index is made" in err
    assert "Wait until that import is done" in err and time.monotonic() - began < 30


def test_one_that_has_all_but_the_newest_is_asked_while_another_adds(
    capsys: pytest.CaptureFixture[str], own: Path
) -> None:
    with open_archive(own, settings=WITHOUT_MODELS) as archive, archive._library.database.transaction():
        archive._library.finished.put("index", "older")  # as after articles that are not indexed yet
    with writer_lock(own):
        code, out, err = run(capsys, "search", "syrie")
    assert code == 0 and out.startswith("5 results") and "may not find everything yet" in err


def test_status_says_what_is_the_case(capsys: pytest.CaptureFixture[str], own: Path) -> None:
    as_if_upgraded(own)
    told = CutShort(("/my news",), "the disk is full")
    with open_archive(own, settings=WITHOUT_MODELS) as archive, archive._library.database.transaction():
        shape = {"locations": told.locations, "reason": told.reason}
        archive._library.finished.put(IMPORT_ENDED, json.dumps(shape))
    out = run(capsys, "status")[1]
    assert "is whoosh schema 1" in out and "the next search makes it anew" in out
    assert cut_short_text(told) in out and "newsreader add '/my news'" in out
    shape = json.loads(run(capsys, "status", "--json")[1])
    assert "schema 1" in shape["index"]["fault"]
    assert shape["cut_short"] == {"locations": ["/my news"], "reason": "the disk is full"}
    code, out, _ = run(capsys, "doctor")
    assert code == 1 and "FAILED  index: " in out
    what, helps = cut_short_parts(told)
    assert f"FAILED  import: {what}" in out and helps in out


def test_what_was_cut_short_and_is_no_source_any_more_is_told_by_a_search_once(
    capsys: pytest.CaptureFixture[str], own: Path, tmp_path: Path
) -> None:
    news = shutil.copytree(Path(__file__).parents[3] / "seeds", tmp_path / "news")
    with open_archive(own, settings=WITHOUT_MODELS) as archive:
        steps = archive.add([news])
        next(steps)
        steps.close()  # type: ignore[attr-defined]
    shutil.rmtree(news)
    news.write_text("no folder")
    code, out, err = run(capsys, "search", "syrie")
    assert code == 0 and "results" in out and f"skipped {news}: was being taken in and cannot be" in err
    assert run(capsys, "search", "syrie")[2] == ""
