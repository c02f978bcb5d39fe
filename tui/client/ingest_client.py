"""Follows an import, which runs in a process of its own; what it says comes back as messages."""

from __future__ import annotations

import asyncio
import json
import signal
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from textual.message import Message

from tui.wording import STAGES_IN_PASSING, stage_text

LONGEST_LINE = 1_000_000


@dataclass
class IngestProgress(Message):
    text: str
    """``pairing 120/400``."""


@dataclass
class IngestCommitted(Message):
    """New articles (or pairs) can be asked for."""

    articles: int


@dataclass
class IngestFinished(Message):
    """``text`` says what came of it; ``problem`` when something was skipped or went wrong."""

    text: str
    problem: bool
    taken: int = 0
    """Articles added or changed."""
    skipped: tuple[str, ...] = field(default=())
    """A line for each document that was left out."""


class IngestClient:
    """One import at a time."""

    def __init__(self, command: Sequence[str], receive: Callable[[Message], object]) -> None:
        self._command = command
        self._receive = receive
        self._process: asyncio.subprocess.Process | None = None
        self._skipped: list[str] = []
        self._failed = ""
        self._counts: dict[str, int] = {}
        self._cancelled = False
        self._reencoded = 0

    async def run(self) -> None:
        """Start it and stay with it to its end."""
        self._process = await asyncio.create_subprocess_exec(
            *self._command,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            limit=LONGEST_LINE,
            start_new_session=True,
        )
        assert self._process.stdout is not None
        async for line in self._process.stdout:
            with suppress(ValueError):
                self._hear(json.loads(line))
        code = await self._process.wait()
        self._receive(self._outcome(code))

    def cancel(self) -> None:
        """Ask it to stop after the batch that it is in; what is finished is kept."""
        self._cancelled = True
        if self._process is not None and self._process.returncode is None:
            self._process.send_signal(signal.SIGINT)

    async def close(self) -> None:
        """End it at once: what is committed is kept, and a reader who quits does not wait."""
        if self._process is not None and self._process.returncode is None:
            self._process.kill()
            await self._process.wait()

    def _hear(self, said: dict[str, Any]) -> None:
        match said.get("event"):
            case "progress":
                of = f"/{said['total']}" if said.get("total") is not None else ""
                if said["stage"] == "encoding" and said["done"] == said["total"]:
                    self._reencoded = said["done"]
                stage = stage_text(STAGES_IN_PASSING, said["stage"], said.get("by", ""))
                self._receive(IngestProgress(f"{stage} {said['done']}{of}"))
            case "skipped":
                self._skipped.append(f"{said['origin']}: {said['reason']}")
            case "committed":
                self._receive(IngestCommitted(said["articles"]))
            case "finished":
                self._counts = {name: count for name, count in said.items() if isinstance(count, int)}
            case "error":
                self._failed = " ".join(filter(None, (said["message"], said.get("hint"))))

    def _outcome(self, code: int) -> IngestFinished:
        skipped = tuple(self._skipped)
        counts = self._counts
        taken = counts.get("added", 0) + counts.get("changed", 0)
        if self._failed:
            return IngestFinished(self._failed, True, taken, skipped)
        parts = [f"{counts[name]} {name}" for name in ("added", "changed", "skipped") if counts.get(name)]
        if self._reencoded:
            parts.append(f"{self._reencoded} re-encoded")
        if self._cancelled:
            said = " · ".join(["import stopped; what was finished is kept", *parts])
            return IngestFinished(said, False, taken, skipped)
        if not counts:
            return IngestFinished(f"the import ended unexpectedly (exit code {code})", True, taken, skipped)
        said = " · ".join(parts)
        return IngestFinished(f"import finished: {said}" if said else "", bool(skipped), taken, skipped)
