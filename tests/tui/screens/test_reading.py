"""Reading: the three forms, walking, marks, undo."""

import json

FRENCH = "Seyyed Abbas Araghchi a discuté"


async def test_enter_opens_and_every_way_back_leads_to_the_list(sitting):
    async with sitting() as reader:
        for back in ("q", "h", "left", "escape", "backspace"):
            await reader.press("enter")
            await reader.until(lambda: reader.main.pane == "text")
            await reader.press(back)
            await reader.until(lambda: reader.main.pane == "list", back)


async def test_the_text_takes_the_whole_of_a_small_terminal(sitting):
    async with sitting() as reader:
        await reader.press("enter")
        await reader.misses("Results", "found")
        await reader.press("q")
        await reader.sees("Results")


async def test_p_goes_from_side_by_side_to_one_text_to_a_peek(sitting):
    async with sitting() as reader:
        await reader.press("enter")
        await reader.sees("│")
        await reader.press("p")
        await reader.sees("= EN IFP")
        await reader.misses("│")
        await reader.press("p")
        await reader.sees("└ EN IFP")
        await reader.press("p")
        await reader.sees("│")


async def test_x_exchanges_the_sides_and_keeps_them_so(sitting):
    async with sitting() as reader:
        await reader.press("enter", "x")
        await reader.until(lambda: reader.line(0).startswith("━━ EN IFP") and "FR" in reader.line(0))
        await reader.press("p")
        await reader.until(lambda: reader.line(0).startswith("━━ FR"))


async def test_an_english_article_is_read_in_english_with_french_on_the_left(sitting):
    async with sitting() as reader:
        await reader.press("j", "j", "j", "enter")
        await reader.until(lambda: reader.line(0).startswith("━━ FR") and "EN IFP" in reader.line(0))
        await reader.press("p")
        await reader.until(lambda: reader.line(0).startswith("━━ EN IFP"))
        await reader.press("x")
        await reader.until(lambda: reader.line(0).startswith("━━ FR"))


async def test_an_english_report_that_is_read_alone_runs_as_it_was_written(sitting):
    def place(reader, text):
        return next(n for n, line in enumerate(reader.screen.splitlines()) if text in line)

    def in_order(reader):
        return place(reader, "Iranian and Russian foreign") < place(reader, "Iranian Foreign Minister Seyed")

    async with sitting(size=(90, 60)) as reader:
        await reader.press("j", "j", "j", "enter")
        await reader.sees("FR · déc. 2024", "│")
        assert not in_order(reader), "side by side, the English report follows the French one"
        await reader.press("full_stop", "full_stop")
        await reader.sees("▌ Iranian and Russian foreign ministers")
        await reader.press("p")
        await reader.misses("│")
        assert in_order(reader)
        await reader.sees("▌ Iranian and Russian foreign ministers")
        await reader.press("d", "d")
        await reader.sees("only the English report has this passage")
        await reader.press("D")
        await reader.sees("name on one side: FR Damas", "▌ Iranian and Russian foreign ministers")
        await reader.press("p")
        await reader.sees("└ FR", "▌ Iranian and Russian foreign ministers", "parties, tout en réitérant")
        assert in_order(reader)
        await reader.press("p")
        await reader.sees("│▌ Iranian and Russian foreign ministers")
        await reader.press("comma")
        await reader.sees("│▌ Iranian Foreign Minister Seyed")
        await reader.press("p", "x", "full_stop")
        await reader.sees("▌ Au cours de la conversation")


async def test_a_place_in_an_english_report_that_is_read_alone_is_come_back_to(sitting):
    async with sitting(size=(120, 40)) as reader:
        await reader.press("j", "j", "j", "enter", "p", "full_stop")
        await reader.sees("▌ Iranian and Russian foreign ministers")
        await reader.until(lambda: reader.session.row == 2)
    async with sitting(size=(120, 40), ready="") as reader:
        await reader.sees("▌ Iranian and Russian foreign ministers")
        await reader.press("full_stop")
        await reader.sees("▌ Iranian Foreign Minister Seyed")


async def test_paragraphs_move_on_both_sides(sitting):
    async with sitting() as reader:
        await reader.press("enter", "full_stop", "full_stop")
        await reader.sees("▌ Au cours de la conversation, les     │▌ Iranian and Russian foreign")
        await reader.press("comma")
        await reader.sees("▌ Seyyed Abbas Araghchi a discuté des")
        await reader.press("right_curly_bracket")
        await reader.sees("▌ Au cours de la conversation")


async def test_an_article_without_a_counterpart_says_so(sitting):
    async with sitting() as reader:
        await reader.press("j", "enter")
        await reader.sees("no English report of this event found in the archive")
        await reader.press("i")
        await reader.sees("No counterpart: no English report of this event found")


async def test_j_and_k_go_from_article_to_article(sitting):
    async with sitting() as reader:
        await reader.press("enter", "J")
        await reader.sees("Le président iranien a assuré")
        assert reader.main.pane == "text"
        await reader.press("K")
        await reader.sees(FRENCH)
        await reader.press("K")
        await reader.sees("this is the first article")


