"""Dialogs: everything in them can be read at any size, by the keys of a text."""

import time
from dataclasses import replace

import pytest

from index.model.articles import DateMention
from tui.dialogs.evidence import MOST_DATES, MOST_DIFFERENCES, MOST_NAMES, evidence_lines
from tui.dialogs.text_dialog import LONGEST_LINE, MOST_LINES, TextDialog, bounded, broken


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
    async with sitting(size=(80, 48)) as reader:
        await reader.press("j", "i")
        await reader.sees("No counterpart", "Nearest came")
        lines = [line for line in reader.screen.splitlines() if "│" in line]
        await reader.until(lambda: reader.app.screen.query("Vertical").first().size.height + 2 < 30)
        assert any("from         seeds" in line for line in lines), "all of it is shown"


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


def test_of_more_lines_than_anybody_reads_the_first_are_shown_and_the_others_counted():
    lines = [("", f"/news/{n}.txt: not a text") for n in range(100_000)]
    shown = bounded(lines)
    assert shown[:-1] == lines[:MOST_LINES]
    assert shown[-1] == ("", f"… and {100_000 - MOST_LINES:,} more")
    assert bounded(lines[:MOST_LINES]) == lines[:MOST_LINES]
    ((label, text),) = bounded([("x" * 10**6, "y" * 10**6)])
    assert len(label) == LONGEST_LINE and text == "y" * LONGEST_LINE + "…"


async def test_a_list_of_a_hundred_thousand_is_shown_as_fast_as_one_of_a_thousand(sitting):
    async with sitting() as reader:

        async def shown(count):
            begun = time.perf_counter()
            reader.app.push_screen(
                TextDialog("Left out", [("", f"/news/{n}.txt: no text") for n in range(count)])
            )
            await reader.sees("Left out", "/news/0.txt")
            await reader.press("G")
            await reader.sees("more" if count > MOST_LINES else f"/news/{count - 1}.txt")
            took = time.perf_counter() - begun
            await reader.press("escape")
            return took

        await shown(10)
        few = await shown(MOST_LINES)
        assert await shown(100_000) < 4 * few + 0.5


async def test_what_is_known_of_a_list_that_was_taken_for_an_article_is_told_in_few_lines(sitting):
    async with sitting() as reader:
        pair = reader.main.reading.pair
        dates = tuple(DateMention(f"{n}", 0, 0, 1, None, "mentioned") for n in range(31_000))
        article = replace(pair.left.article, dates=dates)
        view = replace(pair.left, article=article, names=tuple(map(str, range(50_000))))
        differences = pair.differences[:1] * 40_000
        pair = replace(pair, left=view, differences=differences, restated=differences)
        lines = list(evidence_lines(view, pair))
        assert len(lines) < MOST_DATES + 2 * MOST_DIFFERENCES + 60
        assert f"… and {31_000 - MOST_DATES:,} more dates" in [text for _, text in lines]
        assert any(text.endswith(f" … and {50_000 - MOST_NAMES:,} more") for _, text in lines)
        assert sum(text == f"… and {80_000 - MOST_DIFFERENCES:,} more" for _, text in lines) == 2
        assert ("  from         ", article.origin) in lines
