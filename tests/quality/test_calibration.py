"""A score is a probability: of the pairs that are said to be right 8 times in 10, some 8 in 10 are.

Counted on the pairs that reports are shown with, possible or not, in a mix of the shipped archives: events
with several reports and look-alikes, whole and with the true report taken away; one report an event, dated
and undated, whole and with two in five articles taken away, so that a report whose counterpart is gone has
only look-alikes to be paired with. The curves of pairing.weights were drawn through counts of the same sets,
thinned in other ways, and of a running story: the error here is that of a fit, not of a forecast.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
import pytest

from index.analysis.encoding.universal import load_encoder
from tests.quality import event_sets, pairing_sets
from tests.quality.pairing_runs import said_and_right
from tests.quality.pairing_sets import Set

pytestmark = pytest.mark.slow
KEPT = 0.6
SEEDS = (10,)
BINS = (0.0, 0.1, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 1.0)
EXPECTED_CALIBRATION_ERROR = 0.05
UNSEEN_ERROR = 0.07
SURE = 0.95


def archives(half: str) -> Iterator[Set]:
    """Events and templates of one half of what was invented for it, whole and thinned."""
    encoder = load_encoder()
    templates = event_sets.templates(half)
    left = {article.id for each in templates for article in each.missing}
    whole = pairing_sets.templates(encoder, half)
    yield whole
    yield whole.of(lambda profile: profile.article in left, "true ones missing")
    yield from and_thinned(pairing_sets.events(encoder, half))


def and_thinned(each: Set) -> Iterator[Set]:
    yield each
    for seed in SEEDS:
        dice = random.Random(seed)
        yield each.of(lambda _, dice=dice: dice.random() < KEPT, f"{each.name}, thinned")  # type: ignore[misc]


@pytest.fixture(scope="module")
def unseen() -> list[tuple[float, bool, bool]]:
    return [counted for each in archives(event_sets.UNSEEN) for counted in said_and_right(each)]


@pytest.fixture(scope="module")
def said(unseen: list[tuple[float, bool, bool]]) -> list[tuple[float, bool, bool]]:
    mixed = [
        *archives(event_sets.FITTED),
        *(part for each in pairing_sets.one_report_an_event(load_encoder()) for part in and_thinned(each)),
    ]
    return unseen + [counted for each in mixed for counted in said_and_right(each)]


def calibration_error(label: str, counted: Sequence[tuple[float, bool]]) -> tuple[float, float]:
    """The expected one over ``BINS``, and how many of those said to be SURE are right; prints both a bin."""
    probabilities = np.array([probability for probability, _ in counted])
    right = np.array([is_pair for _, is_pair in counted], float)
    error = 0.0
    print(f"\n{label}: {len(counted)} pairs\n  said between    pairs  said   right")
    for low, high in pairwise(BINS):
        here = (probabilities >= low) & ((probabilities < high) | (high == 1.0))
        if here.any():
            mean, share = probabilities[here].mean(), right[here].mean()
            error += here.mean() * abs(mean - share)
            bar = _drawn(mean, share)
            print(f"  {low:.2f} and {high:.2f}  {here.sum():5}  {mean:.3f}  {share:.3f}  {bar}")
    brier = ((probabilities - right) ** 2).mean()
    print(f"  expected calibration error {error:.3f}, Brier score {brier:.3f}")
    return float(error), float(right[probabilities >= SURE].mean())


def _drawn(said: float, right: float) -> str:
    """A bar as long as the share that is right, and a mark where it should end."""
    bar = list(("=" * round(40 * right)).ljust(41))
    bar[round(40 * said)] = "|"
    return "".join(bar).rstrip()


@pytest.mark.parametrize("dated", [True, False])
def test_scores_are_probabilities(said: list[tuple[float, bool, bool]], dated: bool):
    counted = [(probability, right) for probability, right, days in said if days is dated]
    error, sure = calibration_error("dated" if dated else "undated", counted)
    assert len(counted) > 300
    assert error <= EXPECTED_CALIBRATION_ERROR
    assert sure >= SURE


def test_scores_of_reports_that_nothing_was_fitted_on(unseen: list[tuple[float, bool, bool]]):
    error, sure = calibration_error("unseen", [(probability, right) for probability, right, _ in unseen])
    assert len(unseen) > 100
    assert error <= UNSEEN_ERROR
    assert sure >= SURE
