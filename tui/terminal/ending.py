"""A program that ends when it is told to and when its terminal is gone, after what must be kept is kept."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import Context, copy_context
from typing import TYPE_CHECKING

from textual.app import App

if TYPE_CHECKING:  # no screen of a test needs the driver of a terminal
    from rich.console import RenderableType

    from tui.terminal.driver import TerminalDriver
    from tui.terminal.watch import TerminalWatch

KEEP_SECONDS = 6.0
"""So long an end waits for what is being kept: a little longer than a database waits for another writer."""
KEEP_HASTILY_SECONDS = 2.5
"""The same when the terminal is gone: the program may take 5 s to end, and its screen is taken apart yet."""
SILENT_SECONDS = 0.3
"""So long nothing need be said of it."""


class EndsInGoodOrder(App[int], inherit_bindings=False):
    """Ends by ``exit``, by a signal, and by the loss of its terminal: the same way, once."""

    def __init__(self) -> None:
        super().__init__()
        self.terminal_watch: TerminalWatch | None = None
        """None without a terminal."""
        self._asked = False
        """Somebody wants it to end."""
        self._here: Context | None = None
        """In which the program's own callbacks run, from when it is ready."""
        self._leaving: asyncio.Task[None] | None = None

    # ---- what the program itself adds

    async def keep(self, seconds: float) -> bool:
        """Write down, in so many seconds, what must not be lost; whether all of it was."""
        return True

    def abandon(self) -> None:
        """The process ends at once: end those that it has started. Called by another thread."""

    # ---- beginning

    @contextmanager
    def hearing_terminal(self) -> Iterator[None]:
        """Run it in here on a real terminal: signals and the loss of that terminal are heard."""
        from textual.drivers.linux_driver import LinuxDriver

        from tui.terminal.driver import TerminalDriver
        from tui.terminal.watch import TerminalWatch

        if self.driver_class is LinuxDriver:  # not one that was chosen by the environment
            self.driver_class = TerminalDriver
        self.terminal_watch = TerminalWatch((0, 2), self._asked_to_end, self._forced)
        self.terminal_watch.start()
        try:
            yield
        finally:
            self.terminal_watch.stop()

    @property
    def terminal_lost(self) -> bool:
        return self.terminal_watch is not None and self.terminal_watch.lost

    def may_be_ended(self) -> None:
        """To be called when it is ready; what has asked for its end before comes now."""
        self._here = copy_context()
        if self._asked:
            self._end()

    # ---- ending

    def exit(
        self, result: int | None = None, return_code: int = 0, message: RenderableType | None = None
    ) -> None:
        """End when what is under way is kept; with exit code 1 when something could not be."""
        if self._leaving is None:
            self._leaving = asyncio.create_task(self._leave(result, return_code, message))

    async def _leave(self, result: int | None, code: int, message: RenderableType | None) -> None:
        saying = self.set_timer(SILENT_SECONDS, self._say_saving)
        try:
            if not await self.keep(self._time_to_keep()):
                result, code = 1, 1
        finally:
            saying.stop()
            super().exit(result, code, message)

    def _time_to_keep(self) -> float:
        if self.terminal_lost:
            return KEEP_HASTILY_SECONDS
        if self.terminal_watch is not None:
            self.terminal_watch.allow(KEEP_SECONDS + KEEP_HASTILY_SECONDS)
        return KEEP_SECONDS

    def _say_saving(self) -> None:
        self.notify("saving…", timeout=KEEP_SECONDS, markup=False)

    def _asked_to_end(self) -> None:
        """By the thread of the watch. The loop may be waiting for the terminal: that one is given up."""
        self._asked = True
        if (driver := self._terminal_driver()) is not None:
            driver.give_up_soon()
        if self._here is not None and self._loop is not None:
            with suppress(RuntimeError):  # it has ended by itself
                self._loop.call_soon_threadsafe(self._end, context=self._here)

    def _end(self) -> None:
        self.exit(0)

    def _forced(self) -> None:
        """By the thread of the watch: it did not end in time."""
        self.abandon()
        if (driver := self._terminal_driver()) is not None and not self.terminal_lost:
            driver.restore_now()

    def _terminal_driver(self) -> TerminalDriver | None:
        from tui.terminal.driver import TerminalDriver

        return self._driver if isinstance(self._driver, TerminalDriver) else None
