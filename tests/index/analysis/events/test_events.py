"""From ties to events: sisters by average linkage, sides joined by mutual best, partners inside."""

from __future__ import annotations

import gc
import random
from collections.abc import Iterable, Mapping
from itertools import pairwise
from time import process_time

import pytest

from index.analysis.events.joins import (
    AGAIN,
    AS_GOOD,
    ONE_SIDED,
    SAID,
    SECOND_BEST,
    Happening,
    happenings,
    status,
)
from index.analysis.events.sides import SISTERS, SUREST, UNTIED, sides
from index.analysis.events.ties import Said, Ties, connected
from index.analysis.pairing.weights import COUNTERPART, POSSIBLE

FR, EN = ("f1", "f2", "f3"), ("e1", "e2", "e3")


def tied(pairs: Mapping[str, float]) -> Ties:
    ties = Ties()
    for pair, logit in pairs.items():
        ties.add(*pair.split(), logit)
    return ties


def told(
    across: Mapping[str, float],
    sisters: Mapping[str, float] | None = None,
    said: Mapping[str, bool] | None = None,
) -> list[Happening]:
    verdicts = {(pair.split()[0], pair.split()[1]): same for pair, same in (said or {}).items()}
    return happenings(FR, EN, tied(across), tied(sisters or {}), Said(verdicts))


def several(found: Iterable[Happening]) -> list[tuple[str, ...]]:
    return [happening.articles for happening in found if len(happening.articles) > 1]


def test_sisters_are_tied_on_average():
    assert sides("abc", tied({"a b": 3, "b c": 3, "a c": 2})) == [["a", "b", "c"]]
    assert sides("abc", tied({"a b": 3.1, "b c": 3})) == [["a", "b"], ["c"]]  # a and c: nothing ties them


def test_a_long_story_is_no_chain():
    days = [f"d{n}" for n in range(9)]
    ties = tied({f"{one} {other}": 1.5 for one, other in pairwise(days)})
    assert max(map(len, sides(days, ties))) == 2


def test_a_copy_does_not_outweigh_what_keeps_two_apart():
    assert SUREST < -2 * UNTIED
    assert sides("abc", tied({"a b": 99, "b c": 99, "a c": -9})) == [["a", "b"], ["c"]]


@pytest.mark.parametrize("seed", range(20))
def test_sisters_do_not_depend_on_the_order_and_on_what_is_elsewhere(seed: int):
    dice = random.Random(seed)
    names = [f"{part}{n}" for part in "xy" for n in range(8)]
    pairs = {
        f"{a} {b}": dice.uniform(-2, 5)
        for a in names
        for b in names
        if a < b and a[0] == b[0] and dice.random() < 0.6
    }
    whole = sides(names, tied(pairs))
    shuffled = list(pairs.items())
    dice.shuffle(shuffled)
    assert sides(dice.sample(names, len(names)), tied(dict(shuffled))) == whole
    alone = [sides([n for n in names if n[0] == part], tied(pairs)) for part in "xy"]
    assert alone[0] + alone[1] == whole
    strong = [tuple(pair.split()) for pair, logit in pairs.items() if logit >= SISTERS]
    for group in whole:
        assert any(set(group) <= set(circle) for circle in connected(names, strong))


def test_sides_are_joined_when_each_is_the_best_of_the_other():
    found = told({"f1 e1": 3, "f2 e1": 2, "f2 e2": 1})
    assert several(found) == [("e1", "f1")]
    assert several(told({"f1 e1": POSSIBLE - 0.1})) == []


def test_sisters_share_the_other_side_and_each_has_its_best_partner():
    (found,) = (h for h in told({"f1 e1": 4, "f2 e1": 3}, {"f1 f2": 3}) if len(h.articles) > 1)
    assert found.articles == ("e1", "f1", "f2")
    assert found.log_odds == 3.5
    first, second = found.partners
    assert (first.articles, first.log_odds) == (("f1", "e1"), 3.75)
    assert (second.articles, second.log_odds) == (("f2", "e1"), 3.25 - ONE_SIDED)
    assert (first.second, first.runner_up) == (None, None)  # a sister is no rival


