"""An import that takes nothing in: it says what the real one would say, slowly enough to be watched.

python fake_ingest.py [--fail | --skip | --endless | --encode]
"""

from __future__ import annotations

import signal
import sys
import time

from index.model.progress import Committed, DocumentTaken, Progress
from index.protocol.events import Event, Failed, Finished, to_line


def say(event: Event) -> None:
    print(to_line(event), flush=True)


def stop(*_: object) -> None:
    say(Finished(added=1))
    sys.exit(130)


signal.signal(signal.SIGINT, stop)
if "--fail" in sys.argv:
    say(Failed("another process is writing", "Wait for it."))
    sys.exit(4)
for done in range(1, 4):
    say(Progress("reading", done, total=3))
    time.sleep(0.02)
if "--skip" in sys.argv:
    say(DocumentTaken("/news/[/broken.txt", "skipped", reason="it is not a text: \x1b[2J"))
say(Committed(3))
if "--endless" in sys.argv:
    say(Progress("counterparts", 1, total=None))
    time.sleep(30)
if "--encode" in sys.argv:
    say(Progress("encoding", 120, 500, by="e5"))
    time.sleep(0.5)
    say(Progress("encoding", 500, 500, by="e5"))
say(Finished(added=3, unchanged=2, skipped=int("--skip" in sys.argv)))
