"""Textual's driver for a terminal that may go away, or take nothing, at any moment."""

from __future__ import annotations

import os
import signal
import termios
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Protocol, cast

from textual.drivers import linux_driver
from textual.drivers.linux_driver import LinuxDriver

from tui.terminal.input import TerminalDecoder
from tui.terminal.output import TerminalOutput
from tui.terminal.watch import TerminalWatch

if TYPE_CHECKING:
    from textual.app import App

PATIENCE_SECONDS = 0.5
"""So long a terminal that takes nothing is waited for when the program has to end."""
RESTORE = (
    "\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?2004l\x1b[?7h\x1b[<u\x1b[?1049l\x1b[?25h\x1b[?1004l"
)
"""What leaves the full screen and its modes, for a program that cannot do it in good order any more."""


class Watched(Protocol):
    """The program of which the terminal is watched."""

    terminal_watch: TerminalWatch


class TerminalDriver(LinuxDriver):
    """Whatever becomes of the terminal, nothing here raises, spins or waits for ever; the watch is told."""

    def __init__(self, app: App[Any], **options: Any) -> None:
        super().__init__(app, **options)
        self._watch = cast(Watched, app).terminal_watch
        self._output = TerminalOutput(cast(Any, self._file).fileno(), self._watch.lose)
        self._file = cast(Any, self._output)
        self._suspended = False

    def give_up_soon(self) -> None:
        """The program has to end. May be called by any thread."""
        self._output.give_up_after(PATIENCE_SECONDS)

    def restore_now(self) -> None:
        """Leave the terminal as it was, out of any state. May be called by any thread."""
        if self._suspended:
            return
        with suppress(OSError, termios.error):
            if self.attrs_before is not None:
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)
            if self._output.has_room():
                os.write(self._output.fileno(), RESTORE.encode())

    # ---- output

    def write(self, data: str) -> None:
        """To the thread of output; nowhere when that one has ended or has never begun."""
        if self._writer_thread is not None and self._writer_thread.is_alive():
            super().write(data)

    def close(self) -> None:
        if self._writer_thread is not None and self._writer_thread.is_alive():
            super().close()

    # ---- input

    def run_input_thread(self) -> None:
        linux_driver.getincrementaldecoder = lambda name: TerminalDecoder  # type: ignore[assignment,attr-defined]
        try:
            super().run_input_thread()
        except OSError:
            self._watch.lose()

    # ---- being stopped and going on

    def stop_application_mode(self) -> None:
        """Nothing to restore in a terminal that belongs to the shell again."""
        if not self._suspended:
            super().stop_application_mode()

    def suspend_application_mode(self) -> None:
        super().suspend_application_mode()
        self._suspended = True

    def resume_application_mode(self) -> None:
        self._suspended = False
        super().resume_application_mode()

    def _sigtstp_application(self, *_: object) -> None:
        """As Textual does it, but for a program that was told to end while it was about to stop."""
        if self._auto_restart and not self._watch.ending and not self._suspended:
            self.suspend_application_mode()
            self._must_signal_resume = True
        if not self._watch.ending:
            os.kill(os.getpid(), signal.SIGSTOP)

    def _sigcont_application(self, *_: object) -> None:
        """What goes on in order to end needs no screen, and the terminal may be another program's by now."""
        if not self._watch.ending:
            super()._sigcont_application()