async def test_space_pages_and_then_opens_the_next_article(sitting):
    async with sitting() as reader:
        await reader.press("j", "enter")
        await reader.sees("Le président iranien")
        await reader.press("space")
        await reader.until(lambda: reader.main.reading.text.scroll_offset.y > 0)
        for _ in range(4):
            await reader.press("space")
        await reader.until(lambda: reader.main.results.cursor >= 2)


async def test_n_walks_the_matches_of_both_reports(sitting):
    async with sitting() as reader:
        await reader.press("slash")
        await reader.type("lavrov")
        text = reader.main.reading.text
        await reader.until(lambda: text._hit is not None and reader.main.reading.view.highlights)
        await reader.press("enter", "enter", "n")  # the first one is in view, and marked, as it comes
        await reader.sees("match 2 of 2")
        await reader.press("N")
        await reader.sees("match 1 of 2")
        await reader.press("f3")
        await reader.sees("match 2 of 2")


async def test_n_without_a_query_goes_to_the_next_unread(sitting):
    async with sitting() as reader:
        await reader.press("j", "m")
        await reader.until(lambda: not reader.main.results.current.unread)
        await reader.press("k", "n")
        await reader.until(lambda: reader.main.results.cursor == 2)
        await reader.press("N")
        await reader.until(lambda: reader.main.results.cursor == 0)


async def test_differences_are_walked(sitting):
    async with sitting() as reader:
        await reader.press("enter", "d")
        await reader.sees("[Damas]")
        await reader.press("d")
        await reader.sees("no matching passage")


async def test_reading_marks_read_and_m_takes_it_back_and_u_that(sitting):
    async with sitting() as reader:
        await reader.press("enter")
        await reader.until(lambda: not reader.main.results.current.unread)
        await reader.press("q", "m")
        await reader.until(lambda: reader.main.results.current.unread)
        await reader.press("u")
        await reader.until(lambda: not reader.main.results.current.unread)
        await reader.until(lambda: any("undone" in toast and "unread" in toast for toast in reader.toasts))


async def test_m_says_what_it_has_done_also_when_it_is_pressed_fast(sitting):
    async with sitting(size=(120, 40)) as reader:
        await reader.sees(">. FR")
        await reader.press("m")
        await reader.sees(">  FR", "“Seyyed Abbas Araghchi a discuté des", "marked read · u undoes it")
        reader.types_fast("m", "m", "m")
        await reader.sees(">. FR", "marked unread · u undoes")
        await reader.press("u")
        await reader.sees(">  FR")


async def test_m_marks_the_open_article_also_when_it_is_not_in_the_list(sitting, tmp_path):
    english = "57eb5a726759c593"
    async with sitting() as reader:
        await reader.press("slash")
        await reader.type("damas")
        await reader.sees("2 found")
        await reader.press("enter", "T")
        await reader.sees("The story in 3 reports")
        await reader.press("g", "enter")
        await reader.until(lambda: reader.main.reading.article == english)
        kept = tmp_path / "state.json"
        await reader.until(lambda: english in json.loads(kept.read_text())["read"])
        await reader.press("m")
        await reader.sees("“Iran, Russia FMs voice", "marked unread")
        await reader.until(lambda: json.loads(kept.read_text())["read"] == [])


async def test_z_says_what_it_has_done_where_nothing_else_shows_it(sitting):
    async with sitting() as reader:
        await reader.press("enter", "z")
        await reader.sees("the text alone; z shows the rest again")
        await reader.press("z")
        await reader.sees("no longer the text alone")


async def test_moving_over_the_list_marks_nothing_read(sitting):
    async with sitting() as reader:
        await reader.press("j", "j", "k")
        await reader.pilot.pause(0.1)
        assert all(reader.main.results._rows.hit(row).unread for row in range(5))


async def test_b_marks_a_paragraph_and_u_takes_it_back(sitting):
    async with sitting() as reader:
        await reader.press("enter", "full_stop", "full_stop", "b")
        await reader.sees("*")
        assert any("¶ 2 added" in toast for toast in reader.toasts)
        await reader.press("u")
        await reader.until(lambda: not reader.main.reading.view.bookmarks)
        await reader.press("u")
        await reader.until(lambda: any("nothing to undo" in toast for toast in reader.toasts))


async def test_b_again_removes_the_bookmark(sitting):
    async with sitting() as reader:
        await reader.press("enter", "full_stop", "b")
        await reader.until(lambda: len(reader.main.reading.view.bookmarks) == 1)
        await reader.press("b")
        await reader.until(lambda: not reader.main.reading.view.bookmarks)
        await reader.press("u")
        await reader.until(lambda: len(reader.main.reading.view.bookmarks) == 1)


