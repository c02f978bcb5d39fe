"""What a drill is made of: cases that each do harm once and say what fell, and the score of all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.drills.tools.field import Field

LOST, WRONG = "lost", "wrong"


@dataclass(frozen=True, slots=True)
class Fault:
    """What fell: ``LOST`` for what was acknowledged or can be read no more, ``WRONG`` for all else."""

    kind: str
    expected: str
    seen: str
    item: str = ""
    """Which of the many things that one case tries, when each counts for itself."""


class Skipped(Exception):
    """This case cannot be tried here; ``str()`` says why."""


@dataclass(frozen=True, slots=True)
class Case:
    """One try. ``run`` yields what fell; it may raise Skipped, and notes on its field what it did."""

    what: str
    run: Callable[[Field], Iterable[Fault]]


@dataclass(frozen=True, slots=True)
class Failure:
    """A fault with all that is needed to see it again."""

    case: int
    done: str
    fault: Fault


@dataclass(slots=True)
class Score:
    """A line of the table, and what it says in full."""

    name: str
    tried: int = 0
    seconds: float = 0.0
    skipped: Counter[str] = field(default_factory=Counter)
    failures: list[Failure] = field(default_factory=list)

    def count(self, kind: str) -> int:
        """How many of the things tried have such a fault."""
        return len({(each.case, each.fault.item) for each in self.failures if each.fault.kind == kind})

    @property
    def failed(self) -> bool:
        return bool(self.failures)
