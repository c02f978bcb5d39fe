"""The reading pane: three forms of one document, the reader's place, hits, differences, the mouse."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from tests.tui.widgets.hostile_texts import FORBIDDEN, HOSTILE
from tests.tui.widgets.showing import Showing, lines, styled
from tui.aligned.aligned_pane import AlignedPane
from tui.aligned.document import Document, MatchPosition, Mode, Paragraph, Report, Row, Side, Span
from tui.terminal.text import cells
from tui.widgets.glyphs import ASCII

SIZES = [(80, 24), (120, 40), (200, 50), (40, 10)]


def one(text: str, key: str = "", **more: object) -> tuple[Paragraph, ...]:
    return (Paragraph(text, key, **more),)  # type: ignore[arg-type]


def span(text: str, word: str) -> tuple[int, int]:
    return text.index(word), text.index(word) + len(word)


FRENCH_LEAD = (
    "Après onze heures de négociation, syndicats et armateurs ont signé un accord "
    "qui met fin à cinq jours de grève."
)
LEAD = "Unions and shipowners signed a deal early on Monday, ending a five-day strike that shut five ports."
STRIKE = Document(
    Report("FR Le Littoral", "not in the French report"),
    (
        Row(one("FR Le Littoral · 14 mars", role="header"), one("EN Coast Herald · 14 Mar", role="header")),
        Row(
            one("Grève des ports : un accord trouvé à l'aube", "title", role="title"),
            one("Dockers end strike after overnight talks", "title", role="title"),
        ),
        Row(
            one(FRENCH_LEAD, "0", highlights=(span(FRENCH_LEAD, "grève"),)),
            one(LEAD, "0", highlights=(span(LEAD, "strike"), span(LEAD, "Monday"))),
        ),
        Row(
            one("«Nous avons obtenu l'essentiel», a déclaré Marie Lenoir, secrétaire de la fédération.", "1"),
            one('"We secured what mattered," said Marie Lenoir, who heads the dockers\' federation.', "1"),
        ),
        Row(
            one(
                "Le trafic reprendra mardi ; quarante et un navires restent au mouillage.",
                "2",
                differs=((28, 42),),
            ),
            one("Traffic resumes on Tuesday; 38 ships are still at anchor.", "2", differs=((28, 30),)),
        ),
        Row(one("La préfecture n'a pas confirmé la date.", "3", marker="+"), ()),
        Row((), one("Analysts put the cost at €120 million a day.", "3", marker="+")),
        Row(one("Photo : AFP", "4", role="caption", hidden=True), ()),
    ),
    Report("EN Coast Herald", "not in the English report"),
)
ALONE = replace(STRIKE, right=None)


PARAGRAPH = "Un paragraphe de quelques mots, assez long pour deux lignes. "
Hits = Mapping[int, tuple[Span, ...]]
"""By the number of a row."""


def long(rows: int, *, left: Hits | None = None, right: Hits | None = None) -> Document:
    left, right = left or {}, right or {}
    return Document(
        Report("FR", "not in French"),
        tuple(
            Row(
                one(f"F{n} " + PARAGRAPH * (1 + n % 4), str(n), highlights=left.get(n, ())),
                one(f"E{n} " + PARAGRAPH * (1 + n % 3), str(n), highlights=right.get(n, ())),
            )
            for n in range(rows)
        ),
        Report("EN", "not in English"),
    )


async def test_one_column_is_centred_and_as_wide_as_the_measure() -> None:
    pane = AlignedPane()
    async with Showing(pane).run_test(size=(120, 20)) as pilot:
        pane.show(ALONE)
        await pilot.pause()
        shown = [line.strip() for line in lines(pane)]
        assert shown[:9] == [
            "FR Le Littoral · 14 mars",
            "",
            "Grève des ports : un accord trouvé à l'aube",
            "",
            "Après onze heures de négociation, syndicats et armateurs ont signé un",
            "accord qui met fin à cinq jours de grève.",
            "",
            "« Nous avons obtenu l'essentiel », a déclaré Marie Lenoir, secrétaire de".replace(
                "« ", "«\u00a0"
            ).replace(" »", "\u00a0»"),
            "la fédération.",
        ]
        assert "Analysts" not in "".join(shown) and "not in" not in "".join(shown)
        assert lines(pane)[4].startswith(" " * 23 + "Après")
        pane.measure = 40
        await pilot.pause()
        assert max(len(line.strip()) for line in lines(pane)) <= 40


async def test_side_by_side_at_80_columns() -> None:
    pane = AlignedPane()
    async with Showing(pane).run_test(size=(80, 24)) as pilot:
        pane.show(STRIKE)
        pane.mode = Mode.SPLIT
        pane.goto_key("1")
        pane.show_differences = True
        await pilot.pause()
        shown = [line.rstrip().replace("\u00a0", " ") for line in lines(pane)]
        assert shown[shown.index("  grève.                               │") + 1 :] == [
            "                                       │",
            '▌ « Nous avons obtenu l\'essentiel », a │▌ "We secured what mattered," said',
            "▌ déclaré Marie Lenoir, secrétaire de  │▌ Marie Lenoir, who heads the dockers'",
            "▌ la fédération.                       │▌ federation.",
            "                                       │",
            "  Le trafic reprendra mardi ;          │  Traffic resumes on Tuesday; [38]",
            "  [quarante et un] navires restent au  │  ships are still at anchor.",
            "  mouillage.                           │",
            "                                       │",
            "  + La préfecture n'a pas confirmé la  │  · · ·  not in the English report",
            "  date.                                │",
            "                                       │",
            "  · · ·  not in the French report      │  + Analysts put the cost at",
            "                                       │  €120 million a day.",
            "",
        ]


async def test_a_peek_unfolds_under_the_marked_paragraph_alone() -> None:
    pane = AlignedPane()
    async with Showing(pane).run_test(size=(80, 30)) as pilot:
        pane.show(STRIKE)
        pane.mode = Mode.PEEK
        pane.goto_key("1")
        await pilot.pause()
        shown = [line.rstrip().replace("\u00a0", " ") for line in lines(pane)]
        at = shown.index(" ▌ la fédération.")
        assert shown[at : at + 4] == [
            " ▌ la fédération.",
            " └ EN Coast Herald",
            '     "We secured what mattered," said Marie Lenoir, who heads the dockers\'',
            "     federation.",
        ]
        assert "Unions and shipowners" not in "\n".join(shown)
        pane.walk_rows(1)
        pane.walk_rows(1)
        await pilot.pause()
        assert "· · ·  not in the English report" in "\n".join(lines(pane))


async def test_a_narrow_pane_peeks_instead_of_splitting() -> None:
    pane = AlignedPane()
    async with Showing(pane).run_test(size=(80, 24)) as pilot:
        pane.show(STRIKE)
        pane.mode = Mode.SPLIT
        assert pane.effective_mode is Mode.SPLIT
        await pilot.resize_terminal(76, 24)
        await pilot.pause()
        assert pane.effective_mode is Mode.PEEK and "│" not in "".join(lines(pane))
        await pilot.resize_terminal(77, 24)
        await pilot.pause()
        assert pane.effective_mode is Mode.SPLIT and "│" in "".join(lines(pane))
        pane.show(ALONE)
        assert pane.effective_mode is Mode.SINGLE


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


async def test_hidden_text_is_dim_and_marked_when_it_is_shown() -> None:
    pane = AlignedPane()
    async with Showing(pane).run_test(size=(80, 40)) as pilot:
        pane.show(STRIKE)
        await pilot.pause()
        assert "Photo" not in "".join(lines(pane))
        pane.show_hidden = True
        await pilot.pause()
        y = next(y for y, line in enumerate(lines(pane)) if "Photo" in line)
        assert lines(pane)[y].strip() == "· Photo : AFP"
        assert any(part.style.dim for part in pane.render_line(y) if part.text.startswith("·"))
        pane.mode = Mode.SPLIT
        await pilot.pause()
        y = next(y for y, line in enumerate(lines(pane)) if "Photo" in line)
        assert "not in" not in lines(pane)[y]


async def test_titles() -> None:
    pane = AlignedPane()
    async with Showing(pane).run_test(size=(80, 10)) as pilot:
        pane.show(Document(Report("FR"), (Row(one("Les ports bloqués", role="derived-title")),)))
        await pilot.pause()
        (part,) = [part for part in pane.render_line(0) if "Les ports" in part.text]
        assert part.text == "Les ports bloqués…" and part.style.italic and part.style.bold


async def test_swap_exchanges_the_columns() -> None:
    pane = AlignedPane()
    async with Showing(pane).run_test(size=(80, 24)) as pilot:
        pane.show(STRIKE)
        pane.mode = Mode.SPLIT
        pane.swap()
        await pilot.pause()
        assert lines(pane)[0].index("EN Coast") < lines(pane)[0].index("FR Le")
        pane.mode = Mode.SINGLE
        await pilot.pause()
        assert "Analysts" in "".join(lines(pane)) and "préfecture" not in "".join(lines(pane))
        pane.show(ALONE)
        pane.swap()
        await pilot.pause()
        assert "Grève" in "".join(lines(pane))


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


async def test_a_click_marks_a_paragraph_of_a_pair() -> None:
    pane = AlignedPane()
    async with Showing(pane).run_test(size=(80, 24)) as pilot:
        pane.show(STRIKE)
        pane.mode = Mode.SPLIT
        await pilot.pause()
        y = next(y for y, line in enumerate(lines(pane)) if "Traffic" in line)
        await pilot.click(pane, offset=(50, y))
        assert pane.current_row == 4


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


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_documents_reach_the_terminal_clean(size: tuple[int, int]) -> None:
    rows = tuple(
        Row(
            one(text, str(n), highlights=((0, 2), (1, 9)), differs=((1, 3),), marker=text[:2], role=role),
            one(text[::-1], str(n)) if n % 3 else (),
        )
        for n, text in enumerate(text[:150] for text in HOSTILE.values())
        for role in ("body", "derived-title")
    )
    bad = "\x1b]0;x\x07"
    pane = AlignedPane()
    async with Showing(pane).run_test(size=size) as pilot:
        pane.show_differences = True
        pane.show(Document(Report(bad, bad), rows, Report(bad, bad)))
        for mode in Mode:
            pane.mode = mode
            await pilot.press("g")
            while True:
                for line in lines(pane):
                    assert not FORBIDDEN.search(line) and "\n" not in line
                    assert cells(line) == size[0] - 1
                if pane.viewport.percent == 100:
                    break
                pane.action_page_down()
            for _ in range(20):
                pane.walk_hits(1)
                assert not any(FORBIDDEN.search(line) for line in lines(pane))


async def test_plain_glyphs() -> None:
    pane = AlignedPane(glyphs=ASCII)
    document = Document(
        Report("FR", "not in French"),
        (Row(one("a"), one("b")), Row(one("c"), ())),
        Report("EN", "not in English"),
    )
    async with Showing(pane).run_test(size=(80, 24)) as pilot:
        pane.show(document)
        for mode in Mode:
            pane.mode = mode
            await pilot.pause()
            assert "".join(lines(pane)).isascii()


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


async def test_tiny_panes_do_not_break() -> None:
    pane = AlignedPane()
    async with Showing(pane).run_test(size=(80, 24)) as pilot:
        pane.show(STRIKE)
        for mode in Mode:
            pane.mode = mode
            for size in [(1, 1), (2, 2), (3, 5), (5, 1), (9, 3)]:
                await pilot.resize_terminal(*size)
                await pilot.pause()
                pane.walk_rows(1)
                pane.walk_hits(1)
                assert {cells(line) for line in lines(pane)} == {max(0, size[0] - 1)}, (mode, size)


ONE, TWO = "Un. Deux ; trois.", "One. Two. Three."
SENTENCES = Document(
    Report("FR", "not in French"),
    (
        Row(one("Titre", "title"), one("Title", "title")),
        Row(
            one(ONE, "0", linked=((0, (0, 3)), (1, (4, 17)))),
            one(TWO, "0", linked=((0, (0, 4)), (1, (5, 9)), (1, (10, 16)))),
            sentences=2,
        ),
        Row(one("Seul.", "1", marker="+"), ()),
        Row(one("Fin.", "2", linked=((0, (0, 4)),)), one("End.", "2", linked=((0, (0, 4)),)), sentences=1),
    ),
    Report("EN", "not in English"),
)


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
