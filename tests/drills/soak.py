"""Keys at random for a long time: no crash, and neither memory nor open files grow once all has warmed up."""

from __future__ import annotations

import contextlib
import random
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from tests.drills.tools.case import WRONG, Case, Fault
from tests.drills.tools.field import Field
from tests.drills.tools.ground import Ground
from tests.drills.tools.judges import judge_growth
from tests.terminal.driver import KEYS, Program
from tui.commands import COMMANDS

SHORT_SECONDS, WHOLE_SECONDS = 20.0, 90.0
MEASURED = (0.3, 0.44, 0.58, 0.72, 0.86)
"""Parts of the time after which processes are measured, and at its end."""
MOST_MEGABYTES, MOST_FILES = 3.0, 1.0
"""Who takes more than this from each measurement to the next does not level off."""
LEAVES = {"leave", "quit", "suspend", "interrupt", "palette", "help"}
"""Commands that end it or lead to such, and belong to other drills."""
TYPED = ("/", "alep", "port ", "syrie -russie", '"conseil', "enter", "escape", "gr\u00e8ve", "is:paired")
FIRST = (
    "/", "ctrl+u", "président iranien Syrie", "enter", "M", "", "M", "enter", "i", "escape", "P", "",
    "escape", "C", "escape", "X", "", "u", "",
)  # fmt: skip
"""What loads what is large: the sentence encoder, all about a pair, the concordance."""
EXIT_SECONDS = 30.0
CAUGHT_UP = 25
"""Keys after which the reader is waited for: a busy machine would have thousands pending at the end."""
NAMES = {"comma": ",", "shift+f3": "\x1b[1;2R", "f5": "\x1b[15~"}


def cases(ground: Ground, short: bool, dice: random.Random) -> Sequence[Case]:
    seconds = SHORT_SECONDS if short else WHOLE_SECONDS
    count = 1 if short else 2
    return [Case(f"{seconds:.0f} s of keys", partial(soak, ground, seconds)) for _ in range(count)]


def keys() -> list[str]:
    """As a terminal sends them, every key of the key map that does not leave."""
    named = [
        key for command in COMMANDS if command.id not in LEAVES for key in (*command.keys, *command.always)
    ]
    sent = [NAMES.get(key, KEYS.get(key, key)) for key in named]
    return [key for key in sent if len(key) == 1 or key.startswith("\x1b")]


def soak(ground: Ground, seconds: float, field: Field) -> Iterator[Fault]:
    ground.copy(ground.sound(), field.archive)
    choices = [*keys(), *[KEYS.get(word, word) for word in TYPED]]
    memory: list[Mapping[str, float]] = []
    files: list[Mapping[str, float]] = []
    pressed = 0
    with field.reader() as reader:
        reader.wait_until(lambda: " found" in reader.text, "the list", 30.0)
        for key in FIRST:
            reader.send(KEYS.get(key, key))
            reader.settle(0.4 if key else 2.0, 10.0)
        began = time.monotonic()
        while (spent := time.monotonic() - began) < seconds:
            if not reader.alive:
                break
            reader.send(field.dice.choice(choices))
            pressed += 1
            reader.drain(0.01, 0.3)
            if pressed % CAUGHT_UP == 0:
                reader.drain(0.2, EXIT_SECONDS)
            if pressed % 200 == 0:
                reader.resize(field.dice.randrange(20, 200), field.dice.randrange(5, 60))
            if len(memory) < len(MEASURED) and spent > seconds * MEASURED[len(memory)]:
                _measure(reader, field, memory, files)
        field.note(f"{pressed} keys")
        field.tried = pressed
        if not reader.alive:
            yield Fault(
                WRONG, "the reader goes on", f"it ended with {reader.exit_code}: {reader.text[-900:]}"
            )
            return
        _measure(reader, field, memory, files)
        yield from _end(reader)
    yield from judge_growth("memory in MB", memory, MOST_MEGABYTES)
    yield from judge_growth("the number of open files", files, MOST_FILES)
    for process in memory[-1]:
        field.note(f"{process}: {[round(sample.get(process, 0)) for sample in memory]} MB")


def _end(reader: Program) -> Iterator[Fault]:
    reader.resize(140, 40)
    reader.send("ctrl+q")
    try:
        code = reader.wait_exit(EXIT_SECONDS)
    except AssertionError as stuck:
        yield Fault(WRONG, "the reader ends when it is told to", str(stuck))
        return
    if code:
        yield Fault(WRONG, "the reader ends with 0", f"{code}: {reader.text[-900:]}")


def _measure(
    reader: Program, field: Field, memory: list[Mapping[str, float]], files: list[Mapping[str, float]]
) -> None:
    """Resident megabytes and open files of each process, when nothing is being worked on."""
    reader.send("ctrl+l")
    reader.settle(0.5, 5.0)
    megabytes, numbers = {}, {}
    for pid, words in field.processes().items():
        name = f"{pid} {words[-60:]}"
        with contextlib.suppress(OSError, TypeError):
            status = Path(f"/proc/{pid}/status").read_text()
            megabytes[name] = int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024  # type: ignore[index]
            numbers[name] = float(len(list(Path(f"/proc/{pid}/fd").iterdir())))
    memory.append(megabytes)
    files.append(numbers)
