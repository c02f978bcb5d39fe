"""The archive's end of the pipe: questions come in as lines of JSON, answers go out as such."""

from __future__ import annotations

import json
import os
import select
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from typing import IO, Any

from index.errors import ArchiveError
from index.protocol.questions import QUESTIONS, Question
from index.protocol.wire import codec

MAX_LINE = 4_000_000


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """A question with the number under which it is to be answered."""

    number: int
    question: Question[Any]


class Pipe:
    """Lines of JSON on a file descriptor, read without ever blocking a search."""

    def __init__(self, descriptor: int, out: IO[bytes]) -> None:
        self._descriptor = descriptor
        self._out = out
        self._rest = b""
        self.closed = False
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
        number: int | None = None
        try:
            said = json.loads(line)
            number = codec(int).decode(said["id"])
            kind: Any = QUESTIONS[said["ask"]]
            question = codec(kind).decode(said["with"])
        except (KeyError, TypeError, ValueError) as error:
            text = f"a line that is no question: {type(error).__name__}: {error}"
            self._refuse(number, "ProtocolError", text)
        else:
            self.waiting.append(Asked(number, question))

    def answer(self, asked: Asked, answer: Any) -> None:
        self._send({"id": asked.number, "answer": codec(asked.question.answer_type()).encode(answer)})

    def refuse(self, asked: Asked, error: ArchiveError) -> None:
        """Say why it cannot be done."""
        position = getattr(error, "position", None)
        self._refuse(asked.number, type(error).__name__, str(error), error.hint, position)

    def cancel(self, asked: Asked) -> None:
        """Nobody wants the answer any more."""
        self._send({"id": asked.number, "cancelled": True})

    def tell_changed(self) -> None:
        """Another process has committed."""
        self._send({"event": "changed"})

    def give_up(self, error: ArchiveError) -> None:
        """Say why no question will be answered."""
        self._send(
            {"event": "error", "kind": type(error).__name__, "message": str(error), "hint": error.hint}
        )

    def _refuse(
        self, number: int | None, kind: str, message: str, hint: str = "", position: int | None = None
    ) -> None:
        refused = {"kind": kind, "message": message, "hint": hint, "position": position}
        self._send({"id": number, "refused": refused})

    def _send(self, message: Mapping[str, Any]) -> None:
        self._out.write(json.dumps(message, ensure_ascii=True, separators=(",", ":")).encode() + b"\n")
        self._out.flush()
