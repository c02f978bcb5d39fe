"""The lines of the pipe, one JSON object each: a question under its number, and what comes back of it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from index.model.index_state import IndexState
from index.protocol.questions import QUESTIONS, Question
from index.protocol.wire import codec

LONGEST_LINE = 64_000_000
"""Bytes of one answer; a long article comes as one line."""
LONGEST_QUESTION = 4_000_000
"""Bytes of one question."""
_NUMBER = re.compile(rb'"(?:number|id)": ?(\d+)')
_HEAD = 200
"""So many bytes of a line have its number, if it has one."""


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """A question with the number under which it is to be answered."""

    number: int
    question: Question[Any]


@dataclass(frozen=True, slots=True)
class Answered:
    number: int
    answer: Any
    """As JSON: what it means follows from the question of that number."""


@dataclass(frozen=True, slots=True)
class NotDone:
    """The archive could not do it, and says why."""

    number: int | None
    """None for a line that was no question."""
    kind: str
    """Name of the archive's error."""
    message: str
    hint: str = ""
    position: int | None = None
    """Of a query that cannot be read: counts its characters."""


@dataclass(frozen=True, slots=True)
class Cancelled:
    """Nobody wants the answer any more."""

    number: int


@dataclass(frozen=True, slots=True)
class ChangedElsewhere:
    """Another process has committed."""


@dataclass(frozen=True, slots=True)
class GivenUp:
    """Why no question will be answered."""

    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class IndexTold:
    """What the full-text index is good for, whenever that has changed; before the first it is sound."""

    state: IndexState


@dataclass(frozen=True, slots=True)
class ArchiveGone:
    """The archive was moved or deleted while it was open; until it is back nothing can be asked."""

    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class ArchiveBack:
    """It is where it was again, or another one is in its place and has been opened."""


News = ChangedElsewhere | IndexTold | ArchiveGone | ArchiveBack
"""What is said without being asked, and the archive goes on."""
Reply = Answered | NotDone | Cancelled | News | GivenUp


class NoQuestion(ValueError):
    """A line that cannot be read as one; ``number`` where at least that could be."""

    def __init__(self, number: int | None, text: str) -> None:
        super().__init__(text)
        self.number = number


def question_line(number: int, question: Question[Any]) -> bytes:
    kind: Any = type(question)
    return _line({"id": number, "ask": kind.__name__, "with": codec(kind).encode(question)})


def read_question(line: bytes) -> Asked:
    """Raises NoQuestion."""
    number: int | None = None
    try:
        said = json.loads(line)
        number = codec(int).decode(said["id"])
        kind: Any = QUESTIONS[said["ask"]]
        return Asked(number, codec(kind).decode(said["with"]))
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        text = f"a line that is no question: {type(error).__name__}: {error}"
        raise NoQuestion(number, text) from error


def number_in(line: bytes) -> int | None:
    """The number of a question or answer that is too long to be read."""
    found = _NUMBER.search(line[:_HEAD])
    return int(found[1]) if found else None


def answered(asked: Asked, answer: Any) -> Answered:
    """An answer, written as its question declares it."""
    return Answered(asked.number, codec(asked.question.answer_type()).encode(answer))


def reply_line(reply: Reply) -> bytes:
    return _line(codec(Reply).encode(reply))


def read_reply(line: bytes) -> Reply:
    """Raises ValueError for a line that is none."""
    try:
        reply: Reply = codec(Reply).decode(json.loads(line))
    except RecursionError as error:
        raise ValueError("nested too deep") from error
    return reply


def read_answer(question: Question[Any], answer: Any) -> Any:
    """What an answer means, once it is known what was asked. Raises WireError."""
    return codec(question.answer_type()).decode(answer)


def _line(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=True, separators=(",", ":")).encode() + b"\n"
