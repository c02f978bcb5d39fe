"""The archive client before a process that answers, dawdles and dies."""

import asyncio
import os
import signal
import sqlite3
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from index.model.desk import BookmarkChange
from index.model.results import ResultPage, SearchRequest
from index.protocol.answers import Done
from index.protocol.questions import (
    QUESTIONS,
    AddBookmark,
    Bookmarks,
    Candidates,
    Concordance,
    Counts,
    Facets,
    Hello,
    Judge,
    MarkRead,
    PutPlace,
    ReadArticle,
    ReadPair,
    Redo,
    RemoveBookmark,
    Search,
    Similar,
    StoryOf,
    Undo,
    Unfold,
    WhyAlone,
    WhyPaired,
)
from tui.client.archive_client import ArchiveClient
from tui.client.outcomes import ArchiveChanged, ArchiveLost, Refused, Unanswered

FAKE = Path(__file__).parents[1] / "fake_archive.py"
PAIRED, ENGLISH, ALONE = "5458c2e2e07d06f8", "57eb5a726759c593", "fa7c14f6d6833020"
ALEP, SLOW = Search(SearchRequest("alep")), Search(SearchRequest("slow alep"))


class Ear:
    """Keeps what nobody asked for, and waits for it."""

    def __init__(self):
        self.heard = []

    async def next(self, kind):
        for _ in range(500):
            for message in self.heard:
                if isinstance(message, kind):
                    self.heard.remove(message)
                    return message
            await asyncio.sleep(0.01)
        raise AssertionError(f"no {kind.__name__} in {self.heard}")


@pytest.fixture
async def ear():
    return Ear()


@pytest.fixture
async def opened(ear):
    """Clients of any command, each closed in the end."""
    clients = []

    async def open_client(*command):
        clients.append(ArchiveClient([sys.executable, *command], ear.heard.append))
        await clients[-1].connect()
        return clients[-1]

    yield open_client
    for client in clients:
        await client.close()


@pytest.fixture
async def client(opened, tmp_path):
    return await opened(str(FAKE), "--state", str(tmp_path / "s"))


async def outcome(answer):
    """The answer, or what awaiting it raised."""
    (found,) = await asyncio.gather(answer, return_exceptions=True)
    return found


async def test_answers_are_nouns(client):
    greeting = await client.ask(Hello())
    assert (greeting.articles, greeting.pairs) == ({"fr": 4, "en": 1}, 1)
    page = await client.ask(ALEP)
    assert page.total == 4 and page.expanded == ("Aleppo",) and page.hits[0].snippet is not None
    assert "Alep = Aleppo" in [facet.label for facet in await client.ask(Facets(SearchRequest("alep")))]


async def test_every_question_is_answered(client):
    request = SearchRequest("syrie")
    questions = [
        Hello(),
        *(kind(request) for kind in (Search, Facets, Counts, Concordance)),
        *(Unfold(request, (PAIRED,)), WhyAlone(ALONE)),
        *(kind(PAIRED) for kind in (Similar, ReadArticle, ReadPair, WhyPaired, Candidates, StoryOf)),
        *(Judge(PAIRED, ENGLISH, verdict) for verdict in ("different", "same", None)),
        *(AddBookmark(PAIRED), Bookmarks(), RemoveBookmark("b1"), Undo(), Redo()),
        *(MarkRead(PAIRED, True), PutPlace({})),
    ]
    assert {type(question) for question in questions} == {*QUESTIONS.values()}
    for question in questions:
        answer = await client.ask(question)
        assert (answer == Done()) == isinstance(question, Judge | MarkRead | PutPlace) and answer is not None


async def test_an_article_and_its_counterpart(client):
    view, pair = await asyncio.gather(
        client.ask(ReadArticle(PAIRED, "lavrov")), client.ask(ReadPair(PAIRED, "lavrov"))
    )
    assert view.article.id == PAIRED and view.highlights
    assert pair.left == replace(view, names=(), beside=()) and pair.right.article.language == "en"
    assert pair.pair.evidence.aligned == (6, 7)
    assert await client.ask(ReadPair(ALONE)) is None


