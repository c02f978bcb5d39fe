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
    began: float | None = None
    ended: float = 0.0
    """By the clock of ``time.monotonic``; the last cases of one drill run beside the first of the next."""
    skipped: Counter[str] = field(default_factory=Counter)
    failures: list[Failure] = field(default_factory=list)

    def count(self, kind: str) -> int:
        """How many of the things tried have such a fault."""
        return len({(each.case, each.fault.item) for each in self.failures if each.fault.kind == kind})

    def span(self, began: float, ended: float) -> None:
        """A case took from then to then."""
        self.began = began if self.began is None else min(began, self.began)
        self.ended = max(ended, self.ended)

    @property
    def seconds(self) -> float:
        return 0.0 if self.began is None else self.ended - self.began

    @property
    def failed(self) -> bool:
        return bool(self.failures)
