"""The pipe to the archive's process: requests go out as JSON lines, answers come back as messages."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from subprocess import Popen
from typing import Any

from textual.message import Message

from tui.client import answers
from tui.client.answers import Greeting, Json
from tui.client.processes import start

LONGEST_LINE = 64_000_000
"""Bytes of one answer; a long article comes as one line."""
FAREWELL_SECONDS = 1.0
"""How long the archive may take to write down the last state before it is killed."""


@dataclass
class Opened(Message):
    greeting: Greeting


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


Answered = Callable[[Any], Message | None]
Refusal = Callable[[], Message | None]


def _nothing(*_: object) -> None:
    return None


class ArchivePipe:
    """One archive process, restarted once when it dies."""

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
        self._waiting: dict[int, tuple[str, Answered, Refusal]] = {}
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

    def greet(self) -> None:
        """Ask what the archive holds now; ``Opened`` answers."""
        self._ask("hello", {}, lambda answer: Opened(answers.greeting(answer)))

    def _ask(
        self, method: str, params: Mapping[str, Any], answered: Answered, refused: Refusal = _nothing
    ) -> int:
        """``refused`` may give a message that comes ahead of ``Refused``."""
        self._last_id += 1
        if self._writer is None or self._writer.is_closing():
            return self._last_id
        self._waiting[self._last_id] = (method, answered, refused)
        request = {"id": self._last_id, "method": method, "params": params}
        self._writer.write(json.dumps(request, separators=(",", ":")).encode() + b"\n")
        return self._last_id

    def _ask_newest(
        self,
        method: str,
        params: Mapping[str, Any],
        answered: Callable[[Any], object],
        refused: Refusal = _nothing,
    ) -> None:
        def only_newest(answer: Any) -> Message | None:
            if self._newest.get(method) != asked:
                return None
            message = answered(answer)
            return message if isinstance(message, Message) else None

        asked = self._ask(method, params, only_newest, refused)
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
        method, answered, refused = self._waiting.pop(said.get("id", 0), ("", _nothing, _nothing))
        if "result" in said:
            try:
                message = answered(said["result"])
            except (LookupError, TypeError, ValueError) as unread:  # told, and the next answer is read
                text = f"the archive's answer to “{method}” could not be read: {unread!r}"
                message = Refused(method, "ProtocolError", text, "", None)
        elif (error := said.get("error")) and self._newest.get(method, said.get("id")) == said.get("id"):
            message = Refused(
                method, error["kind"], error["message"], error.get("hint") or "", error.get("position")
            )
        else:
            return
        if isinstance(message, Refused) and (instead := refused()) is not None:
            self._receive(instead)
        if message is not None:
            self._receive(message)

    async def _keep_errors(self, reader: asyncio.StreamReader) -> None:
        async for line in reader:
            self._stderr.append(line.decode("utf-8", "replace").strip())

    async def _died(self) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._listeners[1], 0.5)
        while (code := self._process.poll()) is None:  # its pipe is closed; it ends soon
            await asyncio.sleep(0.01)
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