async def test_the_newest_search_and_the_newest_article_win(client, ear):
    await client.ask(Hello())
    searches = [client.ask(Search(SearchRequest(query))) for query in ("slow alep", "slow syrie", "kremlin")]
    articles = [client.ask(ReadArticle(article)) for article in (PAIRED, ALONE, "8248eb8c80891244")]
    *older, newest = [await outcome(answer) for answer in searches]
    assert newest.query == "kremlin" and [type(each) for each in older] == [Unanswered] * 2
    *older, newest = [await outcome(answer) for answer in articles]
    assert newest.article.id == "8248eb8c80891244" and [type(each) for each in older] == [Unanswered] * 2
    assert ear.heard == []


async def test_a_refusal_has_a_reason_and_a_position(client):
    with pytest.raises(Refused, match="the phrase is not closed") as refused:
        await client.ask(Search(SearchRequest('alep "x')))
    assert (refused.value.kind, refused.value.position) == ("QuerySyntaxError", 5)
    with pytest.raises(Refused, match="there is no article 0000") as refused:
        await client.ask(ReadArticle("0000"))
    assert (refused.value.kind, refused.value.position) == ("NotFoundError", None)


async def test_an_article_comes_alone_when_its_counterpart_is_refused(client):
    article, pair = client.ask(ReadArticle(PAIRED, "unencoded")), client.ask(ReadPair(PAIRED, "unencoded"))
    view = await article
    assert (view.article.id, view.counterpart) == (PAIRED, ENGLISH)
    with pytest.raises(Refused, match="/models/e5: there is no such folder") as refused:
        await pair
    assert refused.value.kind == "EncoderError"


async def test_bookmarks_go_and_come_back_the_same(client):
    added = await client.ask(AddBookmark(PAIRED, block=2))
    assert (added.article, added.block) == (PAIRED, 2)
    assert [row.bookmark for row in await client.ask(Bookmarks())] == [added]
    assert await client.ask(RemoveBookmark(added.id)) == added
    assert await client.ask(Bookmarks()) == ()
    undone = await client.ask(Undo())
    assert undone.change == BookmarkChange(added, None) and [report.id for report in undone.names] == [PAIRED]
    assert [row.bookmark for row in await client.ask(Bookmarks())] == [added]
    assert await client.ask(Redo()) == undone
    assert await client.ask(Bookmarks()) == ()
    assert await client.ask(Redo()) is None


async def test_whoever_does_not_wait_any_more_gets_nothing_and_disturbs_nobody(client):
    async def wait():
        await client.ask(SLOW)

    waiter = asyncio.create_task(wait())
    await asyncio.sleep(0.05)
    waiter.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiter
    forgotten = client.ask(Bookmarks())  # never awaited
    assert (await client.ask(Hello())).pairs == 1
    assert await forgotten == ()


async def test_what_was_asked_of_a_process_that_died_is_asked_again_but_no_change(client, ear):
    await client.ask(Hello())
    os.kill(client.pid, signal.SIGSTOP)  # it is asked, and does not answer any more
    asked = [client.ask(question) for question in (ALEP, MarkRead(PAIRED, True), Bookmarks())]
    await asyncio.sleep(0.05)
    os.kill(client.pid, signal.SIGKILL)
    lost = await ear.next(ArchiveLost)
    assert lost.restarted and lost.reason == "exit code -9"
    page, change, marks = [await outcome(answer) for answer in asked]
    assert page.total == 4 and marks == ()
    assert isinstance(change, Refused) and "died before it could do that" in str(change)


async def test_what_is_asked_while_none_listens_waits_for_the_next_process(client, ear):
    await client.ask(Hello())
    os.kill(client.pid, signal.SIGKILL)
    while not client._writer.is_closing():  # nobody has been told yet
        await asyncio.sleep(0)
    asked = [client.ask(MarkRead(PAIRED, True)), client.ask(ALEP)]
    assert [type(each) for each in [await outcome(answer) for answer in asked]] == [Done, ResultPage]


