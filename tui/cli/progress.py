"""A long operation on the command line: how far it is, and what Ctrl-C does to it."""

from __future__ import annotations

import signal
import time
from types import FrameType

from index.model.progress import Committed, DocumentTaken, Progress
from tui.cli.console import Console
from tui.wording import STAGES, stage_text

Step = Progress | Committed | DocumentTaken


class Interrupt:
    """The first Ctrl-C asks for an orderly end, the second takes it."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._asked = False

    def asked(self) -> bool:
        return self._asked

    def __enter__(self) -> Interrupt:
        self._before = signal.signal(signal.SIGINT, self._ask)
        return self

    def __exit__(self, *_: object) -> None:
        signal.signal(signal.SIGINT, self._before)

    def _ask(self, number: int, frame: FrameType | None) -> None:
        if self._asked:
            raise KeyboardInterrupt
        self._asked = True
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
