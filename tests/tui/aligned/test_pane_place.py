"""The reader's place in the reading pane, through every change of form and size."""

from __future__ import annotations

from tests.tui.aligned.documents import long
from tests.tui.widgets.showing import Showing, lines
from tui.aligned.aligned_pane import AlignedPane
from tui.aligned.document import Mode, Side


async def test_what_is_read_stays_where_it_is_through_every_change() -> None:
    pane = AlignedPane()
    async with Showing(pane).run_test(size=(120, 30)) as pilot:
        pane.show(long(80))
        await pilot.pause()
        pane.goto(40)
        await pilot.pause()

        def place() -> int:
            return next(y for y, line in enumerate(lines(pane)) if "F40 " in line)

        before = place()
        for change in [
            lambda: setattr(pane, "mode", Mode.SPLIT),
            lambda: setattr(pane, "measure", 40),
            lambda: setattr(pane, "show_hidden", True),
            lambda: setattr(pane, "mode", Mode.PEEK),
            lambda: setattr(pane, "show_differences", True),
            lambda: setattr(pane, "measure", 88),
            lambda: setattr(pane, "mode", Mode.SINGLE),
        ]:
            change()
            await pilot.pause()
            assert place() == before
        for size in [(80, 30), (200, 30), (40, 30), (120, 30)]:
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert place() == before, size


async def test_resizing_back_and_forth_returns_to_the_same_line() -> None:
    pane = AlignedPane()
    async with Showing(pane).run_test(size=(80, 24)) as pilot:
        pane.show(long(80))
        await pilot.pause()
        await pilot.press(*["pagedown"] * 3, "j", "j")
        before, top = lines(pane)[0], pane.top_row
        for size in [(200, 24), (33, 24), (61, 24), (80, 24)]:
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert pane.top_row == top
        assert lines(pane)[0] == before


async def test_a_saved_place_is_found_again_before_the_first_paint() -> None:
    class Restored(Showing):
        def on_mount(self) -> None:
            pane.mode = Mode.PEEK
            pane.show(long(80))
            pane.goto(33, top=True)

    pane = AlignedPane()
    async with Restored(pane).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert pane.top_row == 33 and "F33 " in lines(pane)[0]


async def test_a_peek_from_the_other_side_begins_with_its_own_title() -> None:
    pane = AlignedPane()
    async with Showing(pane).run_test(size=(80, 12)) as pilot:
        pane.mode = Mode.SPLIT
        pane.show(long(30))
        await pilot.pause()
        pane.mode = Mode.SINGLE
        pane.side = Side.RIGHT
        await pilot.pause()
        pane.mode = Mode.PEEK
        await pilot.pause()
        assert lines(pane)[0].lstrip(" ▌").startswith("E0 ")


async def test_a_pane_that_is_not_shown_keeps_its_place_through_every_change() -> None:
    pane = AlignedPane()
    async with Showing(pane).run_test(size=(120, 24)) as pilot:
        pane.show(long(30))
        pane.mode = Mode.SPLIT
        await pilot.pause()
        pane.goto(20)
        for change in [
            lambda: setattr(pane, "mode", Mode.PEEK),
            lambda: pane.show(long(30), keep_place=True),
            pane.swap,
            lambda: setattr(pane, "show_hidden", True),
            lambda: setattr(pane, "measure", 40),
        ]:
            pane.styles.width = 0
            await pilot.pause()
            change()
            await pilot.resize_terminal(100, 12)
            await pilot.resize_terminal(120, 24)
            pane.walk_hits(1)
            pane.styles.width = "1fr"
            await pilot.pause()
            assert pane.current_row == 20
            assert any("20 Un paragraphe" in line for line in lines(pane))


async def test_the_marked_paragraph_is_always_in_view_with_what_unfolds() -> None:
    pane = AlignedPane()
    async with Showing(pane).run_test(size=(80, 24)) as pilot:
        pane.show(long(12))
        for mode in Mode:
            pane.mode = mode
            pane.goto(0)
            await pilot.pause()
            while pane.walk_rows(1):
                await pilot.pause()
                n = pane.current_row
                shown = "\n".join(lines(pane))
                assert f"▌ F{n} " in shown
                if mode is not Mode.SINGLE:
                    assert f"E{n} " in shown, (mode, n)
