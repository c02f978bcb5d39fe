"""The archive client before a process that answers, dawdles and dies."""

import asyncio
import os
import signal
import sys
from pathlib import Path

import pytest
from tui.client.archive_pipe import ArchiveLost, Opened, Refused

from index.model import SearchRequest
from tui.client.archive_client import (
    ArchiveClient,
    ArticleFound,
    BookmarkChanged,
    BookmarksFound,
    EntitiesFound,
    Found,
)

FAKE = Path(__file__).parents[1] / "fake_archive.py"
PAIRED = "5458c2e2e07d06f8"


class Ear:
    """Keeps what the client says, and waits for it."""

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
async def client(ear, tmp_path):
    client = ArchiveClient([sys.executable, str(FAKE), "--state", str(tmp_path / "s")], ear.heard.append)
    await client.connect()
    yield client
    await client.close()


async def test_it_greets_and_becomes_nouns(client, ear):
    greeting = (await ear.next(Opened)).greeting
    assert (greeting.articles, greeting.pairs) == ({"fr": 4, "en": 1}, 1)
    client.search(SearchRequest("alep"))
    page = (await ear.next(Found)).page
    assert page.total == 4 and page.expanded == ("Aleppo",) and page.hits[0].snippet is not None
    client.facets(SearchRequest("alep"))
    assert "Alep = Aleppo" in [entity.label for entity in (await ear.next(EntitiesFound)).entities]


async def test_article_and_counterpart_come_as_one(client, ear):
    client.open_article(PAIRED, "lavrov")
    found = await ear.next(ArticleFound)
    assert found.view.article.id == PAIRED and found.view.highlights
    assert found.pair is not None and found.pair.right.article.language == "en"
    assert found.pair.evidence.aligned == (6, 7)
    client.open_article("fa7c14f6d6833020", "")
    assert (await ear.next(ArticleFound)).pair is None


async def test_the_newest_search_and_the_newest_article_win(client, ear):
    await ear.next(Opened)
    for query in ("slow alep", "slow syrie", "kremlin"):
        client.search(SearchRequest(query))
    for article in (PAIRED, "fa7c14f6d6833020", "8248eb8c80891244"):
        client.open_article(article, "")
    assert (await ear.next(Found)).request.query == "kremlin"
    assert (await ear.next(ArticleFound)).view.article.id == "8248eb8c80891244"
    await asyncio.sleep(0.1)
    assert ear.heard == []


async def test_a_refusal_has_a_reason_and_a_position(client, ear):
    client.search(SearchRequest('alep "x'))
    refused = await ear.next(Refused)
    assert (refused.method, refused.kind, refused.position) == ("search", "QuerySyntaxError", 5)
    client.open_article("0000", "")
    assert (await ear.next(Refused)).method == "article"


async def test_an_article_is_shown_alone_when_its_counterpart_is_refused(client, ear):
    client.open_article(PAIRED, "unencoded")
    found = await ear.next(ArticleFound)
    assert (found.view.article.id, found.pair, found.query) == (PAIRED, None, "unencoded")
    refused = await ear.next(Refused)
    assert (refused.method, refused.kind) == ("pair", "EncoderError") and "/models/e5" in refused.text


async def test_bookmarks_go_and_come_back_the_same(client, ear):
    client.add_bookmark(PAIRED, None, 2)
    added = (await ear.next(BookmarkChanged)).bookmark
    client.remove_bookmark(added.id)
    assert (await ear.next(BookmarkChanged)).bookmark == added
    client.restore_bookmark(added)
    assert (await ear.next(BookmarkChanged)).bookmark == added
    client.bookmarks()
    assert [row.bookmark for row in (await ear.next(BookmarksFound)).rows] == [added]


async def test_it_restarts_once_and_then_tells_the_reason(client, ear):
    await ear.next(Opened)
    client.search(SearchRequest("crash"))
    lost = await ear.next(ArchiveLost)
    assert lost.restarted and "Segmentation fault" in lost.reason
    await ear.next(Opened)
    os.kill(client.pid, signal.SIGKILL)
    assert not (await ear.next(ArchiveLost)).restarted
    client.search(SearchRequest("alep"))
    await client.close()


async def test_an_archive_that_refuses_to_open_is_not_tried_again(ear):
    said = '{"event": "error", "message": "not a sound library", "hint": "Move it aside."}'
    client = ArchiveClient([sys.executable, "-c", f"print('{said}'); exit(1)"], ear.heard.append)
    await client.connect()
    lost = await ear.next(ArchiveLost)
    assert (lost.restarted, lost.reason) == (False, "not a sound library Move it aside.")
    await client.close()


async def test_closing_lets_it_write_the_last_state_and_leaves_no_process(ear, tmp_path):
    state = tmp_path / "s"
    client = ArchiveClient([sys.executable, str(FAKE), "--state", str(state)], ear.heard.append)
    await client.connect()
    await ear.next(Opened)
    client.put_state({"query": "dernière"})
    await client.close()
    assert "derni" in state.read_text() and not Path(f"/proc/{client.pid}").exists()


async def test_a_process_that_will_not_leave_is_killed(ear):
    deaf = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)"
    client = ArchiveClient([sys.executable, "-c", deaf], ear.heard.append)
    await client.connect()
    await asyncio.wait_for(client.close(), 5)
    assert not Path(f"/proc/{client.pid}").exists()
