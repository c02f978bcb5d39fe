"""Dialogs: everything in them can be read at any size, by the keys of a text."""

import pytest

from tui.dialogs.text_dialog import broken


async def test_what_does_not_fit_a_dialog_is_scrolled_to_by_the_keys_of_a_text(sitting):
    async with sitting() as reader:
        await reader.press("i")
        await reader.sees("Almost certainly the same event", "Esc closes")
        await reader.misses("seeds/004_57eb5a726759c593.txt")
        await reader.press("G")
        await reader.sees("seeds/004_57eb5a726759c593.txt")
        await reader.misses("Almost certainly")
        await reader.press("g")
        await reader.sees("Almost certainly")
        await reader.press("j", "j", "j")
        await reader.misses("Almost certainly")
        await reader.press("k", "k", "k", "space")
        await reader.sees("seeds/000_5458c2e2e07d06f8.txt")
        await reader.press("ctrl+u", "pageup")
        await reader.sees("Almost certainly")


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (34, 12)])
async def test_no_line_of_the_evidence_is_cut(sitting, size):
    async with sitting(size=size, ready="") as reader:
        await reader.until(lambda: reader.main.reading.pair is not None)
        await reader.press("i")
        await reader.sees("Why these two are")
        seen = ""
        for _ in range(40):
            seen += reader.screen
            await reader.press("j")
        for word in ("pairs", "about", "97", "discuté", "régionales", "fighting", "terrorists"):
            assert word in seen


async def test_what_speaks_for_a_candidate_is_not_cut_but_takes_a_further_line(sitting):
    async with sitting() as reader:
        await reader.press("P")
        await reader.sees("Counterparts for", "its counterpart now", "3 shared names", "6 of 7 ¶")
        await reader.pilot.resize_terminal(50, 24)
        await reader.sees("its counterpart now", "3 shared names", "6 of 7 ¶")
        await reader.press("escape", "L", "L", "P", "j")
        await reader.sees(">  FR Pezeshkian")
        await reader.pilot.resize_terminal(120, 24)
        await reader.sees("97% likely · 3 shared names · 6 of 7 ¶", ">  FR Pezeshkian")


async def test_reports_to_choose_from_take_the_width_that_their_lines_are_broken_for(sitting):
    async with sitting(size=(120, 40)) as reader:
        await reader.press("P")
        await reader.sees("Counterparts for")
        for columns, taken in ((120, 104), (80, 80)):
            await reader.pilot.resize_terminal(columns, 24)
            await reader.until(
                lambda taken=taken: reader.app.screen.query("Vertical").first().size.width + 4 == taken
            )


async def test_a_short_text_does_not_take_the_whole_screen(sitting):
    async with sitting() as reader:
        await reader.press("j", "i")
        await reader.sees("No counterpart", "no English report of this event found in the archive   ")


def test_further_lines_begin_below_their_text_where_there_is_room():
    lines = [("· ", "one two three four five six seven"), ("  title        ", "a longer title of an article")]
    assert list(broken(lines, 40)) == [
        "· one two three four five six seven",
        "  title        a longer title of an",
        "               article",
    ]
    assert list(broken(lines, 27)) == [
        "· one two three four five",
        "  six seven",
        "title a longer title of",
        "  an article",
    ]
    assert list(broken([("", ""), ("", "—")], 10)) == ["", "—"]


@pytest.mark.parametrize(
    ("key", "title"),
    [("P", "Counterparts for “"), ("R", "More like this"), ("f", "Show only articles")],
)
async def test_a_title_that_is_too_long_for_its_dialog_ends_in_an_ellipsis(sitting, key, title):
    async with sitting(size=(30, 24)) as reader:
        await reader.press(key)
        await reader.sees(title)
        line = next(line for line in reader.screen.splitlines() if title in line)
        assert line.rstrip(" │").endswith("…")
