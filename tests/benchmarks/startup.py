"""Start-up: first paint and first article of newsreader against an empty Textual app, in turn on one machine.

python tests/benchmarks/startup.py [--rounds 9]
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median

from tests.benchmarks.program import environment, newsreader, take_in_sample
from tests.terminal.driver import Program

EMPTY_APP = """
from textual.app import App
from textual.widgets import Static
class Empty(App):
    def compose(self):
        yield Static("empty")
Empty().run()
"""
ARTICLE = "Araghchi"
"""A name in the title of every article that the sample may open with."""


def first_paint(program: Program) -> float:
    return program.wait_until(lambda: bool(program.text.strip()), "anything") - program.started


def measure(command: list[str], env: dict[str, str], *moments: Callable[[Program], float]) -> list[float]:
    """Milliseconds from the start of the program to each of the moments."""
    with Program(command, env=env) as program:
        return [moment(program) * 1000 for moment in moments]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        env = environment(Path(home))
        take_in_sample(env)
        empty: list[float] = []
        paint: list[float] = []
        article: list[float] = []
        for _ in range(options.rounds):
            empty += measure([sys.executable, "-P", "-c", EMPTY_APP], env, first_paint)
            times = measure([newsreader()], env, first_paint, lambda program: program.wait_for(ARTICLE))
            paint.append(times[0])
            article.append(times[1])
    print(f"{options.rounds} rounds, load {os.getloadavg()[0]:.1f}; min / median in ms, ratio of the medians")
    for name, times in (("empty Textual app", empty), ("first paint", paint), ("first article", article)):
        print(f"{name:<20} {min(times):6.0f} / {median(times):6.0f}   {median(times) / median(empty):.2f}")


if __name__ == "__main__":
    main()
