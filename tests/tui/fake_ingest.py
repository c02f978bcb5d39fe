"""An import that takes nothing in: it says what the real one would say, slowly enough to be watched.

python fake_ingest.py [--fail | --skip | --endless | --encode]
"""

from __future__ import annotations

import json
import signal
import sys
import time


def say(event: str, **more: object) -> None:
    print(json.dumps({"event": event, **more}), flush=True)


def stop(*_: object) -> None:
    say("finished", added=1, changed=0, unchanged=0, skipped=0)
    sys.exit(130)


signal.signal(signal.SIGINT, stop)
if "--fail" in sys.argv:
    say("error", kind="ArchiveLockedError", message="another process is writing", hint="Wait for it.")
    sys.exit(4)
for done in range(1, 4):
    say("progress", stage="reading", done=done, total=3)
    time.sleep(0.02)
if "--skip" in sys.argv:
    say("skipped", origin="/news/[/broken.txt", reason="it is not a text: \x1b[2J")
say("committed", articles=3)
if "--endless" in sys.argv:
    say("progress", stage="counterparts", done=1, total=None)
    time.sleep(30)
if "--encode" in sys.argv:
    say("progress", stage="encoding", done=120, total=500, by="e5")
    time.sleep(0.5)
    say("progress", stage="encoding", done=500, total=500, by="e5")
say("finished", added=3, changed=0, unchanged=2, skipped=int("--skip" in sys.argv))
