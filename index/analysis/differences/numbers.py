"""Numbers of two aligned passages side by side: contradicted, missing, or the same in other words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from index.analysis.facts.counted_nouns import GENERIC, STRONG
from index.analysis.facts.number_units import CURRENCIES, DURATIONS, MEASURES
from index.analysis.facts.number_words import SMALL_WORDS
from index.analysis.facts.quantity import Quantity

COMPARABLE = 2.0
"""Counts of things that are not named alike differ at most by this factor, or count different things."""
_NO_COUNTS = CURRENCIES | MEASURES | DURATIONS | {"percent", "point", "hour", "degree", "magnitude"}
_RESTATED = DURATIONS | {"hour", "celsius"}


class Placed(NamedTuple):
    """A quantity and the body paragraph that it stands in."""

    paragraph: int
    quantity: Quantity


class Contradiction(NamedTuple):
    """What the sides say otherwise of one number."""

    left: Placed
    right: Placed


class NumberPair(NamedTuple):
    """What the sides say of one number; one of them may be None."""

    left: Placed | None
    right: Placed | None
    same: bool


ToldTogether = Callable[[Placed, Placed], bool]
"""Whether the sentences of two numbers say the same."""


def compare_numbers(
    left: Sequence[Placed],
    right: Sequence[Placed],
    left_report: Sequence[Quantity],
    right_report: Sequence[Quantity],
    told_together: ToldTogether = lambda one, other: True,
) -> Iterator[NumberPair]:
    """The numbers of a row that differ, in no order, and those that are the same in other words.

    ``left_report``, ``right_report``: all numbers of the articles. What a report says elsewhere is neither
    missing there nor contradicted by what stands here. Only what is ``told_together`` contradicts.
    """
    yield from _restated(left, right)
    ours = [p for p in left if not any(p.quantity.same_as(q.quantity) for q in right)]
    theirs = [p for p in right if not any(p.quantity.same_as(q.quantity) for q in left)]
    ours = [p for p in ours if not _said_in(p.quantity, right_report)]
    theirs = [p for p in theirs if not _said_in(p.quantity, left_report)]
    for one, other in _contradictions(ours, theirs):
        if not told_together(one, other):
            continue
        ours.remove(one)
        theirs.remove(other)
        yield NumberPair(one, other, same=False)
    yield from (NumberPair(p, None, same=False) for p in _missing(ours, right))
    yield from (NumberPair(None, p, same=False) for p in _missing(theirs, left))


def contradictions_across(
    left: Sequence[Placed], right: Sequence[Placed], told_together: ToldTogether
) -> Iterator[Contradiction]:
    """Of numbers that no row has on both sides, those that contradict each other in linked sentences."""
    free = list(right)
    for one in left:
        together = [other for other in free if told_together(one, other)]
        for _, other in _contradictions([one], together):
            free.remove(other)
            yield Contradiction(one, other)
            break


def _said_in(quantity: Quantity, report: Sequence[Quantity]) -> bool:
    return any(quantity.same_as(other) for other in report)


def _restated(left: Sequence[Placed], right: Sequence[Placed]) -> Iterator[NumberPair]:
    free = list(right)
    for one in left:
        a = one.quantity
        for other in free:
            b = other.quantity
            if _one_unit(a, b) and a.equals(b) and _slack(a) == _slack(b):
                free.remove(other)
                if a.wording != b.wording and _worth_telling(a, b):
                    yield NumberPair(one, other, same=True)
                break


def _slack(quantity: Quantity) -> tuple[float, float]:
    """How much less and more it allows, as shares of itself: 0 on both sides for an exact number."""
    size = abs(quantity.value) or 1.0
    return round((quantity.value - quantity.low) / size, 2), round((quantity.high - quantity.value) / size, 2)


def _one_unit(a: Quantity, b: Quantity) -> bool:
    """Whether both measure the same, or count what may be the same."""
    return a.unit == b.unit or (
        not GENERIC.isdisjoint((a.unit, b.unit)) and _NO_COUNTS.isdisjoint((a.unit, b.unit))
    )


def _worth_telling(a: Quantity, b: Quantity) -> bool:
    """Not ``trois ans`` where the other says 3 years, but ``48 heures`` where it says two days."""
    figure = a.value / a.factor
    small = figure.is_integer() and figure <= SMALL_WORDS and a.unit not in STRONG
    if small and a.wording[1:] == b.wording[1:]:
        return False
    return (a.asserted and b.asserted) or (a.unit in _RESTATED and a.wording[-1] != b.wording[-1])


def _contradictions(ours: list[Placed], theirs: list[Placed]) -> Iterator[tuple[Placed, Placed]]:
    """Numbers of one unit of which each side has just one: only then nothing else can be meant."""
    ours, theirs = ([p for p in side if p.quantity.comparable] for side in (ours, theirs))
    for unit in dict.fromkeys(p.quantity.unit for p in ours):
        found = [[p for p in side if p.quantity.unit == unit] for side in (ours, theirs)]
        if [len(side) for side in found] == [1, 1] and _one_thing(found[0][0], found[1][0]):
            ours.remove(found[0][0])
            theirs.remove(found[1][0])
            yield found[0][0], found[1][0]
    counts = [[p for p in side if p.quantity.unit not in _NO_COUNTS] for side in (ours, theirs)]
    if [len(side) for side in counts] == [1, 1] and _one_thing(counts[0][0], counts[1][0]):
        yield counts[0][0], counts[1][0]


def _one_thing(one: Placed, other: Placed) -> bool:
    """Whether both may count the same thing, and at least one says so firmly enough to be held to it."""
    a, b = one.quantity, other.quantity
    if not (a.asserted or b.asserted or a.unit == b.unit in _RESTATED):
        return False
    if a.unit == b.unit not in GENERIC:
        return True
    if not _one_unit(a, b):
        return False
    smaller, larger = sorted((abs(a.value), abs(b.value)))
    return larger <= COMPARABLE * smaller


def _missing(found: Sequence[Placed], opposite: Sequence[Placed]) -> Iterator[Placed]:
    """What is asserted here and not there; sums of money not where the other side counts another currency."""
    money = {p.quantity.unit for p in opposite} & CURRENCIES
    for placed in found:
        quantity = placed.quantity
        if quantity.asserted and not (quantity.unit in CURRENCIES and money - {quantity.unit}):
            yield placed
