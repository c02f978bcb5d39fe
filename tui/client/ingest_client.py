"""An import, which runs in a process of its own: what it tells, one event after the other."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress

from index.protocol.events import Event, from_line
from tui.client.lines import lines

LONGEST_LINE = 1_000_000


class IngestClient:
    """One import."""

    def __init__(self, command: Sequence[str]) -> None:
        self._command = command
        self._process: asyncio.subprocess.Process | None = None
        self.cancelled = False

    async def events(self) -> AsyncIterator[Event]:
        """Start it, and hear it to its end; ``code`` says how it ended."""
        self._process = process = await asyncio.create_subprocess_exec(
            *self._command,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            limit=LONGEST_LINE,
            start_new_session=True,
        )
        assert process.stdout is not None
        async for line in lines(process.stdout):
            with suppress(ValueError):  # a stray line is no reason to stop listening
                yield from_line(line.text)
        await process.wait()

    @property
    def code(self) -> int | None:
        """Its exit code, when it has ended."""
        return None if self._process is None else self._process.returncode

    def cancel(self) -> None:
        """Ask it to stop after the batch that it is in; what is finished is kept."""
        self.cancelled = True
        if self._process is not None and self._process.returncode is None:
            self._process.send_signal(signal.SIGINT)

    async def close(self) -> None:
        """End it at once: what is committed is kept, and a reader who quits does not wait."""
        if self._process is not None and self._process.returncode is None:
            self._process.kill()
            await self._process.wait()

    def abandon(self) -> None:
        """The same without waiting. May be called by any thread."""
        if self._process is not None and self._process.returncode is None:
            with suppress(ProcessLookupError):
                os.kill(self._process.pid, signal.SIGKILL)
