"""A long operation on the command line: how far it is, and what Ctrl-C or a lost terminal does to it."""

from __future__ import annotations

import os
import signal
import threading
import time
from types import FrameType
from typing import Any

from index.model.progress import Committed, DocumentTaken, Progress
from tui.cli.console import Console
from tui.cli.exit_codes import INTERRUPTED
from tui.wording import STAGES, stage_text

SIGNALS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
LEAVE_SECONDS = 4.0
"""So long an end that nobody can repeat may take."""
Step = Progress | Committed | DocumentTaken


class Interrupt:
    """The first Ctrl-C asks for an orderly end, the second takes it.

    So does the end of the terminal or of the machine, of which no second word comes: after a few seconds the
    process ends in whatever it is at. What is finished is kept; that the rest is wanted is not forgotten.
    """

    def __init__(self, console: Console) -> None:
        self._console = console
        self._by: set[int] = set()
        self._before: dict[int, Any] = {}
        self._last = threading.Timer(LEAVE_SECONDS, os._exit, (INTERRUPTED,))
        self._last.daemon = True

    def asked(self) -> bool:
        return bool(self._by)

    def by_reader(self) -> bool:
        """Who typed Ctrl-C does not want the rest."""
        return signal.SIGINT in self._by

    def __enter__(self) -> Interrupt:
        for number in SIGNALS:
            if signal.getsignal(number) != signal.SIG_IGN:  # as nohup has it
                self._before[number] = signal.signal(number, self._ask)
        return self

    def __exit__(self, *_: object) -> None:
        self._last.cancel()
        for number, before in self._before.items():
            signal.signal(number, before)

    def _ask(self, number: int, frame: FrameType | None) -> None:
        again = number in self._by
        self._by.add(number)
        if number != signal.SIGINT:  # SIGHUP comes twice, from the shell and from the terminal
            if not self._last.is_alive():
                self._last.start()
        elif again:
            raise KeyboardInterrupt
        else:
            self._console.say("Finishing what is begun; Ctrl-C again leaves at once.")


class Narrator:
    """Tells how far a long operation is, and how long the stage it is in will take."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._stage = ""
        self._began = 0.0

    def tell(self, step: Step) -> None:
        if not isinstance(step, Progress):
            return
        if step.stage != self._stage:
            self._stage, self._began = step.stage, time.monotonic()
        self._console.progress(f"{stage_text(STAGES, step.stage, step.by)} {step.done}{self._of(step)}")

    def _of(self, step: Progress) -> str:
        if not step.total:
            return ""
        seconds = (time.monotonic() - self._began) * (step.total - step.done) / max(step.done, 1)
        return f"/{step.total}" + (f" · {seconds:.0f} s left" if seconds >= 1 else "")
