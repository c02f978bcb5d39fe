"""The whole way of another encoder: settings file, background process, status, doctor, search by meaning."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from index.analysis.encoding.interface import EncoderCard
from index.archive import open_archive
from index.counterparts.encoding import put_in_effect
from index.errors import EncoderError, SettingsError
from index.model.condition import EncoderFinding, Reencoding, Status, UnusableEncoder
from index.model.progress import Progress
from index.model.results import SearchRequest
from index.protocol.events import Event, Failed, Finished, from_line
from index.protocol.questions import Hello, ReadPair, Search
from index.service.archive_service import ArchiveService
from index.settings import BUILT_IN_ENCODER, read_archive_settings, seeds_folder
from index.stopping import never
from tests.index.tiny_encoder import write_encoder

needs_the_extra = pytest.mark.skipif(
    not all(map(find_spec, ("onnxruntime", "tokenizers"))), reason="needs the [onnx] extra"
)


def settings(folder: Path, encoder: str) -> Path:
    file = folder / "settings.toml"
    file.write_text(f"[archive]\nner = false\nencoder = {json.dumps(encoder)}\n", "utf-8")
    return file


def ingest(archive: Path, config: Path) -> tuple[int, list[Event]]:
    command = [
        sys.executable,
        "-P",
        "-m",
        "index.service.ingest_process",
        "--archive",
        archive,
        "--config",
        config,
    ]
    done = subprocess.run(command, capture_output=True, cwd=Path(__file__).parents[2])
    assert not done.stderr
    return done.returncode, [from_line(told) for told in done.stdout.splitlines()]


def encoder_found(archive: Path, config: Path) -> EncoderFinding | UnusableEncoder:
    with open_archive(archive, settings=read_archive_settings(config)) as opened:
        (found,) = (f for f in opened.doctor() if isinstance(f, EncoderFinding | UnusableEncoder))
        return found


def status(archive: Path, config: Path) -> Status:
    with open_archive(archive, settings=read_archive_settings(config)) as opened:
        return opened.status()


def test_the_folder_is_named_as_a_person_would(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HOME", "/home/reader")
    assert read_archive_settings(settings(tmp_path, "usem3")).encoder == BUILT_IN_ENCODER
    assert read_archive_settings(tmp_path / "none.toml").encoder == BUILT_IN_ENCODER
    assert read_archive_settings(settings(tmp_path, "~/models/e5")).encoder == "/home/reader/models/e5"
    assert read_archive_settings(settings(tmp_path, "/models/e5")).encoder == "/models/e5"
    assert read_archive_settings(settings(tmp_path, "e5")).encoder == str(tmp_path / "e5")
    (tmp_path / "settings.toml").write_text("[archive]\nencoder = 5\n")
    with pytest.raises(SettingsError, match="encoder must be a text in quotes"):
        read_archive_settings(tmp_path / "settings.toml")


@needs_the_extra
def test_from_the_settings_to_the_last_search(archive_folder: Path, tmp_path: Path):
    with open_archive(archive_folder) as archive:
        texts = [
            b.text
            for hit in archive.search.page(SearchRequest()).hits
            for b in archive.articles.get(hit.id).body
        ]
        known = [(pair.fr, pair.en) for pair in archive.pairs.all()]
        now = encoder_found(archive_folder, tmp_path / "none.toml")
        assert isinstance(now, EncoderFinding) and now.encoder == archive.status().encoder
    config = settings(tmp_path, "tiny")
    write_encoder(tmp_path / "tiny", texts, shift=0.02)

    with ArchiveService.open(archive_folder, config=config) as service:
        assert service.answer(Hello(), never).pending == 1
        waiting = status(archive_folder, config)
        assert waiting.reencoding == Reencoding("tiny", done=0, total=5) and waiting.measured
        assert not encoder_found(archive_folder, config).sound

        code, told = ingest(archive_folder, config)
        assert code == 0 and told[-1] == Finished()
        progress = [event for event in told if isinstance(event, Progress) and event.stage == "encoding"]
        assert progress == [Progress("encoding", 0, 5, "tiny"), Progress("encoding", 5, 5, "tiny")]
        assert service.answer(Hello(), never).pending == 0
        changed = status(archive_folder, config)
        assert changed.encoder and changed.encoder.startswith("tiny (onnx-") and changed.reencoding is None
        assert changed.pairs == len(known) and not changed.measured
        shown = service.answer(ReadPair(known[0][0]), never)
        assert shown.right.article.id == known[0][1]
        assert not shown.why.measured

    now = encoder_found(archive_folder, config)
    assert isinstance(now, EncoderFinding) and now.sound and not now.measured
    with open_archive(archive_folder, settings=read_archive_settings(config)) as archive:
        title = archive.articles.get(known[0][1]).title
        asked = SearchRequest(title, expand=False, meaning=True)
        assert {hit.id for hit in archive.search.page(asked).hits} >= set(known[0])


def test_an_encoder_that_is_none_is_told_and_everything_else_works(archive_folder: Path, tmp_path: Path):
    config = settings(tmp_path, "nowhere")
    with open_archive(archive_folder) as archive:
        pairs = archive.pairs.all()
    code, told = ingest(archive_folder, config)
    assert code == SettingsError.exit_code
    failed = told[-1]
    assert isinstance(failed, Failed) and "nowhere: there is no such folder" in failed.message
    assert "settings.toml" in failed.hint
    now = encoder_found(archive_folder, config)
    assert isinstance(now, UnusableEncoder) and "nowhere" in now.reason and "usem3" in now.hint
    with open_archive(archive_folder, settings=read_archive_settings(config)) as archive:
        assert archive.pairs.all() == pairs and archive.pairs.side_by_side(pairs[0].fr) is not None
        assert archive.search.page(SearchRequest("Alep")).total


@pytest.fixture
def left_behind(archive_folder: Path, tmp_path: Path) -> Path:
    """A folder whose encoder is in effect; the paragraphs of the pairs still wait for it."""
    folder = tmp_path / "tiny"
    with open_archive(archive_folder) as archive, archive._library.database.transaction():
        put_in_effect(archive._library, EncoderCard(str(folder), "onnx-0", "[]"))
        archive._library.counterparts.forget_rows()
    return folder


def test_a_pair_can_be_read_when_the_encoder_is_gone(archive_folder: Path, left_behind: Path):
    with ArchiveService.open(archive_folder) as service, open_archive(archive_folder) as archive:
        pair = archive.pairs.all()[0]
        shown = service.answer(ReadPair(pair.fr), never)
        assert (shown.left.article.id, shown.right.article.id) == (pair.fr, pair.en)
        assert (shown.pair.aligned, shown.pair.rows, shown.differences) == (False, (), ())
        with pytest.raises(EncoderError, match="no such folder"):
            archive.pairs.side_by_side(pair.fr)


@pytest.mark.parametrize("trouble", [errno.EACCES, errno.ESTALE, errno.EIO])
def test_a_folder_that_cannot_be_looked_into_is_told_and_everything_else_works(
    archive_folder: Path, left_behind: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trouble: int
):
    stat = Path.stat

    def shut(file: Path, **options: bool) -> os.stat_result:
        if file.is_relative_to(left_behind):
            raise OSError(trouble, os.strerror(trouble), str(file))
        return stat(file, **options)

    monkeypatch.setattr(Path, "stat", shut)
    config = settings(tmp_path, "tiny")
    said = f"{left_behind}: cannot be read: {os.strerror(trouble)}"
    with ArchiveService.open(archive_folder, config=config) as service:
        assert service.answer(Hello(), never).pending
        assert service.answer(Search(SearchRequest("Alep")), never).total
    waiting = status(archive_folder, config)
    assert waiting.reencoding and waiting.reencoding.encoder == "tiny"
    now = encoder_found(archive_folder, config)
    assert isinstance(now, UnusableEncoder) and now.reason == said and "permissions" in now.hint
    with open_archive(archive_folder, settings=read_archive_settings(config)) as archive:
        for way_in in (archive.finish(), archive.add([seeds_folder()])):
            with pytest.raises(EncoderError, match=said):
                for _ in way_in:
                    pass
