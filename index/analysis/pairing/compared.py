"""Candidate pairs with their features, and one that has been scored."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from index.analysis.encoding.vectors import Floats
from index.analysis.pairing.features import Features
from index.analysis.pairing.outlines import Outlines, Rows
from index.model import ArticleId, EntityId, Evidence, TwoReports


@dataclass(frozen=True, slots=True, eq=False)
class Compared:
    """Candidate pairs: ``rows`` of ``fr``, sorted, with ``columns`` of ``en``, each pair once."""

    fr: Outlines
    en: Outlines
    rows: Rows
    columns: Rows
    features: Features
    fr_rivals: Floats
    en_rivals: Floats
    """[reports, RIVALRY] by row of ``fr`` and of ``en``: what their candidates are like, but for those that
    are spoken for."""
    whole: Set[ArticleId] | None = None
    """Articles of which all pairs are here; None: all."""

    def at(self, kept: NDArray[np.bool_]) -> Compared:
        """These pairs alone."""
        return replace(
            self, rows=self.rows[kept], columns=self.columns[kept], features=self.features.at(kept)
        )


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
    """Log-odds above the best other pair of either report; None when there is none."""
    runner_up: ArticleId | None
    """The report that the other one would be paired with in its place."""
    parts: Mapping[str, float]
    """What each part of the score adds to the log-odds."""
    second: float | None
    """Log-odds of the best other pair of either report; None when there is none."""

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
        )
