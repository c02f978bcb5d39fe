"""A terminal for tests and measurements: runs a program on a pty, shows its screen, times what is visible.

    with Program(["newsreader"], size=(120, 40), env={...}) as program:
        program.wait_for("Alep")
        seconds = program.press("down")

Times are taken when a chunk of output arrives, and it is interpreted when the program pauses, so the
slowness of the emulator is in no figure. What is drawn inside a synchronized update counts when that ends.
"""

from __future__ import annotations

import codecs
import errno
import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Self

import pyte

KEYS = {
    "enter": "\r", "tab": "\t", "escape": "\x1b", "backspace": "\x7f", "space": " ", "shift+tab": "\x1b[Z",
    "up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D", "home": "\x1b[H", "end": "\x1b[F",
    "pageup": "\x1b[5~", "pagedown": "\x1b[6~", "delete": "\x1b[3~", "f1": "\x1bOP", "f3": "\x1bOR",
    **{f"ctrl+{letter}": chr(ord(letter) & 0x1F) for letter in "abcdefghijklmnopqrstuvwxyz"},
}  # fmt: skip

# What pyte's own parser would print on the screen or swallow wrongly; it is taken out before pyte sees it.
FOREIGN = re.compile(
    r"\x1b\[(?P<mark>[<=>?]?)(?P<numbers>[\d;:]*)(?P<middle>[ !-/]*)(?P<final>[@-~])"
    r"|\x1b\](?P<osc>[^\x07\x1b]*)(?:\x07|\x1b\\)"
    r"|\x1b[PX^_].*?\x1b\\"
    r"|[\u200b-\u200f\ufe00-\ufe0f]",  # pyte drops the rest of a run after a character without width
    re.DOTALL,
)
UNFINISHED = re.compile(r"\x1b(?:\[[0-?]*[ -/]*|\][^\x07\x1b]*\x1b?|[PX^_](?:(?!\x1b\\).)*)?$", re.DOTALL)
QUERY = re.compile(rb"\x1b\[[?>=]?[\d;]*(?:[cnt]|\$p|[>]?[\d]*q)|\x1b\]\d+;\?")
"""A program that asks waits for the answer: no time to collect more output first."""
KNOWN_MODES = {7, 25, 1000, 1002, 1003, 1004, 1006, 1049, 2004, 2026}
SYNCHRONIZED, FOCUS_EVENTS = 2026, 1004
PAUSE = 0.003


class Emulator:
    """A screen of characters that answers a program's questions as xterm does."""

    def __init__(self, columns: int, lines: int, answer: Callable[[str], None]) -> None:
        self.screen = pyte.Screen(columns, lines)
        self._stream = pyte.Stream(self.screen)
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._answer = answer
        self._rest = ""
        self.modes = {7, 25}

    def feed(self, data: bytes) -> None:
        text = self._rest + self._decode(data)
        unfinished = UNFINISHED.search(text)
        end = unfinished.start() if unfinished else len(text)
        text, self._rest = text[:end], text[end:]
        start = 0
        for match in FOREIGN.finditer(text):
            if not self._is_for_pyte(match):
                self._stream.feed(text[start : match.start()])
                self._interpret(match)
                start = match.end()
        self._stream.feed(text[start:])

    @property
    def mid_frame(self) -> bool:
        """Inside a synchronized update, of which a terminal shows nothing before its end."""
        return SYNCHRONIZED in self.modes

    def visible(self) -> list[object]:
        """Everything on the screen, comparable: each cell with its style, and the cursor."""
        screen = self.screen
        rows = [[screen.buffer[y][x] for x in range(screen.columns)] for y in range(screen.lines)]
        return [*rows, None if screen.cursor.hidden else (screen.cursor.x, screen.cursor.y)]

    @staticmethod
    def _is_for_pyte(match: re.Match[str]) -> bool:
        return (
            match["final"] is not None
            and not match["mark"]
            and not match["middle"]
            and match["final"] not in "cntqu"
        )

    def _interpret(self, match: re.Match[str]) -> None:
        mark, final = match["mark"], match["final"]
        if match["osc"] is not None:
            code, _, value = match["osc"].partition(";")
            if value == "?":
                self._answer(f"\x1b]{code};rgb:2020/2020/2020\x1b\\")
            return
        if final is None:
            return
        numbers = [int(n) for n in re.findall(r"\d+", match["numbers"])] or [0]
        if match["middle"] == "$" and final == "p":
            known = (1 if numbers[0] in self.modes else 2) if numbers[0] in KNOWN_MODES else 0
            self._answer(f"\x1b[?{numbers[0]};{known}$y")
        elif mark == "?" and final in "hl":
            self._set_modes(numbers, on=final == "h")
        elif final == "c":
            self._answer({"": "\x1b[?62;22c", ">": "\x1b[>41;370;0c"}.get(mark, ""))
        elif final == "n":
            cursor = self.screen.cursor
            self._answer("\x1b[0n" if numbers[0] == 5 else f"\x1b[{cursor.y + 1};{cursor.x + 1}R")
        elif final == "q" and mark == ">":
            self._answer("\x1bP>|XTerm(370)\x1b\\")

    def _set_modes(self, numbers: list[int], *, on: bool) -> None:
        (self.modes.update if on else self.modes.difference_update)(numbers)
        (self.screen.set_mode if on else self.screen.reset_mode)(*({7, 25} & set(numbers)), private=True)
        if 1049 in numbers:
            self.screen.erase_in_display(2)
        if on and FOCUS_EVENTS in numbers:
            self._answer("\x1b[I")


