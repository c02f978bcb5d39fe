"""A paragraph as it is drawn: cleaned, with marker, brackets and French spaces put in, ranges moved along."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass

from tui.aligned.document import Document, Paragraph, Side, Span
from tui.terminal.text import clean_line, clean_spans
from tui.widgets.glyphs import Glyphs

_TIGHT_QUOTE = re.compile("(?<=«)(?=[^\\s«])|(?<=[^\\s»])(?=»)")
"""Where a guillemet lacks its space; ``\\s`` counts no-break spaces."""


@dataclass(frozen=True, slots=True)
class DrawnParagraph:
    text: str
    own: int
    """How many characters at the beginning are ours (a marker) and not the paragraph's."""
    role: str
    hidden: bool
    hits: tuple[Span, ...]
    differs: tuple[Span, ...]
    restates: tuple[Span, ...]
    linked: tuple[tuple[int, Span], ...]
    source: Paragraph


def draw_paragraph(paragraph: Paragraph, *, show_differences: bool, glyphs: Glyphs) -> DrawnParagraph:
    """The paragraph with everything put in that is drawn as text; all ranges count its characters."""
    text, hits = clean_spans(paragraph.text, paragraph.highlights)
    differs: tuple[Span, ...] = ()
    inserted = [(match.start(), "\u00a0") for match in _TIGHT_QUOTE.finditer(text)]
    restates: tuple[Span, ...] = ()
    if show_differences and (paragraph.differs or paragraph.restates):
        _, differs = clean_spans(paragraph.text, paragraph.differs)
        _, restates = clean_spans(paragraph.text, paragraph.restates)
        inserted += [(start, "[") for start, _ in differs] + [(start, "[=") for start, _ in restates]
        inserted += [(end, "]") for _, end in (*differs, *restates)]
        inserted.sort(key=lambda item: (item[0], "]\u00a0[".index(item[1][0])))
    marker = clean_line(paragraph.marker) or (glyphs.dot if paragraph.hidden else "")
    if marker:
        inserted.insert(0, (0, f"{marker} "))
    if paragraph.role == "derived-title" and not text.endswith(("…", glyphs.ellipsis)):
        inserted.append((len(text), glyphs.ellipsis))
    own = len(marker) + 1 if marker else 0
    linked = [
        (number, span) for number, one in paragraph.linked for span in clean_spans(paragraph.text, [one])[1]
    ]
    if inserted:
        text, move = _insert(text, inserted)
        hits = tuple(move(span, "") for span in hits)
        differs = tuple(move(span, "[") for span in differs)
        restates = tuple(move(span, "[=") for span in restates)
        linked = [(number, move(span, "")) for number, span in linked]
    return DrawnParagraph(
        text,
        own,
        paragraph.role,
        paragraph.hidden,
        tuple(sorted(hits)),
        differs,
        restates,
        tuple(linked),
        paragraph,
    )


def _insert(text: str, inserted: list[tuple[int, str]]) -> tuple[str, Callable[[Span, str], Span]]:
    """Put strings in at sorted positions. Also how a range moves; it takes in the bracket that opens it."""
    places = [place for place, _ in inserted]
    lengths = [0]
    parts: list[str] = []
    done = 0
    for place, added in inserted:
        parts += (text[done:place], added)
        done = place
        lengths.append(lengths[-1] + len(added))
    parts.append(text[done:])

    def move(span: Span, bracket: str) -> Span:
        start, end = span
        first = start + lengths[bisect_right(places, start)] - len(bracket)
        return first, end + lengths[bisect_left(places, end)] + bool(bracket)

    return "".join(parts), move


class DrawnDocument:
    """The paragraphs of a document that are shown, drawn when they are first asked for."""

    def __init__(
        self, document: Document, *, show_hidden: bool, show_differences: bool, glyphs: Glyphs
    ) -> None:
        self.document = document
        self.glyphs = glyphs
        self._show_hidden = show_hidden
        self._show_differences = show_differences
        self._cells: dict[tuple[Side, int], tuple[DrawnParagraph, ...]] = {}

    def __len__(self) -> int:
        return len(self.document.rows)

    def cell(self, side: Side, row: int) -> tuple[DrawnParagraph, ...]:
        """What is shown of one side of a row."""
        if (drawn := self._cells.get((side, row))) is None:
            drawn = self._cells[side, row] = tuple(
                draw_paragraph(paragraph, show_differences=self._show_differences, glyphs=self.glyphs)
                for paragraph in self.document.rows[row].cell(side)
                if self._show_hidden or not paragraph.hidden
            )
        return drawn

    def filler(self, side: Side, row: int) -> str:
        """What is said where a side is empty: nothing beside captions and other hidden text."""
        if self.cell(side, row) or all(paragraph.hidden for paragraph in self.cell(side.other, row)):
            return ""
        said = self.document.rows[row].elsewhere or self._absent(side, row)
        dot = self.glyphs.dot
        return f"{dot} {dot} {dot}  {clean_line(said)}" if said else ""

    def is_silent(self, side: Side, row: int) -> bool:
        """Whether it is said that a report has nothing of what the other one tells."""
        return bool(self.filler(side, row) and self._absent(side, row))

    def _absent(self, side: Side, row: int) -> str:
        report = self.document.left if side is Side.LEFT else self.document.right
        return "" if report is None or self.document.rows[row].unsure else report.absent

    def label(self, side: Side) -> str:
        report = self.document.left if side is Side.LEFT else self.document.right
        return clean_line(report.label) if report else ""
