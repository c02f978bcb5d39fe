"""What the server answers about pairs, verdicts and stories."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from index.archive import Archive
from index.errors import NotFoundError
from index.model.articles import READING_LANGUAGES
from index.protocol.answers import Done
from index.protocol.questions import (
    Candidates,
    Hello,
    Judge,
    ReadArticle,
    ReadPair,
    StoryOf,
    WhyAlone,
    WhyPaired,
)
from index.storage.library import open_library
from tests.index.service.conftest import Ask


def test_candidates_with_their_evidence(ask: Ask, seed_ids: dict[str, str]) -> None:
    offer = ask(Candidates(seed_ids["004"][:8]))
    assert (offer.article.id, offer.counterpart) == (seed_ids["004"], seed_ids["000"])
    best, *others = offer.candidates
    assert (best.report.id, best.report.language) == (seed_ids["000"], "fr") and best.report.title
    assert best.candidate.status == "counterpart" and best.candidate.evidence.similarity > 0.5
    assert [other.candidate.status for other in others] == ["unlikely"] * 3
    assert offer.verdicts == {} and offer.taken_apart == ()
    assert len(ask(Candidates(seed_ids["004"], limit=2)).candidates) == 2


def test_a_verdict_and_taking_it_back(ask: Ask, seed_ids: dict[str, str]) -> None:
    fr, en = seed_ids["000"], seed_ids["004"]
    assert ask(Judge(fr, en, "different")) == Done()
    apart = ask(Candidates(fr))
    assert (apart.counterpart, apart.candidates, apart.verdicts) == (None, (), {en: "different"})
    assert ask(ReadPair(fr)) is None
    assert ask(Judge(fr, en, None)) == Done()
    again = ask(Candidates(fr))
    assert (again.counterpart, again.verdicts) == (en, {})
    ask(Judge(en, fr, "same"))
    assert ask(Candidates(fr)).verdicts == {en: "same"} and ask(Candidates(en)).verdicts == {fr: "same"}
    assert ask(ReadPair(fr)).pair.origin == "reader"


def test_an_article_comes_with_the_reports_that_it_was_taken_apart_from(
    ask: Ask, seed_ids: dict[str, str]
) -> None:
    fr, en, other = seed_ids["000"], seed_ids["004"], seed_ids["001"]
    assert ask(ReadArticle(en)).taken_apart == ()
    ask(Judge(fr, en, "different"))
    (apart,) = ask(ReadArticle(en)).taken_apart
    assert (apart.id, apart.language, apart.title) == (fr, "fr", ask(ReadArticle(fr)).article.title)
    assert [report.id for report in ask(ReadArticle(fr)).taken_apart] == [en]
    assert [report.id for report in ask(Candidates(fr)).taken_apart] == [en]
    assert ask(ReadArticle(other)).taken_apart == ()
    ask(Judge(other, en, "same"))
    pair = ask(ReadPair(en))
    assert pair.left.taken_apart == ()
    assert [report.id for report in pair.right.taken_apart] == [fr]


def test_a_pair_that_is_not_aligned_is_told_apart_from_an_article_that_is_not_compared(
    ask: Ask, archive_folder: Path, seed_ids: dict[str, str]
) -> None:
    assert (hello := ask(Hello())).pending == hello.uncompared == 0
    ask(Judge(seed_ids["001"], seed_ids["004"], "same"))
    assert (hello := ask(Hello())).pending > 0 and hello.uncompared == 0
    ask(ReadPair(seed_ids["001"]))
    assert ask(Hello()).pending == 0
    with closing(open_library(archive_folder)) as library:
        library.counterparts.forget_profiles()
    assert (hello := ask(Hello())).pending > 0 and hello.uncompared == 5


def test_a_story_with_its_reports_by_name(ask: Ask, archive: Archive, seed_ids: dict[str, str]) -> None:
    found = ask(StoryOf(seed_ids["000"]))
    assert {member.id for member in found.members} == {seed_ids["000"], seed_ids["004"]}
    assert tuple(member.id for member in found.members) == found.story.members
    assert found.story.languages == {"fr": 1, "en": 1}
    assert {member.language for member in found.members} == {*READING_LANGUAGES}
    assert ask(StoryOf(seed_ids["001"])) is None
    assert archive.pairs.stories() == []
    with pytest.raises(NotFoundError):
        ask(StoryOf("zzzz"))


def test_what_speaks_for_a_pair_comes_with_its_names(ask: Ask, seed_ids: dict[str, str]) -> None:
    shown = ask(ReadPair(seed_ids["000"]))
    evidence, why = shown.pair.evidence, shown.why
    assert {"Syrie = Syria", "Sergueï Lavrov = Sergei Lavrov"} <= {*why.labels.values()}
    assert {*why.labels} <= {*evidence.shared_entities} and len(evidence.shared_entities) == 9
    assert (why.runner_up, evidence.runner_up) == (None, None)  # nothing else comes near
    assert why.measured and why.rival is None


def test_why_the_runner_up_lost_is_told_when_it_is_asked_for(ask: Ask, seed_ids: dict[str, str]) -> None:
    with_the_pair = ask(ReadPair(seed_ids["000"])).why
    told = ask(WhyPaired(seed_ids["004"]))
    assert (told.labels, told.event) == (with_the_pair.labels, with_the_pair.event)
    assert {*told.event.reports} == {seed_ids["000"], seed_ids["004"]}
    second = told.rival.candidate
    assert second.article in {seed_ids[name] for name in ("001", "002", "003")} and told.rival.margin > 0
    assert told.runner_up == ask(ReadArticle(second.article)).article.title
    assert len(second.evidence.shared_entities) < len(told.labels)
    assert ask(WhyPaired(seed_ids["001"])) is None


def test_why_an_article_has_no_counterpart_is_told_by_what_came_nearest(
    ask: Ask, seed_ids: dict[str, str]
) -> None:
    told = ask(WhyAlone(seed_ids["001"]))
    assert told.best.report.id == seed_ids["004"] and told.best.report.title
    assert told.best.candidate.status == "unlikely"
    assert {*told.best.candidate.evidence.shared_entities} == told.why.labels.keys()
    assert told.why.event is None and told.best.candidate.event.id in (seed_ids["000"], seed_ids["004"])
    assert ask(WhyAlone(seed_ids["000"])) is None, "it has one"
    ask(Judge(seed_ids["001"], seed_ids["004"], "different"))
    assert ask(WhyAlone(seed_ids["001"])) is None, "there is nothing else that it could be"
