"""What an import tells of itself, a line of JSON each, on its way and at its end."""

from __future__ import annotations

import json
from dataclasses import dataclass

from index.model.progress import Committed, DocumentTaken, Progress
from index.protocol.wire import codec


@dataclass(frozen=True, slots=True)
class Finished:
    """How many documents there were of each outcome."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    skipped: int = 0


@dataclass(frozen=True, slots=True)
class Failed:
    """It could not go on; what was committed is kept."""

    message: str
    hint: str = ""


Event = Progress | Committed | DocumentTaken | Finished | Failed
"""Of documents only those that were skipped are told one by one."""


def to_line(event: Event) -> str:
    return json.dumps(codec(Event).encode(event))


def from_line(line: bytes) -> Event:
    """Raises ValueError for a line that is none."""
    event: Event = codec(Event).decode(json.loads(line))
    return event
