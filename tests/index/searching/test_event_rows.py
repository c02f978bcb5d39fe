"""Rows of events: the first report of an event in a result stands for the others, whatever the order."""

from __future__ import annotations

from dataclasses import replace

import pytest

from index.archive import Archive
from index.model.results import UNFILTERED, Filters, Hit, SearchRequest
from index.searching.event_rows import fold

QUERIES = (
    "",
    "Cocody",
    "Tripoli OR Yarmouk",
    "lang:fr eau OR Cocody",
    "is:paired",
    "water",
    "no such word anywhere",
)


def everything(archive: Archive, request: SearchRequest) -> list[Hit]:
    """All rows, as a screen asks for them: page by page."""
    found: list[Hit] = []
    while True:
        page = archive.search.page(replace(request, offset=len(found), limit=3))
        found += page.hits
        if not page.hits:
            assert len(found) == page.total
            return found


def told_with(archive: Archive, hit: Hit) -> str:
    """What the report stands in one row with."""
    event = archive.pairs.event_of(hit.id)
    if event is None:
        return hit.id
    return f"{event.id} {hit.language}" if event.status == "possible" else event.id


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("order", ["relevance", "newest"])
@pytest.mark.parametrize("filters", [UNFILTERED, Filters(language="fr"), Filters(standing="unread")])
def test_rows_are_the_first_reports_of_events_in_the_order_of_the_result(
    events_archive: Archive, query: str, order: str, filters: Filters
) -> None:
    asked = SearchRequest(query, filters, order)
    listed = everything(events_archive, asked)
    reports, event_of = [hit.id for hit in listed], {hit.id: told_with(events_archive, hit) for hit in listed}
    firsts, seen = [], set()
    for report in reports:
        if event_of[report] not in seen:
            firsts.append(report)
        seen.add(event_of[report])
    rows = everything(events_archive, replace(asked, events=True))
    assert [row.id for row in rows] == firsts
    page = events_archive.search.page(replace(asked, events=True))
    assert page.reports == len(reports) and page.total == len(firsts)
    assert page.standings == events_archive.search.page(asked).standings, "they count reports"
    for row in rows:
        together = [each for each in reports if event_of[each] == event_of[row.id]]
        assert [row.id, *row.folded] == together
        assert sum(row.reports.values()) == (len(together) if row.folded else 0)


@pytest.mark.parametrize("query", ["", "Cocody", "water"])
def test_what_is_folded_comes_as_it_would_stand_there(events_archive: Archive, query: str) -> None:
    asked = SearchRequest(query)
    reports = {hit.id: hit for hit in everything(events_archive, asked)}
    rows = everything(events_archive, replace(asked, events=True))
    assert any(row.folded for row in rows)
    for row in rows:
        unfolded = events_archive.search.unfolded(replace(asked, events=True), row.folded)
        assert [hit.id for hit in unfolded] == [*row.folded]
        assert [hit.via for hit in unfolded] == [reports[hit.id].via for hit in unfolded]


def test_what_has_been_read_does_not_take_the_unread_reports_of_its_event_away(
    events_archive: Archive,
) -> None:
    unread = SearchRequest(filters=Filters(standing="unread"), events=True)
    row = next(row for row in everything(events_archive, unread) if row.folded)
    events_archive.desk.mark_read(row.id, read=True)
    after = events_archive.search.page(unread)
    assert row.folded[0] in [each.id for each in after.hits]
    for query in ("is:unread", "is:unread (Cocody OR Yarmouk OR Tripoli)"):
        asked = SearchRequest(query, events=True)
        first = next(row for row in everything(events_archive, asked) if row.folded)
        events_archive.desk.mark_read(first.id, read=True)
        assert first.folded[0] in [each.id for each in events_archive.search.page(asked).hits]


def test_what_the_reader_takes_apart_stands_in_two_rows(events_archive: Archive) -> None:
    asked = SearchRequest(events=True)
    pair = events_archive.pairs.all()[0]

    def together() -> bool:
        rows = everything(events_archive, asked)
        return any({*pair.articles} <= {row.id, *row.folded} for row in rows)

    assert together()
    events_archive.desk.verdict(*pair.articles, "different")
    assert not together()


def test_a_possible_join_is_folded_within_each_language_only() -> None:
    event_of = {"fr1": "fr1 fr", "fr2": "fr1 fr", "en1": "fr1 en", "en2": "en2"}
    folded = fold(["en1", "fr2", "x", "fr1", "en2"], event_of)
    assert folded.under == {"fr2": ("fr1",)} and folded.ids == {"fr1"}
