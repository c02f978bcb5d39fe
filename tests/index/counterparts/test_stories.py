"""Reports of one event, and of what followed, are grouped over days and languages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from index.analysis.pairing.stated import Facts
from index.counterparts import stories
from index.counterparts.profiles import compare_anew
from index.storage.library import Library, open_library
from tests.index.counterparts.archives import again, correct, run, state, story, take_in, withdraw


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = open_library(tmp_path)
    yield opened
    opened.close()


def test_a_story_goes_over_days_and_languages(library: Library):
    fr, en = story(5)
    others = [p for n in (6, 7, 17) for p in story(n)]
    take_in(library, [fr, en, again(fr, "fr-second", 2), *others])
    run(library)
    told = library.stories.of("en005")
    assert told is not None
    assert told.members == ("fr005", "en005", "fr-second") or told.members == ("en005", "fr005", "fr-second")
    assert told.languages == {"fr": 2, "en": 1}
    assert told.days[0] < told.days[1]
    assert library.stories.newest(9) == [told]
    pair = library.stories.of("fr017")
    assert pair is not None
    assert set(pair.members) == {"fr017", "en017"}
    assert library.stories.of("nobody") is None


def test_a_later_report_joins_the_story_without_comparing_everything(library: Library):
    take_in(library, [p for n in range(12) for p in story(n)])
    run(library)
    take_in(library, [again(story(5)[1], "en-second", 1)])
    run(library)
    told = library.stories.of("fr005")
    assert told is not None
    assert set(told.members) == {"fr005", "en005", "en-second"}


def test_stories_around_a_few_reports_are_as_those_of_all(library: Library):
    """Joined by one report, taken apart by another text, and those far away left alone."""
    first = [p for n in range(24) for p in story(n)]
    alone = story(50)[0]
    take_in(library, [*first, *(again(p, f"early-{p.article}", 1) for p in first[:12])])
    take_in(library, [alone, again(alone, "fr-alone", 1)])
    run(library)
    assert library.stories.of("fr050") is not None
    bridge = story(30)[0]
    for change in (
        [again(first[0], "fr-late", 3)],
        [again(first[1], "en-late", 4), bridge],
        [replace(bridge, article="early-fr002", vectors=story(40)[0].vectors, names={}, numbers={})],
        [again(first[4], "fr000", 2)],
        [replace(story(41)[0], article="fr-alone")],
    ):
        take_in(library, change)
        run(library)
        told = library.database.rows("SELECT article, story FROM stories ORDER BY article")
        with library.database.transaction():
            stories.tell_stories(library)
        assert told == library.database.rows("SELECT article, story FROM stories ORDER BY article")
    assert library.stories.of("fr050") is None
    assert len(library.stories.newest(99)) > 3


def links(library: Library) -> set[tuple[str, ...]]:
    found = library.database.rows("SELECT one, other FROM story_links")
    return {tuple(sorted(link)) for link in found}


def test_what_is_said_of_two_languages_leaves_the_ties_of_one_alone(library: Library):
    """More reports of a story than each is compared with: near is not the same from both sides."""
    fr, en = story(5)
    take_in(library, [p for n in range(4) for p in story(n)])
    take_in(library, [fr, en, *(again(fr, f"fr-{n:02}", n % 3) for n in range(16))])
    run(library)
    before, told = links(library), library.stories.of("fr005")
    assert len(before) > 16 and told is not None
    for other in ("fr-03", "fr-07", "fr005"):
        correct(library, other, "en005", "different")
    for other in ("fr-07", "fr005", "fr-03"):
        withdraw(library, other, "en005")
    assert links(library) == before
    assert library.stories.of("fr005") == told
    compare_anew(library)
    run(library)
    assert links(library) == before


def test_the_same_words_with_other_names_are_another_story(library: Library):
    fr, en = story(5)
    other = replace(again(fr, "fr-other", 1), names={"other": (3, "Other")}, numbers={"77": 1})
    take_in(library, [fr, en, other])
    state(library, Facts("fr005", names={"own5": 2}))
    state(library, Facts("fr-other", names={"other": 3}))
    run(library)
    told = library.stories.of("fr005")
    assert told is not None
    assert "fr-other" not in told.members


def test_what_few_reports_tie_together_falls_apart_into_pairs(
    library: Library, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(stories, "MOST_MEMBERS", 3)
    take_in(library, [p for n in (5, 6) for p in story(n)])
    run(library)
    with library.database.transaction():
        library.stories.replace_links([("fr005", "fr006")])
        stories.tell_stories(library)
    told = library.stories.of("fr005")
    assert told is not None
    assert set(told.members) == {"fr005", "en005"}