async def test_a_question_that_processes_die_of_is_given_up_and_others_are_answered(client, ear):
    searching = client.ask(Search(SearchRequest("crash")))
    for _ in range(2):
        lost = await ear.next(ArchiveLost)
        assert lost.restarted and "Segmentation fault" in lost.reason
    refused = await outcome(searching)
    assert isinstance(refused, Refused) and "died of that question, twice" in str(refused)
    assert (await client.ask(ALEP)).total == 4


async def test_one_that_dies_again_and_again_is_left_for_a_while(client, ear, monkeypatch):
    await client.ask(Hello())
    for _ in range(3):
        os.kill(client.pid, signal.SIGKILL)
        assert (await ear.next(ArchiveLost)).restarted
    os.kill(client.pid, signal.SIGKILL)
    assert not (await ear.next(ArchiveLost)).restarted
    with pytest.raises(Refused, match="is not there"):
        await client.ask(ALEP)
    monkeypatch.setattr("tui.client.archive_client.RESTART_SECONDS", 0.0)  # a minute later
    assert (await client.ask(ALEP)).total == 4


async def test_once_opened_it_is_never_made_anew(ear, tmp_path):
    """The command of the first start may make an archive; that of a later one names what was open."""
    reopened = []

    def reopen(archive, sample):
        reopened.append((archive, sample))
        return [sys.executable, str(FAKE), "--empty"]

    client = ArchiveClient([sys.executable, str(FAKE)], ear.heard.append, reopen=reopen)
    await client.connect()
    try:
        await client.ask(Hello())
        os.kill(client.pid, signal.SIGKILL)
        assert (await client.ask(Hello())).articles == {"fr": 0, "en": 0}
        assert reopened[0] == ("/fake", False)
    finally:
        await client.close()


async def test_a_line_without_end_is_told_to_who_asked_and_the_next_one_is_read(ear, monkeypatch):
    monkeypatch.setattr("tui.client.archive_client.LONGEST_LINE", 70_000)
    talkative = """
import json, sys
for line in sys.stdin:
    number, asked = json.loads(line)["id"], json.loads(line)["ask"]
    answer = "x" * 500_000 if asked == "StoryOf" else []
    print("y" * 200_000, file=sys.stderr, flush=True)
    print(json.dumps({"is": "Answered", "number": number, "answer": answer}), flush=True)
"""
    client = ArchiveClient([sys.executable, "-c", talkative], ear.heard.append)
    await client.connect()
    try:
        for _ in range(2):
            long, next_one = client.ask(StoryOf(PAIRED)), client.ask(Bookmarks())
            with pytest.raises(Refused, match="too long to be shown"):
                await asyncio.wait_for(long, 10)
            assert await next_one == ()
        monkeypatch.setattr("tui.client.archive_client.LONGEST_QUESTION", 1000)
        with pytest.raises(Refused, match="too long to be asked"):
            await client.ask(Search(SearchRequest("a" * 2000)))
        assert await client.ask(Bookmarks()) == ()
    finally:
        await client.close()


async def test_an_archive_that_refuses_to_open_is_not_tried_again(opened, ear):
    said = '{"is": "GivenUp", "message": "not a sound library", "hint": "Move it aside."}'
    client = await opened("-c", f"print('{said}'); exit(1)")
    greeting = client.ask(Hello())
    lost = await ear.next(ArchiveLost)
    assert (lost.restarted, lost.reason) == (False, "not a sound library Move it aside.")
    assert isinstance(await outcome(greeting), Refused)


ECHO = """
import json, sys
print("a stray line", 42, "[]", '{"number": 7}', '{"is": "ChangedElsewhere"}', sep="\\n", flush=True)
for number, line in enumerate(sys.stdin):
    said = json.loads(line)
    name = said["ask"]
    answers = {"Bookmarks": {"no": "list"}, "Facets": [{"id": "e1"}], "StoryOf": None}
    reply = {"is": "NotDone", "kind": "Echo", "message": f"{number} {name} {said['id']}", "hint": "none"}
    if name in answers:
        reply = {"is": "Answered", "answer": answers[name]}
    print(json.dumps({"number": said["id"], **reply}), flush=True)
"""


