"""The archive behind a pipe: a real process, real lines."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from index.archive import open_archive
from index.settings import INDEX_FOLDER, ArchiveSettings

ROOT = Path(__file__).parents[3]


class Server:
    def __init__(self, *arguments: str, environment: dict[str, str] | None = None) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-m", "index.service.server", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": str(ROOT)} | (environment or {}),
        )
        self.asked = 0

    def send(self, *messages: Any) -> None:
        assert self.process.stdin
        lines = [m if isinstance(m, bytes) else json.dumps(m).encode() for m in messages]
        self.process.stdin.write(b"".join(line + b"\n" for line in lines))
        self.process.stdin.flush()

    def receive(self) -> dict[str, Any]:
        assert self.process.stdout
        line = self.process.stdout.readline()
        assert line, self.process.stderr.read().decode() if self.process.stderr else ""
        return json.loads(line)

    def ask(self, method: str, **params: Any) -> Any:
        self.asked += 1
        self.send({"id": self.asked, "method": method, "params": params})
        while (answer := self.receive()).get("id") != self.asked:
            assert "event" in answer, answer
        return answer.get("result", answer)

    def __enter__(self) -> Server:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            assert stream
            with contextlib.suppress(BrokenPipeError):
                stream.close()


@pytest.fixture
def server(archive_folder: Path):
    with Server("--archive", str(archive_folder)) as running:
        yield running


def test_hello_says_what_is_there(server: Server, archive_folder: Path) -> None:
    hello = server.ask("hello")
    assert hello["articles"] == {"fr": 4, "en": 1} and hello["pairs"] == 1 and hello["pending"] == 0
    assert hello["archive"] == str(archive_folder) and hello["sample"] is False
    assert hello["state"] == {} and hello["message"] is None


def test_a_search_answers_rows_and_an_article_comes_with_its_highlights(server: Server) -> None:
    page = server.ask("search", query="alep")
    assert page["total"] == 4 and page["expanded"] == ["Aleppo"]
    assert page["standings"] == {"fr": 3, "en": 1, "paired": 1, "fr-only": 3, "en-only": 0}
    english = next(row for row in page["rows"] if row["language"] == "en")
    article = server.ask("article", id=english["id"], query="alep")
    marked = {
        block["text"][start:end]
        for block in article["blocks"]
        for start, end in article["highlights"].get(str(block["n"]), [])
    }
    assert marked == {"Aleppo"}
    assert "Alep = Aleppo" in article["entity_labels"].values()


def test_a_pair_comes_with_both_sides_marked(server: Server) -> None:
    (row,) = server.ask("search", query="lang:en")["rows"]
    pair = server.ask("pair", id=row["id"], query="coordination")
    assert (pair["left"]["language"], pair["right"]["language"]) == ("fr", "en")
    assert pair["left"]["highlights"] and pair["right"]["highlights"]
    assert pair["evidence"]["aligned"] == [6, 7]
    assert "6 des 7 paragraphes" in " ".join(pair["evidence_words"]["fr"])
    assert {"Syrie = Syria", "Sergueï Lavrov = Sergei Lavrov"} <= set(pair["evidence"]["shared_names"])
    (alone,) = server.ask("search", query="Rohani")["rows"]
    assert server.ask("pair", id=alone["id"]) is None


def test_the_newest_search_cancels_those_that_wait(server: Server) -> None:
    server.ask("search", query="warm")
    server.send(*({"id": n, "method": "search", "params": {"query": "syrie"}} for n in range(10, 20)))
    answers = [server.receive() for _ in range(10)]
    assert sorted(answer["id"] for answer in answers) == list(range(10, 20)), "every request is answered"
    assert answers[-1]["id"] == 19 and answers[-1]["result"]["total"] == 5
    assert sum("cancelled" in answer for answer in answers) >= 1
    assert all(("cancelled" in answer) != ("result" in answer) for answer in answers)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        (b"not json", "ProtocolError"),
        (b'{"id": 1}', "ProtocolError"),
        (b'{"id": 1, "method": "explode"}', "ProtocolError"),
        (b'{"id": 1, "method": "search", "params": {"colour": "red"}}', "ProtocolError"),
        (b'{"id": 1, "method": "article", "params": {"id": "ffff"}}', "NotFoundError"),
        (b'{"id": 1, "method": "search", "params": {"query": "syrie ("}}', "QuerySyntaxError"),
        (b'{"id": 1, "method": "search", "params": {"standing": "odd"}}', "ProtocolError"),
        (b'{"id": 1, "method": "bookmark_restore", "params": {"bookmark": {}}}', "ProtocolError"),
    ],
)
def test_a_bad_request_is_answered_and_the_next_one_too(server: Server, line: bytes, kind: str) -> None:
    server.send(line)
    error = server.receive()["error"]
    assert error["kind"] == kind and error["message"]
    assert (error["position"] is not None) == (kind == "QuerySyntaxError")
    assert server.ask("hello")["pairs"] == 1


def test_bookmarks_and_state_are_kept(server: Server, archive_folder: Path) -> None:
    (row,) = server.ask("search", query="lang:en")["rows"]
    bookmark = server.ask("bookmark_add", article=row["id"], block=2, note="")
    assert bookmark["counterpart"]
    server.ask("state_put", state={"query": "alep"})
    server.ask("mark_read", id=row["id"], read=True)
    (listed,) = server.ask("bookmarks")["bookmarks"]
    assert listed["title"] == row["title"] and listed["counterpart_title"]
    server.process.kill()
    server.process.wait()
    with Server("--archive", str(archive_folder)) as again:
        assert again.ask("hello")["state"] == {"query": "alep"}
        assert [b["id"] for b in again.ask("bookmarks")["bookmarks"]] == [bookmark["id"]]
        (row,) = again.ask("search", query="lang:en")["rows"]
        assert row["bookmarked"] and not row["unread"]
        again.ask("bookmark_remove", id=bookmark["id"])
        assert again.ask("bookmark_restore", bookmark=bookmark) == bookmark


def test_it_tells_when_another_process_has_committed(server: Server, archive_folder: Path) -> None:
    server.ask("hello")
    with open_archive(archive_folder, settings=ArchiveSettings(ner=False)) as other:
        other.mark_read(other.pairs()[0].fr, True)
    assert server.receive() == {"event": "changed"}


def test_it_ends_when_the_screen_goes_away(server: Server) -> None:
    server.ask("hello")
    assert server.process.stdin
    server.process.stdin.close()
    assert server.process.wait(timeout=5) == 0


def test_it_opens_the_sample_when_there_is_no_archive(tmp_path: Path) -> None:
    with Server(environment={"NEWSREADER_DATA": str(tmp_path), "NEWSREADER_ARCHIVE": ""}) as fresh:
        hello = fresh.ask("hello")
        assert hello["sample"] and hello["pending"] == 5 and hello["articles"] == {}
        assert hello["uncompared"] == 0  # what is not taken in yet is no article


def test_an_archive_that_cannot_be_opened_is_told_as_an_event(tmp_path: Path) -> None:
    (tmp_path / "library.sqlite3").write_bytes(b"this is not a database, whatever its name says" * 100)
    with Server("--archive", str(tmp_path)) as broken:
        event = broken.receive()
        assert event["event"] == "error" and str(tmp_path) in event["message"] and event["hint"]
        assert broken.process.wait(timeout=5) == 1


def test_a_damaged_index_is_a_warning_not_a_crash(archive_folder: Path) -> None:
    for file in (archive_folder / INDEX_FOLDER).iterdir():
        file.write_bytes(b"garbage")
    with Server("--archive", str(archive_folder)) as server:
        assert server.ask("hello")["pending"] > 0
        assert server.ask("search", query="syrie")["warning"]
        assert server.ask("search", query="")["total"] == 5


def run_ingest(folder: Path, *paths: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "index.service.ingest_process", "--archive", str(folder), *paths],
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )


def test_the_import_tells_its_progress_as_lines(tmp_path: Path) -> None:
    process = run_ingest(tmp_path / "own", str(ROOT / "seeds"))
    out, _ = process.communicate(timeout=120)
    events = [json.loads(line) for line in out.splitlines()]
    assert process.returncode == 0
    assert events[-1] == {"event": "finished", "added": 5, "changed": 0, "unchanged": 0, "skipped": 0}
    stages = [event["stage"] for event in events if event["event"] == "progress"]
    assert list(dict.fromkeys(stages))[:4] == ["reading", "indexing", "names", "counterparts"]


@pytest.mark.parametrize("kill", [True, False])
def test_an_import_that_dies_loses_nothing_that_it_had_committed(tmp_path: Path, kill: bool) -> None:
    files = tmp_path / "files"
    files.mkdir()
    text = (ROOT / "seeds" / "003_8248eb8c80891244.txt").read_text("utf-8")
    for n in range(130):
        (files / f"{n:03}.txt").write_text(f"{text}\nAlinéa numéro {n}.", "utf-8")
    process = run_ingest(tmp_path / "own", str(files))
    assert process.stdout
    committed = 0
    for line in process.stdout:
        event = json.loads(line)
        if event["event"] == "committed" and event["articles"]:
            committed += event["articles"]
            break
    (process.kill if kill else process.terminate)()
    rest = process.stdout.read()
    process.stdout.close()
    code = process.wait(timeout=60)
    committed += sum(
        event["articles"] for event in map(json.loads, rest.splitlines()) if event["event"] == "committed"
    )
    if not kill:
        assert code == 130
    with open_archive(tmp_path / "own", settings=ArchiveSettings(ner=False)) as archive:
        assert sum(archive.articles.counts().values()) >= committed > 0
        list(archive.add([files]))
        assert sum(archive.articles.counts().values()) == 130
        assert archive.pending() == 0
