"""The terminal goes away in every way, at any moment: soon no process is left, and the place is kept."""

from __future__ import annotations

import contextlib
import os
import random
import shlex
import signal
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from index.archive import open_archive
from tests.drills.tools.case import LOST, WRONG, Case, Fault
from tests.drills.tools.field import IMPORT, NEWSREADER, Field, wait_for
from tests.drills.tools.ground import Ground
from tests.drills.tools.judges import judge_left
from tests.terminal.driver import Program

SHORT, WHOLE = 12, 200
SECONDS = 5.0
QUERIES = ("port", "grève", "strike", "président")
PROGRAM = "-m tui"


def hang_up(reader: Program, field: Field) -> None:
    reader.hang_up()


def hang_up_signal(reader: Program, field: Field) -> None:
    _signal(field, signal.SIGHUP)


def terminate(reader: Program, field: Field) -> None:
    _signal(field, signal.SIGTERM)


def kill_shell(reader: Program, field: Field) -> None:
    """The shell that started it, as when its window is killed; then the window goes."""
    os.kill(reader.pid, signal.SIGKILL)
    time.sleep(field.dice.choice((0.0, 0.05, 0.3)))
    reader.hang_up()


def hang_up_while_terminated(reader: Program, field: Field) -> None:
    reader.hang_up()
    time.sleep(field.dice.random() * 0.1)
    _signal(field, signal.SIGTERM)


def stop_reading_and_terminate(reader: Program, field: Field) -> None:
    """As a terminal that hangs: what is drawn goes nowhere, and the pipe of it is full."""
    deadline = time.monotonic() + field.dice.choice((0.5, 1.0, 2.0))
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError):
            reader.send(field.dice.choice(("pagedown", "pageup", "J", "K")))
        time.sleep(0.02)
    _signal(field, signal.SIGTERM)


WAYS: Sequence[Callable[[Program, Field], None]] = (
    hang_up, hang_up_signal, terminate, kill_shell, hang_up_while_terminated, stop_reading_and_terminate,
)  # fmt: skip
MOMENTS = ("drawing", "typing", "importing")
KEYS: Mapping[str, Sequence[str]] = {
    "drawing": ("pagedown", "pageup", "J", "K", "p", "z", "down", "down", "e"),
    "typing": tuple("alepstr"),
    "importing": ("down", "up", "J", "K"),
}


def cases(ground: Ground, short: bool, dice: random.Random) -> Sequence[Case]:
    ways = [(way, moment) for moment in MOMENTS for way in WAYS]
    if short:
        dice.shuffle(ways)
    return [
        Case(f"{way.__name__.replace('_', ' ')} while {moment}", partial(lose, ground, way, moment))
        for way, moment in (ways[number % len(ways)] for number in range(SHORT if short else WHOLE))
    ]


def lose(ground: Ground, way: Callable[[Program, Field], None], moment: str, field: Field) -> Iterator[Fault]:
    ground.copy(ground.sound(), field.archive)
    paths = (ground.more,) if moment == "importing" else ()
    command = shlex.join(map(str, (*NEWSREADER, *paths)))
    query = field.dice.choice(QUERIES)
    with Program(["sh", "-c", f"{command}; :"], size=(140, 40), env=field.env, cwd=field.folder) as reader:
        reader.wait_until(lambda: " found" in reader.text, "the list", 30.0)
        reader.settle(0.2)
        reader.send("/")
        reader.settle(0.15)
        reader.send(query)
        reader.settle(0.3)
        if moment == "importing":
            wait_for(lambda: field.processes(IMPORT[-1]), 5.0)
        if moment != "typing":
            reader.send("enter")
        reader.wait_for_quiet(time.perf_counter() + 1.2)  # it writes its place down half a second after
        seconds = field.dice.uniform(0.0, 1.0)
        _press(reader, KEYS[moment], seconds, field)
        lost_at = time.monotonic()
        way(reader, field)
        field.note(f"query {query!r}, lost after {seconds:.3f} s of keys")
        # A terminal that is there is read, but for the way that says otherwise.
        while field.processes() and time.monotonic() - lost_at < SECONDS:
            if way in (hang_up_signal, terminate):
                with contextlib.suppress(OSError):
                    reader.drain(0.1, 0.1)
            else:
                time.sleep(0.1)
        yield from judge_left(field.processes(), SECONDS)
        field.kill()
    yield from _place_kept(field, query, moment)


def _press(reader: Program, keys: Sequence[str], seconds: float, field: Field) -> None:
    """Keys as fast as a held one, so that it is drawing when the end comes."""
    end = time.perf_counter() + seconds
    while True:
        reader.send(field.dice.choice(keys))
        if time.perf_counter() >= end:
            return
        reader.drain(field.dice.choice((0.005, 0.03)), 0.1)


def _place_kept(field: Field, query: str, moment: str) -> Iterator[Fault]:
    with open_archive(field.archive) as archive:
        place = archive.desk.reading_state()
    kept = str(place.get("query", ""))
    if not (kept.startswith(query) if moment == "typing" else kept == query):
        yield Fault(LOST, f"the place with the query {query!r}", f"{kept!r} of {place}")
    if moment != "typing" and not place.get("article"):
        yield Fault(WRONG, "the place with the article that was open", str(place))


def _signal(field: Field, number: int) -> None:
    """To the reader itself, which is not the shell."""
    for pid, words in field.processes(PROGRAM).items():
        if not words.startswith("sh "):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, number)
