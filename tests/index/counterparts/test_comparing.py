"""A few new articles are compared with their nearest alone, and pair as if everything had been compared."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from index.analysis.pairing.profiles import Profile
from index.counterparts.comparing import Comparing
from index.counterparts.finding import find_pairs
from index.counterparts.profiles import put_profile
from index.storage.library import Library, open_library
from index.storage.sqlite.database import Database
from tests.index.counterparts.archives import (
    DAY,
    again,
    assert_as_decided_at_once,
    correct,
    relatives,
    run,
    story,
    take_in,
    withdraw,
)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = open_library(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def full_runs(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many articles each comparison of everything had."""
    seen: list[int] = []
    original = Comparing.everything

    def everything(self: Comparing):
        found = original(self)
        seen.append(self.measuring.background.articles)
        return found

    monkeypatch.setattr(Comparing, "everything", everything)
    return seen


@pytest.mark.parametrize("seed", range(3))
def test_added_articles_pair_as_in_a_comparison_of_everything(library: Library, full_runs, seed: int):
    dice = random.Random(seed)
    profiles = [p for n in range(60) for p in story(n, dated=n % 8 != 0)]
    late = dice.sample(profiles, 9)
    take_in(library, [p for p in profiles if p not in late])
    run(library)
    take_in(library, late)
    some = run(library)
    assert full_runs == [len(profiles) - 9]
    library.counterparts.forget_profiles()
    take_in(library, profiles)
    everything = run(library)
    assert len(full_runs) == 2
    assert some.keys() == everything.keys() >= {(f"fr{n:03}", f"en{n:03}") for n in range(60)}
    for pair, (status, score) in some.items():
        assert status == everything[pair][0]
        assert score == pytest.approx(everything[pair][1], abs=0.05)


def test_a_changed_text_leaves_its_old_partner(library: Library, full_runs):
    profiles = [p for n in range(30) for p in story(n)]
    take_in(library, profiles)
    assert ("fr007", "en007") in run(library)
    elsewhere = replace(story(999)[0], article="fr007", first_day=DAY + 7, last_day=DAY + 7)
    change(library, elsewhere)
    found = run(library)
    assert len(full_runs) == 1
    assert ("fr007", "en007") not in found
    assert len(found) == 29
    assert ("fr007", "en007") not in {(one, other) for one, other, *_ in library.ties.all()}


def change(library: Library, report: Profile) -> None:
    """Another text for an article of the library."""
    known = library.articles.get(report.article)
    library.articles.put(replace(known, sha256=known.sha256 + "'"), b"")
    with library.database.transaction():
        put_profile(library, replace(report, language=known.language))


def test_few_articles_are_tied_as_in_a_comparison_of_everything(library: Library):
    """As long as there are fewer reports than a report is compared with."""
    dice = random.Random(5)
    first = [p for n in range(14) for p in relatives(n, dice)]
    late = [again(dice.choice(first), f"z{n}", dice.randrange(3)) for n in range(6)]
    take_in(library, first)
    run(library)
    for report in late:
        take_in(library, [report])
        run(library)
    comparing = Comparing(library)
    comparing.measuring.begin_anew = lambda: None  # type: ignore[method-assign]
    once = {frozenset(tie[:2]): tie[2] for tie in comparing.everything().ties()}
    touched = {p.article for p in late}
    found = {frozenset(tie[:2]): tie[2] for tie in library.ties.all() if not touched.isdisjoint(tie[:2])}
    assert len(found) > 10
    assert found == pytest.approx(
        {pair: once[pair] for pair in once if not touched.isdisjoint(pair)}, abs=1e-4
    )


@pytest.mark.parametrize("seed", range(10, 30))
def test_what_is_new_leaves_alone_only_what_it_cannot_touch(library: Library, seed: int):
    """Every pair and event of the archive is stored as all ties together would have it, after each step."""
    dice = random.Random(seed)
    reports = [p for n in range(dice.choice((20, 40))) for p in relatives(n, dice)]
    reports += [again(dice.choice(reports), f"z{n}", dice.randrange(3)) for n in range(20)]
    dice.shuffle(reports)
    first, late = reports[:-12], reports[-12:]
    take_in(library, first)
    run(library)
    changed = 0
    before = library.counterparts.all()
    for n, report in enumerate(late):
        if n % 3 == 1:
            say_something(library, dice)
        elif n % 3 == 2:
            change(library, replace(report, article=dice.choice(first).article))
        else:
            take_in(library, [report])
        run(library)
        found = library.counterparts.all()
        changed += found != before
        before = found
        assert_as_decided_at_once(library)
    assert changed > 5


