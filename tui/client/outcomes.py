"""What may come of a question but its answer, and what the archive says without being asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from textual.message import Message

from index.errors import ReadOnlyError
from index.protocol.lines import ArchiveBack, ArchiveGone, IndexTold
from index.protocol.questions import Question


class ArchiveChanged(Message):
    """Another process has committed articles or pairs."""


@dataclass
class ArchiveSays(Message):
    """What has become of the archive or its index."""

    news: IndexTold | ArchiveGone | ArchiveBack


@dataclass
class ArchiveLost(Message):
    """The archive's process died. With ``restarted`` another one already listens."""

    restarted: bool
    reason: str


class Refused(Exception):
    """The archive could not do it. ``str()`` says why, ``hint`` what to do about it."""

    def __init__(self, text: str, hint: str = "", *, kind: str = "", position: int | None = None) -> None:
        super().__init__(text)
        self.hint = hint
        self.kind = kind
        """Name of the archive's error."""
        self.position = position
        """Of a query that cannot be read: counts its characters."""


def is_read_only(refused: Refused) -> bool:
    """Whether nothing at all can be kept in that archive."""
    return refused.kind == ReadOnlyError.__name__


class Unanswered(Exception):
    """No answer comes: a newer question made it worthless. Whoever asked need say nothing."""


@dataclass(frozen=True, slots=True)
class Unkept:
    """A change that was under way at the end and is not kept, or not known to be."""

    question: Question[Any]
    why: Refused
