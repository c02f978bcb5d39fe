"""A process of the archive does not outlive the one that reads its answers, however that one ended."""

from __future__ import annotations

import os
import select
import threading
import time
from collections.abc import Callable

GRACE_SECONDS = 3.0
"""So long it may finish what it is at. Being ended in the middle costs nothing: commits are atomic."""
ORPHANED = 143
"""Exit code of one that had to be ended; nobody sees it."""


def end_with_reader(descriptor: int, ask: Callable[[], None] = lambda: None) -> None:
    """Watch the pipe ``descriptor``, on which this process answers, in a thread that sleeps until it breaks.

    Then ``ask`` is called, by that thread, and the process is ended if it has not ended by itself in time:
    in a long step it looks at nothing. A file or a terminal in the place of the pipe never breaks.
    """
    if hasattr(select, "poll"):  # pragma: no branch
        watch = threading.Thread(target=_watch, args=(descriptor, ask), name="orphan-watch", daemon=True)
        watch.start()


def _watch(descriptor: int, ask: Callable[[], None]) -> None:
    broken = select.poll()
    broken.register(descriptor, 0)  # that nobody reads any more is told in any case
    broken.poll()
    ask()
    time.sleep(GRACE_SECONDS)
    os._exit(ORPHANED)
