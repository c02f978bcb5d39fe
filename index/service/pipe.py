"""The archive's end of the pipe: questions come in as lines of JSON, answers go out as such."""

from __future__ import annotations

import os
import select
from collections import deque
from typing import IO, Any

from index.errors import ArchiveError
from index.protocol.lines import (
    LONGEST_LINE,
    LONGEST_QUESTION,
    Asked,
    NoQuestion,
    NotDone,
    Reply,
    answered,
    number_in,
    read_question,
    reply_line,
)


class Pipe:
    """Lines of JSON on a file descriptor, read without ever blocking a search."""

    def __init__(self, descriptor: int, out: IO[bytes]) -> None:
        self._descriptor = descriptor
        self._out = out
        self._rest = b""
        self._skipping = False
        """What comes until the end of the line belongs to a question that was refused."""
        self.closed = False
        """No question comes any more."""
        self.gone = False
        """Nobody hears an answer any more."""
        self.waiting: deque[Asked] = deque()

    def fill(self, timeout: float | None) -> None:
        """Move what has arrived into ``waiting``; wait ``timeout`` seconds for a first byte."""
        while not self.closed and select.select([self._descriptor], [], [], timeout)[0]:
            try:
                chunk = os.read(self._descriptor, 65_536)
            except OSError:
                chunk = b""  # nobody is at the other end
            if not chunk:
                self.closed = True
                return
            *lines, self._rest = (self._rest + chunk).split(b"\n")
            for line in lines:
                if self._skipping:
                    self._skipping = False
                elif line.strip():
                    self._accept(line)
            if len(self._rest) > LONGEST_QUESTION:
                if not self._skipping:
                    self._refuse_long(self._rest)
                self._skipping, self._rest = True, b""
            timeout = 0

    def _refuse_long(self, line: bytes) -> None:
        self.reply(NotDone(number_in(line), "ProtocolError", "that is too long to be asked"))

    def _accept(self, line: bytes) -> None:
        if len(line) > LONGEST_QUESTION:
            self._refuse_long(line)
            return
        try:
            self.waiting.append(read_question(line))
        except NoQuestion as error:
            self.reply(NotDone(error.number, "ProtocolError", str(error)))

    def answer(self, asked: Asked, answer: Any) -> None:
        self.write(self.written(asked, answer))

    def written(self, asked: Asked, answer: Any) -> bytes:
        """An answer as its line. Raises ArchiveError for one that is longer than the other end reads."""
        line = reply_line(answered(asked, answer))
        if len(line) > LONGEST_LINE:
            raise ArchiveError(f"the answer is too long to be shown ({len(line) / 1e6:.0f} MB)")
        return line

    def refuse(self, asked: Asked, error: ArchiveError) -> None:
        """Say why it cannot be done."""
        position = getattr(error, "position", None)
        self.reply(NotDone(asked.number, type(error).__name__, str(error), error.hint, position))

    def forsake(self) -> None:
        """Nobody is there any more. May be called by any thread."""
        self.gone = True

    def reply(self, reply: Reply) -> None:
        self.write(reply_line(reply))

    def write(self, line: bytes) -> None:
        """Into the void when nobody is there to hear it: whoever asked may have died."""
        try:
            if not self.gone:
                self._out.write(line)
                self._out.flush()
        except BrokenPipeError:
            self.gone = True
