"""What is written to the terminal, by a thread that no terminal can kill, nor hold for ever."""

from __future__ import annotations

import os
import select
import time
from collections.abc import Callable

CHUNK = 65_536
"""Bytes that are collected before they are written."""
LOOK_SECONDS = 0.1
"""How often a writer that a terminal holds up looks whether it should give up."""


class TerminalOutput:
    """A file of characters for Textual's thread of output.

    That thread dies of an error, and then nobody takes what the screen draws: the program waits for ever for
    room in its queue. So writing here raises nothing. Once the terminal is gone what is written vanishes; one
    that takes nothing (a connection that hangs, a stopped window) is waited for until the program has to end.
    """

    def __init__(self, descriptor: int, lost: Callable[[], None]) -> None:
        """``descriptor`` is a terminal; ``lost`` is called once, by the thread that finds it gone."""
        self._descriptor = _not_blocking(descriptor)
        self._own = self._descriptor != descriptor
        self._tell_lost = lost
        self._pending = bytearray()
        self._patience: float | None = None
        self._taken = 0.0
        """When the terminal last took something, or it began to count."""
        self.lost = False
        """What is written goes nowhere."""

    def write(self, text: str) -> int:
        # As stderr does it: what is no character is spelt out.
        self._pending += text.encode("utf-8", "backslashreplace")
        if len(self._pending) >= CHUNK:
            self.flush()
        return len(text)

    def flush(self) -> None:
        """Returns when the terminal has taken all of it, or is given up."""
        data = memoryview(bytes(self._pending))
        self._pending.clear()
        while data and not self.lost:
            try:
                data = data[os.write(self._descriptor, data) :]
                self._taken = time.monotonic()
            except BlockingIOError:
                self._wait()
            except OSError:
                self.lose()

    def fileno(self) -> int:
        return self._descriptor

    def isatty(self) -> bool:
        return True

    def give_up_after(self, seconds: float) -> None:
        """From now on one that takes nothing for so long counts as gone. May be called by any thread."""
        self._taken = time.monotonic()
        self._patience = seconds

    def lose(self) -> None:
        """The terminal is gone: write no more."""
        if not self.lost:
            self.lost = True
            self._tell_lost()

    def close(self) -> None:
        """Safe to repeat; what is written afterwards vanishes."""
        self.lost = True
        if self._own:
            self._own = False
            os.close(self._descriptor)

    def has_room(self, seconds: float = 0.0) -> bool:
        """Whether the terminal takes something, or is gone; waits so long for it."""
        room = select.poll()
        room.register(self._descriptor, select.POLLOUT)
        return bool(room.poll(seconds * 1000))

    def _wait(self) -> None:
        if self._patience is not None and time.monotonic() - self._taken >= self._patience:
            self.lose()
        else:
            self.has_room(LOOK_SECONDS)


def _not_blocking(terminal: int) -> int:
    """The same terminal, opened anew: the shell would suffer if the description it shares stopped blocking.

    ``terminal`` itself where it cannot be opened: then a terminal that takes nothing holds the thread.
    """
    try:
        opened = os.open(os.ttyname(terminal), os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return terminal
    if os.isatty(terminal) and os.fstat(terminal).st_rdev == os.fstat(opened).st_rdev:
        return opened
    os.close(opened)  # gone meanwhile: its name may belong to another one by now
    return terminal
