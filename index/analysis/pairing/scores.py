"""From evidence to log-odds and probabilities that two reports tell the same happening."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from index.analysis.encoding.vectors import Floats
from index.analysis.pairing.agreement import AGREEMENT
from index.analysis.pairing.features import FEATURES
from index.analysis.pairing.weights import (
    ACROSS,
    ACROSS_WORTH_READING,
    CALIBRATION_DATED,
    CALIBRATION_UNDATED,
    SISTERS,
    SISTERS_WORTH_READING,
    Weights,
)

DAYS = ("same_day", "next_day", "days_apart", "undated", "no_day")
"""Of publication; undated when one of the two is, no day when neither has any."""
DERIVED = ("weekdays_agree_undated", "weekdays_differ_undated")
EVIDENCE = (*FEATURES, *DAYS, *AGREEMENT, *DERIVED)
"""Columns of what speaks for and against a pair."""
VETO = 4.0
"""Log-odds that a contradiction takes off which hardly two reports of one happening have."""
NOBODY = 0.9
"""Share of the names of two leads that the other report lacks, from which they speak of others."""
START, LIKENESS, NAMES, NUMBERS, DAY, AGAINST, EVENT = (
    "start",
    "likeness",
    "names",
    "numbers",
    "day",
    "contradictions",
    "event",
)
PARTS: Mapping[str, str] = {
    **dict.fromkeys(("similarity", "lead", "nearness", "lead_nearness", "shortness"), LIKENESS),
    **dict.fromkeys(("names", "rare_names", "names_missing", "words"), NAMES),
    **dict.fromkeys(("numbers_written", "numbers", "lead_numbers", "ordinals_agree"), NUMBERS),
    **dict.fromkeys(DAYS, DAY),
    **dict.fromkeys(("days_shared", "day_told", "weekdays_agree", "weekdays_agree_undated"), DAY),
    **dict.fromkeys(
        (
            "number_conflicts",
            "event_days_differ",
            "weekdays_differ",
            "weekdays_differ_undated",
            "ordinals_differ",
        ),
        AGAINST,
    ),
}
"""The part of a score that each column belongs to."""
_PLACES = {name: place for place, name in enumerate(EVIDENCE)}


class Scale:
    """Weights by column; a column that is not named counts nothing."""

    def __init__(self, fitted: Weights, worth_reading: float, *, same_language: bool) -> None:
        """``worth_reading``: of what is ``beforehand``."""
        self.start, weights = fitted
        unknown = weights.keys() - _PLACES.keys()
        assert not unknown, unknown
        self.worth_reading = worth_reading
        self.same_language = same_language
        self.weights = np.array([weights.get(name, 0.0) for name in EVIDENCE])

    def log_odds(self, table: Floats) -> NDArray[np.float64]:
        """[pairs]; ``table`` [pairs, EVIDENCE]."""
        found: NDArray[np.float64] = self.start + table.astype(np.float64) @ self.weights
        return found - VETO * vetoed(table, same_language=self.same_language)

    def parts(self, row: Floats) -> dict[str, float]:
        """What each part adds to the log-odds of one pair."""
        found = dict.fromkeys((START, LIKENESS, NAMES, NUMBERS, DAY, AGAINST), 0.0)
        found[START] = self.start
        for name, points in zip(EVIDENCE, (row.astype(np.float64) * self.weights).tolist(), strict=True):
            found[PARTS[name]] += points
        found[AGAINST] -= VETO * float(vetoed(row[None], same_language=self.same_language)[0])
        return found

    def beforehand(self, table: Floats) -> NDArray[np.float64]:
        """[pairs]: the log-odds by FEATURES and DAYS alone, the first columns."""
        known = len(FEATURES) + len(DAYS)
        found: NDArray[np.float64] = self.start + table[:, :known].astype(np.float64) @ self.weights[:known]
        return found


def vetoed(table: Floats, *, same_language: bool) -> NDArray[np.bool_]:
    """[pairs]: what hardly two reports of one happening have.

    Two numbers of a kind in both leads exclude each other and none agrees; or one of the two is undated, and
    they tell other weekdays only, or count their happening otherwise (the 30th, the 31st) and share no
    number, or no day either; or in one language, where every name is spelt alike, they name nobody in common.
    """

    def column(name: str) -> Floats:
        found: Floats = table[:, _PLACES[name]]
        return found

    no_number = column("lead_numbers") == 0
    numbers = (column("number_conflicts") >= 2) & no_number
    unlike = no_number & (column("undated") > 0) | (column("no_day") > 0)
    ordinals = (column("ordinals_differ") > 0) & unlike
    found: NDArray[np.bool_] = numbers | ordinals | (column("weekdays_differ_undated") > 0)
    return found | (column("names_missing") >= NOBODY) if same_language else found


def derived(table: Floats) -> Floats:
    """[pairs, DERIVED] of a table of the columns before them."""
    undated = table[:, _PLACES["undated"]]
    agree, differ = table[:, _PLACES["weekdays_agree"]], table[:, _PLACES["weekdays_differ"]]
    return np.stack((agree * undated, differ * undated), axis=1)


ACROSS_LANGUAGES = Scale(ACROSS, ACROSS_WORTH_READING, same_language=False)
WITHIN_LANGUAGE = Scale(SISTERS, SISTERS_WORTH_READING, same_language=True)


def probability(logit: float, *, dated: bool) -> float:
    """Probability of a pair with these log-odds, as counted; never decreasing.

    ``dated``: both reports are.
    """
    logits, shares = zip(*(CALIBRATION_DATED if dated else CALIBRATION_UNDATED), strict=True)
    return round(float(np.interp(logit, logits, shares)), 4)


def similarity(row: Floats) -> float:
    """Of one pair, 0 to 1."""
    return round(float(row[_PLACES["similarity"]]), 3)


def columns_of(names: Sequence[str]) -> list[int]:
    return [_PLACES[name] for name in names]