def say_something(library: Library, dice: random.Random) -> None:
    """Confirm a pair or take it apart, pair any two reports, or take back what was said before."""
    said = library.corrections.all()
    pairs = [(pair.fr, pair.en) for pair in library.counterparts.all() if pair.origin == "program"]
    match dice.randrange(4 if said else 3):
        case 0:
            correct(library, *dice.choice(pairs), "same")
        case 1:
            correct(library, *dice.choice(pairs), "different")
        case 2:
            (fr, _), (_, en) = dice.sample(pairs, 2)
            correct(library, fr, en, "same")
        case _:
            back = dice.choice(said)
            withdraw(library, back.fr, back.en)


def test_a_verdict_holds_from_the_day_that_both_reports_are_there(library: Library):
    profiles = [p for n in range(30) for p in story(n, dated=False)]
    late = again(story(7)[0], "fr-late", 0)
    take_in(library, profiles)
    library.corrections.put("fr-late", "en019", "same")
    run(library)
    assert_as_decided_at_once(library)
    take_in(library, [late])
    found = run(library)
    assert found["fr-late", "en019"] == ("counterpart", 1.0)
    assert_as_decided_at_once(library)


def test_what_the_reader_says_while_a_new_article_is_compared(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, full_runs
):
    """Another process then compares the same article, just before its candidates are stored."""
    profiles = [p for n in range(30) for p in story(n)]
    take_in(library, profiles)
    run(library)
    late = again(story(7)[0], "fr-late", 1)
    take_in(library, [late])
    transaction = library.database.transaction
    meanwhile = [("fr-late", "en019", "different")]

    def begun_late(**how: bool):
        while meanwhile:
            correct(server, *meanwhile.pop())
        return transaction(**how)

    with closing(open_library(tmp_path)) as server:
        monkeypatch.setattr(library.database, "transaction", begun_late)
        found = run(library)
    assert not meanwhile
    assert ("fr-late", "en007") in found
    assert_as_decided_at_once(library)
    assert len(full_runs) == 1
    library.counterparts.forget_profiles()
    take_in(library, [*profiles, late])
    assert run(library).keys() == found.keys()


@pytest.mark.parametrize("dated", [True, False])
def test_one_more_article_reads_no_more_of_a_larger_archive(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, full_runs, dated: bool
):
    read = {"profiles": 0, "outlines": 0, "ties": 0}
    count_what_is_read(monkeypatch, read)
    found = []
    for size in (150, 450):
        library = open_library(tmp_path / str(size))
        # As many of the same days and as many undated, but three times as many weeks.
        profiles = [at_week(p, n // 25) for n in range(size) for p in story(n, dated=n > 20)]
        take_in(library, profiles)
        run(library)
        take_in(library, [at_week(story(size, dated=dated)[0], 1)])
        read.update(dict.fromkeys(read, 0))
        run(library)
        found.append(dict(read))
        library.close()
    small, large = found
    assert full_runs == [300, 900]
    assert 0 < large["profiles"] < 200
    for kind in read:
        assert large[kind] < 1.3 * small[kind] + 12, kind


def at_week(profile: Profile, week: int) -> Profile:
    day = None if profile.first_day is None else DAY + 7 * week
    return replace(profile, first_day=day, last_day=day)


def count_what_is_read(monkeypatch: pytest.MonkeyPatch, read: dict[str, int]) -> None:
    """Profiles; outlines that are read one by one; ties."""
    from_bytes, rows = Profile.from_bytes, Database.rows

    def counted_profile(stored: bytes) -> Profile:
        read["profiles"] += 1
        return from_bytes(stored)

    def counted_rows(self: Database, sql: str, parameters=()):
        found = rows(self, sql, parameters)
        read["outlines"] += len(found) * ("o.mean" in sql)
        read["ties"] += len(found) * ("FROM ties" in sql)
        return found

    monkeypatch.setattr(Profile, "from_bytes", counted_profile)
    monkeypatch.setattr(Database, "rows", counted_rows)


def test_everything_is_compared_when_the_archive_has_grown_by_a_tenth(library: Library, full_runs):
    take_in(library, [p for n in range(30) for p in story(n)])
    run(library)
    take_in(library, [p for n in range(30, 32) for p in story(n)])
    run(library)
    take_in(library, [p for n in range(32, 34) for p in story(n)])
    run(library)
    assert full_runs == [60, 68]


def test_a_stop_leaves_the_work_to_be_done(library: Library):
    take_in(library, story(1))
    assert list(find_pairs(library, lambda: True)) == []
    assert library.counterparts.is_unfinished()
    assert run(library).keys() == {("fr001", "en001")}


def test_pairs_are_there_before_they_are_aligned(library: Library):
    take_in(library, story(1))
    run(library)
    (pair,) = library.counterparts.all()
    assert (pair.aligned, pair.rows, pair.evidence.aligned) == (False, (), (0, 0))
