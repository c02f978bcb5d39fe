"""The list: rows on demand, the cursor, keys, mouse, headers."""

from __future__ import annotations

import pytest
from textual.events import MouseScrollDown, MouseScrollUp

from tests.tui.widgets.hostile_texts import FORBIDDEN, HOSTILE
from tests.tui.widgets.showing import Showing, lines
from tui.terminal.text import cells
from tui.widgets.glyphs import ASCII
from tui.widgets.list_rows import ListRow, header_row
from tui.widgets.virtual_list import VirtualList

SIZES = [(80, 24), (120, 40), (200, 50), (40, 10)]


def numbered(index: int, width: int) -> ListRow:
    return ListRow((((f"row {index}", "title"),),))


def wheel(
    kind: type[MouseScrollDown] | type[MouseScrollUp], target: VirtualList
) -> MouseScrollDown | MouseScrollUp:
    return kind(target, 1, 1, 0, 0, 0, False, False, False)


def marked(listed: VirtualList) -> list[str]:
    return [line.rstrip() for line in lines(listed) if line.startswith(">")]


@pytest.mark.parametrize("size", SIZES)
async def test_keys_move_the_cursor_and_keep_it_in_view(size: tuple[int, int]) -> None:
    listed = VirtualList(numbered)
    app = Showing(listed)
    async with app.run_test(size=size) as pilot:
        listed.reset(1000)
        await pilot.pause()
        page, half = size[1] - 1, size[1] // 2
        expected = 0
        for key, step in [
            ("j", 1), ("down", 1), ("k", -1), ("ctrl+d", half), ("ctrl+d", half), ("ctrl+u", -half),
            ("pagedown", page), ("space", page), ("pageup", -page), ("up", -1),
        ]:  # fmt: skip
            await pilot.press(key)
            expected = max(0, expected + step)
            assert listed.cursor == expected, key
            assert marked(listed) == [f">row {expected}"], key
        for key, index in [("G", 999), ("g", 0), ("end", 999), ("home", 0)]:
            await pilot.press(key)
            assert marked(listed) == [f">row {index}"], key
        assert all(cells(line) == size[0] - 1 for line in lines(listed))


async def test_only_rows_in_view_are_asked_for() -> None:
    asked: set[int] = set()

    def row(index: int, width: int) -> ListRow:
        asked.add(index)
        return numbered(index, width)

    listed = VirtualList(row)
    async with Showing(listed).run_test(size=(80, 24)) as pilot:
        listed.reset(100_000)
        await pilot.pause()
        await pilot.press("G")
        await pilot.pause()
        assert len(asked) <= 60
        assert {0, 99_999} <= asked


async def test_rows_not_loaded_are_wanted_and_shown_when_they_arrive() -> None:
    loaded: dict[int, ListRow] = {}
    listed = VirtualList(lambda index, width: loaded.get(index))
    app = Showing(listed)
    async with app.run_test(size=(80, 10)) as pilot:
        listed.reset(500)
        await pilot.pause()
        wanted = app.of(VirtualList.Wanted)[-1]
        assert (wanted.first, wanted.last) == (0, 9)
        assert lines(listed)[3].strip() == "…"
        loaded.update({n: numbered(n, 0) for n in range(10)})
        listed.refresh_rows(0, 9)
        await pilot.pause()
        assert lines(listed)[3].strip() == "row 3"
        app.posted.clear()
        await pilot.press("j")
        assert not app.of(VirtualList.Wanted)


async def test_the_screen_hears_of_moves_and_choices_only_when_they_happen() -> None:
    listed = VirtualList(numbered)
    app = Showing(listed)
    async with app.run_test(size=(80, 10)) as pilot:
        listed.reset(30, cursor=20)
        await pilot.pause()
        assert listed.cursor == 20 and marked(listed) == [">row 20"]
        assert not app.of(VirtualList.Moved)
        await pilot.press("j", "enter", "l", "right", "G", "j")
        moved = [message.index for message in app.of(VirtualList.Moved)]
        assert moved == [21, 29]
        assert [message.index for message in app.of(VirtualList.Chosen)] == [21, 21, 21]


