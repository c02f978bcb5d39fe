"""A process of the archive ends when nobody reads it any more, also in the middle of a long step."""

from __future__ import annotations

import subprocess
import sys

BUSY = """
import sys, time
from index.service import orphan
orphan.GRACE_SECONDS = {grace}
told = []
orphan.end_with_reader(1, lambda: told.append(True))
print("ready", flush=True)
while not ({ends} and told):
    time.sleep(0.01)
"""


def busy(*, ends: bool, grace: float) -> subprocess.Popen[bytes]:
    code = BUSY.format(ends=ends, grace=grace)
    started = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
    assert started.stdout is not None and started.stdout.readline() == b"ready\n"
    return started


def test_one_that_hears_of_it_ends_by_itself() -> None:
    process = busy(ends=True, grace=60)
    assert process.stdout is not None
    process.stdout.close()
    assert process.wait(5) == 0


def test_one_that_is_too_busy_is_ended() -> None:
    process = busy(ends=False, grace=0.2)
    assert process.stdout is not None
    process.stdout.close()
    assert process.wait(5) == 143


def test_a_file_is_no_reader_who_could_go_away() -> None:
    code = BUSY.format(ends=False, grace=0).replace("while", "time.sleep(0.3); sys.exit(7)\nwhile")
    assert subprocess.run([sys.executable, "-c", code], stdout=subprocess.DEVNULL, timeout=5).returncode == 7
