"""Searching as a person does it: typing, narrowing, going back."""

from index.protocol.questions import Facets, Search


async def test_results_and_expansion_follow_the_typing(sitting):
    async with sitting() as reader:
        await reader.press("slash")
        await reader.type("alep")
        await reader.sees("also: Aleppo", " ms", "4 found", "1 paired", "1/4")
        await reader.press("backspace", "backspace", "backspace", "backspace")
        await reader.sees("5 found", "newest first")


async def test_characters_typed_in_one_go_reach_the_search_box(sitting):
    async with sitting() as reader:
        for key in ("slash", "k", "r", "e", "m"):
            reader.app.post_message(_key(reader.app, key))
        await reader.until(lambda: reader.main.line.box.value == "krem")


def _key(app, key):
    from textual.events import Key

    return Key(key, "/" if key == "slash" else key)


async def test_down_enter_and_escape_lead_to_the_list(sitting):
    async with sitting() as reader:
        for leaving in ("down", "enter", "escape"):
            await reader.press("slash")
            assert reader.main.pane == "search"
            await reader.press(leaving)
            await reader.until(lambda: reader.main.pane == "list")


async def test_escape_keeps_the_query_and_a_second_one_clears_it(sitting):
    async with sitting() as reader:
        await reader.press("slash")
        await reader.type("alep")
        await reader.sees("4 found")
        await reader.press("escape")
        await reader.sees("alep")
        await reader.press("escape")
        await reader.sees("5 found", "search both languages")
        await reader.press("escape", "h", "left")
        assert reader.app.is_running


async def test_slash_selects_the_query_so_that_typing_replaces_it(sitting):
    async with sitting() as reader:
        await reader.press("slash")
        await reader.type("alep")
        await reader.press("enter", "slash")
        await reader.type("kremlin")
        await reader.until(lambda: reader.main.line.box.value == "kremlin")


async def test_commands_are_letters_while_a_query_is_typed(sitting):
    async with sitting() as reader:
        await reader.press("slash")
        await reader.type("qLfb:?")
        await reader.until(lambda: reader.main.line.box.value == "qLfb:?")


async def test_a_query_that_cannot_be_read_is_explained_under_the_box(sitting):
    async with sitting() as reader:
        await reader.press("slash")
        await reader.type('alep "syr')
        await reader.sees("the phrase is not closed")
        await reader.press("enter")
        await reader.until(lambda: "^" in reader.line(2), "pointer")
        assert reader.line(2).index("^") == reader.line(1).index('"')
        assert reader.main.pane == "search"
        assert not reader.toasts
        await reader.press("end", "quotation_mark")
        await reader.until(lambda: "^" not in reader.screen)


async def test_only_the_newest_search_is_shown(sitting):
    async with sitting() as reader:
        await reader.press("slash")
        await reader.type("slow alep")
        await reader.type("x")
        await reader.sees("Nothing found for “slow alepx”")
        await reader.pilot.pause(0.5)
        await reader.sees("Nothing found for “slow alepx”")


async def test_language_cycles_and_combines_with_the_filter_menu(sitting):
    async with sitting() as reader:
        await reader.press("L")
        await reader.sees("[FR]", "4 found")
        await reader.press("L")
        await reader.sees("[EN]", "1 found")
        await reader.press("L")
        await reader.sees("[all]", "5 found")
        await reader.press("f")
        await reader.sees("Show only articles", "in both languages  (2)")
        await reader.press("j", "enter")
        await reader.sees("Results · French only", "3 found")
        await reader.press("F")
        await reader.sees("5 found")


async def test_the_open_article_stays_under_the_cursor_when_a_filter_comes(sitting):
    async with sitting() as reader:
        await reader.press("j", "j")
        await reader.until(lambda: reader.main.reading.article == "c8246056efe8aecc")
        await reader.press("L")
        await reader.sees("4 found", "3/4")
        assert reader.main.reading.article == "c8246056efe8aecc"


async def test_names_follow_the_results_and_filter_them(sitting):
    async with sitting(size=(120, 40)) as reader:
        await reader.sees("PEOPLE", "PLACES", "Alep = Aleppo", "FR│EN")
        await reader.press("e", "j", "enter")
        await reader.sees("● Lavrov", "Results · Lavrov", "2 found")
        await reader.press("enter")
        await reader.sees("5 found")
        await reader.press("e")
        await reader.misses("PEOPLE")
        assert reader.main.pane == "list"
        await reader.press("e")
        await reader.sees("PEOPLE")


