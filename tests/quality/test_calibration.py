"""A score is a probability: of the pairs that are said to be right 8 times in 10, some 8 in 10 are.

Counted on mutual-best pairs of the shipped sets, whole and with two in five articles taken away, so that a
report whose counterpart is gone has only look-alikes to be paired with. The curves of pairing.scores were
drawn through counts of the same sets, thinned in other ways, and of weekly stories (a fifth are shipped): the
error here is that of a fit, not of a forecast.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from index.analysis.encoding.universal import load_encoder
from index.analysis.pairing.profiles import Profile
from tests.index.analysis.pairing.in_memory import match
from tests.quality.test_counterparts import GOLD, profiles

pytestmark = pytest.mark.slow
KEPT = 0.6
SEEDS = range(10, 16)
BINS = (0.0, 0.1, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 1.0)
EXPECTED_CALIBRATION_ERROR = 0.05

Said = tuple[float, bool]
"""Probability, and whether it is a pair."""


@pytest.fixture(scope="module")
def sets() -> dict[str, tuple[list[Profile], set[tuple[str, str]]]]:
    found = {}
    for name in ("debian_trans", "debian_comp"):
        content = json.loads((GOLD / f"{name}.json").read_text("utf-8"))
        gold = {(fr, en) for fr, en in content["pairs"]}
        found[name] = (profiles(content["articles"], load_encoder()), gold)
    rows = json.loads((GOLD / "invented.json").read_text("utf-8"))
    gold = {(f"{row['event']}.fr", f"{row['event']}.en") for row in rows if row["event"].startswith("e")}
    found["invented"] = (profiles(rows, load_encoder()), gold)
    return found


def mutual_best(found: list[Profile], gold: set[tuple[str, str]]) -> Iterator[Said]:
    matches = match([p for p in found if p.language == "fr"], [p for p in found if p.language == "en"])
    for profile in found:
        if profile.language == "fr":
            for best in matches.candidates(profile.article, 1):
                if matches.candidates(best.en, 1)[0].fr == best.fr:
                    yield best.probability, (best.fr, best.en) in gold


@pytest.fixture(scope="module", params=["dated", "undated"])
def said(request: pytest.FixtureRequest, sets) -> tuple[str, list[Said]]:
    counted: list[Said] = []
    for found, gold in sets.values():
        if request.param == "undated":
            found = [replace(p, first_day=None, last_day=None) for p in found]
        counted += mutual_best(found, gold)
        for seed in SEEDS:
            dice = random.Random(seed)
            counted += mutual_best([p for p in found if dice.random() < KEPT], gold)
    return request.param, counted


def calibration_error(label: str, counted: Sequence[Said]) -> float:
    """The expected one over ``BINS``; prints what was said beside what was right."""
    probabilities = np.array([probability for probability, _ in counted])
    right = np.array([is_pair for _, is_pair in counted], float)
    error = 0.0
    print(f"\n{label}: {len(counted)} pairs\n  said between    pairs  said   right")
    for low, high in pairwise(BINS):
        here = (probabilities >= low) & ((probabilities < high) | (high == 1.0))
        if here.any():
            mean, share = probabilities[here].mean(), right[here].mean()
            error += here.mean() * abs(mean - share)
            print(f"  {low:.2f} and {high:.2f}  {here.sum():5}  {mean:.3f}  {share:.3f}")
    brier = ((probabilities - right) ** 2).mean()
    print(f"  expected calibration error {error:.3f}, Brier score {brier:.3f}")
    return float(error)


def test_scores_are_probabilities(said: tuple[str, list[Said]]):
    dates, counted = said
    error = calibration_error(f"{dates}, mutual-best", counted)
    assert len(counted) > 300
    assert error <= EXPECTED_CALIBRATION_ERROR
