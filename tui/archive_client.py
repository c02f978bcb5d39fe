"""The only room that talks to the archive: requests go out as JSON lines, answers come back as messages."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from subprocess import Popen
from typing import Any

from textual.message import Message

from index.model import Bookmark, EntityFacet, ResultPage, SearchRequest
from tui import answers
from tui.answers import ArticleView, BookmarkRow, Greeting, Json, PairView
from tui.processes import start

LONGEST_LINE = 64_000_000
"""Bytes of one answer; a long article comes as one line."""
FAREWELL_SECONDS = 1.0
"""How long the archive may take to write down the last state before it is killed."""


@dataclass
class Opened(Message):
    greeting: Greeting


@dataclass
class Found(Message):
    """One page of results; ``request.offset`` says which."""

    request: SearchRequest
    page: ResultPage


@dataclass
class EntitiesFound(Message):
    request: SearchRequest
    entities: tuple[EntityFacet, ...]


@dataclass
class ArticleFound(Message):
    view: ArticleView
    pair: PairView | None
    query: str


@dataclass
class BookmarksFound(Message):
    rows: tuple[BookmarkRow, ...]


@dataclass
class BookmarkChanged(Message):
    """``change`` is ``added``, ``removed`` or ``restored``."""

    change: str
    bookmark: Bookmark


@dataclass
class ReadMarked(Message):
    article: str
    read: bool


class ArchiveChanged(Message):
    """Another process has committed articles or pairs."""


@dataclass
class Refused(Message):
    """The archive could not do it. ``position`` counts characters of a query."""

    method: str
    kind: str
    text: str
    hint: str
    position: int | None


@dataclass
class ArchiveLost(Message):
    """The archive's process died. With ``restarted`` another one already listens."""

    restarted: bool
    reason: str


