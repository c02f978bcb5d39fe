"""What two reports state alike, and what they state that excludes each other: looked at pair by pair."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from operator import attrgetter

from index.analysis.facts.number_units import DURATIONS
from index.analysis.pairing.profiles import LEAD
from index.analysis.pairing.stated import Facts, Stated
from index.model.pairs import DAY, ORDINAL, WEEKDAY, Conflict

MOST_CONFLICTS = 3
_SMALL = 13

# What a number that both state counts less by.
_OF_SMALL, _OF_DURATION, _OF_RECALLED, _OF_NO_KIND, _OF_LOOSE, _OF_ROUNDED = 0.3, 0.15, 0.33, 0.6, 0.5, 0.6
# Durations agree in every report of a kind.


@dataclass(frozen=True, slots=True, eq=False)
class Weighed:
    """What a report states, and how rare that is."""

    facts: Facts
    numbers: Sequence[float]
    """How rare each of its numbers is, in their order."""
    names: Mapping[str, float]
    """Of its lead, by skeleton: how much each says."""
    words: Mapping[str, float]
    """How much rarer than usual each of its rare words is."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """A number for each thing that two reports may agree or disagree in; all 0 where nothing is stated."""

    numbers: float = 0.0
    """How rare what both count is, with what is counted; logarithm of the sum."""
    lead_numbers: float = 0.0
    """The same of those that both leads have."""
    number_conflicts: float = 0.0
    """Numbers of either lead of which the other has as many of the same kind and none alike, at most
    MOST_CONFLICTS; 0 when the leads have any number in common."""
    names_missing: float = 0.0
    """Share of the names of either lead that the other report does not have."""
    days_shared: float = 0.0
    """1 when both tell one day, though not published on one."""
    day_told: float = 0.0
    """1 when one tells the day that the other was published on, though not published on it."""
    event_days_differ: float = 0.0
    weekdays_agree: float = 0.0
    weekdays_differ: float = 0.0
    ordinals_agree: float = 0.0
    ordinals_differ: float = 0.0
    words: float = 0.0
    """How rare the words are that both write in the same letters; logarithm of the sum."""

    def row(self) -> tuple[float, ...]:
        """As AGREEMENT names them."""
        return _ROW(self)


AGREEMENT = tuple(field.name for field in fields(Agreement))
_ROW = attrgetter(*AGREEMENT)


def agreement(a: Weighed, b: Weighed, published: tuple[int | None, int | None]) -> Agreement:
    """``published``: the days of publication, where they are known exactly."""
    numbers, lead_numbers, lead_agrees = _numbers(a, b)
    conflicts = 0 if lead_agrees else _conflicting_numbers(a.facts, b.facts)
    one, other = a.facts, b.facts
    # Reports of one day tell that day whatever they are about.
    beyond = None in published or published[0] != published[1]
    both_days = one.event_day is not None and other.event_day is not None
    both_weekdays = bool(one.weekdays and other.weekdays)
    both_ordinals = bool(one.ordinals and other.ordinals)
    return Agreement(
        numbers=math.log1p(numbers),
        lead_numbers=math.log1p(lead_numbers),
        number_conflicts=float(min(conflicts, MOST_CONFLICTS)),
        names_missing=(_missing(a, b) + _missing(b, a)) / 2,
        days_shared=float(beyond and not one.days.isdisjoint(other.days)),
        day_told=float(beyond and (published[0] in other.days or published[1] in one.days)),
        event_days_differ=float(both_days and one.event_day != other.event_day),
        weekdays_agree=float(not set(one.weekdays[:2]).isdisjoint(other.weekdays[:2])),
        weekdays_differ=float(both_weekdays and set(one.weekdays).isdisjoint(other.weekdays)),
        ordinals_agree=float(not one.ordinals.isdisjoint(other.ordinals)),
        ordinals_differ=float(both_ordinals and one.ordinals.isdisjoint(other.ordinals)),
        words=math.log1p(sum(a.words[word] for word in one.words & other.words)),
    )


def contradictions(one: Facts, other: Facts) -> list[Conflict]:
    """What contradicts, for people: numbers of one kind in both leads, weekdays, ordinals, days."""
    found = [
        Conflict(kind, _values(mine), _values(theirs))
        for kind, mine, theirs in ([] if _leads_agree(one, other) else _conflicting_kinds(one, other))
    ]
    for kind, left, right in (
        (WEEKDAY, one.weekdays, other.weekdays),
        (ORDINAL, sorted(one.ordinals), sorted(other.ordinals)),
    ):
        if left and right and set(left).isdisjoint(right):
            found.append(Conflict(kind, _joined(left), _joined(right)))
    days = [facts.event_day for facts in (one, other) if facts.event_day is not None]
    if len(set(days)) == 2:
        found.append(Conflict(DAY, *(date.fromordinal(day).isoformat() for day in days)))
    return found


def _numbers(a: Weighed, b: Weighed) -> tuple[float, float, bool]:
    """Sum over the numbers that both state, the same of both leads, and whether the leads have one."""
    total = lead = 0.0
    in_lead = False
    seen: set[tuple[str, float]] = set()
    for rarity, stated in zip(a.numbers, a.facts.numbers, strict=True):
        mine = stated.quantity
        if mine.unit not in b.facts.by_kind or (mine.unit, mine.value) in seen:
            continue
        best, here = 0.0, False
        for other in b.facts.by_kind[mine.unit]:
            if stated.same_as(other):
                weight = rarity * _weight(stated, other)
                if weight > best:
                    best, here = weight, stated.unit <= LEAD and other.unit <= LEAD
        if best:
            seen.add((mine.unit, mine.value))
            total += best
            if here:
                lead += best
                in_lead = True
    return total, lead, in_lead


def _weight(one: Stated, other: Stated) -> float:
    mine, theirs = one.quantity, other.quantity
    weight = 1.0
    if not mine.unit:
        weight *= _OF_NO_KIND * (_OF_SMALL if abs(mine.value) < _SMALL else 1)
    elif mine.unit in DURATIONS:
        weight *= _OF_DURATION
    if one.recalled or other.recalled:
        weight *= _OF_RECALLED
    if not (mine.asserted and theirs.asserted):
        weight *= _OF_LOOSE
    if mine.value != theirs.value:
        weight *= _OF_ROUNDED
    return weight


def _conflicting_kinds(one: Facts, other: Facts) -> list[tuple[str, list[Stated], list[Stated]]]:
    """Kinds that both leads have numbers of, where neither lead's is said anywhere in the other report."""
    found = []
    for kind in sorted(one.by_kind.keys() & other.by_kind.keys()):
        if not kind or kind in DURATIONS:
            continue
        all_mine, all_theirs = one.by_kind[kind], other.by_kind[kind]
        mine, theirs = (
            [each for each in side if each.unit < LEAD and each.quantity.comparable]
            for side in (all_mine, all_theirs)
        )
        if mine and theirs and not _any_alike(mine, all_theirs) and not _any_alike(theirs, all_mine):
            found.append((kind, mine, theirs))
    return found


def _conflicting_numbers(one: Facts, other: Facts) -> int:
    kinds = _conflicting_kinds(one, other)
    return sum(
        min(len({each.quantity.value for each in side}) for side in (mine, theirs))
        for _, mine, theirs in kinds
    )


def _leads_agree(one: Facts, other: Facts) -> bool:
    leads = ([each for each in facts.numbers if each.unit <= LEAD] for facts in (one, other))
    mine, theirs = leads
    return any(a.quantity.unit == b.quantity.unit and a.same_as(b) for a in mine for b in theirs)


def _any_alike(some: Sequence[Stated], others: Sequence[Stated]) -> bool:
    return any(each.same_as(other) for each in some for other in others)


def _missing(a: Weighed, b: Weighed) -> float:
    total = sum(a.names.values())
    there = b.facts
    lost = sum(w for name, w in a.names.items() if name not in b.names and name not in there.others)
    return lost / total if total else 0.0


def _values(stated: Iterable[Stated]) -> str:
    return _joined(f"{each.quantity.value:.12g}" for each in stated)


def _joined(values: Iterable[object]) -> str:
    return ", ".join(dict.fromkeys(map(str, values)))