_BEGINNING = threading.Lock()
"""Between a fork and what its terminal is told no other thread may fork."""


class Program:
    """A program on a terminal of ``size`` (columns, lines)."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        size: tuple[int, int] = (120, 40),
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
    ) -> None:
        environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", **(env or {})}
        # pytest's workers set these, and a program that believes them never sees its terminal's size.
        for name in ("COLUMNS", "LINES"):
            environment.pop(name, None)
        self.exit_code: int | None = None
        self.started = time.perf_counter()
        with _BEGINNING:
            self.pid, self._terminal = pty.fork()
            if self.pid == 0:
                self._become(command, environment, cwd, size)
            # A program that begins later would hold this terminal open, however often it is hung up.
            os.set_inheritable(self._terminal, False)
        self._set_size(*size)
        os.set_blocking(self._terminal, False)
        self._emulator = Emulator(*size, self._answer)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @staticmethod
    def _become(
        command: Sequence[str], environment: dict[str, str], cwd: Path | None, size: tuple[int, int]
    ) -> None:
        try:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
            if cwd is not None:
                os.chdir(cwd)
            os.execvpe(command[0], list(command), environment)
        finally:
            os._exit(127)

    # What is on the screen.

    @property
    def lines(self) -> list[str]:
        return [line.rstrip() for line in self._emulator.screen.display]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    @property
    def terminal_restored(self) -> bool:
        """No full screen, mouse or paste mode is left behind, and the cursor is there."""
        return self._emulator.modes == {7, 25}

    def wait_for(self, text: str, timeout: float = 20.0) -> float:
        """Seconds since the program's start until ``text`` was on the screen."""
        return self.wait_until(lambda: text in self.text, repr(text), timeout) - self.started

    def wait_until(self, condition: Callable[[], bool], what: str, timeout: float = 20.0) -> float:
        """When the output that made ``condition`` true arrived, by the clock of ``time.perf_counter``."""
        if condition():
            return time.perf_counter()
        deadline = time.perf_counter() + timeout
        while True:
            for arrived, chunk in self._collect(deadline):
                self._emulator.feed(chunk)
                if not self._emulator.mid_frame and condition():
                    return arrived
            if self.exit_code is not None or time.perf_counter() >= deadline:
                ended = f"; it ended with {self.exit_code}" if self.exit_code is not None else ""
                raise AssertionError(f"{what} did not appear in {timeout} s{ended}. The screen:\n{self.text}")

    def settle(self, quiet: float = 0.15, timeout: float = 20.0) -> None:
        """Wait until nothing has been written for ``quiet`` seconds."""
        deadline = time.perf_counter() + timeout
        while time.perf_counter() < deadline:
            chunks = self._collect(time.perf_counter() + quiet)
            if not chunks:
                return
            for _, chunk in chunks:
                self._emulator.feed(chunk)

    def drain(self, quiet: float, timeout: float) -> bytes:
        """As ``settle``, but what is written is handed out instead of shown, for that takes the most time.

        The screen is out of date then, until the program draws all of it anew.
        """
        deadline, taken = time.perf_counter() + timeout, b""
        while time.perf_counter() < deadline:
            chunks = self._collect(time.perf_counter() + quiet)
            taken += b"".join(chunk for _, chunk in chunks)
            if not chunks:
                break
        return taken

    def wait_for_quiet(self, until: float) -> None:
        """Take in what is written up to ``until``, by the clock of ``time.perf_counter``."""
        while (left := until - time.perf_counter()) > 0:
            for _, chunk in self._collect(time.perf_counter() + left):
                self._emulator.feed(chunk)

    def last_change(self, quiet: float, part: Callable[[], object]) -> float:
        """When ``part`` of the screen last changed visibly before ``quiet`` seconds without output."""
        changed, before = time.perf_counter(), part()
        while chunks := self._collect(time.perf_counter() + quiet):
            for arrived, chunk in chunks:
                self._emulator.feed(chunk)
                if not self._emulator.mid_frame and (now := part()) != before:
                    before, changed = now, arrived
        return changed

    # What a reader does.

    def send(self, key: str) -> None:
        self.send_bytes(KEYS.get(key, key).encode())

    def send_bytes(self, data: bytes) -> None:
        os.write(self._terminal, data)

    def press(self, key: str, timeout: float = 2.0) -> float | None:
        """Seconds from the key to the first visible change; None when there was none in ``timeout``."""
        before = self._emulator.visible()
        pressed = time.perf_counter()
        self.send(key)
        try:
            return self.wait_until(lambda: self._emulator.visible() != before, "a change", timeout) - pressed
        except AssertionError:
            return None

    def type(self, text: str) -> None:
        """One key after the other, each seen before the next is pressed."""
        for character in text:
            self.press(character)

    def resize(self, columns: int, lines: int) -> None:
        self._set_size(columns, lines)
        self._emulator.screen.resize(lines, columns)
        os.kill(self.pid, signal.SIGWINCH)

    def wait_exit(self, timeout: float = 10.0) -> int:
        deadline = time.perf_counter() + timeout
        while self.exit_code is None:
            if time.perf_counter() > deadline:
                raise AssertionError(f"the program did not end in {timeout} s. The screen:\n{self.text}")
            for _, chunk in self._collect(time.perf_counter() + 0.1):
                self._emulator.feed(chunk)
        return self.exit_code

    def hang_up(self) -> None:
        """The terminal goes away, as when its window is closed; its program may live on for a moment."""
        nothing = os.open(os.devnull, os.O_RDWR)
        os.dup2(nothing, self._terminal)
        os.close(nothing)

    @property
    def alive(self) -> bool:
        if self.exit_code is None and os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT):
            self._reap()
        return self.exit_code is None

    def close(self) -> None:
        if self.exit_code is None:
            os.kill(self.pid, signal.SIGKILL)
            self._reap()
        os.close(self._terminal)

    # What it takes.

    def peak_memory(self) -> dict[str, float]:
        """Peak resident megabytes of the program and of each process below it, by command line."""
        found: dict[str, float] = {}
        todo = [self.pid]
        while todo:
            process = Path(f"/proc/{todo.pop()}")
            try:
                peak = re.search(r"VmHWM:\s+(\d+)", (process / "status").read_text())
                name = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")[:100]
                todo += map(int, (process / "task" / process.name / "children").read_text().split())
            except OSError:
                continue
            if peak:
                found[f"{process.name} {name}"] = int(peak[1]) / 1024
        return found

    # The pty.

    def _collect(self, deadline: float) -> list[tuple[float, bytes]]:
        """Chunks with their times, from the first until a pause; empty when none came before ``deadline``."""
        chunks: list[tuple[float, bytes]] = []
        wait = max(0.0, deadline - time.perf_counter())
        while select.select([self._terminal], [], [], wait)[0]:
            try:
                data = os.read(self._terminal, 65_536)
            except OSError as error:  # Linux says EIO when the other end is closed
                if error.errno != errno.EIO:
                    raise
                data = b""
            if not data:
                self._reap()
                break
            chunks.append((time.perf_counter(), data))
            if QUERY.search(data):
                break
            wait = PAUSE
        return chunks

    def _answer(self, text: str) -> None:
        if text:
            os.write(self._terminal, text.encode())

    def _set_size(self, columns: int, lines: int) -> None:
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))

    def _reap(self) -> None:
        if self.exit_code is None:
            self.exit_code = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
