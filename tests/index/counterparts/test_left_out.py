"""A report that cannot be compared any more is left out; the others pair as if it had never been there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from index.analysis.pairing.profiles import Profile
from index.counterparts.explaining import explain
from index.counterparts.profiles import put_profile
from index.storage.library import Library, open_library
from tests.index.counterparts.archives import again, correct, run, story, take_in, withdraw

LOSSES = ["another language", "no unit"]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = open_library(tmp_path)
    take_in(opened, everyone())
    run(opened)
    yield opened
    opened.close()


def everyone() -> list[Profile]:
    """Thirty stories, a few undated; of the seventh, with which the tests begin, a second French report."""
    stories = [p for n in range(30) for p in story(n, dated=n % 9 != 0)]
    return [*stories, again(story(7)[0], "fr-second", 1)]


def store(library: Library, article: str, language: str, sha256: str) -> None:
    """Another text, which nothing is worked out from yet."""
    known = library.articles.get(article)
    assert library.articles.put(replace(known, language=language, sha256=sha256), b"") == "changed"


def encode(library: Library, *profiles: Profile) -> None:
    with library.database.transaction():
        for profile in profiles:
            put_profile(library, profile)


def lose(library: Library, report: Profile, loss: str) -> list[Profile]:
    """Have the text of a report replaced; what there is to encode of the new one."""
    store(library, report.article, "de" if loss == "another language" else report.language, loss)
    return [] if loss == "another language" else [replace(report, vectors=report.vectors[:0])]


def compare_everything(library: Library, profiles: list[Profile]) -> dict[tuple[str, str], tuple[str, float]]:
    library.counterparts.forget_profiles()
    encode(library, *profiles)
    return run(library)


def assert_same(found: dict[tuple[str, str], tuple[str, float]], expected: object) -> None:
    assert isinstance(expected, dict)
    assert {pair: status for pair, (status, _) in found.items()} == {
        pair: status for pair, (status, _) in expected.items()
    }
    for pair, (_, score) in found.items():
        assert score == pytest.approx(expected[pair][1], abs=0.05)


def assert_left_out(library: Library, article: str) -> None:
    assert not any(article in tie[:2] for tie in library.ties.all())
    assert library.events.of(article) is None
    assert not any(article in (pair.fr, pair.en) for pair in library.counterparts.all())
    assert explain(library, article).best is None


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("article", ["fr007", "en007", "fr009"])
def test_without_an_outline_it_leaves_its_partner_to_others(library: Library, loss: str, article: str):
    before = run(library)
    (report,) = (p for p in everyone() if p.article == article)
    rest = [p for p in everyone() if p.article != article]
    late = lose(library, report, loss)
    encode(library, *late)
    found = run(library)
    assert_left_out(library, article)
    if article == "fr007":
        assert found["fr-second", "en007"][0] == "counterpart"
    assert_same(found, compare_everything(library, [*rest, *late]))
    assert len(before) > len(found) >= 29


@pytest.mark.parametrize("loss", LOSSES)
def test_it_does_not_hold_up_later_runs_and_may_come_back(library: Library, loss: str):
    before = run(library)
    report = story(7)[0]
    encode(library, *lose(library, report, loss))
    run(library)
    take_in(library, [again(story(7)[1], "en-late", 1)])
    assert ("fr007", "en007") not in run(library)
    store(library, "fr007", "fr", "the text before")
    encode(library, report)
    found = run(library)
    assert before.keys() - found.keys() <= {("fr-second", "en007")}  # en-late is nearer to it
    assert_same(found, compare_everything(library, [*everyone(), again(story(7)[1], "en-late", 1)]))


@pytest.mark.parametrize("loss", LOSSES)
def test_what_is_said_around_a_text_that_is_not_encoded_yet_holds(library: Library, loss: str):
    report = story(7)[0]
    late = lose(library, report, loss)
    correct(library, "fr-second", "en007", "different")
    correct(library, "fr019", "en007", "same")
    withdraw(library, "fr-second", "en007")
    assert library.counterparts.pair_of("en007").fr == "fr019"
    encode(library, *late)
    found = run(library)
    assert_left_out(library, "fr007")
    assert found["fr019", "en007"] == ("counterpart", 1.0)
    rest = [p for p in everyone() if p.article != "fr007"]
    assert_same(found, compare_everything(library, [*rest, *late]))


@pytest.mark.parametrize("said_first", [True, False])
def test_what_is_said_of_the_text_itself_outlives_it(library: Library, said_first: bool):
    """A pair by hand of a report that has no candidates at all."""
    if said_first:
        correct(library, "fr007", "en019", "same")
    store(library, "fr007", "fr", "not encoded yet")
    if not said_first:
        correct(library, "fr007", "en019", "same")
        assert library.counterparts.pair_of("en019").fr == "fr007"
    run(library)
    encode(library, story(7)[0])
    assert run(library)["fr007", "en019"] == ("counterpart", 1.0)
    store(library, "fr007", "de", "never encoded")
    run(library)
    assert_left_out(library, "fr007")
    withdraw(library, "fr007", "en019")
    assert run(library)["fr019", "en019"][0] == "counterpart"
