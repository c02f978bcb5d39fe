"""Whatever becomes of the archive while it is served, the process lives, says so, and goes on when it can."""

from __future__ import annotations

import errno
import io
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from index.archive import open_archive
from index.errors import ArchiveError, EngineError, GoneError, StorageError
from index.model.index_state import IndexState
from index.model.results import SearchRequest
from index.protocol.answers import Done, Greeting
from index.protocol.lines import (
    Answered,
    ArchiveBack,
    ArchiveGone,
    ChangedElsewhere,
    GivenUp,
    IndexTold,
    News,
    NotDone,
    Reply,
    question_line,
    read_reply,
)
from index.protocol.questions import Hello, MarkRead, Question, ReadArticle, Search, StoryOf
from index.service import idle, pipe
from index.service.archive_service import ArchiveService
from index.service.pipe import Pipe
from index.service.server import serve
from index.settings import INDEX_FOLDER, LIBRARY_FILE
from index.stopping import never
from tests.index.conftest import WITHOUT_MODELS
from tests.index.service.test_server import Server, run_ingest

SYRIA = Search(SearchRequest("syrie"))
TROUBLES = [
    EngineError("The search index is missing", "newsreader rebuild"),
    StorageError("the disk is full"),
    OSError(errno.ENOSPC, "No space left on device"),
    OSError(errno.EIO, "Input/output error"),
    MemoryError(),
    RuntimeError("a mistake"),
    RecursionError("too deep"),
]


class Troubled:
    """Everything fails, and is failed with again."""

    def __init__(self, trouble: Exception, leave: Callable[[], None]) -> None:
        self._trouble, self._leave = trouble, leave
        self.tried: list[str] = []

    def _fail(self, what: str) -> Any:
        self.tried.append(what)
        if self.tried.count("changed_elsewhere") == 2:
            self._leave()
        raise self._trouble

    def warm_up(self) -> Iterator[str]:
        yield "engine"
        self._fail("warm_up")

    def verify(self) -> Iterator[int]:
        yield 1
        self._fail("verify")

    def changed_elsewhere(self) -> bool:
        return self._fail("changed_elsewhere")

    def news(self) -> list[News]:
        return self._fail("news")

    def answer(self, question: Question[Any], stop: Callable[[], bool]) -> Any:
        return self._fail(type(question).__name__)


