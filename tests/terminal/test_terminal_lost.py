"""However the reader ends, nothing of it stays behind, what was changed is kept, and what is not is told."""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.terminal.driver import Program

FAKE = Path(__file__).parents[1] / "tui" / "fake_archive.py"
READER = "import sys; from tui.app import run; sys.exit(run(command=sys.argv[1:]))"
ENDS_WITHIN = 5.0
ROWS_DOWN = 3

pytestmark = pytest.mark.terminal


class Sitting:
    """A reader who has gone down some rows of the list a moment ago: the place is not written down yet."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.state = folder / "state.json"
        archive = [sys.executable, str(FAKE), "--state", str(self.state), "--copies", "20", *options]
        self.program = Program(
            [sys.executable, "-c", READER, *archive], cwd=folder, env={"HOME": str(folder), "NO_COLOR": ""}
        )

    def begin(self) -> None:
        self.program.wait_for(" found")
        self.program.settle()
        self._processes = [self.program.pid, *_children(self.program.pid)]
        assert len(self._processes) == 2, "the reader and its archive"
        for _ in range(ROWS_DOWN):
            self.program.press("down")

    def draw(self, frames: int) -> None:
        """Much is drawn, of which nobody takes anything."""
        for n in range(frames):
            self.program.resize(150 + 50 * (n % 2), 60)
            time.sleep(0.03)

    def all_ended(self) -> bool:
        """Within the time that is allowed, as seen from now."""
        deadline = time.monotonic() + ENDS_WITHIN
        while left := [process for process in self._processes if _is_running(process)]:
            if time.monotonic() > deadline:
                for process in left:
                    os.kill(process, signal.SIGKILL)
                return False
            time.sleep(0.02)
        return True

    @property
    def row_kept(self) -> int:
        place = json.loads(self.state.read_text("utf-8"))["state"]
        row: int = place["cursor"]
        return row


def _children(process: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


def _is_running(process: int) -> bool:
    """A zombie is not."""
    try:
        return Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.fixture
def sitting(tmp_path: Path) -> Iterator[Sitting]:
    opened = Sitting(tmp_path)
    with opened.program:
        opened.begin()
        yield opened


def test_what_is_being_kept_is_waited_for_and_a_refusal_is_told(tmp_path: Path) -> None:
    locked = tmp_path / "locked"
    locked.touch()
    left = Sitting(tmp_path, "--slow-changes", "--locked", str(locked))
    with left.program as program:
        left.begin()
        program.settle()
        program.send("m")
        program.send("Q")
        program.wait_for("saving")
        assert "marked" not in program.text, "nothing is said to be done that is not"
        assert program.wait_exit() == 1
        assert program.terminal_restored
        told = "newsreader: a read mark could not be kept: the archive can only be read"
        assert told in program.text.replace("\n", "")
    assert left.row_kept == ROWS_DOWN


def closed_while_drawing(sitting: Sitting) -> None:
    sitting.draw(3)
    sitting.program.hang_up()


def ended_while_nobody_reads(sitting: Sitting) -> None:
    sitting.draw(50)
    os.kill(sitting.program.pid, signal.SIGTERM)


def closed_while_stopped(sitting: Sitting) -> None:
    os.kill(sitting.program.pid, signal.SIGTSTP)
    os.waitid(os.P_PID, sitting.program.pid, os.WSTOPPED | os.WNOWAIT)
    sitting.program.hang_up()
    os.kill(sitting.program.pid, signal.SIGCONT)


@pytest.mark.parametrize("lose", [closed_while_drawing, ended_while_nobody_reads, closed_while_stopped])
def test_all_processes_end_and_the_place_is_kept(sitting: Sitting, lose: Callable[[Sitting], None]) -> None:
    lose(sitting)
    assert sitting.all_ended()
    assert sitting.row_kept == ROWS_DOWN


def test_a_terminal_that_is_hung_up_is_gone_though_another_program_began_meanwhile() -> None:
    """What the drills rest on: two of their cases run at once."""
    with Program(["sleep", "60"]) as first, Program(["sleep", "60"]) as second:
        first.hang_up()
        assert first.wait_exit(2.0) == -signal.SIGHUP
        assert second.alive
