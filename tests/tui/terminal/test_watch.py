"""An end that was asked for comes, whatever the program is busy with."""

from __future__ import annotations

import signal
import subprocess
import sys
import time

import pytest

BUSY = """
import os, re, sys, time
from tui.terminal import watch
watch.LEAVE_SECONDS = 0.3
asked = lambda: os.write(1, b"asked ")
watched = watch.TerminalWatch([], asked, lambda: os.write(1, b"forced"))
watched.start()
os.write(1, b"ready ")
for _ in range(1000):
    try:
        {busy}
    except BaseException:
        pass
"""
PROGRAMS = {
    "a lock": "import threading; held = threading.Lock(); held.acquire(); held.acquire()",
    "sleep": "time.sleep(60)",
}


def program(busy: str) -> subprocess.Popen[bytes]:
    started = subprocess.Popen(
        [sys.executable, "-c", BUSY.format(busy=busy)], stdout=subprocess.PIPE, bufsize=0
    )
    assert started.stdout is not None and started.stdout.read(6) == b"ready "
    return started


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
@pytest.mark.parametrize("busy", PROGRAMS.values(), ids=PROGRAMS)
def test_a_program_that_hangs_is_asked_and_then_ended(busy: str, number: int) -> None:
    hangs = program(busy)
    hangs.send_signal(number)
    out, _ = hangs.communicate(timeout=5)
    assert out == b"asked forced" and hangs.returncode == 1


def test_what_must_not_be_lost_may_take_longer() -> None:
    began = time.monotonic()
    keeping = program("(watched.allow(0.8), time.sleep(60)) if watched._deadline else time.sleep(0.01)")
    keeping.send_signal(signal.SIGTERM)
    keeping.communicate(timeout=20)
    assert time.monotonic() - began > 0.8


def test_a_signal_that_is_ignored_stays_so() -> None:
    code = "import signal; signal.signal(signal.SIGHUP, signal.SIG_IGN)\n" + BUSY.format(
        busy="time.sleep(60)"
    )
    calm = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, bufsize=0)
    assert calm.stdout is not None and calm.stdout.read(6) == b"ready "
    calm.send_signal(signal.SIGHUP)
    with pytest.raises(subprocess.TimeoutExpired):
        calm.wait(0.5)
    calm.kill()
    calm.communicate()
