"""Walks through the reading pane: paragraphs, hits, differences, sentences."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.tui.aligned.documents import ALONE, SENTENCES, STRIKE, long, one
from tests.tui.widgets.showing import Showing, lines, styled
from tui.aligned.aligned_pane import AlignedPane
from tui.aligned.document import Document, MatchPosition, Mode, Report, Row, Side


async def test_paragraphs_are_walked_and_start_from_what_is_in_view() -> None:
    pane = AlignedPane()
    async with Showing(pane).run_test(size=(80, 24)) as pilot:
        pane.show(STRIKE)
        await pilot.pause()
        assert pane.current_row is None
        walked = []
        while pane.walk_rows(1):
            walked.append(pane.current_row)
        assert walked == [1, 2, 3, 4, 5], "not the header, not what is hidden or on the other side only"
        assert pane.viewport.paragraph(Side.LEFT) == STRIKE.rows[5].left[0]
        assert pane.viewport.paragraph(Side.RIGHT) is None
        assert pane.walk_rows(-1) and pane.current_row == 4
        pane.mode = Mode.SPLIT
        pane.goto(5)
        assert pane.walk_rows(1) and pane.current_row == 6

        pane.show(long(80))
        await pilot.pause()
        await pilot.press("pagedown", "pagedown")
        top = pane.top_row
        pane.walk_rows(1)
        assert pane.current_row in (top, top + 1)
        await pilot.press("G")
        pane.walk_rows(1)
        assert pane.current_row >= pane.top_row, "it starts again from what is in view"


async def test_hits_are_walked_left_to_right_and_round() -> None:
    pane = AlignedPane()
    async with Showing(pane).run_test(size=(80, 24)) as pilot:
        pane.show(STRIKE)
        pane.mode = Mode.SPLIT
        await pilot.pause()
        assert [pane.walk_hits(1) for _ in range(4)] == [
            MatchPosition(1, 3, False),
            MatchPosition(2, 3, False),
            MatchPosition(3, 3, False),
            MatchPosition(1, 3, True),
        ]
        await pilot.pause()
        reverse = [text for y in range(24) for text, *_, turned in styled(pane, y) if turned]
        underlined = [text for y in range(24) for text, _, line, _ in styled(pane, y) if line]
        assert reverse == ["grève"], "the current hit stands out without colour"
        assert sorted(underlined) == sorted(["grève", "Monday", "strike"])
        assert pane.current_row == 2
        pane.swap()
        await pilot.pause()
        assert pane.walk_hits(1) in (MatchPosition(1, 3, False), MatchPosition(1, 3, True))
        pane.mode = Mode.SINGLE
        pane.side = Side.LEFT
        assert pane.walk_hits(1) == MatchPosition(1, 1, False) or pane.walk_hits(1) == MatchPosition(
            1, 1, True
        )
        assert pane.walk_hits(-1) == MatchPosition(1, 1, True)


async def test_the_walk_over_hits_goes_on_from_what_is_in_view() -> None:
    pane = AlignedPane()
    async with Showing(pane).run_test(size=(80, 24)) as pilot:
        pane.show(long(60, left=dict.fromkeys(range(0, 60, 5), ((0, 2), (10, 12)))))
        await pilot.pause()
        assert pane.walk_hits(1) == MatchPosition(1, 24, False)
        pane.goto(31, top=True)
        assert pane.walk_hits(1) == MatchPosition(15, 24, False), "the first of paragraph 35"
        pane.goto(31, top=True)
        assert pane.walk_hits(-1) == MatchPosition(14, 24, False), "the last of paragraph 30"


async def test_a_hit_in_the_counterpart_unfolds_it() -> None:
    pane = AlignedPane()
    async with Showing(pane).run_test(size=(80, 12)) as pilot:
        pane.show(long(40, right={30: ((0, 3),)}))
        pane.mode = Mode.PEEK
        await pilot.pause()
        assert pane.walk_hits(1) == MatchPosition(1, 1, False)
        await pilot.pause()
        assert pane.current_row == 30
        assert any("E30" in line for line in lines(pane))


async def test_new_hits_keep_the_place_and_no_hits_say_so() -> None:
    pane = AlignedPane()
    async with Showing(pane).run_test(size=(80, 24)) as pilot:
        pane.show(long(40))
        pane.goto(20)
        await pilot.pause()
        before = lines(pane)
        pane.show(long(40, left={20: ((0, 3),)}), keep_place=True)
        await pilot.pause()
        assert lines(pane) == before
        assert pane.walk_hits(1) == MatchPosition(1, 1, False)
        pane.show(long(40), keep_place=True)
        assert pane.walk_hits(1) is None and pane.walk_hits(-1) is None


async def test_differences_are_walked_and_drawn() -> None:
    pane = AlignedPane()
    async with Showing(pane).run_test(size=(80, 40)) as pilot:
        pane.show(STRIKE)
        pane.mode = Mode.SPLIT
        await pilot.pause()
        assert "[38]" not in "".join(lines(pane))
        walked = []
        while pane.walk_differences(1):
            walked.append(pane.current_row)
        assert walked == [4, 5, 6]
        assert "[38]" in "".join(lines(pane))
        assert pane.walk_differences(-1) and pane.current_row == 5
        pane.show(ALONE)
        assert not pane.walk_differences(1)


def underlined(pane: AlignedPane) -> list[str]:
    return [
        text for y in range(pane.size.height) for text, _, line, _ in styled(pane, y) if line and text.strip()
    ]


@pytest.mark.parametrize("mode", [Mode.SPLIT, Mode.PEEK])
async def test_sentences_that_both_have_are_pointed_out_on_both_sides(mode: Mode) -> None:
    pane = AlignedPane()
    async with Showing(pane).run_test(size=(100, 24)) as pilot:
        pane.mode = mode
        pane.show(SENTENCES)
        await pilot.pause()
        walked = []
        while (position := pane.walk_sentences(1)) is not None:
            await pilot.pause()
            walked.append((pane.current_row, position.number, position.total, sorted(underlined(pane))))
        assert walked == [
            (1, 1, 2, ["One.", "Un."]),
            (1, 2, 2, ["Deux ; trois.", "Three.", "Two."]),
            (3, 1, 1, ["End.", "Fin."]),
        ]
        back = pane.walk_sentences(-1)
        assert back is not None and (back.number, pane.current_row) == (2, 1)
        pane.walk_rows(1)
        await pilot.pause()
        assert underlined(pane) == []


async def test_a_report_alone_has_no_sentences_to_compare() -> None:
    pane = AlignedPane()
    async with Showing(pane).run_test(size=(100, 24)) as pilot:
        pane.show(replace(SENTENCES, right=None))
        await pilot.pause()
        assert pane.walk_sentences(1) is None and pane.walk_sentences(-1) is None


async def test_pointed_out_sentences_move_with_what_is_drawn_into_the_text() -> None:
    text = "\x1b[31mIl a dit «oui». Puis 38 morts."
    row = Row(
        one(text, "0", differs=((26, 28),), marker="*", linked=((0, (21, 35)),)),
        one("Then 41 dead.", "0", linked=((0, (0, 13)),)),
        sentences=1,
    )
    pane = AlignedPane()
    async with Showing(pane).run_test(size=(120, 24)) as pilot:
        pane.mode = Mode.SPLIT
        pane.show(Document(Report("FR"), (row,), Report("EN")))
        pane.show_differences = True
        await pilot.pause()
        assert pane.walk_sentences(1) is not None
        await pilot.pause()
        assert "".join(underlined(pane)).startswith("Puis [38] morts.")
