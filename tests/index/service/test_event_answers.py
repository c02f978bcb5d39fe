"""What the server answers about the reports of an event: which can stand beside which, and how."""

from __future__ import annotations

import pytest

from index.archive import Archive
from index.model.articles import ArticleId
from index.model.pairs import OF_ONE_EVENT
from index.protocol.questions import ReadArticle, ReadPair, WhyPaired
from tests.index.service.conftest import Ask


@pytest.fixture
def archive(events_archive: Archive) -> Archive:
    return events_archive


@pytest.fixture
def no_pair(archive: Archive) -> tuple[ArticleId, ArticleId]:
    """A French and an English report of one event that were not made a pair."""
    paired = {pair.articles for pair in archive.pairs.all()}
    for event in archive.pairs.events(in_both_languages=True):
        hits = archive.articles.hits(event.reports)
        fr, en = ([id for id, hit in hits.items() if hit.language == side] for side in ("fr", "en"))
        for pair in ((one, other) for one in fr for other in en if (one, other) not in paired):
            return pair
    raise AssertionError("every two are a pair")


def test_what_can_stand_beside_a_report_is_its_counterpart_then_the_rest_of_the_event(
    ask: Ask, archive: Archive
) -> None:
    several = 0
    for event in archive.pairs.events(in_both_languages=True):
        hits = archive.articles.hits(event.reports)
        for id, hit in hits.items():
            view = ask(ReadArticle(id))
            assert {*view.beside} == {other for other in hits if hits[other].language != hit.language}
            assert view.counterpart is None or view.beside[0] == view.counterpart
            several += len(view.beside) > 1
    assert several


def test_any_two_reports_of_an_event_can_be_put_side_by_side_and_are_no_pair_for_that(
    ask: Ask, archive: Archive, no_pair: tuple[ArticleId, ArticleId]
) -> None:
    fr, en = no_pair
    before = archive.pairs.all()
    for article, other in ((fr, en), (en, fr)):
        view = ask(ReadPair(article, beside=other))
        assert (view.left.article.id, view.right.article.id) == (fr, en)
        assert view.pair.status == OF_ONE_EVENT and view.pair.aligned
        assert 0 < view.pair.score < 1 and view.pair.evidence.aligned[1] > 0
        assert any(row.left and row.right for row in view.pair.rows)
        why = ask(WhyPaired(article, beside=other))
        assert why is not None and why.labels.keys() == {*view.pair.evidence.shared_entities}
    assert archive.pairs.all() == before


def test_a_pair_is_that_pair_whichever_way_it_is_asked_for(ask: Ask, archive: Archive) -> None:
    for pair in archive.pairs.all():
        assert ask(ReadPair(pair.fr, beside=pair.en)).pair.articles == pair.articles
        assert ask(ReadPair(pair.fr, beside=pair.en)).pair.status == pair.status


def test_a_report_of_another_event_is_never_put_beside_it(ask: Ask, archive: Archive) -> None:
    one, other = archive.pairs.events(in_both_languages=True)[:2]
    for stranger in (*other.reports, "no such report"):
        assert ask(ReadPair(one.reports[0], beside=stranger)) == ask(ReadPair(one.reports[0]))


def test_a_report_taken_apart_from_another_is_not_put_beside_it_any_more(ask: Ask, archive: Archive) -> None:
    pair = archive.pairs.all()[0]
    archive.desk.verdict(pair.fr, pair.en, "different")
    assert pair.en not in ask(ReadArticle(pair.fr)).beside
    shown = ask(ReadPair(pair.fr, beside=pair.en))
    assert shown is None or shown.pair.en != pair.en