async def test_a_place_given_before_the_first_paint_is_in_view_after_it() -> None:
    class Restored(Showing):
        def on_mount(self) -> None:
            listed.reset(300, cursor=250)

    listed = VirtualList(numbered)
    async with Restored(listed).run_test(size=(80, 10)) as pilot:
        await pilot.pause()
        assert marked(listed) == [">row 250"]


async def test_the_cursor_steps_over_headers_and_shows_the_one_above() -> None:
    heads = {0: "PEOPLE", 3: "PLACES", 6: "ORGANISATIONS"}
    listed = VirtualList(lambda n, width: header_row(heads[n]) if n in heads else numbered(n, width))
    app = Showing(listed)
    async with app.run_test(size=(40, 5)) as pilot:
        listed.reset(9, headers=heads)
        await pilot.pause()
        assert listed.cursor == 1
        for key, index in [("j", 2), ("j", 4), ("k", 2), ("G", 8), ("g", 1), ("pagedown", 5), ("pageup", 1)]:
            await pilot.press(key)
            assert listed.cursor == index, key
        await pilot.press("G", "g")
        assert lines(listed)[0].strip() == "PEOPLE"
        await pilot.click(listed, offset=(3, 0))
        assert listed.cursor == 1
        assert all(message.index not in heads for message in app.of(VirtualList.Moved))


async def test_a_list_of_headers_alone_chooses_nothing() -> None:
    listed = VirtualList(lambda n, width: header_row("X"))
    app = Showing(listed)
    async with app.run_test(size=(40, 5)) as pilot:
        listed.reset(3, headers=range(3))
        await pilot.press("j", "G", "enter")
        assert not app.of(VirtualList.Chosen)


async def test_click_moves_and_a_second_one_chooses() -> None:
    listed = VirtualList(numbered)
    app = Showing(listed)
    async with app.run_test(size=(40, 10)) as pilot:
        listed.reset(100)
        await pilot.pause()
        await pilot.click(listed, offset=(5, 4))
        assert listed.cursor == 4 and not app.of(VirtualList.Chosen)
        await pilot.click(listed, offset=(5, 6), times=2)
        assert [message.index for message in app.of(VirtualList.Chosen)] == [6]


async def test_the_wheel_scrolls_and_takes_the_cursor_only_at_the_edge() -> None:
    listed = VirtualList(numbered)
    app = Showing(listed)
    async with app.run_test(size=(40, 10)) as pilot:
        listed.reset(100, cursor=5)
        await pilot.pause()
        listed.post_message(wheel(MouseScrollDown, listed))
        await pilot.pause()
        assert lines(listed)[0].strip() == "row 3" and listed.cursor == 5
        listed.post_message(wheel(MouseScrollDown, listed))
        await pilot.pause()
        assert lines(listed)[0].strip() == ">row 6" and listed.cursor == 6
        listed.post_message(wheel(MouseScrollUp, listed))
        await pilot.pause()
        assert lines(listed)[0].strip() == "row 3" and listed.cursor == 6


async def test_rows_of_two_lines() -> None:
    listed = VirtualList(lambda n, width: ListRow((((f"a{n}", ""),), ((f"b{n}", ""),))), row_height=2)
    app = Showing(listed)
    async with app.run_test(size=(40, 10)) as pilot:
        listed.reset(20)
        await pilot.press("j")
        assert [line.rstrip() for line in lines(listed)[:4]] == [" a0", " b0", ">a1", " b1"]
        await pilot.press("G")
        assert [line.rstrip() for line in lines(listed)[-2:]] == [">a19", " b19"]
        listed.reset(20, row_height=1)
        await pilot.pause()
        assert [line.rstrip() for line in lines(listed)[:2]] == [">a0", " a1"]


async def test_the_cursor_stays_in_view_through_resizes() -> None:
    listed = VirtualList(numbered)
    app = Showing(listed)
    async with app.run_test(size=(80, 24)) as pilot:
        listed.reset(100, cursor=20)
        for size in [(200, 50), (40, 10), (120, 40), (20, 3)]:
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert marked(listed) == [">row 20"], size


