"""The reading pane under keys and mouse."""

from __future__ import annotations

import pytest

from tests.tui.aligned.documents import ALONE, STRIKE, long
from tests.tui.widgets.showing import Showing, lines
from tui.aligned.aligned_pane import AlignedPane
from tui.aligned.document import Mode, Side
from tui.terminal.text import cells

SIZES = [(80, 24), (120, 40), (200, 50), (40, 10)]


@pytest.mark.parametrize("size", SIZES)
async def test_keys_scroll_and_space_says_when_there_is_no_more(size: tuple[int, int]) -> None:
    pane = AlignedPane()
    app = Showing(pane)
    async with app.run_test(size=size) as pilot:
        pane.show(long(60))
        await pilot.pause()
        page = size[1] - 1
        expected = 0
        for key, step in [
            ("j", 1), ("down", 1), ("k", -1), ("up", -1), ("up", -1), ("ctrl+d", page // 2),
            ("ctrl+u", -(page // 2)), ("pagedown", page), ("space", page), ("pageup", -page),
        ]:  # fmt: skip
            await pilot.press(key)
            expected = max(0, expected + step)
            assert pane.scroll_offset.y == expected, key
        await pilot.press("G")
        assert pane.viewport.percent == 100 and not app.of(AlignedPane.EndReached)
        assert lines(pane)[-1].strip().endswith("lignes.")
        await pilot.press("space")
        assert len(app.of(AlignedPane.EndReached)) == 1
        await pilot.press("g")
        assert pane.scroll_offset.y == 0
        assert all(cells(line) == size[0] - 1 for line in lines(pane))


async def test_a_short_article_is_at_its_end_at_once() -> None:
    pane = AlignedPane()
    app = Showing(pane)
    async with app.run_test(size=(80, 40)) as pilot:
        pane.show(ALONE)
        await pilot.press("space")
        assert pane.viewport.percent == 100 and len(app.of(AlignedPane.EndReached)) == 1


async def test_percent_is_told_once_a_refresh() -> None:
    pane = AlignedPane()
    app = Showing(pane)
    async with app.run_test(size=(80, 24)) as pilot:
        pane.show(long(40))
        await pilot.pause()
        app.posted.clear()
        await pilot.press("j")
        assert len(app.of(AlignedPane.Moved)) == 1
        assert 0 < pane.viewport.percent < 100 and pane.current_row is None


async def test_an_empty_pane_takes_every_key() -> None:
    pane = AlignedPane()
    async with Showing(pane).run_test(size=(80, 24)) as pilot:
        await pilot.press("j", "k", "g", "G", "space", "pageup", "ctrl+d")
        for mode in Mode:
            pane.mode = mode
            assert not pane.walk_rows(1) and not pane.walk_rows(-1) and pane.walk_hits(1) is None
            assert not pane.walk_differences(1) and not pane.goto_key("0")
            pane.goto(3)
            pane.swap()
        assert pane.viewport.paragraph(Side.LEFT) is None and pane.document is None
        pane.show(STRIKE)
        pane.show(None)
        await pilot.pause()
        assert "".join(lines(pane)).strip() == ""


async def test_a_click_marks_a_paragraph_of_a_pair() -> None:
    pane = AlignedPane()
    async with Showing(pane).run_test(size=(80, 24)) as pilot:
        pane.show(STRIKE)
        pane.mode = Mode.SPLIT
        await pilot.pause()
        y = next(y for y, line in enumerate(lines(pane)) if "Traffic" in line)
        await pilot.click(pane, offset=(50, y))
        assert pane.current_row == 4


async def test_the_mouse_selects_within_a_column_and_gets_unwrapped_text() -> None:
    pane = AlignedPane()
    app = Showing(pane)
    async with app.run_test(size=(80, 24)) as pilot:
        pane.show(STRIKE)
        pane.mode = Mode.SPLIT
        await pilot.pause()
        first = next(y for y, line in enumerate(lines(pane)) if "Unions" in line)
        column = lines(pane)[first].index("Unions")
        await pilot.mouse_down(pane, offset=(column + 11, first))
        await pilot.hover(pane, offset=(column + 12, first + 1))
        await pilot.hover(pane, offset=(column + 11, first + 4))
        await pilot.mouse_up(pane, offset=(column + 11, first + 4))
        await pilot.pause()
        selected = app.screen.get_selected_text()
        assert selected is not None
        assert selected.startswith(
            "shipowners signed a deal early on Monday, ending a five-day strike that shut"
        )
        assert "syndicats" not in selected
