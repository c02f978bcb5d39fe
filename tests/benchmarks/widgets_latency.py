"""Times the widgets themselves, without terminal and pipe: change plus drawing everything in view, in ms.

Run: python tests/benchmarks/widgets_latency.py
"""

from __future__ import annotations

import asyncio
import statistics
from collections.abc import Callable
from time import perf_counter

from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.widget import Widget

from tui.aligned.aligned_pane import AlignedPane
from tui.aligned.document import Document, Mode, Paragraph, Report, Row
from tui.terminal.text import clean
from tui.terminal.wrapping import wrap
from tui.widgets.article_row import ArticleRow, format_article
from tui.widgets.virtual_list import VirtualList

FRENCH = (
    "« Nous avons obtenu l’essentiel », a déclaré M. Lenoir ; le 14 mars, 10 000 navires (41 %) étaient au "
    "mouillage : pourquoi la Grande-Bretagne n’a-t-elle rien dit ? "
)
ENGLISH = (
    '"We secured what mattered," said Mr. Lenoir; on 14 March 10,000 ships (41%) were at anchor: why had '
    "Britain said nothing? "
)


def document(rows: int) -> Document:
    """A pair of about 580 bytes a paragraph and side, a hit in each."""
    return Document(
        Report("FR Le Littoral", "not in the French report"),
        tuple(
            Row(
                (Paragraph(FRENCH * 4, str(n), highlights=((6, 10),)),),
                (Paragraph(ENGLISH * 4, str(n), highlights=((4, 11),)),),
            )
            for n in range(rows)
        ),
        Report("EN Coast Herald", "not in the English report"),
    )


class Bench(App[None]):
    def __init__(self, widget: Widget) -> None:
        super().__init__()
        self.widget = widget

    def compose(self) -> ComposeResult:
        yield self.widget


def draw(widget: Widget) -> None:
    widget.render_lines(Region(0, 0, *widget.size))


def timed(name: str, action: Callable[[], object], repeat: int = 30) -> None:
    took: list[float] = []
    for _ in range(repeat):
        start = perf_counter()
        action()
        took.append(1000 * (perf_counter() - start))
    p95 = statistics.quantiles(took, n=20)[-1] if repeat > 1 else took[0]
    print(f"{name:44} p50 {statistics.median(took):8.2f}   p95 {p95:8.2f}")


def article(index: int, width: int) -> object:
    title = f"Grève des ports : un accord trouvé à l’aube, les dockers votent {index}"
    row = ArticleRow("fr", title, "14 mar", "Le Littoral", highlights=((0, 5),), unread=True, counterparts=2)
    return format_article(row, width)


async def lists() -> None:
    articles = VirtualList(article)  # type: ignore[arg-type]
    async with Bench(articles).run_test(size=(120, 40)) as pilot:

        def pressed(action: Callable[[], None]) -> Callable[[], None]:
            return lambda: (action(), draw(articles))  # type: ignore[func-returns-value,return-value]

        timed("list: 100,000 rows shown", lambda: (articles.reset(100_000), draw(articles)))
        await pilot.pause()
        timed("list: down", pressed(articles.action_cursor_down), 200)
        timed("list: page down", pressed(articles.action_page_down), 200)
        timed("list: end, top", lambda: (articles.action_bottom(), articles.action_top(), draw(articles)))


async def panes() -> None:
    pane = AlignedPane()
    async with Bench(pane).run_test(size=(120, 40)) as pilot:
        for rows in (12, 600):
            shown = document(rows)
            for mode in Mode:
                pane.mode = mode
                timed(
                    f"pane: open {rows} paragraphs, {mode}",
                    lambda shown=shown: (pane.show(shown), draw(pane)),
                    15,
                )
                await pilot.pause()
                timed(f"pane: down, {mode}", lambda: (pane.action_cursor_down(), draw(pane)), 20)
                timed(f"pane: next match, {mode}", lambda: (pane.walk_hits(1), draw(pane)))
                if rows > 100:  # fewer end before the keys do
                    timed(f"pane: page, {mode}", lambda: (pane.action_page_down(), draw(pane)))
                    timed(f"pane: next paragraph, {mode}", lambda: (pane.walk_rows(1), draw(pane)))
            timed(f"pane: swap {rows}", lambda: (pane.swap(), draw(pane)), 15)
        pane.mode = Mode.SINGLE
        huge = Document(Report("FR"), (Row((Paragraph(FRENCH * 6500, "0"),)),))
        timed("pane: open one paragraph of 1 MB", lambda: (pane.show(huge), draw(pane)), 5)


def texts() -> None:
    news = FRENCH * 6500
    timed(f"clean {len(news):,} characters", lambda: clean(news), 5)
    timed("wrap them at 72", lambda: wrap(news, 72), 5)
    timed("wrap 1,000,000 ideographs", lambda: wrap("漢字" * 500_000, 72), 3)
    timed("wrap 1,000,000 characters without a blank", lambda: wrap("a" * 1_000_000, 72), 3)


if __name__ == "__main__":
    texts()
    asyncio.run(lists())
    asyncio.run(panes())
