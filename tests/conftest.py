"""The tests, and the processes that they start, calculate as the program does: see ``tui.__main__``."""

from __future__ import annotations

import os

# Read when numpy is loaded. On two cores, each with a worker of its own, the threads of several pools wait
# for each other in a busy loop: the quality tests took three times the CPU.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
