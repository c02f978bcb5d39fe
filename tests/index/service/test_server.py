"""The archive behind a pipe: a real process, real lines."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, TypeVar

import pytest

from index.archive import open_archive
from index.model.index_state import IndexState
from index.model.progress import Committed, Progress
from index.model.results import ResultPage, SearchRequest
from index.protocol.answers import Greeting
from index.protocol.events import Finished, from_line
from index.protocol.lines import (
    Answered,
    Cancelled,
    ChangedElsewhere,
    GivenUp,
    IndexTold,
    NotDone,
    Reply,
    question_line,
    read_answer,
    read_reply,
)
from index.protocol.questions import (
    AddBookmark,
    Bookmarks,
    Hello,
    MarkRead,
    PutPlace,
    Question,
    ReadArticle,
    ReadPair,
    RemoveBookmark,
    Search,
)
from index.settings import INDEX_FOLDER, ArchiveSettings

Answer = TypeVar("Answer")
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

    def send(self, *lines: bytes) -> None:
        assert self.process.stdin
        self.process.stdin.write(b"".join(lines))
        self.process.stdin.flush()

    def receive(self) -> Reply:
        assert self.process.stdout
        answer = self.process.stdout.readline()
        assert answer, self.process.stderr.read().decode() if self.process.stderr else ""
        return read_reply(answer)

    def ask(self, question: Question[Answer]) -> Answer:
        self.asked += 1
        self.send(question_line(self.asked, question))
        while isinstance(said := self.receive(), ChangedElsewhere | IndexTold):
            pass
        assert isinstance(said, Answered) and said.number == self.asked, said
        answer: Answer = read_answer(question, said.answer)
        return answer

    def found(self, query: str, **filters: Any) -> ResultPage:
        return self.ask(Search(SearchRequest(query, **filters)))

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
    assert server.ask(Hello()) == Greeting(
        archive=str(archive_folder),
        sample=False,
        articles={"fr": 4, "en": 1},
        pairs=1,
        pending=0,
        uncompared=0,
        state={},
        moved_aside=None,
    )


def test_a_search_answers_rows_and_an_article_comes_with_its_highlights(server: Server) -> None:
    page = server.found("alep")
    assert page.total == 4 and page.expanded == ("Aleppo",)
    assert page.standings == {"fr": 3, "en": 1, "paired": 1, "fr-only": 3, "en-only": 0}
    english = next(hit for hit in page.hits if hit.language == "en")
    view = server.ask(ReadArticle(english.id, "alep"))
    marked = {
        block.text[start:end]
        for block in view.article.blocks
        for start, end in view.highlights.get(block.n, ())
    }
    assert marked == {"Aleppo"}
    assert "Alep = Aleppo" in view.names and view.counterpart == english.counterpart


def test_a_pair_comes_with_both_sides_marked(server: Server) -> None:
    (hit,) = server.found("lang:en").hits
    pair = server.ask(ReadPair(hit.id, "coordination"))
    assert pair is not None
    assert (pair.left.article.language, pair.right.article.language) == ("fr", "en")
    assert pair.left.highlights and pair.right.highlights
    assert pair.pair.evidence.aligned == (6, 7)
    assert {"Syrie = Syria", "Sergueï Lavrov = Sergei Lavrov"} <= {*pair.why.labels.values()}
    (alone,) = server.found("Rohani").hits
    assert server.ask(ReadPair(alone.id)) is None


def test_the_newest_search_cancels_those_that_wait(server: Server) -> None:
    server.found("warm")
    server.send(*(question_line(n, Search(SearchRequest("syrie"))) for n in range(10, 20)))
    answers = [server.receive() for _ in range(10)]
    assert sorted(said.number for said in answers) == list(range(10, 20)), "every question is answered"
    last = answers[-1]
    assert isinstance(last, Answered) and (last.number, last.answer["total"]) == (19, 5)
    assert {type(said) for said in answers} == {Answered, Cancelled}


@pytest.mark.parametrize(
    ("said", "kind", "message"),
    [
        ("not json", "ProtocolError", "JSONDecodeError: "),
        ("[1, 2]", "ProtocolError", "TypeError: "),
        ('{"id": 1}', "ProtocolError", "KeyError: 'ask'"),
        ('{"id": "1", "ask": "Hello", "with": {}}', "ProtocolError", "'1' is no int"),
        ('{"id": 1, "ask": "Explode", "with": {}}', "ProtocolError", "KeyError: 'Explode'"),
        (
            '{"id": 1, "ask": "Search", "with": {"request": {"colour": "red"}}}',
            "ProtocolError",
            "Search.request: SearchRequest: missing or unknown: colour",
        ),
        ('{"id": 1, "ask": "RemoveBookmark", "with": {}}', "ProtocolError", "missing or unknown: bookmark"),
        ('{"id": 1, "ask": "ReadArticle", "with": {"article": "ffff"}}', "NotFoundError", "ffff"),
        (
            '{"id": 1, "ask": "Search", "with": {"request": {"query": "syrie ("}}}',
            "QuerySyntaxError",
            "This ( is never closed",
        ),
        (
            '{"id": 1, "ask": "Search", "with": {"request": {"filters": {"standing": "odd"}}}}',
            "ArchiveError",
            "Search: ValueError: unknown standing 'odd'",
        ),
    ],
)
def test_a_bad_question_is_answered_and_the_next_one_too(
    server: Server, said: str, kind: str, message: str
) -> None:
    server.send(said.encode() + b"\n")
    refused = server.receive()
    assert isinstance(refused, NotDone)
    assert refused.number == (1 if said.startswith('{"id": 1') else None)
    assert refused.kind == kind and message in refused.message
    assert (refused.position is not None) == (kind == "QuerySyntaxError")
    assert server.ask(Hello()).pairs == 1


def test_bookmarks_and_state_are_kept(server: Server, archive_folder: Path) -> None:
    (hit,) = server.found("lang:en").hits
    bookmark = server.ask(AddBookmark(hit.id, block=2))
    assert bookmark.counterpart
    server.ask(PutPlace({"query": "alep"}))
    server.ask(MarkRead(hit.id, True))
    (listed,) = server.ask(Bookmarks())
    assert (listed.bookmark, listed.title, listed.language) == (bookmark, hit.title, "en")
    assert listed.counterpart_title
    server.process.kill()
    server.process.wait()
    with Server("--archive", str(archive_folder)) as again:
        assert again.ask(Hello()).state == {"query": "alep"}
        assert [row.bookmark for row in again.ask(Bookmarks())] == [bookmark]
        (hit,) = again.found("lang:en").hits
        assert hit.bookmarked and not hit.unread
        assert again.ask(RemoveBookmark(bookmark.id)) == bookmark
        assert again.ask(Bookmarks()) == ()


def test_it_tells_when_another_process_has_committed(server: Server, archive_folder: Path) -> None:
    server.ask(Hello())
    with open_archive(archive_folder, settings=ArchiveSettings(ner=False)) as other:
        other.desk.mark_read(other.pairs.all()[0].fr, True)
    assert server.receive() == ChangedElsewhere()


def test_it_ends_when_the_screen_goes_away(server: Server) -> None:
    server.ask(Hello())
    assert server.process.stdin
    server.process.stdin.close()
    assert server.process.wait(timeout=5) == 0


def test_it_opens_the_sample_when_there_is_no_archive(tmp_path: Path) -> None:
    with Server(environment={"NEWSREADER_DATA": str(tmp_path), "NEWSREADER_ARCHIVE": ""}) as fresh:
        hello = fresh.ask(Hello())
        assert hello.sample and hello.pending == 5 and hello.articles == {}
        assert hello.uncompared == 0  # what is not taken in yet is no article


def test_an_archive_that_cannot_be_opened_is_told_as_an_event(tmp_path: Path) -> None:
    (tmp_path / "library.sqlite3").write_bytes(b"this is not a database, whatever its name says" * 100)
    with Server("--archive", str(tmp_path)) as broken:
        said = broken.receive()
        assert isinstance(said, GivenUp) and str(tmp_path) in said.message and said.hint
        assert broken.process.wait(timeout=5) == 1


def test_a_damaged_index_is_told_and_no_crash(archive_folder: Path) -> None:
    for file in (archive_folder / INDEX_FOLDER).iterdir():
        file.write_bytes(b"garbage")
    with Server("--archive", str(archive_folder)) as server:
        assert server.ask(Hello()).pending > 0
        assert server.found("syrie").unsearched is IndexState.TO_BE_MADE
        assert server.found("").total == 5


def run_ingest(folder: Path, *paths: str, create: bool = True) -> subprocess.Popen[bytes]:
    settings = folder.with_name("settings.toml")
    # To load the models takes longer than all else; of small batches few articles make several.
    settings.write_text("[archive]\nner = false\nbatch = 4\n", "utf-8")
    options = ["--archive", str(folder), "--config", str(settings), *(["--create"] if create else [])]
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "index.service.ingest_process", *options, *paths],
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )


def test_the_import_tells_its_progress_as_lines(tmp_path: Path) -> None:
    process = run_ingest(tmp_path / "own", str(ROOT / "seeds"))
    out, _ = process.communicate(timeout=120)
    events = [from_line(told) for told in out.splitlines()]
    assert process.returncode == 0
    assert events[-1] == Finished(added=5, changed=0, unchanged=0, skipped=0)
    stages = [event.stage for event in events if isinstance(event, Progress)]
    assert list(dict.fromkeys(stages))[:4] == ["reading", "indexing", "names", "counterparts"]


def committed_in(told: bytes) -> int:
    event = from_line(told)
    return event.articles if isinstance(event, Committed) else 0


@pytest.mark.parametrize("kill", [True, False])
def test_an_import_that_dies_loses_nothing_that_it_had_committed(tmp_path: Path, kill: bool) -> None:
    files = tmp_path / "files"
    files.mkdir()
    text = (ROOT / "seeds" / "003_8248eb8c80891244.txt").read_text("utf-8")
    for n in range(24):
        (files / f"{n:03}.txt").write_text(f"{text}\nAlinéa numéro {n}.", "utf-8")
    process = run_ingest(tmp_path / "own", str(files))
    assert process.stdout
    committed = 0
    for told in process.stdout:
        committed += committed_in(told)
        if committed:
            break
    (process.kill if kill else process.terminate)()
    rest = process.stdout.read()
    process.stdout.close()
    code = process.wait(timeout=60)
    committed += sum(map(committed_in, rest.splitlines()))
    if not kill:
        assert code == 130
    with open_archive(tmp_path / "own", settings=ArchiveSettings(ner=False)) as archive:
        assert sum(archive.articles.counts().values()) >= committed > 0
        list(archive.add([files]))
        assert sum(archive.articles.counts().values()) == 24
        assert archive.pending() == 0
