"""Libraries of made-up profiles: whatever pairing compares, without any text."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

import numpy as np

from index.analysis.encoding.vectors import quantise
from index.analysis.pairing.profiles import Profile
from index.analysis.pairing.stated import STATED_FORMAT, Facts
from index.counterparts.comparing import Comparing
from index.counterparts.deciding import decide_all
from index.counterparts.finding import as_pairs, find_pairs, groups
from index.counterparts.profiles import put_profile
from index.counterparts.scoring import believed, score
from index.desk.desk import Desk
from index.model.articles import Article, Block, DateRange, Role
from index.model.pairs import Pair
from index.storage.library import Library

DAY = date(2024, 6, 3).toordinal()
WEEKS = 12


def story(number: int, *, dated: bool = True) -> list[Profile]:
    """A French and an English report: vectors near each other, a name, a number and days in common."""
    dice = np.random.default_rng(number)
    units = dice.standard_normal((6, 64))
    day = DAY + 7 * (number % WEEKS) + int(dice.integers(0, 3)) if dated else None
    found = []
    for language in ("fr", "en"):
        vectors = (units + 0.5 * dice.standard_normal(units.shape)).astype(np.float32)
        names = {f"name{number % 7}": (2, f"Name{number % 7}"), f"own{number}": (1, f"Own{number}")}
        profile = Profile(
            f"{language}{number:03}", language, "e", quantise(vectors), names, {f"{number + 100}": 1},
            frozenset(), day, day,
        )  # fmt: skip
        found.append(profile)
    return found


def again(report: Profile, name: str, days: int) -> Profile:
    """Nearly the same text, some days later."""
    dice = np.random.default_rng(list(name.encode()))
    vectors = np.clip(report.vectors + dice.integers(-9, 9, report.vectors.shape), -127, 127).astype(np.int8)
    day = None if report.first_day is None else report.first_day + days
    return replace(report, article=name, vectors=vectors, first_day=day, last_day=day)


def take_in(library: Library, profiles: list[Profile]) -> None:
    for profile in profiles:
        day = None
        if profile.first_day is not None:
            written = date.fromordinal(profile.first_day).isoformat()
            day = DateRange(written, written, "day", "field")
        blocks = (Block(0, Role.BODY, "text"),)
        library.articles.put(
            Article(profile.article, profile.article, profile.article, profile.language, "t", "given", blocks,
                    published=day), b"",
        )  # fmt: skip
        with library.database.transaction():
            put_profile(library, profile)


def state(library: Library, stated: Facts) -> None:
    """Say what a report states: of those taken in there is no text to find it in."""
    with library.database.transaction():
        library.facts.put([(stated.article, stated.to_json())], STATED_FORMAT)


def run(library: Library) -> dict[tuple[str, str], tuple[str, float]]:
    for _ in find_pairs(library, lambda: False):
        pass
    assert not library.counterparts.is_unfinished()
    return {(p.fr, p.en): (p.status, p.score) for p in library.counterparts.all()}


def relatives(number: int, dice: random.Random) -> list[Profile]:
    """A story that may be near to one of seven others, without some of its names and numbers."""
    nearness = dice.choice((0.0, 0.0, dice.random()))
    other = story(number % 7)[0].vectors.astype(np.float32)
    undated = dice.random() < 0.1
    found = []
    for report in story(number):
        mixed = (1 - nearness) * report.vectors.astype(np.float32) + nearness * other
        day = None if undated else DAY + 7 * (number % 6) + dice.randrange(3)
        found.append(
            replace(
                report,
                vectors=quantise(mixed),
                names={name: times for name, times in report.names.items() if dice.random() < 0.7},
                numbers=report.numbers if dice.random() < 0.6 else {},
                first_day=day,
                last_day=day,
            )
        )
    return found


def told(pair: Pair) -> tuple[object, ...]:
    return pair.fr, pair.en, pair.status, pair.score, pair.evidence.margin, pair.evidence.runner_up


def assert_as_decided_at_once(library: Library) -> None:
    """Stored pairs and events are what all ties together would give, and each tie is kept both ways."""
    comparing = Comparing(library)
    found = decide_all(library, library.ties.all(), comparing.said)
    expected = as_pairs(library, score(comparing, believed(found)), ())
    assert {told(pair) for pair in library.counterparts.all()} == {told(pair) for pair in expected}
    stored = library.events.newest(9999)
    events = {tuple(sorted(event.reports)): (event.score, event.status) for event in stored}
    wanted = {tuple(sorted(group.articles)): (group.score, group.status) for group in groups(library, found)}
    assert events == wanted
    ties = {(one, other): (logit, sisters) for one, other, logit, sisters in library.ties.all()}
    assert ties == {(other, one): how for (one, other), how in ties.items()}


def correct(library: Library, one: str, other: str, verdict: str) -> None:
    """Say it at the reader's desk."""
    Desk(library).verdict(one, other, verdict)


def withdraw(library: Library, one: str, other: str) -> None:
    Desk(library).withdraw(one, other)
