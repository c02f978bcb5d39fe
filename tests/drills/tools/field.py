"""Where one case takes place: a folder, a home and an environment of its own, and every process that it has.

Processes are found by a mark in their environment, whoever started them, and are ended by their ids.
"""

from __future__ import annotations

import contextlib
import os
import random
import re
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.terminal.driver import Program

ROOT = Path(__file__).parents[3]
NEWSREADER = (sys.executable, "-P", "-m", "tui")
SERVER = (sys.executable, "-P", "-m", "index.service.server")
IMPORT = (sys.executable, "-P", "-m", "index.service.ingest_process")
SETTINGS = "[archive]\nner = false\n"
"""Loading the models of the names takes seconds of every command, and no harm is done to them."""
MARK = "DRILL_MARK"
GRACE_SECONDS = 5.0
"""How long a process may take to notice that nobody wants it any more."""
PATIENCE_SECONDS = 120.0


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended. ``code`` is negative for a signal, None when it did not end in time."""

    code: int | None
    out: str
    err: str


class Field:
    """``dice`` is the same for the same seed, drill and case."""

    def __init__(self, folder: Path, dice: random.Random) -> None:
        self.folder = folder
        self.archive = folder / "archive"
        self.dice = dice
        self.tried = 1
        self.notes: list[str] = []
        self._mark = uuid.uuid4().hex
        home = folder / "home"
        home.mkdir(parents=True)
        (home / "settings.toml").write_text(SETTINGS, "utf-8")
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith(("NEWSREADER_", "XDG_"))
        }
        self.env = {
            **kept,
            MARK: self._mark,
            "HOME": str(home),
            "LC_ALL": "C.UTF-8",
            "PYTHONPATH": str(ROOT),
            "NEWSREADER_DATA": str(home / "data"),
            "NEWSREADER_CONFIG": str(home / "settings.toml"),
            "NEWSREADER_ARCHIVE": str(self.archive),
        }

    def note(self, text: str) -> None:
        """Say what was done, for the report."""
        self.notes.append(text)

    # Commands.

    def start(self, *arguments: str | Path, command: tuple[str, ...] = NEWSREADER) -> subprocess.Popen[str]:
        """Without a terminal and in a session of its own, its output kept in files so that no pipe fills."""
        number = len(list(self.folder.glob("out-*")))
        out, err = self.folder / f"out-{number}", self.folder / f"err-{number}"
        with out.open("w") as out_file, err.open("w") as err_file:
            process = subprocess.Popen(
                [*command, *map(str, arguments)],
                stdin=subprocess.DEVNULL, stdout=out_file, stderr=err_file,
                env=self.env, cwd=self.folder, start_new_session=True, text=True,
            )  # fmt: skip
        process.out_file, process.err_file = out, err  # type: ignore[attr-defined]
        return process

    def end_of(self, process: subprocess.Popen[str], timeout: float = PATIENCE_SECONDS) -> Ended:
        """Wait for what ``start`` started."""
        code: int | None
        try:
            code = process.wait(timeout)
        except subprocess.TimeoutExpired:
            code = None
            process.kill()
            process.wait()
        out, err = (
            file.read_bytes().decode("utf-8", "replace")
            for file in (process.out_file, process.err_file)  # type: ignore[attr-defined]
        )
        return Ended(code, out, err)

    def run(
        self,
        *arguments: str | Path,
        command: tuple[str, ...] = NEWSREADER,
        timeout: float = PATIENCE_SECONDS,
    ) -> Ended:
        return self.end_of(self.start(*arguments, command=command), timeout)

    def run_killed(
        self, seconds: float, *arguments: str | Path, command: tuple[str, ...] = NEWSREADER
    ) -> Ended:
        """Kill a command ``seconds`` after its start, unless it has ended by then."""
        process = self.start(*arguments, command=command)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(seconds)
        process.kill()
        ended = self.end_of(process)
        self.note(f"kill -9 after {seconds:.3f} s" if ended.code == -9 else f"it ended with {ended.code}")
        return ended

    def reader(self, *arguments: str | Path, size: tuple[int, int] = (140, 40)) -> Program:
        """The reader on a terminal of its own."""
        return Program([*NEWSREADER, *map(str, arguments)], size=size, env=self.env, cwd=self.folder)

    # Processes.

    def processes(self, containing: str = "") -> dict[int, str]:
        """Id and command line of every living process of this case."""
        mark, found = f"{MARK}={self._mark}".encode(), {}
        for process in Path("/proc").iterdir():
            if process.name.isdigit():
                with contextlib.suppress(OSError):
                    if mark not in (process / "environ").read_bytes():
                        continue
                    words = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
                    if words and containing in words:
                        found[int(process.name)] = words.strip()
        return found

    def wait_until_gone(self, seconds: float) -> dict[int, str]:
        """Who is still there after so long."""
        wait_for(lambda: not self.processes(), seconds)
        return self.processes()

    def kill(self, containing: str = "") -> int:
        """How many were killed."""
        found = self.processes(containing)
        for pid in found:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        return len(found)


def wait_for(condition: Callable[[], object], seconds: float, pause: float = 0.05) -> bool:
    """Whether it came true in time."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() >= deadline:
            return False
        time.sleep(pause)
    return True


def found_count(screen: str) -> int | None:
    """How many articles the reader says that it has found."""
    found = re.search(r"(\d[\d,\s]*) found", screen)
    return int(re.sub(r"\D", "", found[1])) if found else None
