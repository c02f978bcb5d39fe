"""Layouts: three sizes, a narrow one, one that is too small, and the way between them."""

import json

import pytest


async def test_eighty_by_twenty_four(sitting):
    async with sitting() as reader:
        await reader.press("escape")
        await reader.misses("Bienvenue")
        lines = reader.screen.splitlines()
        assert lines[0].startswith(" newsreader") and lines[1].startswith(" /")
        assert "Results" in lines[2] and "FR · déc. 2024" in lines[10]
        assert "6 of 7 ¶ aligned" in lines[-2] and lines[-1].rstrip().endswith("? all keys")


async def test_hundred_and_twenty_has_a_sidebar_and_reads_the_full_width(sitting):
    async with sitting(size=(120, 40)) as reader:
        line = next(line for line in reader.screen.splitlines() if "Results" in line)
        assert "Entities" in line
        await reader.press("enter")
        await reader.misses("Entities", "Results")
        await reader.press("p")
        await reader.sees("Entities", "Results")


async def test_p_comes_back_to_two_columns_that_only_the_sidebar_leaves_no_room_for(sitting):
    async with sitting(size=(102, 40)) as reader:
        await reader.sees("│▌ Iran, Russia FMs")
        await reader.press("p")
        await reader.sees("Entities", "= EN IFP")
        await reader.press("p")
        await reader.sees("peek: EN IFP")
        await reader.press("p")
        await reader.sees("│▌ Iran, Russia FMs")
        await reader.misses("Entities")
    async with sitting(size=(70, 24)) as reader:
        for said in ("peek: EN IFP", "= EN IFP", "peek: EN IFP"):
            await reader.sees(said)
            await reader.press("p")


async def test_two_hundred_shows_everything_in_three_columns(sitting):
    async with sitting(size=(200, 50)) as reader:
        await reader.sees("EN IFP")
        line = next(line for line in reader.screen.splitlines() if "Results" in line)
        assert "Entities" in line and "EN IFP" in line
        await reader.press("enter")
        await reader.pilot.pause()
        await reader.sees("Entities", "Results")


async def test_a_resize_keeps_article_paragraph_and_focus(sitting):
    async with sitting(size=(120, 40)) as reader:
        await reader.press("enter", *["full_stop"] * 4)
        await reader.sees("▌ Rappelant la responsabilité")
        for size in ((80, 24), (60, 20), (200, 50), (120, 40)):
            await reader.pilot.resize_terminal(*size)
            await reader.sees("▌ Rappelant la responsabilité")
            assert reader.main.pane == "text"


@pytest.mark.parametrize("size", [(20, 5), (23, 10), (40, 5)])
async def test_a_terminal_that_is_too_small_says_what_to_do_and_recovers(sitting, size):
    async with sitting() as reader:
        await reader.pilot.resize_terminal(*size)
        said = f"newsreader needs 24 × 6 cells; here are {size[0]} × {size[1]}. Enlarge the window. Q quits."
        await reader.until(lambda: " ".join(reader.screen.split()) == said)
        await reader.pilot.resize_terminal(80, 24)
        await reader.sees("Results", "6 of 7")


async def test_every_size_on_the_way_down_and_up_again_is_drawn(sitting):
    async with sitting() as reader:
        for size in [(24, 6), (20, 5), (24, 7), (9, 2), (30, 8), (1, 1), (77, 6), (24, 40), (80, 24)]:
            await reader.pilot.resize_terminal(*size)
            await reader.press("p", "full_stop")
            await reader.pilot.pause()
        await reader.sees("Results", "FR · déc. 2024")


async def test_a_very_small_terminal_still_lists(sitting):
    async with sitting(size=(30, 8)) as reader:
        await reader.press("j")
        await reader.sees(">")


async def test_the_focused_pane_is_told_without_colour(sitting):
    async with sitting(size=(120, 40)) as reader:
        await reader.sees("━━ Results", "── FR")
        await reader.press("p", "tab")
        await reader.sees("── Results", "━━ FR")
        await reader.press("shift+tab", "shift+tab")
        await reader.sees("━━ Entities")


async def test_no_key_but_those_that_leave_acts_where_it_cannot_be_seen(sitting, tmp_path):
    async with sitting("--copies", "20") as reader:
        await reader.press("escape")
        await reader.pilot.resize_terminal(20, 5)
        await reader.until(lambda: "Enlarge" in reader.screen)
        before = reader.session
        keys = ["j", "enter", "b", "m", "X", "u", "slash", "a", "question_mark", "colon", "B", "q", "escape"]
        await reader.press(*keys, "ctrl+p", "ctrl+f", "f1", "f5", "tab", "z")
        await reader.pilot.pause(0.1)
        assert "Enlarge" in reader.screen and len(reader.app.screen_stack) == 3
        await reader.pilot.resize_terminal(80, 24)
        await reader.sees("Results", "1/25")
        assert reader.session == before
        kept = json.loads((tmp_path / "state.json").read_text())
        assert not kept["bookmarks"] and not kept["read"] and not kept["verdicts"]
        await reader.press("j")
        await reader.sees("2/25")


@pytest.mark.parametrize("key", ["question_mark", "B", "P", "i", "slash"])
async def test_what_lies_above_or_has_the_focus_is_there_again_when_there_is_room(sitting, key):
    async with sitting() as reader:
        await reader.press(key)
        await reader.pilot.pause(0.1)
        before = reader.screen
        await reader.pilot.resize_terminal(20, 5)
        await reader.until(lambda: "Enlarge" in reader.screen)
        await reader.press("j", "escape", "x")
        await reader.pilot.resize_terminal(80, 24)
        await reader.until(lambda: reader.screen == before)


@pytest.mark.parametrize("keys", [("Q",), ("ctrl+q",), ("ctrl+c", "ctrl+c")])
async def test_leaving_works_in_the_smallest_terminal(sitting, keys):
    async with sitting() as reader:
        await reader.pilot.resize_terminal(20, 5)
        await reader.until(lambda: "Q quits" in " ".join(reader.screen.split()))
        await reader.press(*keys)
        await reader.until(lambda: reader.app._exit)
