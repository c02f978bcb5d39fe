"""Runs the cases of drills, two at a time, each in a folder of its own; none may leave a process behind."""

from __future__ import annotations

import contextlib
import random
import shutil
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Self

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


@dataclass(slots=True)
class Begun:
    """A drill whose cases wait for their turn, or are done."""

    score: Score
    tries: list[Future[None]]

    def finish(self) -> Score:
        """Wait for the last of them."""
        for done, each in enumerate(self.tries, 1):
            each.result()
            fell = f"{len(self.score.failures)} fell"
            sys.stderr.write(f"\r\x1b[K{self.score.name}: {done} of {len(self.tries)}, {fell}")
            sys.stderr.flush()
        sys.stderr.write("\r\x1b[K")
        self.score.failures.sort(key=lambda failure: failure.case)
        return self.score


class Running:
    """A context in which drills run: the cases of the next begin as soon as those before leave room."""

    def __init__(self, ground: Ground, *, short: bool, seed: int) -> None:
        self._ground = ground
        self._short = short
        self._seed = seed
        self._pool = ThreadPoolExecutor(AT_ONCE)
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(cancel_futures=True)

    def begin(self, name: str, drill: Drill, only: int | None = None) -> Begun:
        """``only``: the number of the one case to be tried."""
        score = Score(name)
        try:
            cases = drill(self._ground, self._short, random.Random(f"{self._seed} {name}"))
        except Skipped as reason:
            score.skipped[str(reason)] += 1
            return Begun(score, [])
        numbers = [number for number in range(len(cases)) if only in (None, number)]
        if not numbers:
            score.skipped[f"there are {len(cases)} cases"] += 1
        return Begun(
            score, [self._pool.submit(self._try, score, number, cases[number]) for number in numbers]
        )

    def _try(self, score: Score, number: int, case: Case) -> None:
        name, began = f"{score.name}-{number}", time.monotonic()
        dice = random.Random(f"{self._seed} {score.name} {number}")
        field = Field(self._ground.folder.parent / name, dice)
        faults: list[Fault] = []
        skipped: str | None = None
        try:
            faults.extend(case.run(field))
            faults.extend(judge_left(field.wait_until_gone(GRACE_SECONDS), GRACE_SECONDS))
        except Skipped as reason:
            skipped = str(reason)
        except Exception:
            faults.append(Fault(WRONG, "the drill itself runs to its end", traceback.format_exc(limit=-4)))
        finally:
            field.kill()
            shutil.rmtree(field.folder, ignore_errors=True)
        done = "; ".join([case.what, *field.notes])
        with self._lock:
            score.span(began, time.monotonic())
            score.failures.extend(Failure(number, done, fault) for fault in faults)
            if skipped is None:
                score.tried += field.tried
            else:
                score.skipped[skipped] += 1
