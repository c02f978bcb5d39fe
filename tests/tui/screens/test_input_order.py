"""Keys that come fast, early or while something else goes on reach what they were meant for."""

from __future__ import annotations


async def test_what_is_typed_while_the_program_starts_is_not_lost(sitting):
    async with sitting(ready="", early=("/", *"Alep")) as reader:
        await reader.sees("also: Aleppo")
        assert reader.main.line.box.value == "Alep"


async def test_a_query_typed_faster_than_the_screen_follows_stays_in_order(sitting):
    async with sitting() as reader:
        for _ in range(5):
            reader.types_fast("/", *"jklgen", "backspace", "q", "enter")
            await reader.until(lambda: reader.main.pane == "list" and reader.session.query == "jklgeq")
            reader.types_fast("/", "backspace", "escape")
            await reader.until(lambda: reader.main.pane == "list" and not reader.session.query)


async def test_a_key_after_one_that_opens_or_closes_a_dialog_is_not_lost(sitting):
    async with sitting() as reader:
        reader.types_fast("f", "down", "enter", "j", "enter")
        await reader.until(lambda: reader.main.pane == "text")
        await reader.press("q")
        await reader.sees("French only")


async def test_a_key_means_the_article_that_is_on_its_way_and_not_the_one_still_shown(sitting):
    async with sitting("--slow-articles") as reader:
        await reader.until(lambda: reader.main.reading.article)
        first = reader.main.reading.article
        reader.types_fast("j", "b", "j", "b", "k", "k")
        await reader.until(lambda: reader.main.results._rows.hit(2).bookmarked)
        await reader.until(lambda: reader.main.reading.article == first)
        assert not reader.main.reading.view.bookmarks
        assert [reader.main.results._rows.hit(n).bookmarked for n in range(3)] == [False, True, True]


async def test_the_article_that_the_cursor_came_back_to_is_the_one_that_is_shown(sitting):
    async with sitting("--slow-articles") as reader:
        await reader.until(lambda: reader.main.reading.article)
        first = reader.main.reading.article
        reader.types_fast("j", "k", "b")
        await reader.until(lambda: reader.main.results._rows.hit(0).bookmarked)
        assert reader.main.reading.article == first


async def test_a_burst_of_one_key_marks_and_unmarks_the_same_place(sitting):
    async with sitting("--slow-articles") as reader:
        await reader.until(lambda: reader.main.reading.article)
        reader.types_fast(*"bbb", "B")
        await reader.until(lambda: len(getattr(reader.app.screen, "_rows", ())) == 1)
        reader.types_fast("escape", *"bubu", "B")
        await reader.until(lambda: len(getattr(reader.app.screen, "_rows", ())) == 1)
        assert not any("no bookmark" in toast for toast in reader.toasts)


async def test_a_key_after_the_last_row_means_it_although_it_is_still_on_its_way(sitting):
    async with sitting("--copies", "250", patience=20.0) as reader:
        await reader.until(lambda: reader.main.reading.article)
        first = reader.main.reading.article
        reader.types_fast("G", "b")
        await reader.until(lambda: reader.main.results.current and reader.main.results.current.bookmarked)
        assert reader.main.results.cursor == reader.main.results.total - 1
        assert reader.main.reading.article != first


async def test_a_key_after_a_query_means_what_that_query_finds(sitting):
    async with sitting() as reader:
        await reader.press("slash")
        await reader.type("slow")
        await reader.until(lambda: reader.searching.unfollowed is None and reader.searching.page is not None)
        reader.types_fast(*" Kremlin", "enter", "b")
        await reader.until(lambda: any("bookmark on" in toast for toast in reader.toasts))
        current = reader.main.results.current
        await reader.until(lambda: reader.main.results.current.bookmarked)
        assert reader.searching.page.query.endswith("Kremlin") and reader.main.reading.article == current.id


async def test_a_key_after_one_that_asks_for_a_dialog_is_for_the_dialog(sitting):
    async with sitting() as reader:
        await reader.sees("6 of 7")
        reader.types_fast("P", "j", "escape", "j")
        await reader.until(lambda: reader.app.screen is reader.main and reader.main.results.cursor == 1)


async def test_a_key_after_another_filter_means_the_first_article_that_it_finds(sitting):
    async with sitting("--slow-articles") as reader:
        await reader.until(lambda: reader.main.reading.article)
        reader.types_fast("L", "L", "b")
        await reader.until(lambda: reader.main.results.current and reader.main.results.current.bookmarked)
        assert reader.main.results.current.language == "en" == reader.main.reading.view.article.language


async def test_a_refused_search_holds_no_key_back(sitting):
    async with sitting() as reader:
        await reader.sees("6 of 7")
        reader.types_fast("/", '"', "a", "enter", "escape", "?")
        await reader.until(lambda: reader.app.screen is not reader.main)


async def test_keys_are_given_out_again_when_an_article_does_not_come(sitting, monkeypatch):
    monkeypatch.setattr("tui.desks.arrival.PATIENCE_SECONDS", 0.1)
    async with sitting() as reader:
        await reader.sees("6 of 7")
        reader.main.desks.arrival.expect("an article that never comes")
        reader.types_fast("b", "?")
        await reader.until(lambda: reader.app.screen is not reader.main)
        await reader.press("q")
        await reader.sees("did not come")


async def test_timers_of_the_program_fire_however_busy_the_machine_is(sitting):
    async with sitting() as reader:  # one that skips what it is late for never draws a resize
        assert not any(node.set_timer(60, print)._skip for node in (reader.app, reader.main))


async def test_a_key_for_the_article_does_not_wait_after_a_query_that_cannot_be_read(sitting):
    async with sitting(patience=1.5) as reader:  # less than keys are held for an article on its way
        await reader.sees("6 of 7")
        before = reader.main.reading.row
        reader.types_fast("/", '"', "a", "enter", "escape", ".")
        await reader.until(lambda: reader.main.reading.row > before)


async def test_a_list_of_occurrences_is_left_before_it_is_whole(sitting):
    async with sitting() as reader:
        await reader.press("slash")
        await reader.type("Syrie")
        await reader.press("enter")
        await reader.until(lambda: reader.main.reading.article)
        for _ in range(3):
            reader.types_fast("C")
            await reader.sees("Concordance of “Syrie”")
            reader.types_fast("escape")
            await reader.until(lambda: reader.app.screen is reader.main)
        await reader.press("j")
        await reader.until(lambda: reader.main.results.cursor == 1)


async def test_the_reader_leaves_while_answers_are_on_their_way(sitting):
    async with sitting("--slow-articles") as reader:
        await reader.until(lambda: reader.main.reading.article)
        reader.types_fast("j", "b", "P", "j", "Q")
        await reader.until(lambda: not reader.app.is_running or reader.app.return_code is not None)
