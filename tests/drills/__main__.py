"""Drills: harm is done to real archives and real processes, and what the reader has must still be there.

python -m tests.drills [--short] [--seed N] [--case N] [NAME ...]

Prints a line for each drill, then what fell, with what it takes to see it again. Exit code 1 when anything
was lost or wrong.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module

from tests.drills.tools.case import LOST, WRONG, Score
from tests.drills.tools.running import Running, prepared_ground

DRILLS: Mapping[str, str] = {
    "kills": "a process is killed at any moment, then the work is finished",
    "damage": "a file of the archive is removed, emptied, cut, zeroed or changed",
    "disk_full": "the disk is full",
    "writers": "several write and read at once, and one rebuilds",
    "moved": "the archive is moved, removed or rebuilt under an open reader",
    "terminal_lost": "the terminal goes away",
    "soak": "keys at random for a long time",
    "hostile_files": "files that nobody means to write",
    "hostile_queries": "queries that nobody means to ask",
}


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.drills", description=__doc__.split("\n")[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(DRILLS)}; default: all")
    parser.add_argument("--short", action="store_true", help="the form for every run: three minutes")
    parser.add_argument("--seed", type=int, default=1, help="of all that is drawn by lot")
    parser.add_argument("--case", type=int, help="only this one, to see it again")
    options = parser.parse_args(arguments)
    if unknown := sorted(set(options.names) - set(DRILLS)):
        parser.error(f"no such drill: {', '.join(unknown)}")
    print(f"{'drill':<16} {'tried':>6} {'lost':>5} {'wrong':>6} {'skipped':>8} {'seconds':>8}")
    scores = []
    with (
        prepared_ground(options.seed, short=options.short) as ground,
        Running(ground, short=options.short, seed=options.seed) as running,
    ):
        names = options.names or DRILLS
        begun = [running.begin(n, import_module(f"tests.drills.{n}").cases, options.case) for n in names]
        for each in begun:
            scores.append(each.finish())
            print(line_of(scores[-1]), flush=True)
    for score in scores:
        tell_failures(score, options)
    return int(any(score.failed for score in scores))


def line_of(score: Score) -> str:
    skipped = sum(score.skipped.values())
    reasons = f"  ({'; '.join(score.skipped)})" if skipped else ""
    return (
        f"{score.name:<16} {score.tried:>6} {score.count(LOST):>5} {score.count(WRONG):>6} {skipped:>8}"
        f" {score.seconds:>8.0f}{reasons}"
    )


def tell_failures(score: Score, options: argparse.Namespace) -> None:
    again = f"python -m tests.drills {score.name} --seed {options.seed}{' --short' if options.short else ''}"
    for failure in score.failures:
        print(f"\n{failure.fault.kind.upper()}  {again} --case {failure.case}")
        print(f"    done      {failure.done}")
        print(f"    expected  {failure.fault.expected}")
        print(f"    seen      {failure.fault.seen}")


if __name__ == "__main__":
    sys.exit(main())