async def test_the_order_of_calls_is_the_order_of_lines(opened):
    client = await opened("-c", ECHO)
    questions = [Hello(), PutPlace({}), ALEP, MarkRead(PAIRED, True), Hello()]
    answers = [client.ask(question) for question in questions]  # nobody waits yet
    refused = [await outcome(answer) for answer in answers]
    names = [type(question).__name__ for question in questions]
    assert [str(each) for each in refused] == [f"{n} {name} {n + 1}" for n, name in enumerate(names)]
    assert {(each.kind, each.hint) for each in refused} == {("Echo", "none")}


async def test_an_answer_of_another_shape_is_told_and_the_next_one_is_read(opened, ear):
    client = await opened("-c", ECHO)
    with pytest.raises(Refused, match=r"answer to “Bookmarks” could not be read: .* is no list"):
        await client.ask(Bookmarks())
    with pytest.raises(Refused, match="“Facets” could not be read: EntityFacet: missing or unknown: en, fr"):
        await client.ask(Facets(SearchRequest()))
    assert await client.ask(StoryOf(PAIRED)) is None
    assert [type(message) for message in ear.heard] == [ArchiveChanged], "stray lines are nothing"


async def test_closing_lets_it_write_the_last_state_and_leaves_no_process(opened, tmp_path):
    state = tmp_path / "s"
    client = await opened(str(FAKE), "--state", str(state))
    await client.ask(Hello())
    written = client.ask(PutPlace({"query": "dernière"}))
    unanswered = client.ask(SLOW)
    await client.close()
    assert "derni" in state.read_text() and not Path(f"/proc/{client.pid}").exists()
    assert await written == Done()
    assert isinstance(await outcome(unanswered), Unanswered)


async def test_a_process_that_will_not_leave_is_killed(opened):
    deaf = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)"
    client = await opened("-c", deaf)
    await asyncio.wait_for(client.close(), 5)
    assert not Path(f"/proc/{client.pid}").exists()


async def test_what_is_refused_while_it_closes_is_told_to_who_closes_it(opened, tmp_path):
    locked = tmp_path / "locked"
    locked.touch()
    client = await opened(str(FAKE), "--state", str(tmp_path / "s"), "--locked", str(locked))
    await client.ask(Hello())
    given_up = client.ask(MarkRead(PAIRED, True))
    given_up.cancel()  # as the flow of a screen that goes
    client.ask(PutPlace({"query": "kept"}))
    client.ask(ALEP)
    (unkept,) = await client.close(5)
    assert unkept.question == MarkRead(PAIRED, True) and "can only be read" in str(unkept.why)
    assert await client.close() == [], "told once"
    assert isinstance(await outcome(client.ask(Hello())), Unanswered)


async def test_an_archive_that_is_busy_with_a_change_is_given_time_and_then_told(opened):
    client = await opened("-c", "import time; time.sleep(60)")
    client.ask(PutPlace({}))
    began = asyncio.get_running_loop().time()
    (unkept,) = await client.close(1.5)
    assert 1.4 < asyncio.get_running_loop().time() - began < 4
    assert unkept.question == PutPlace({}) and "has not answered in time" in str(unkept.why)


async def test_what_waits_for_another_writer_is_kept_when_that_one_has_done(opened, tmp_path):
    client = await opened("-P", "-m", "index.service.server", "--create", "--archive", str(tmp_path / "own"))
    await client.ask(Hello())
    other = sqlite3.connect(tmp_path / "own" / "library.sqlite3", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    client.ask(PutPlace({"row": 3}))
    closing = asyncio.create_task(client.close(6))
    await asyncio.sleep(1.5)
    other.execute("ROLLBACK")
    assert await closing == []
    assert "3" in str(other.execute("SELECT document FROM reading_state").fetchone())
    other.close()
