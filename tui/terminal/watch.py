"""Who asks the reader to end: a signal, or a terminal that is gone; and an end that comes in any case.

The program's own loop may be what hangs, so that a thread beside it waits for both.
"""

from __future__ import annotations

import os
import select
import signal
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from math import inf
from types import FrameType
from typing import Any

SIGNALS = [getattr(signal, name) for name in ("SIGHUP", "SIGINT", "SIGTERM") if hasattr(signal, name)]
LEAVE_SECONDS = 4.0
"""So long the program may take to end in good order."""
FORCED = 1
"""Exit code of a program that had to be ended."""


class TerminalWatch:
    """Watches a terminal and the signals of this process; to be made in its main thread."""

    def __init__(
        self, descriptors: Iterable[int], ask: Callable[[], None], force: Callable[[], None]
    ) -> None:
        """Of ``descriptors`` those are watched that are a terminal. A thread calls ``ask`` to have it end.

        That happens once, and once more when the terminal goes away after a signal. ``force`` is called
        before a program that did not end in time is ended.
        """
        self._descriptors = [each for each in descriptors if os.isatty(each)]
        self._ask = ask
        self._force = force
        self._deadline: float | None = None
        self._wake_read = self._wake_write = -1
        self._before: dict[int, Any] = {}
        self._thread = threading.Thread(target=self._watch, name="terminal-watch", daemon=True)
        self._stopped = False
        self.lost = False
        """The terminal is gone, or on its way: SIGHUP says so."""
        self.ending = False
        """Somebody wants the program to end."""

    def start(self) -> None:
        """From now on signals ask instead of ending the process; one that is ignored (nohup) stays so."""
        self._wake_read, self._wake_write = os.pipe()
        for end in (self._wake_read, self._wake_write):
            os.set_blocking(end, False)
        for number in SIGNALS:
            if signal.getsignal(number) != signal.SIG_IGN:
                self._before[number] = signal.signal(number, self._noted)
        # The number is put into the pipe when the signal arrives, whatever the main thread is busy with.
        signal.set_wakeup_fd(self._wake_write, warn_on_full_buffer=False)
        self._thread.start()

    def stop(self) -> None:
        """The program has ended: signals are as they were before, and nothing is ended any more."""
        self._stopped = True
        self._wake()
        self._thread.join()
        signal.set_wakeup_fd(-1)
        for number, before in self._before.items():
            signal.signal(number, before)
        for end in (self._wake_read, self._wake_write):
            os.close(end)
        self._wake_write = -1

    def lose(self) -> None:
        """The terminal was found to be gone. May be called by any thread."""
        self.lost = self.ending = True
        self._wake()

    def allow(self, seconds: float) -> None:
        """The program is busy with what must not be lost: leave it so long, unless the terminal is gone."""
        if not self.lost and self._deadline is not None:
            self._deadline = time.monotonic() + seconds

    def _wake(self) -> None:
        with suppress(OSError):  # full: it is awake; closed: it is over
            os.write(self._wake_write, b"\0")

    def _noted(self, number: int, frame: FrameType | None) -> None:
        """Runs between two steps of the main thread, also of one that waits for a lock."""
        self.ending = True

    def _watch(self) -> None:
        events = select.poll()
        events.register(self._wake_read, select.POLLIN)
        for descriptor in self._descriptors:
            events.register(descriptor, 0)  # a hang-up is told in any case
        asked = asked_as_lost = False
        while not self._stopped:
            happened = events.poll(self._milliseconds_left())
            self._note(events, happened)
            if self.ending and (not asked or (self.lost and not asked_as_lost)):
                asked, asked_as_lost = True, self.lost
                # A terminal that goes away takes back what was allowed; it gives no more time than there was.
                self._deadline = min(self._deadline or inf, time.monotonic() + LEAVE_SECONDS)
                self._ask()
            if self._milliseconds_left() == 0 and not self._stopped:
                self._end()

    def _milliseconds_left(self) -> float | None:
        return None if self._deadline is None else max(0.0, self._deadline - time.monotonic()) * 1000

    def _note(self, events: select.poll, happened: list[tuple[int, int]]) -> None:
        """What the terminal says, and each signal by the number that it left in the pipe."""
        for descriptor, event in happened:
            if descriptor == self._wake_read:
                numbers = [number for number in os.read(descriptor, 64) if number in SIGNALS]
                self.ending = self.ending or bool(numbers)
                self.lost = self.lost or any(signal.Signals(number).name == "SIGHUP" for number in numbers)
            else:
                events.unregister(descriptor)
                if not event & select.POLLNVAL:  # which says that it is no terminal
                    self.lost = self.ending = True

    def _end(self) -> None:
        try:
            self._force()
        finally:
            os._exit(FORCED)
