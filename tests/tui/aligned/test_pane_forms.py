"""The reading pane in its three forms: what stands on its lines."""

from __future__ import annotations

import pytest

from tests.tui.aligned.documents import ALONE, STRIKE, one
from tests.tui.widgets.hostile_texts import FORBIDDEN, HOSTILE
from tests.tui.widgets.showing import Showing, lines
from tui.aligned.aligned_pane import AlignedPane
from tui.aligned.document import Document, Mode, Report, Row
from tui.terminal.text import cells
from tui.widgets.glyphs import ASCII

SIZES = [(80, 24), (120, 40), (200, 50), (40, 10)]


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
