"""Reports of one event, and of what followed, are grouped over days and languages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from index.analysis.profiles import Profile
from index.ingest import stories
from index.storage.library import Library, open_library
from tests.index.ingest.archives import run, story, take_in


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = open_library(tmp_path)
    yield opened
    opened.close()


def again(report: Profile, name: str, days: int) -> Profile:
    """Nearly the same text, some days later."""
    dice = np.random.default_rng(len(name))
    vectors = np.clip(report.vectors + dice.integers(-9, 9, report.vectors.shape), -127, 127).astype(np.int8)
    day = None if report.first_day is None else report.first_day + days
    return replace(report, article=name, vectors=vectors, first_day=day, last_day=day)


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


def test_the_same_words_with_other_names_are_another_story(library: Library):
    fr, en = story(5)
    other = replace(again(fr, "fr-other", 1), names={"other": (3, "Other")}, numbers={"77": 1})
    take_in(library, [fr, en, other])
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