def test_the_rival_is_of_another_event():
    found = told({"f1 e1": 4, "f2 e1": 1, "f1 e3": 0.5})
    (pair,) = next(h for h in found if "f1" in h.articles).partners
    assert (pair.second, pair.runner_up) == (1, "f2")


def test_a_second_side_joins_where_it_is_sure_and_nearly_a_sister():
    across = {"f1 e1": AGAIN + AS_GOOD, "f2 e1": AGAIN}
    assert several(told(across, {"f1 f2": -0.5})) == [("e1", "f1", "f2")]
    assert several(told(across, {"f1 f2": -3})) == [("e1", "f1")]
    assert several(told(across)) == [("e1", "f1")]
    assert several(told(across | {"f2 e1": AGAIN - 0.1}, {"f1 f2": -0.5})) == [("e1", "f1")]
    assert several(told(across | {"f1 e1": AGAIN + AS_GOOD + 0.1}, {"f1 f2": -0.5})) == [("e1", "f1")]


def test_whose_best_is_taken_are_joined_with_each_other():
    across = {"f1 e1": 5, "f2 e1": 4, "f2 e2": SECOND_BEST, "f3 e2": SECOND_BEST - 0.1}
    assert several(told(across)) == [("e1", "f1"), ("e2", "f2")]
    assert several(told(across | {"f2 e2": SECOND_BEST - 0.1})) == [("e1", "f1")]


def test_different_takes_whole_events_apart():
    across, sisters = {"f1 e1": 4, "f2 e1": 3}, {"f1 f2": 3}
    assert several(told(across, sisters, {"f2 e1": False})) == [("f1", "f2")]


def test_same_joins_whole_events():
    found = told({"f3 e3": 4}, {"f1 f2": 3, "e1 e2": 3}, {"f1 e1": True})
    assert several(found) == [("e1", "e2", "f1", "f2"), ("e3", "f3")]
    event = next(h for h in found if "f1" in h.articles)
    assert event.said and event.log_odds == SAID
    assert {pair.articles: pair.said for pair in event.partners} == {("f1", "e1"): True}


def test_a_report_that_is_the_same_and_its_sister_that_is_not_are_no_sisters():
    across, sisters = {"f1 e1": 4, "f2 e1": 3}, {"f1 f2": 3}
    assert several(told(across, sisters, {"f1 e1": True, "f2 e1": False})) == [("e1", "f1")]


def test_what_is_said_of_one_side_leaves_another_one_of_the_event_where_it_is():
    """Two sides of one language that are nearly sisters."""
    across, sisters = {"f1 e1": AGAIN + AS_GOOD, "f2 e1": AGAIN}, {"f1 f2": -0.5}
    whole = [("e1", "f1", "f2")]
    assert several(told(across, sisters)) == whole
    for said in ("f1 e1", "f2 e1"):
        assert several(told(across, sisters, {said: True})) == whole
    assert several(told(across, {"f1 f2": -3}, {"f2 e1": True})) == [("e1", "f2")]
    against = across | {"f2 e1": AGAIN - 0.1}
    assert several(told(against, sisters, {"f2 e1": True})) == [("e1", "f2")], (
        "it takes the place of the first"
    )


def test_a_larger_archive_of_as_many_reports_an_event_costs_no_more_for_each():
    def seconds(pairs: int) -> float:
        fr, en = ([f"{side}{n:05}" for n in range(pairs)] for side in "fe")
        ties = tied({f"{f} {e}": 4.0 for f, e in zip(fr[::2], en[::2], strict=True)})
        before = process_time()
        assert len(happenings(fr, en, ties, Ties(), Said())) == 3 * pairs // 2
        return process_time() - before

    gc.disable()  # it looks through all that the tests before have left
    try:
        small, large = (min(seconds(pairs) for _ in range(3)) for pairs in (1000, 8000))
    finally:
        gc.enable()
    assert large < 24 * small  # 8 times as many; each with each would be 64


def test_status():
    assert [status(logit) for logit in (POSSIBLE - 0.1, POSSIBLE, COUNTERPART)] == [
        "unlikely",
        "possible",
        "counterpart",
    ]
    assert status(-9, said=True) == "counterpart"
