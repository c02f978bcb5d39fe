"""The footer, the status line and the search box."""

from __future__ import annotations

from textual.events import Paste

from tests.tui.widgets.hostile_texts import FORBIDDEN, HOSTILE
from tests.tui.widgets.showing import Showing, lines
from tui.terminal.text import cells
from tui.widgets.heading import Heading
from tui.widgets.key_bar import KeyBar
from tui.widgets.search_box import SearchBox
from tui.widgets.status_line import StatusLine

HINTS = [
    ("Enter", "read"),
    ("p", "pair"),
    ("b", "bookmark"),
    ("L", "language"),
    ("f", "filter"),
    ("?", "all keys"),
]


async def test_the_footer_shows_whole_hints_and_help_at_any_width() -> None:
    bar = KeyBar(HINTS)
    async with Showing(bar).run_test(size=(80, 4)) as pilot:
        await pilot.pause()
        assert lines(bar)[0].rstrip() == " Enter read  p pair  b bookmark  L language  f filter  ? all keys"
        for width in (79, 64, 63, 40, 18, 12):
            await pilot.resize_terminal(width, 4)
            await pilot.pause()
            line = lines(bar)[0]
            assert cells(line) == width
            assert line.rstrip().endswith("? all keys")
            assert line.strip().split("  ") == [" ".join(hint) for hint in bar.shown(width)]
    for width in range(1, 80):
        shown = bar.shown(width)
        assert shown == (*HINTS[: len(shown) - 1], HINTS[-1]), "the most important ones, in their order"
        assert len(shown) == 1 or len("  ".join(map(" ".join, shown))) < width


async def test_a_clicked_hint_is_told() -> None:
    bar = KeyBar(HINTS)
    app = Showing(bar)
    async with app.run_test(size=(80, 4)) as pilot:
        await pilot.pause()
        await pilot.click(bar, offset=(14, 0))
        await pilot.click(bar, offset=(79, 0))
        assert [message.hint for message in app.of(KeyBar.Pressed)] == [("p", "pair")]


async def test_other_hints_and_none() -> None:
    bar = KeyBar()
    async with Showing(bar).run_test(size=(40, 4)) as pilot:
        await pilot.pause()
        assert lines(bar)[0].strip() == ""
        bar.show([("q", "back\x1b[2J"), ("?", "keys")])
        assert lines(bar)[0].rstrip() == " q back[2J  ? keys"


async def test_the_status_line_gives_up_its_text_before_its_figures() -> None:
    line = StatusLine()
    async with Showing(line).run_test(size=(40, 4)) as pilot:
        await pilot.pause()
        line.show("also EN: strike, dockers, walkout, pickets", "214 found")
        assert lines(line)[0] == " also EN: strike, dockers,…   214 found "
        line.show("the archive’s process has died", warning=True)
        assert lines(line)[0].startswith(" ! the archive’s process")
        for width in (1, 2, 3, 12, 80):
            await pilot.resize_terminal(width, 4)
            await pilot.pause()
            assert cells(lines(line)[0]) == width


async def test_hostile_text_in_bars() -> None:
    line, bar = StatusLine(), KeyBar()
    for widget, show in [
        (line, lambda text: line.show(text, text[:20])),
        (bar, lambda text: bar.show([(text[:10], text), ("?", "keys")])),
    ]:
        async with Showing(widget).run_test(size=(60, 4)) as pilot:
            await pilot.pause()
            for text in HOSTILE.values():
                show(text)
                assert cells(lines(widget)[0]) == 60 and not FORBIDDEN.search(lines(widget)[0])


async def test_the_search_box_hands_on_what_belongs_to_the_list() -> None:
    box = SearchBox(placeholder="Search both languages")
    app = Showing(box)
    async with app.run_test(size=(60, 4)) as pilot:
        assert "Search both languages" in lines(box)[0]
        await pilot.press("l", "a", "n", "g", ":", "f", "r", "q", "?", "/", "space", "down", "escape")
        assert box.value == "lang:frq?/ "
        assert len(app.of(SearchBox.Left)) == 1 and len(app.of(SearchBox.Escaped)) == 1
        assert not box.cursor_blink


async def test_whatever_comes_into_the_search_box_comes_in_clean() -> None:
    box = SearchBox()
    async with Showing(box).run_test(size=(60, 4)) as pilot:
        for text in HOSTILE.values():
            box.value = ""
            box.post_message(Paste(text))
            await pilot.pause()
            pasted = box.value
            box.value = text
            assert not FORBIDDEN.search(pasted + box.value) and "\n" not in pasted + box.value
            assert not FORBIDDEN.search(lines(box)[0])


async def test_a_query_broken_over_lines_is_pasted_whole_into_the_selection() -> None:
    box = SearchBox()
    async with Showing(box).run_test(size=(60, 4)) as pilot:
        box.value = "old"
        box.select_all()
        box.post_message(Paste("grève des\r\nports\n"))
        await pilot.pause()
        assert box.value == "grève des ports", "once, and in place of what was selected"


async def test_a_heading_keeps_both_its_texts_and_cuts_with_an_ellipsis() -> None:
    heading = Heading("EN The Coast Herald and Evening Post · 14 Mar 2024 · 3 min", "= FR Le Littoral : p")
    async with Showing(heading).run_test(size=(100, 4)) as pilot:
        await pilot.pause()
        assert "3 min ─" in lines(heading)[0] and "Le Littoral : p ──" in lines(heading)[0]
        for width in range(21, 100):
            await pilot.resize_terminal(width, 4)
            await pilot.pause()
            line = lines(heading)[0]
            assert cells(line) == width
            whole = "3 min ─" in line and "Le Littoral : p ──" in line
            assert whole or "… ─" in line
            assert "= FR" in line
        heading.say("Results · newest first", "12/97")
        for width in (40, 30, 24):
            await pilot.resize_terminal(width, 4)
            await pilot.pause()
            assert lines(heading)[0].endswith(" 12/97 ──")
        await pilot.resize_terminal(12, 4)
        await pilot.pause()
        assert lines(heading)[0] == "── Resul… ──"


async def test_the_status_line_says_something_shorter_before_it_cuts_a_figure() -> None:
    line = StatusLine()
    async with Showing(line).run_test(size=(60, 4)) as pilot:
        line.show("97 articles · FR 42 · EN 54", "58 paired", shorter=("97 articles", "news"))
        for width, said in (
            (41, "97 articles · FR 42 · EN 54"),
            (39, "97 articles "),
            (20, "news "),
            (15, "n…"),
        ):
            await pilot.resize_terminal(width, 4)
            await pilot.pause()
            assert lines(line)[0].startswith(f" {said}") and lines(line)[0].endswith(" 58 paired ")


async def test_a_warning_is_broken_into_lines_rather_than_cut() -> None:
    line = StatusLine(most_lines=3)
    said = "/home/x/archive/library.sqlite3: the library failed and nothing more can be written into it"
    async with Showing(line).run_test(size=(40, 8)) as pilot:
        line.show(said, warning=True)
        await pilot.pause()
        shown = [text.strip() for text in lines(line)]
        assert len(shown) == 3 and " ".join(shown) == f"! {said}"
        await pilot.resize_terminal(24, 8)
        await pilot.pause()
        assert len(lines(line)) == 3 and lines(line)[2].rstrip().endswith("…")
        await pilot.resize_terminal(120, 8)
        await pilot.pause()
        assert len(lines(line)) == 1
        line.show(
            "what is no warning has one line, however long it may be and whatever is said in it all day"
        )
        await pilot.resize_terminal(40, 8)
        await pilot.pause()
        assert len(lines(line)) == 1
