"""What speaks for one pair: its score, and what its two reports have in common."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from index.analysis.pairing.profiles import Profile
from index.model.articles import ArticleId, EntityId
from index.model.pairs import Conflict, Evidence, TwoReports

MAX_SHARED = 12


@dataclass(frozen=True, slots=True)
class ScoredPair(TwoReports):
    """Two reports, with what speaks for it that they tell the same event."""

    logit: float
    probability: float
    status: str
    """``counterpart``, ``possible``, or ``unlikely`` for a candidate that no run would show as a pair."""
    similarity: float
    shared_entities: tuple[EntityId, ...]
    """Identities that both reports mention; empty while mentions are unresolved."""
    shared_names: tuple[str, ...]
    """Names that both spell more or less alike, as the French report spells them, the most frequent first."""
    shared_numbers: tuple[str, ...]
    days_apart: int | None
    """None unless both days of publication are known exactly."""
    margin: float | None
    """Log-odds above the best pair of either report with one of another event; None when there is none."""
    runner_up: ArticleId | None
    """The report of that pair that is neither of the two."""
    parts: Mapping[str, float]
    """What each part of the score adds to the log-odds."""
    second: float | None
    """Log-odds of the pair with the runner-up."""
    conflicts: tuple[Conflict, ...] = ()
    """What the two state that cannot both be so."""

    def evidence(self, aligned: tuple[int, int]) -> Evidence:
        """The same for the reader; ``aligned``: paragraphs aligned on the side with fewer, and all it has."""
        return Evidence(
            similarity=self.similarity,
            shared_entities=self.shared_entities or self.shared_names,
            days_apart=self.days_apart,
            aligned=aligned,
            shared_numbers=self.shared_numbers,
            margin=self.margin,
            runner_up=self.runner_up,
            conflicts=self.conflicts,
        )


def shared_names(french: Profile, english: Profile) -> tuple[str, ...]:
    """As the French report spells them, the most frequent first."""
    shared = french.names.keys() & english.names.keys()
    often = sorted(shared, key=lambda name: (-min(french.names[name][0], english.names[name][0]), name))
    return tuple(french.names[name][1] for name in often[:MAX_SHARED])


def shared_numbers(french: Profile, english: Profile) -> tuple[str, ...]:
    """In order of size."""
    return tuple(sorted(french.numbers.keys() & english.numbers.keys(), key=float)[:MAX_SHARED])


def days_apart(french: Profile, english: Profile) -> int | None:
    """None unless both days of publication are known exactly."""
    days = [p.first_day for p in (french, english) if p.first_day is not None and p.first_day == p.last_day]
    return abs(days[0] - days[1]) if len(days) == 2 else None
