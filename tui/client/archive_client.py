"""The screen's end of the pipe: ``await client.ask(question)``; it keeps the archive's process alive."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from subprocess import Popen
from typing import Any, TypeVar

from textual.message import Message

from index.protocol.answers import Greeting
from index.protocol.lines import (
    LONGEST_LINE,
    LONGEST_QUESTION,
    Answered,
    ArchiveBack,
    ArchiveGone,
    Cancelled,
    ChangedElsewhere,
    GivenUp,
    IndexTold,
    NotDone,
    Reply,
    number_in,
    question_line,
    read_answer,
    read_reply,
)
from index.protocol.questions import Question
from index.protocol.wire import WireError
from tui.client.lines import Line, lines
from tui.client.outcomes import ArchiveChanged, ArchiveLost, ArchiveSays, Refused, Unanswered, Unkept
from tui.client.processes import start

RESTARTS = 3
"""So often within RESTART_SECONDS the process is started again; if it then dies, it would for ever."""
RESTART_SECONDS = 60.0
FAREWELL_SECONDS = 1.0
"""How long the archive may take to write down the last state before it is killed."""
Answer = TypeVar("Answer")
GONE = "the archive is not there; what is on the screen can still be read"
NOT_IN_TIME = "the archive is busy and has not answered in time"
DIED = "the archive's process died before it could do that"
DIED_OF_IT = "the archive's process died of that question, twice"
TOO_LONG_AN_ANSWER = "the archive's answer is too long to be shown"
TOO_LONG_A_QUESTION = "that is too long to be asked"


@dataclass(slots=True)
class _Waiting:
    question: Question[Any]
    answer: asyncio.Future[Any]
    sent: int = 0
    """To how many processes."""


class ArchiveClient:
    """One archive process, started again when it dies; questions are answered in the order of the server.

    What was asked of one that died is asked of the next; not a change, which may have been made, and not what
    two have died of.
    """

    def __init__(
        self,
        command: Sequence[str],
        receive: Callable[[Message], object],
        process: Popen[bytes] | None = None,
        reopen: Callable[[str, bool], Sequence[str]] | None = None,
    ) -> None:
        """``receive`` gets what was not asked for; ``process`` was already started with ``command``.

        ``reopen`` names the command for the archive in a folder, sample or not, that has been opened before;
        without it the same command is used.
        """
        self._command = command
        self._receive = receive
        self._process = process or start(command)
        self._writer: asyncio.WriteTransport | None = None
        self._waiting: dict[int, _Waiting] = {}
        self._last_number = 0
        self._reopen = reopen
        self._deaths: deque[float] = deque(maxlen=RESTARTS)
        self._lost = False
        self._closing = False
        self._unkept: list[Unkept] = []
        self._refusal = ""
        self._stderr: deque[str] = deque(maxlen=20)
        self._listeners: list[asyncio.Task[None]] = []

    @property
    def pid(self) -> int:
        return self._process.pid

    async def connect(self) -> None:
        """Begin to listen; questions may be asked from now on."""
        loop = asyncio.get_running_loop()
        self._writer, _ = await loop.connect_write_pipe(asyncio.BaseProtocol, self._process.stdin)
        answers_in, errors_in = asyncio.StreamReader(LONGEST_LINE), asyncio.StreamReader(LONGEST_LINE)
        for reader, pipe in ((answers_in, self._process.stdout), (errors_in, self._process.stderr)):
            await loop.connect_read_pipe(lambda reader=reader: asyncio.StreamReaderProtocol(reader), pipe)  # type: ignore[misc]
        self._listeners = [
            asyncio.create_task(self._listen(answers_in)),
            asyncio.create_task(self._keep_errors(errors_in)),
        ]
        for number in sorted(self._waiting):
            self._send(number)

    async def close(self, seconds: float = FAREWELL_SECONDS) -> list[Unkept]:
        """Let the archive write down what it was told last, then make sure that it is gone.

        While changes are under way it may take ``seconds``; those that it could not keep.
        """
        self._closing = True
        if self._writer is not None:
            self._writer.close()
        elif self._process.stdin is not None:  # it was never listened to
            self._process.stdin.close()
        now = asyncio.get_running_loop().time
        end, settled = now() + seconds, now()
        while self._process.poll() is None:
            if any(waiting.question.changes for waiting in self._waiting.values()):
                settled = now()
            if now() >= min(end, settled + FAREWELL_SECONDS):
                self._process.kill()
            await asyncio.sleep(0.01)
        if self._listeners:  # what it said last
            await asyncio.wait(self._listeners, timeout=FAREWELL_SECONDS)
        for listener in self._listeners:
            listener.cancel()
        await asyncio.gather(*self._listeners, return_exceptions=True)
        for waiting in self._waiting.values():
            self._note_unkept(waiting.question, Refused(NOT_IN_TIME))
        self._forsake_waiting(Unanswered())
        unkept, self._unkept = self._unkept, []
        return unkept

    def abandon(self) -> None:
        """End it at once, waiting for nothing. May be called by any thread."""
        self._process.kill()

    def _note_unkept(self, question: Question[Any], why: Refused) -> None:
        """The screen is gone, or nearly: whoever closes it tells."""
        if self._closing and question.changes:
            self._unkept.append(Unkept(question, why))

    def ask(self, question: Question[Answer]) -> asyncio.Future[Answer]:
        """Ask at once, in the order of the calls; the answer is awaited.

        Awaiting raises Refused when the archive could not do it or is not there, Unanswered when nobody wants
        the answer any more.
        """
        self._last_number += 1
        answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        if self._writer is None or self._closing or (self._lost and not self._starts_again()):
            self._note_unkept(question, Refused(GONE))
            _settle(answer, Unanswered() if self._closing else Refused(GONE))
            return answer
        self._waiting[self._last_number] = _Waiting(question, answer)
        self._send(self._last_number)
        return answer

    def _send(self, number: int) -> None:
        """Not while one process has died and the next one does not listen yet: then it waits."""
        assert self._writer is not None
        if self._writer.is_closing():
            return
        waiting = self._waiting[number]
        line = question_line(number, waiting.question)
        if len(line) > LONGEST_QUESTION:
            del self._waiting[number]
            _settle(waiting.answer, Refused(TOO_LONG_A_QUESTION))
            return
        waiting.sent += 1
        self._writer.write(line)

    async def _listen(self, reader: asyncio.StreamReader) -> None:
        async for line in lines(reader):
            with suppress(ValueError):  # a stray line on its stdout is no reason to stop reading
                self._hear(read_reply(line.text) if line.whole else _too_long(line))
        if not self._closing:
            await self._died()

    def _hear(self, reply: Reply) -> None:
        match reply:
            case ChangedElsewhere():
                self._receive(ArchiveChanged())
                return
            case IndexTold() | ArchiveGone() | ArchiveBack():
                self._receive(ArchiveSays(reply))
                return
            case GivenUp(message, hint):  # it ends
                self._refusal = " ".join(filter(None, (message, hint)))
                return
        waiting = self._waiting.pop(reply.number or 0, None)
        if waiting is not None and isinstance(reply, NotDone):
            self._note_unkept(waiting.question, Refused(reply.message, reply.hint))
        if waiting is None or waiting.answer.done():
            return
        match reply:
            case Answered(answer=answer):
                try:
                    waiting.answer.set_result(found := read_answer(waiting.question, answer))
                    if isinstance(found, Greeting) and self._reopen is not None:
                        self._command = self._reopen(found.archive, found.sample)
                except WireError as unread:  # told, and the next answer is read
                    asked = type(waiting.question).__name__
                    text = f"the archive's answer to “{asked}” could not be read: {unread}"
                    _settle(waiting.answer, Refused(text))
            case NotDone(kind=kind, message=message, hint=hint, position=position):
                _settle(waiting.answer, Refused(message, hint, kind=kind, position=position))
            case Cancelled():
                _settle(waiting.answer, Unanswered())

    async def _keep_errors(self, reader: asyncio.StreamReader) -> None:
        async for line in lines(reader):
            self._stderr.append(line.text[:1000].decode("utf-8", "replace").strip())

    async def _died(self) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._listeners[1], 0.5)
        while (code := self._process.poll()) is None:  # its pipe is closed; it ends soon
            await asyncio.sleep(0.01)
        reason = self._refusal or next(filter(None, reversed(self._stderr)), f"exit code {code}")
        if self._writer is not None:
            self._writer.close()
        restarted = not self._refusal and not self._dies_again_and_again()
        if restarted:
            self._deaths.append(asyncio.get_running_loop().time())
            self._forsake_what_may_not_be_asked_again()
            try:
                await self._start()
            except OSError as error:  # no memory, or no program any more
                restarted, reason = False, str(error)
        if not restarted:
            self._lost = True
            self._forsake_waiting(Refused(DIED))
        self._receive(ArchiveLost(restarted, reason))

    def _dies_again_and_again(self) -> bool:
        since = asyncio.get_running_loop().time() - RESTART_SECONDS
        return len(self._deaths) == RESTARTS and self._deaths[0] > since

    async def _start(self) -> None:
        self._stderr.clear()
        self._process = start(self._command)
        await self.connect()

    def _starts_again(self) -> bool:
        """Whoever asks after a while begins anew, unless the archive said that it cannot be used."""
        if self._refusal or self._dies_again_and_again():
            return False
        self._lost = False
        self._starting = asyncio.create_task(self._start())
        return True

    def _forsake_what_may_not_be_asked_again(self) -> None:
        for number, waiting in [*self._waiting.items()]:
            if waiting.sent and (waiting.question.changes or waiting.sent > 1):
                del self._waiting[number]
                if not waiting.answer.done():
                    _settle(waiting.answer, Refused(DIED if waiting.question.changes else DIED_OF_IT))

    def _forsake_waiting(self, error: Exception) -> None:
        waiting, self._waiting = self._waiting, {}
        for each in waiting.values():
            if not each.answer.done():
                _settle(each.answer, error)


def _too_long(line: Line) -> NotDone:
    return NotDone(number_in(line.text), "ProtocolError", TOO_LONG_AN_ANSWER)


def _settle(answer: asyncio.Future[Any], error: Exception) -> None:
    answer.set_exception(error)
    answer.exception()  # seen: whoever was cancelled meanwhile does not come for it