async def test_names_appear_on_demand_in_a_small_terminal(sitting):
    async with sitting() as reader:
        assert "PEOPLE" not in reader.screen
        await reader.press("e")
        await reader.sees("PEOPLE")
        await reader.press("e")
        await reader.misses("PEOPLE")


async def test_further_pages_are_read_in_when_the_reader_comes_to_them(sitting):
    async with sitting("--copies", "450", patience=20.0) as reader:  # many for an archive made by hand
        await reader.sees("455 found")
        await reader.press("G")
        await reader.sees("455/455", "450. ")
        await reader.press("g")
        await reader.sees("1/455")


async def test_a_typed_character_lays_out_nothing_anew(sitting, monkeypatch):
    monkeypatch.setattr("tui.desks.searching.PAUSE_SECONDS", 60)
    async with sitting("--copies", "40") as reader:
        await reader.press("slash")
        await reader.type("k")
        await reader.until(lambda: reader.searching.unfollowed and reader.searching.unfollowed.query == "k")
        laid_out = []
        reader.main.screen_layout_refresh_signal.subscribe(reader.main, laid_out.append)
        for typed in ("kr", "kre", "krem"):
            await reader.type(typed[-1])
            await reader.until(lambda typed=typed: reader.searching.unfollowed.query == typed)
        await reader.sees("krem")
        assert laid_out == []
        await reader.type("x" * 80)  # longer than the box: its beginning goes out of sight
        await reader.until(lambda: reader.main.line.box.scroll_offset.x > 10)
        await reader.until(lambda: "krem" not in reader.line(1) and reader.line(1).count("x") > 50)


async def test_names_of_an_older_list_are_not_asked_for_once_a_newer_one_is_on_its_way(sitting, monkeypatch):
    monkeypatch.setattr("tui.desks.searching.PAUSE_SECONDS", 1.0)  # longer than a busy machine pauses
    async with sitting() as reader:
        ask, asked = reader.main.client.ask, []

        def noted(question):
            if isinstance(question, Facets):
                asked.append(question.request.query)
            return ask(question)

        monkeypatch.setattr(reader.main.client, "ask", noted)
        await reader.press("slash")
        await reader.type("k")
        await reader.until(lambda: asked == ["k"])
        await reader.type("r")
        await reader.until(lambda: reader.searching.unfollowed and reader.searching.unfollowed.query == "kr")
        reader.types_fast(*"emlin slow")
        await reader.until(lambda: len(asked) > 1)
        assert asked == ["k", "kremlin slow"]


async def test_a_refused_search_leaves_the_names_of_the_list_that_stays(sitting, monkeypatch):
    async with sitting() as reader:
        await reader.press("slash")
        await reader.type("kremlin (")
        await reader.press("enter")
        await reader.until(lambda: reader.searching.unfollowed is None)


def searches(reader):
    """(query, whether it may be half written) of every search from now on."""
    ask, asked = reader.main.client.ask, []

    def noted(question):
        if isinstance(question, Search):
            asked.append((question.request.query, question.request.lenient))
        return ask(question)

    reader.main.client.ask = noted
    return asked


async def test_the_last_word_is_a_beginning_only_while_it_is_typed(sitting):
    async with sitting() as reader:
        asked = searches(reader)
        await reader.press("slash")
        await reader.type("alep")
        await reader.press("enter")
        await reader.until(lambda: reader.main.pane == "list" and ("alep", False) in asked)
        await reader.press("L")
        await reader.until(lambda: len(asked) > 5)
        assert [lenient for _, lenient in asked] == [True, True, True, True, False, False]


async def test_a_word_that_is_none_stays_the_beginning_of_one(sitting):
    async with sitting() as reader:
        asked = searches(reader)
        await reader.press("slash")
        await reader.type("zzz")
        await reader.press("enter")
        await reader.sees("Nothing found for “zzz”")
        await reader.until(lambda: asked[-2:] == [("zzz", False), ("zzz", True)])
        await reader.until(lambda: not reader.searching._searching)
        assert len(asked) == 5, "it ends with that"


async def test_a_half_written_query_that_was_left_is_told_and_still_narrowed(sitting):
    async with sitting() as reader:
        await reader.press("slash")
        await reader.type('"alep')
        await reader.sees("the phrase is not closed")
        await reader.press("escape")
        await reader.until(lambda: reader.main.pane == "list" and not reader.searching._whole)
        await reader.press("L")
        await reader.sees("[FR]", "the phrase is not closed")
