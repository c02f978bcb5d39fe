"""Says whether what was seen may be. Pure functions: what is expected and what is seen in, faults out."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

from index.errors import ArchiveError
from tests.drills.tools.archive_state import State, differences, read_state
from tests.drills.tools.case import LOST, WRONG, Fault
from tests.drills.tools.field import Ended

BUG = 70
MOST_TOLD = 6
"""Differences of one archive that are told; the rest is counted."""
FULL = re.compile(r"no space|disk is full|full disk|space left", re.IGNORECASE)
OWN_STYLE = re.compile(r"\x1b\[(?:1|22)m|\r\x1b\[K")
"""What the command line writes by itself: bold, and a line that is wiped."""
FOREIGN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""What may steer a terminal or turn a line around."""


def ids_of(ended: Ended) -> list[str]:
    """What a search with ``--json`` has found, in its order."""
    return [row["id"] for row in json.loads(ended.out)["results"]]


def judge_ended(what: str, ended: Ended) -> Iterator[Fault]:
    """A command may fail, but it says why, in time, and never as a mistake of the program."""
    said = ended.err.strip() or ended.out.strip()
    if ended.code is None:
        yield Fault(WRONG, f"{what} ends", f"it hangs; it said: {said[-300:]}")
    elif ended.code == BUG or "Traceback (most recent call last)" in ended.err:
        yield Fault(WRONG, f"{what} ends in order", f"exit {ended.code}: {said[-400:]}")
    elif ended.code < 0:
        yield Fault(WRONG, f"{what} ends in order", f"ended by signal {-ended.code}: {said[-300:]}")
    elif ended.code and not said:
        yield Fault(WRONG, f"{what} says why it failed", f"exit {ended.code} without a word")


def judge_done(what: str, ended: Ended) -> Iterator[Fault]:
    """An ordinary command in ordinary circumstances is done."""
    faults = list(judge_ended(what, ended))
    yield from faults
    if not faults and ended.code != 0:
        yield Fault(WRONG, f"{what} is done", f"exit {ended.code}: {ended.err.strip()[-400:]}")


def judge_search(right: Sequence[str], ended: Ended, *, or_more: bool = False) -> Iterator[Fault]:
    """The right answer, or a message and an exit code; ``or_more`` while articles are being added."""
    what = "a search"
    yield from judge_ended(what, ended)
    if ended.code == 0:
        try:
            found = ids_of(ended)
        except (ValueError, KeyError) as error:
            yield Fault(WRONG, "an answer in JSON", f"{error}: {ended.out[:200]!r}")
            return
        yield from judge_hits(right, found, or_more=or_more, said=ended.err)


def judge_hits(
    right: Sequence[str], found: Sequence[str], *, or_more: bool = False, said: str = ""
) -> Iterator[Fault]:
    """The same articles; ``said``: what was told beside them."""
    missing = len(set(right) - set(found))
    beside = f" ({said.strip()[:200]})" if said.strip() else ""
    if missing:
        yield Fault(
            LOST, f"{len(right)} articles", f"{len(found)} found, {missing} missing, no error{beside}"
        )
    elif not or_more and set(found) != set(right):
        yield Fault(WRONG, f"{len(right)} articles", f"{len(found)} found, without an error{beside}")


def judge_archive(
    expected: State, folder: Path, without: tuple[str, ...] = (), kind: str = WRONG
) -> Iterator[Fault]:
    """The archive in ``folder`` shows what it should."""
    try:
        seen = read_state(folder)
    except (ArchiveError, ValueError, LookupError, OSError) as error:
        yield Fault(LOST, "an archive that can be read", f"{type(error).__name__}: {error}")
        return
    yield from judge_state(expected, seen, without, kind)


def judge_state(
    expected: State, seen: State, without: tuple[str, ...] = (), kind: str = WRONG
) -> Iterator[Fault]:
    """One fault for all that differs: lost when an article or something of the reader's own is missing."""
    found = differences(expected, seen, without)
    if found:
        own = ("articles", "bookmarks", "verdicts", "read marks")
        lost = [line for line in found if line.startswith(own)]
        more = f" … and {len(found) - MOST_TOLD} more" if len(found) > MOST_TOLD else ""
        told = "; ".join((lost + [line for line in found if line not in lost])[:MOST_TOLD])
        yield Fault(LOST if lost else kind, "the archive as after a clean run", told + more)


def judge_acknowledged(said: Collection[object], there: Collection[object]) -> Iterator[Fault]:
    """All that was said to be done has been done."""
    lost = [each for each in said if each not in there]
    if lost:
        yield Fault(LOST, f"{len(said)} acknowledged", f"{len(lost)} not there: {lost[:4]}")


def judge_full_disk(what: str, ended: Ended) -> Iterator[Fault]:
    """Who cannot write says that the disk is full."""
    faults = list(judge_ended(what, ended))
    yield from faults
    if not faults and ended.code != 0 and not FULL.search(ended.err):
        yield Fault(WRONG, f"{what} says that the disk is full", ended.err.strip()[-300:])


def judge_left(left: Mapping[int, str], seconds: float) -> Iterator[Fault]:
    """Nobody stays behind."""
    if left:
        named = "; ".join(f"{pid} {words[-90:]}" for pid, words in left.items())
        yield Fault(WRONG, f"every process gone within {seconds:.0f} s", named)


def judge_output(what: str, text: str, *, styled: bool = False) -> Iterator[Fault]:
    """Nothing of an article steers the terminal."""
    if foreign := FOREIGN.search(OWN_STYLE.sub("", text) if styled else text):
        around = text[max(0, foreign.start() - 20) : foreign.end() + 20]
        yield Fault(WRONG, f"{what} writes no control characters", f"{foreign[0]!r} in {around!r}")


def judge_told(files: Iterable[str], ended: Ended) -> Iterator[Fault]:
    """Every file of an ``add --json`` is told: taken in, or skipped and why."""
    lines = [json.loads(line) for line in ended.out.splitlines()]
    told = {Path(line["origin"]).name for line in lines if line["outcome"] != "skipped" or line["reason"]}
    if untold := sorted(set(files) - told):
        yield Fault(LOST, "every file is told", f"nothing is said of {untold[:5]}")


def judge_growth(what: str, samples: Sequence[Mapping[str, float]], bound: float) -> Iterator[Fault]:
    """What grows from each sample to the next by more than ``bound`` does not level off.

    What is loaded once, however late, makes one step. Each sample is an amount by process.
    """
    for process, amount in samples[-1].items():
        amounts = [sample.get(process, amount) for sample in samples]
        steps = [after - before for before, after in pairwise(amounts)]
        if steps and min(steps) > bound:
            seen = " then ".join(f"{amount:.0f}" for amount in amounts)
            yield Fault(WRONG, f"{what} of {process} levels off, within {bound:g}", seen)
