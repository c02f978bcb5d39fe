"""Runs the cases of a drill, two at a time, each in a folder of its own; none may leave a process behind."""

from __future__ import annotations

import contextlib
import random
import shutil
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.drills.tools.case import WRONG, Case, Failure, Fault, Score, Skipped
from tests.drills.tools.field import GRACE_SECONDS, Field
from tests.drills.tools.ground import Ground
from tests.drills.tools.judges import judge_left

AT_ONCE = 2
"""Most cases wait for processes; more of them would wait for each other."""
Drill = Callable[[Ground, bool, random.Random], Sequence[Case]]
"""The cases of a drill on a ground, in its short form or the whole, as the dice fall."""


@contextlib.contextmanager
def prepared_ground(seed: int, *, short: bool) -> Iterator[Ground]:
    """Everything is below one temporary folder, which goes at the end."""
    folder = Path(tempfile.mkdtemp(prefix="newsreader-drills-"))
    try:
        yield Ground(Field(folder / "ground", random.Random(seed)), short=short)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def run_drill(
    name: str, drill: Drill, ground: Ground, *, short: bool, seed: int, only: int | None = None
) -> Score:
    """``only``: the number of the one case to be tried."""
    score, began = Score(name), time.monotonic()
    try:
        cases = drill(ground, short, random.Random(f"{seed} {name}"))
    except Skipped as reason:
        score.skipped[str(reason)] += 1
        return score
    numbers = [number for number in range(len(cases)) if only in (None, number)]
    if not numbers:
        score.skipped[f"there are {len(cases)} cases"] += 1
    with ThreadPoolExecutor(AT_ONCE) as pool:
        tries = [pool.submit(_try, ground, name, seed, number, cases[number], score) for number in numbers]
        for done, each in enumerate(tries, 1):
            each.result()
            sys.stderr.write(f"\r\x1b[K{name}: {done} of {len(numbers)}, {len(score.failures)} fell")
            sys.stderr.flush()
    sys.stderr.write("\r\x1b[K")
    score.failures.sort(key=lambda failure: failure.case)
    score.seconds = time.monotonic() - began
    return score


def _try(ground: Ground, name: str, seed: int, number: int, case: Case, score: Score) -> None:
    folder = ground.folder.parent / f"{name}-{number}"
    field = Field(folder, random.Random(f"{seed} {name} {number}"))
    faults: list[Fault] = []
    try:
        faults.extend(case.run(field))
        faults.extend(judge_left(field.wait_until_gone(GRACE_SECONDS), GRACE_SECONDS))
    except Skipped as reason:
        score.skipped[str(reason)] += 1
        return
    except Exception:
        faults.append(Fault(WRONG, "the drill itself runs to its end", traceback.format_exc(limit=-4)))
    finally:
        field.kill()
        shutil.rmtree(folder, ignore_errors=True)
    score.tried += field.tried
    done = "; ".join([case.what, *field.notes])
    score.failures.extend(Failure(number, done, fault) for fault in faults)
