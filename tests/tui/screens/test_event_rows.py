"""Rows of events: one for several reports, unfolded and folded again by a key."""

from __future__ import annotations

import pytest

from tui.settings import ReaderSettings

ENGLISH, FRENCH, IRNA = "57eb5a726759c593", "5458c2e2e07d06f8", "c8246056efe8aecc"
SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 40)])


@SIZES
async def test_one_row_an_event_and_the_other_reports_unfold_below_it(sitting, size):
    async with sitting("--event", size=size) as reader:
        await reader.press("A")
        await reader.sees("3 rows · 5 reports · 2 paired", "Events · newest first", "FR 2 · EN 1", "1/3")
        assert "Iran, Russia FMs voice" not in [*filter(None, reader.screen.splitlines())][3]
        await reader.press("a")
        await reader.sees("└ Pezeshkian et Poutine", "└ Iran, Russia FMs voice", "1/5")
        assert reader.main.reading.article == FRENCH
        await reader.press("j", "j")
        await reader.until(lambda: reader.main.reading.article == ENGLISH)
        await reader.sees("3/5")
        await reader.press("a")
        await reader.sees("1/3", "FR 2 · EN 1")
        await reader.misses("└ ")
        assert reader.main.reading.article == ENGLISH, "the row stands for it"
        await reader.press("A")
        await reader.sees("5 found · 2 paired", "Results · newest first", "=1")


async def test_results_of_a_query_and_of_a_filter_fold_what_they_have_of_an_event(sitting):
    async with sitting("--event", size=(120, 40)) as reader:
        await reader.press("A", "slash")
        await reader.type("syrie")
        await reader.press("enter")
        await reader.sees("reports", "FR 2 · EN 1", "also: Syria")
        await reader.press("L")
        await reader.sees("[FR]", "FR 2")
        await reader.misses("FR 2 · EN 1")
        await reader.press("a")
        await reader.sees("└ Pezeshkian et Poutine")
        await reader.press("L")
        await reader.sees("[EN]", "1 row · 1 report")
        await reader.misses("FR 2 ", "└ ")


async def test_the_open_article_stays_open_when_its_event_becomes_one_row(sitting):
    async with sitting("--event", size=(120, 40)) as reader:
        await reader.press("j", "j", "j")
        await reader.until(lambda: reader.main.reading.article == ENGLISH)
        await reader.press("A")
        await reader.sees("1/3", "FR 2 · EN 1")
        await reader.until(lambda: not reader.main.desks.arrival.opening)
        assert reader.main.reading.article == ENGLISH
        await reader.press("r")
        await reader.until(lambda: not reader.main.desks.arrival.opening)
        assert reader.main.reading.article == ENGLISH
        await reader.press("j")
        await reader.until(lambda: reader.main.reading.article not in (ENGLISH, FRENCH, IRNA))
    async with sitting("--event", size=(120, 40), ready="3 rows") as reader:
        await reader.sees("Events · newest first")


async def test_the_settings_say_what_a_row_is_until_the_reader_does(sitting):
    by_event = ReaderSettings(rows="events")
    async with sitting("--event", settings=by_event, ready="3 rows · 5 reports") as reader:
        await reader.press("A")
        await reader.sees("5 found")
    async with sitting("--event", settings=by_event, ready="5 found"):
        pass


async def test_where_there_is_nothing_to_unfold_it_is_said_why(sitting):
    async with sitting("--event", size=(120, 40)) as reader:
        await reader.press("a")
        await reader.sees("A shows a row an event")
        await reader.press("A", "j", "a")
        await reader.sees("no other report of this event in the list")


async def test_marks_reach_the_unfolded_rows(sitting):
    async with sitting("--event", size=(120, 40)) as reader:
        await reader.press("A", "a")
        await reader.sees("└ Pezeshkian")
        await reader.press("j", "enter")
        await reader.until(lambda: reader.main.reading.article == IRNA)
        await reader.press("escape")
        await reader.sees(">  FR  3 ")
        await reader.press("b")
        await reader.sees(">* FR  3 ")


async def test_a_long_list_is_paged_with_rows_unfolded_in_it(sitting):
    async with sitting("--event", "--copies", "300", size=(120, 40), ready="305 found") as reader:
        results = reader.main.results
        await reader.press("A")
        await reader.sees("303 rows · 305 reports", "1/303")
        await reader.press("G")
        await reader.sees("303/303")
        await reader.until(lambda: results.current is not None)
        last = results.current.id
        await reader.press("slash")
        await reader.type("syrie")
        await reader.press("enter")
        await reader.sees("FR 2")
        await reader.press("a")
        await reader.sees("└ Pezeshkian")
        rows = results.total
        await reader.press("G")
        await reader.sees(f"{rows}/{rows}")
        await reader.until(lambda: results.current is not None)
        assert rows == 305 and results.current.id == last, "the rows below have moved by those unfolded"