class ArchiveClient:
    """One archive process, restarted once when it dies; the newest search and article win."""

    def __init__(
        self,
        command: Sequence[str],
        receive: Callable[[Message], object],
        process: Popen[bytes] | None = None,
    ) -> None:
        """``process`` is one that was already started with ``command``."""
        self._command = command
        self._receive = receive
        self._process = process or start(command)
        self._writer: asyncio.WriteTransport | None = None
        self._waiting: dict[int, tuple[str, Callable[[Json], Message | None]]] = {}
        self._newest: dict[str, int] = {}
        self._last_id = 0
        self._restarted = False
        self._closing = False
        self._refusal = ""
        self._stderr: deque[str] = deque(maxlen=20)
        self._listeners: list[asyncio.Task[None]] = []

    @property
    def pid(self) -> int:
        return self._process.pid

    async def connect(self) -> None:
        """Begin to listen and say hello; ``Opened`` follows."""
        loop = asyncio.get_running_loop()
        self._writer, _ = await loop.connect_write_pipe(asyncio.BaseProtocol, self._process.stdin)
        answers_in, errors_in = asyncio.StreamReader(LONGEST_LINE), asyncio.StreamReader(LONGEST_LINE)
        for reader, pipe in ((answers_in, self._process.stdout), (errors_in, self._process.stderr)):
            await loop.connect_read_pipe(lambda reader=reader: asyncio.StreamReaderProtocol(reader), pipe)  # type: ignore[misc]
        self._listeners = [
            asyncio.create_task(self._listen(answers_in)),
            asyncio.create_task(self._keep_errors(errors_in)),
        ]
        self.greet()

    async def close(self) -> None:
        """Let the archive write down what it was told last, then make sure that it is gone."""
        self._closing = True
        if self._writer is not None:
            self._writer.close()
        for _ in range(int(FAREWELL_SECONDS / 0.01)):
            if self._process.poll() is not None:
                break
            await asyncio.sleep(0.01)
        else:
            self._process.kill()
        self._process.wait()
        for listener in self._listeners:
            listener.cancel()
        await asyncio.gather(*self._listeners, return_exceptions=True)

    # ---- questions

    def greet(self) -> None:
        """Ask what the archive holds now; ``Opened`` answers."""
        self._ask("hello", {}, lambda answer: Opened(answers.greeting(answer)))

    def search(self, request: SearchRequest) -> None:
        """The first page of a new search, ``Found`` answers; older searches are forgotten."""
        self._ask_newest(
            "search", asdict(request), lambda answer: Found(request, answers.result_page(answer))
        )

    def more(self, request: SearchRequest, offset: int) -> None:
        """A further page of the newest search; dropped when another search has begun meanwhile."""
        page, belongs_to = replace(request, offset=offset), self._newest.get("search")

        def answered(answer: Json) -> Message | None:
            if self._newest.get("search") != belongs_to:
                return None
            return Found(page, answers.result_page(answer))

        self._ask("search", asdict(page), answered)

    def facets(self, request: SearchRequest, limit: int = 200) -> None:
        params = {**asdict(request), "limit": limit}
        self._ask_newest("facets", params, lambda answer: EntitiesFound(request, answers.facets(answer)))

    def open_article(self, article: str, query: str) -> None:
        """The article and its counterpart in one ``ArticleFound``; only the newest one answers."""
        params = {"id": article, "query": query}
        read: list[ArticleView] = []

        def paired(answer: Json | None) -> Message | None:
            return ArticleFound(read[0], answers.pair_view(answer), query) if read else None

        self._ask_newest("article", params, lambda answer: read.append(answers.article_view(answer)))
        self._ask_newest("pair", params, paired)

    def bookmarks(self) -> None:
        self._ask("bookmarks", {}, lambda answer: BookmarksFound(answers.bookmark_rows(answer)))

    def add_bookmark(self, article: str, counterpart: str | None, block: int | None) -> None:
        params = {"article": article, "counterpart": counterpart, "block": block, "note": ""}
        self._ask("bookmark_add", params, lambda answer: BookmarkChanged("added", answers.bookmark(answer)))

    def remove_bookmark(self, bookmark: str) -> None:
        self._ask(
            "bookmark_remove",
            {"id": bookmark},
            lambda answer: BookmarkChanged("removed", answers.bookmark(answer)),
        )

    def restore_bookmark(self, bookmark: Bookmark) -> None:
        self._ask(
            "bookmark_restore",
            {"bookmark": {**asdict(bookmark), "tags": list(bookmark.tags)}},
            lambda answer: BookmarkChanged("restored", answers.bookmark(answer)),
        )

    def mark_read(self, article: str, read: bool) -> None:
        self._ask("mark_read", {"id": article, "read": read}, lambda _: ReadMarked(article, read))

    def put_state(self, state: Mapping[str, Any]) -> None:
        self._ask("state_put", {"state": dict(state)}, lambda _: None)

    # ---- the pipe

    def _ask(self, method: str, params: Mapping[str, Any], answered: Callable[[Any], Message | None]) -> int:
        self._last_id += 1
        if self._writer is None or self._writer.is_closing():
            return self._last_id
        self._waiting[self._last_id] = (method, answered)
        request = {"id": self._last_id, "method": method, "params": params}
        self._writer.write(json.dumps(request, separators=(",", ":")).encode() + b"\n")
        return self._last_id

    def _ask_newest(self, method: str, params: Mapping[str, Any], answered: Callable[[Any], object]) -> None:
        def only_newest(answer: Any) -> Message | None:
            if self._newest.get(method) != asked:
                return None
            message = answered(answer)
            return message if isinstance(message, Message) else None

        asked = self._ask(method, params, only_newest)
        self._newest[method] = asked

    async def _listen(self, reader: asyncio.StreamReader) -> None:
        async for line in reader:
            with suppress(ValueError):  # a stray line on its stdout is no reason to stop reading
                self._hear(json.loads(line))
        if not self._closing:
            await self._died()

    def _hear(self, said: Json) -> None:
        if said.get("event") == "changed":
            self._receive(ArchiveChanged())
            return
        if said.get("event") == "error":  # it says why it will not serve, and ends
            self._refusal = " ".join(filter(None, (said["message"], said.get("hint"))))
            return
        method, answered = self._waiting.pop(said.get("id", 0), ("", lambda _: None))
        if "result" in said:
            message = answered(said["result"])
        elif (error := said.get("error")) and self._newest.get(method, said.get("id")) == said.get("id"):
            message = Refused(
                method, error["kind"], error["message"], error.get("hint") or "", error.get("position")
            )
        else:
            return
        if message is not None:
            self._receive(message)

    async def _keep_errors(self, reader: asyncio.StreamReader) -> None:
        async for line in reader:
            self._stderr.append(line.decode("utf-8", "replace").strip())

    async def _died(self) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._listeners[1], 0.5)
        code = self._process.wait()
        reason = self._refusal or next(filter(None, reversed(self._stderr)), f"exit code {code}")
        self._waiting.clear()
        if self._writer is not None:
            self._writer.close()
        if self._restarted or self._refusal:
            self._receive(ArchiveLost(restarted=False, reason=reason))
            return
        self._restarted = True
        self._process = start(self._command)
        await self.connect()
        self._receive(ArchiveLost(restarted=True, reason=reason))