async def test_b_in_a_row_that_only_the_other_report_has_marks_the_paragraph_there(sitting, tmp_path):
    english, french = "57eb5a726759c593", "5458c2e2e07d06f8"
    alone = "│▌ * The Syrian army said"

    def kept():
        marks = json.loads((tmp_path / "state.json").read_text())["bookmarks"]
        return [(mark["article"], mark["counterpart"], mark["block"]) for mark in marks]

    async with sitting(size=(120, 40)) as reader:
        await reader.press("enter", *["full_stop"] * 7)
        await reader.sees("│▌ + The Syrian army said")
        await reader.press("b")
        await reader.sees(alone, "bookmark on ¶ 7 of the English report added")
        assert kept() == [(english, french, 6)]
        reader.types_fast("b", "b", "b")
        await reader.sees("│▌ + The Syrian army said", "removed")
        assert kept() == []
        await reader.press("u")
        await reader.sees(alone)
    async with sitting(size=(120, 40), ready="") as reader:
        await reader.sees(alone)
        await reader.press("B")
        await reader.sees("EN Iran, Russia FMs", "¶ 7 ·", "= Seyyed Abbas")
        await reader.press("enter")
        await reader.until(lambda: reader.main.reading.article == english)
        await reader.sees(alone)


async def test_b_and_y_mean_a_paragraph_that_is_in_view(sitting):
    async with sitting() as reader:
        await reader.press("enter", "full_stop", "G", "b")
        await reader.sees("bookmark on ¶ 7 added", "  * Le ministre russe des Affaires")
        await reader.press("y")
        await reader.sees("copied with its source: “Le ministre russe")
        assert reader.app.clipboard.startswith("Le ministre russe")


async def test_a_bookmark_of_the_whole_article_stands_at_its_title(sitting):
    async with sitting(size=(120, 40)) as reader:
        await reader.press("enter", "b")
        await reader.sees("▌ * Seyyed Abbas Araghchi a discuté", "bookmark on the article added")
        await reader.press("b")
        await reader.sees("▌ Seyyed Abbas Araghchi a discuté")


async def test_b_marks_the_text_that_is_read_when_it_is_the_other_one(sitting):
    async with sitting() as reader:
        await reader.press("enter", "p", "x", "G", "b")
        await reader.sees("of the English report added")
        assert any(line.strip().startswith("* ") for line in reader.screen.splitlines())


async def test_the_bookmarks_screen_opens_and_removes(sitting):
    async with sitting() as reader:
        await reader.press("enter", "full_stop", "full_stop", "full_stop", "b")
        await reader.until(lambda: bool(reader.main.reading.view.bookmarks))
        await reader.press("q", "j", "B")
        await reader.sees("Bookmarks", "¶ 3", FRENCH, "Iran, Russia FMs")
        await reader.press("enter")
        await reader.sees("▌ * Ils ont souligné")
        await reader.press("B")
        await reader.sees("¶ 3")
        await reader.press("d")
        await reader.sees("No bookmarks yet")
        await reader.press("u")
        await reader.sees("¶ 3")
        await reader.press("q")
        await reader.until(lambda: reader.app.screen is reader.main)


async def test_width_hidden_text_and_zen(sitting):
    async with sitting(size=(120, 40)) as reader:
        await reader.press("j", "j", "j", "enter", "p")
        before = reader.main.reading.text.measure
        await reader.press("minus")
        await reader.until(lambda: reader.main.reading.text.measure == before - 4)
        await reader.press("H", "G")
        await reader.sees("US carried out air attack")
        await reader.press("H", "z")
        await reader.misses("Results", "US carried out", "newsreader")
        await reader.press("escape")
        await reader.sees("Results")


async def test_y_copies_the_paragraph_with_its_source(sitting):
    async with sitting() as reader:
        await reader.press("enter", "full_stop", "y")
        await reader.until(lambda: "seeds/000_5458c2e2e07d06f8.txt" in reader.app.clipboard)
        assert "Iranian Foreign Minister" in reader.app.clipboard


async def test_space_in_the_list_pages_the_text_beside_it(sitting):
    async with sitting() as reader:
        await reader.press("space")
        await reader.until(lambda: reader.main.reading.text.scroll_offset.y > 0)
        assert (reader.main.pane, reader.main.results.cursor) == ("list", 0)


async def test_the_mouse_opens_and_presses_the_footer(sitting):
    async with sitting() as reader:
        await reader.press("escape")
        await reader.misses("Bienvenue")
        await reader.pilot.click("#result-list", offset=(20, 2))
        await reader.until(lambda: reader.main.results.cursor == 2)
        await reader.pilot.click("#result-list", offset=(20, 0), times=2)
        await reader.until(lambda: reader.main.pane == "text")
        place = reader.screen.splitlines()[-1].index("p pair")
        await reader.pilot.click("#keys", offset=(place, 0))
        await reader.sees("= EN IFP")


async def test_what_needs_two_reports_says_that_there_is_one(sitting):
    async with sitting() as reader:
        await reader.press("j")
        await reader.sees("no English report of this event found")
        for key in ("p", "x", "d", "D", "greater_than_sign"):
            reader.main.reading.note("something else")
            await reader.sees("something else")
            await reader.press(key)
            await reader.sees("no English report of this event found")