@pytest.mark.parametrize("trouble", TROUBLES, ids=lambda error: f"{type(error).__name__} {error}")
def test_whatever_fails_each_question_is_answered(
    trouble: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("WATCH_SECONDS", "WARM_UP_SECONDS", "START_SECONDS", "VERIFY_SECONDS"):
        monkeypatch.setattr(idle, name, 0.001)
    end, questions = os.pipe()
    out = io.BytesIO()
    for number, question in enumerate((Hello(), SYRIA, MarkRead("a", True), StoryOf("a")), 1):
        os.write(questions, question_line(number, question))
    service = Troubled(trouble, lambda: os.close(questions))
    serve(service, Pipe(end, out))
    os.close(end)
    replies = [read_reply(line) for line in out.getvalue().splitlines()]
    assert all(isinstance(said, NotDone) and said.message for said in replies)
    assert sorted(said.number or 0 for said in replies if isinstance(said, NotDone)) == [1, 2, 3, 4]
    assert {"warm_up", "verify", "changed_elsewhere", "news"} <= {*service.tried}
    if isinstance(trouble, MemoryError):
        assert "not enough memory" in str(replies[0])
    if isinstance(trouble, OSError) and trouble.errno == errno.ENOSPC:
        assert "the disk is full" in str(replies[0])


# ---- what it says by itself


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def service(archive_folder: Path, clock: Clock) -> Iterator[ArchiveService]:
    def reopen() -> Any:
        return open_archive(archive_folder, settings=WITHOUT_MODELS)

    with ArchiveService(reopen(), reopen, clock) as opened:
        yield opened


def heal(folder: Path) -> None:
    with open_archive(folder, settings=WITHOUT_MODELS) as archive:
        list(archive.finish())


def test_what_becomes_of_the_index_is_said_once(
    service: ArchiveService, archive_folder: Path, clock: Clock
) -> None:
    assert service.news() == []
    shutil.rmtree(archive_folder / INDEX_FOLDER)
    assert service.news() == [], "it looks once a second"
    assert service.answer(SYRIA, never).unsearched is IndexState.TO_BE_MADE
    assert service.news() == [IndexTold(IndexState.TO_BE_MADE)], "at once, for a question has met it"
    for _ in range(3):
        clock.now += 1
        assert service.news() == []
    heal(archive_folder)
    clock.now += 1
    assert service.news() == [IndexTold(IndexState.SOUND)]
    assert service.answer(SYRIA, never).total == 5


def test_an_archive_that_goes_away_is_told_once_refused_and_found_again(
    service: ArchiveService, archive_folder: Path, clock: Clock
) -> None:
    away = archive_folder.with_name("away")
    archive_folder.rename(away)
    clock.now += 1
    (gone,) = service.news()
    assert isinstance(gone, ArchiveGone) and "moved or deleted while it was open" in gone.message
    clock.now += 1
    assert service.news() == []
    for question in (Hello(), SYRIA, MarkRead("a", True)):
        with pytest.raises(GoneError):
            service.answer(question, never)
    assert not archive_folder.exists(), "nothing is made in its place"
    away.rename(archive_folder)
    clock.now += 1
    assert service.news() == [ArchiveBack()]
    assert service.answer(SYRIA, never).total == 5


def test_another_archive_in_its_place_is_opened(
    service: ArchiveService, archive_folder: Path, clock: Clock
) -> None:
    (hit, *_) = service.answer(SYRIA, never).hits
    away = shutil.copytree(archive_folder, archive_folder.with_name("copy"))
    (archive_folder / LIBRARY_FILE).unlink()
    (away / LIBRARY_FILE).rename(archive_folder / LIBRARY_FILE)
    clock.now += 1
    assert service.news() == [ArchiveBack()]
    assert service.answer(MarkRead(hit.id, True), never) == Done()
    assert service.answer(SYRIA, never).total == 5


# ---- real processes


def told(server: Server, kind: type[Reply]) -> Reply:
    while not isinstance(said := server.receive(), kind):
        assert isinstance(said, ChangedElsewhere | IndexTold | ArchiveBack), said
    return said


def test_a_rebuild_beside_it_is_seen_and_so_is_the_second(archive_folder: Path) -> None:
    with Server("--archive", str(archive_folder)) as server:
        assert server.found("syrie").total == 5
        for _ in range(2):
            with open_archive(archive_folder, settings=WITHOUT_MODELS) as other:
                steps = other.rebuild()
                assert server.found("syrie", limit=0) is not None
                list(steps)
            assert server.found("syrie").total == 5
        shutil.rmtree(archive_folder / INDEX_FOLDER)
        assert told(server, IndexTold) == IndexTold(IndexState.TO_BE_MADE)
        assert server.found("syrie").unsearched is IndexState.TO_BE_MADE
        heal(archive_folder)
        while told(server, IndexTold) != IndexTold(IndexState.SOUND):
            pass
        assert server.found("syrie").total == 5 and server.process.poll() is None


def test_it_survives_that_its_archive_is_moved_and_makes_none_in_its_place(archive_folder: Path) -> None:
    with Server("--archive", str(archive_folder)) as server:
        (hit, *_) = server.found("syrie").hits
        archive_folder.rename(archive_folder.with_name("moved"))
        assert told(server, ArchiveGone)
        server.send(question_line(7, ReadArticle(hit.id)))
        refused = server.receive()
        assert isinstance(refused, NotDone) and (refused.number, refused.kind) == (7, "GoneError")
        assert server.process.poll() is None
        with Server("--archive", str(archive_folder)) as again:
            assert isinstance(again.receive(), GivenUp)
        process = run_ingest(archive_folder, create=False)
        assert b"there is no archive here" in process.communicate()[0] and process.returncode == 3
        assert not archive_folder.exists()


# ---- lines that are too long


def test_a_question_or_an_answer_without_end_is_refused_and_the_next_is_answered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pipe, "LONGEST_QUESTION", 1000)
    monkeypatch.setattr(pipe, "LONGEST_LINE", 2000)
    end, questions = os.pipe()
    greeting = Greeting("/" * 3000, False, {}, 0, 0, 0, {}, None)

    class Answering(Troubled):
        def answer(self, question: Question[Any], stop: Callable[[], bool]) -> Any:
            return greeting if isinstance(question, Hello) else Done()

    asked = (Search(SearchRequest("a" * 5000)), Hello(), MarkRead("a", True))
    for number, question in enumerate(asked, 1):
        os.write(questions, question_line(number, question))
    os.close(questions)
    out = io.BytesIO()
    serve(Answering(ArchiveError("never"), lambda: None), Pipe(end, out))
    os.close(end)
    question, answer, next_one = map(read_reply, out.getvalue().splitlines())
    assert question == NotDone(1, "ProtocolError", "that is too long to be asked")
    assert answer == NotDone(2, "ArchiveError", "the answer is too long to be shown (0 MB)")
    assert isinstance(next_one, Answered) and next_one.number == 3