async def test_an_empty_list_says_why_and_takes_every_key() -> None:
    listed = VirtualList(numbered)
    app = Showing(listed)
    async with app.run_test(size=(40, 10)) as pilot:
        listed.show_empty("Nothing found.\nEsc clears the query.\x1b[2J")
        await pilot.press("j", "k", "G", "g", "enter", "space", "pageup")
        assert lines(listed)[1].strip().startswith("Esc clears the query.")
        assert not FORBIDDEN.search("".join(lines(listed)))
        assert not app.posted


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_rows_reach_the_terminal_clean(size: tuple[int, int]) -> None:
    texts = list(HOSTILE.values())
    listed = VirtualList(lambda n, width: ListRow((((texts[n], "title hit"), (texts[-n], "source")),)))
    async with Showing(listed).run_test(size=size) as pilot:
        listed.reset(len(texts))
        for _ in range(4):
            await pilot.press("pagedown")
            for line in lines(listed):
                assert not FORBIDDEN.search(line) and "\n" not in line
                assert cells(line) == size[0] - 1


async def test_a_key_repaints_two_lines_not_the_list() -> None:
    made: list[int] = []

    def row(index: int, width: int) -> ListRow:
        made.append(index)
        return numbered(index, width)

    listed = VirtualList(row)
    async with Showing(listed).run_test(size=(80, 24)) as pilot:
        listed.reset(100)
        await pilot.pause()
        made.clear()
        await pilot.press("j")
        await pilot.pause()
        assert set(made) == {0, 1}


async def test_plain_glyphs() -> None:
    listed = VirtualList(lambda n, width: None, glyphs=ASCII)
    async with Showing(listed).run_test(size=(20, 3)) as pilot:
        listed.reset(3)
        await pilot.pause()
        assert "".join(lines(listed)).isascii()


async def test_only_lines_that_are_other_ones_are_drawn_anew() -> None:
    shown = ["alep", "damas", "homs", "palmyre"]
    listed = VirtualList(lambda index, width: ListRow((((shown[index], "title"),),)))
    async with Showing(listed).run_test(size=(80, 10)) as pilot:
        listed.reset(4)
        await pilot.pause()
        drawn: list[int] = []
        line = listed.render_line
        listed.render_line = lambda y: (drawn.append(y), line(y))[1]  # type: ignore[method-assign,func-returns-value]
        listed.reset(4)
        await pilot.pause()
        assert drawn == []
        shown[2] = "hama"
        listed.refresh_rows(0, 3)
        await pilot.pause()
        assert drawn == [2]
        drawn.clear()
        listed.reset(3, cursor=1)
        await pilot.pause()
        assert drawn == [0, 1, 3] and [text.strip(" >") for text in lines(listed)[:4]] == [*shown[:3], ""]


async def test_a_longer_list_is_no_other_layout_unless_it_is_as_high_as_its_rows() -> None:
    listed = VirtualList(numbered)
    app = Showing(listed)
    async with app.run_test(size=(80, 10)) as pilot:
        listed.reset(50)
        await pilot.pause()
        assert listed.show_vertical_scrollbar and listed.max_scroll_y == 40
        laid_out = 0

        def again(_: object) -> None:
            nonlocal laid_out
            laid_out += 1

        app.screen.screen_layout_refresh_signal.subscribe(listed, again)
        listed.reset(5000)
        await pilot.pause()
        assert laid_out == 0 and listed.max_scroll_y == 4990
        assert listed.vertical_scrollbar.window_virtual_size == 5000
        await pilot.press("G")
        listed.reset(20)
        await pilot.pause()
        assert laid_out == 0 and listed.scroll_offset.y == 0 and listed.max_scroll_y == 10
        listed.styles.height = "auto"
        await pilot.pause()
        for rows in (3, 7):
            listed.reset(rows)
            await pilot.pause()
            assert rows <= listed.size.height <= rows + 1
