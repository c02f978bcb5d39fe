"""What a search found as lines for people: results, counts, words in their context. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from index.model.results import ConcordanceLine, EntityFacet, FacetCounts, Hit, ResultPage
from tui.cli.text import date_text
from tui.terminal.text import cells, clean_line, fit
from tui.wording import UNDATED, many

Marks = tuple[tuple[int, int], ...]

ID_CELLS = 8
"""So much of an id is shown where every cell counts; it is unambiguous in all but the largest archives."""
FULL_CONTEXT = 80
"""Cells left of the word when no terminal sets a limit."""
MOST_COUNTED = 10
"""Sources, months and names that are listed; the rest is for ``--json``."""


def search_lines(page: ResultPage) -> Iterator[tuple[str, Marks]]:
    """Lines with the character ranges to stress."""
    also = f" (also: {', '.join(page.expanded)})" if page.expanded else ""
    shown = f", {len(page.hits)} shown" if len(page.hits) < page.total else ""
    yield f"{many(page.total, 'result')}{shown}, {page.took_ms:.0f} ms{also}", ()
    for hit in page.hits:
        yield "", ()
        yield from hit_lines(hit)


def hit_lines(hit: Hit) -> Iterator[tuple[str, Marks]]:
    pair = f"  = {hit.counterpart}" if hit.counterpart else f"  ~ {hit.possible}" if hit.possible else ""
    copies = f"  +{many(hit.copies, 'copy', 'copies')}" if hit.copies else ""
    date = f"{date_text(hit.published):<10}"
    yield f"{hit.id}  {hit.language}  {date}  {hit.source or '-'}{pair}{copies}", ()
    yield hit.title, ((0, len(hit.title)),)
    if hit.snippet:
        yield f"    {hit.snippet.text}", tuple((a + 4, b + 4) for a, b in hit.snippet.highlights)
    if via := "what it says" if hit.by_meaning else ", ".join(hit.via):
        yield f"    via {via}", ()


def facet_lines(counts: FacetCounts, entities: Iterable[EntityFacet]) -> Iterator[str]:
    """How many of all results there are of each language, source, month and name."""
    months = [*counts.months[:MOST_COUNTED], *([(UNDATED, counts.undated)] if counts.undated else [])]
    for kind, found in (
        ("languages", counts.languages),
        ("sources", counts.sources[:MOST_COUNTED]),
        ("months", months),
        ("names", [(facet.label, facet.fr + facet.en) for facet in entities][:MOST_COUNTED]),
    ):
        if found:
            yield f"{kind:<9}  {', '.join(f'{value} {count}' for value, count in found)}"


def concordance_line(line: ConcordanceLine, columns: int | None) -> tuple[str, Marks]:
    """Article, language, then the word in its context, the words of all lines below one another.

    ``columns``: cells of the terminal, or None when nothing need be cut.
    """
    head = f"{line.article[:ID_CELLS]}  {line.language}  "
    left, match, right = map(clean_line, (line.left, line.match, line.right))
    room = FULL_CONTEXT if columns is None else max(0, (columns - len(head) - cells(match)) // 2)
    before = f"{head}{_tail(left, room)}"
    after = right if columns is None else fit(right, columns - cells(before) - cells(match))
    return f"{before}{match}{after}", ((len(before), len(before) + len(match)),)


def _tail(text: str, width: int) -> str:
    """The end of ``text`` in exactly ``width`` cells."""
    if cells(text) > width:
        mark = "…" if width else ""
        while text and cells(text) > width - len(mark):
            text = text[1:]
        text = mark + text
    return " " * (width - cells(text)) + text
