"""The archive's end of the pipe: questions come in as lines of JSON, answers go out as such."""

from __future__ import annotations

import os
import select
from collections import deque
from typing import IO, Any

from index.errors import ArchiveError
from index.protocol.lines import Asked, NoQuestion, NotDone, Reply, answered, read_question, reply_line

MAX_LINE = 4_000_000


class Pipe:
    """Lines of JSON on a file descriptor, read without ever blocking a search."""

    def __init__(self, descriptor: int, out: IO[bytes]) -> None:
        self._descriptor = descriptor
        self._out = out
        self._rest = b""
        self.closed = False
        """No question comes any more."""
        self.gone = False
        """Nobody hears an answer any more."""
        self.waiting: deque[Asked] = deque()

    def fill(self, timeout: float | None) -> None:
        """Move what has arrived into ``waiting``; wait ``timeout`` seconds for a first byte."""
        while not self.closed and select.select([self._descriptor], [], [], timeout)[0]:
            chunk = os.read(self._descriptor, 65_536)
            if not chunk:
                self.closed = True
                return
            *lines, self._rest = (self._rest + chunk).split(b"\n")
            if len(self._rest) > MAX_LINE:
                self._rest = b""
            for line in lines:
                if line.strip():
                    self._accept(line)
            timeout = 0

    def _accept(self, line: bytes) -> None:
        try:
            self.waiting.append(read_question(line))
        except NoQuestion as error:
            self.reply(NotDone(error.number, "ProtocolError", str(error)))

    def answer(self, asked: Asked, answer: Any) -> None:
        self.reply(answered(asked, answer))

    def refuse(self, asked: Asked, error: ArchiveError) -> None:
        """Say why it cannot be done."""
        position = getattr(error, "position", None)
        self.reply(NotDone(asked.number, type(error).__name__, str(error), error.hint, position))

    def forsake(self) -> None:
        """Nobody is there any more. May be called by any thread."""
        self.gone = True

    def reply(self, reply: Reply) -> None:
        """Into the void when nobody is there to hear it: whoever asked may have died."""
        try:
            if not self.gone:
                self._out.write(reply_line(reply))
                self._out.flush()
        except BrokenPipeError:
            self.gone = True
