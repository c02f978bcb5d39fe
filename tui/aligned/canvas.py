"""Draws the lines of a pane, and reads back what the mouse selected on them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from rich.segment import Segment
from rich.style import Style
from textual.selection import Selection
from textual.strip import Strip

from tui.aligned.document import Mode, Span
from tui.aligned.layout import Kind, PaneLayout, Slot
from tui.aligned.text import DrawnParagraph
from tui.aligned.walk import Hit
from tui.terminal.text import cells, fit
from tui.widgets.looks import Looks

_ROLES = {
    "header": "color: $text-muted;",
    "metadata": "color: $text-muted;",
    "title": "text-style: bold;",
    "derived-title": "text-style: bold italic;",
    "section": "text-style: bold;",
    "quote": "text-style: italic;",
    "caption": "text-style: italic;",
}
LOOKS = {
    **_ROLES,
    "hidden": "text-style: dim;",
    "sentence": "background: $panel; text-style: underline;",
    "hit": "color: $text-accent; text-style: bold underline;",
    "current-hit": "text-style: bold underline reverse;",
    "differs": "color: $text-warning; text-style: bold;",
    "restates": "color: $text-secondary;",
    "bar": "color: $accent; text-style: bold;",
    "rule": "color: $text-disabled;",
    "filler": "color: $text-muted; text-style: italic;",
    "label": "color: $text-secondary;",
}
"""What text may look like, by the names that a canvas asks its ``Looks`` for, as style sheets say it."""
KEPT_STRIPS = 512
"""Drawn lines that are remembered: many screens, yet not a whole book."""


class Canvas:
    """Draws lines of a layout, each once: when anything about it changes, another canvas takes its place.

    A second column's lines count on below the first's, for the selection.
    """

    def __init__(
        self,
        layout: PaneLayout,
        looks: Looks,
        *,
        hit: Hit | None = None,
        sentence: int | None = None,
        selection: Selection | None = None,
        selected: Style | None = None,
    ) -> None:
        """``hit``: the one that the reader has walked to. ``selected``: laid over what is selected.

        ``sentence``: which sentences of the marked row are pointed out; see ``Paragraph.linked``.
        """
        self._layout = layout
        self._looks = looks
        self._hit = hit
        self._sentence = sentence
        self._selection = selection
        self._selected = selected or Style.null()
        self._strips: dict[int, Strip] = {}

    def strip(self, line: int) -> Strip:
        """A line as wide as the layout; a blank one beyond its end."""
        if (strip := self._strips.get(line)) is None:
            if len(self._strips) >= KEPT_STRIPS:
                self._strips.clear()
            strip = self._strips[line] = self._draw(line)
        return strip

    def _draw(self, line: int) -> Strip:
        form, glyphs = self._layout.form, self._layout.drawn.glyphs
        segments: list[Segment] = []
        x = 0

        def up_to(column: int) -> None:
            nonlocal x
            if column > x:
                segments.append(Segment(" " * (column - x), self._looks.plain))
                x = column

        for n, slot in enumerate(self._layout.slots(line)):
            if n:
                up_to(form.rule_x)
                segments.append(Segment(glyphs.rule, self._looks.plain + self._looks.added("rule")))
                x += 1
            if self._is_marked(slot, line):
                up_to(form.left_x - 2 if not n else form.right_x - 2)
                segments.append(Segment(glyphs.bar, self._looks.plain + self._looks.added("bar")))
                x += 1
            up_to(slot.x)
            shown = list(self._slot(slot, line, n))
            segments += shown
            x += sum(cells(segment.text) for segment in shown)
        up_to(form.width)
        strip = Strip(segments, x)
        return strip if x == form.width else strip.crop(0, form.width)

    def _is_marked(self, slot: Slot, line: int) -> bool:
        form = self._layout.form
        return (
            slot.line.kind in (Kind.TEXT, Kind.FILLER)
            and (form.mode is Mode.SPLIT or slot.line.side is form.side)
            and self._layout.row_at(line) == self._layout.marked
        )

    def _slot(self, slot: Slot, line: int, column: int) -> Iterator[Segment]:
        """``slot.width`` cells (more for an ideograph in one), each segment knowing its characters."""
        place = line + column * self._layout.height
        text, looks = self._content(slot, line, place)
        for start, end, names in looks:
            style = self._looks.plain
            for name in names:
                style += self._selected if name == "selected" else self._looks.added(name)
            yield Segment(text[start:end], style + Style.from_meta({"offset": (start, place)}))
        gap = slot.width - cells(text)
        if gap > 0:
            yield Segment(" " * gap, self._looks.plain + Style.from_meta({"offset": (len(text), place)}))

    def _content(self, slot: Slot, line: int, place: int) -> tuple[str, Sequence[tuple[int, int, list[str]]]]:
        """The text of a slot and the looks of its parts."""
        kind, side, n, start, end = slot.line
        drawn, row = self._layout.drawn, self._layout.row_at(line)
        if kind is Kind.BLANK:
            return "", ()
        if kind is not Kind.TEXT:
            text = drawn.filler(side, row)
            if kind is Kind.LABEL:
                text = f"{drawn.glyphs.corner} {drawn.label(side)}"
            text = fit(text, slot.width, drawn.glyphs.ellipsis)
            return text, ((0, len(text), ["filler" if kind is Kind.FILLER else "label"]),)
        paragraph = drawn.cell(side, row)[n]
        pointed = self._sentence if row == self._layout.marked else None
        layers = [
            (
                "sentence",
                _within([span for number, span in paragraph.linked if number == pointed], start, end),
            ),
            ("hit", _within(paragraph.hits, start, end)),
            ("differs", _within(paragraph.differs, start, end)),
            ("restates", _within(paragraph.restates, start, end)),
        ]
        hit = self._hit
        if hit and (hit.place.row, hit.place.side, hit.place.paragraph) == (row, side, n):
            layers.append(("current-hit", _within([(hit.place.character, hit.end)], start, end)))
        if self._selection and (span := self._selection.get_span(place)) is not None:
            layers.append(("selected", [(span[0], end - start if span[1] < 0 else span[1])]))
        return paragraph.text[start:end], list(_cut(end - start, _role_looks(paragraph), layers))


def selected_text(layout: PaneLayout, selection: Selection) -> str:
    """What is selected: paragraphs unwrapped, those of the left column before those of the right."""
    columns = 2 if layout.form.mode is Mode.SPLIT else 1
    parts: list[str] = []
    before: tuple[object, ...] = ()
    until = 0
    for column in range(columns):
        for line in range(layout.height):
            slots = layout.slots(line)
            span = selection.get_span(line + column * layout.height)
            if span is None or column >= len(slots) or slots[column].line.kind is not Kind.TEXT:
                continue
            _, side, n, start, end = slots[column].line
            row = layout.row_at(line)
            paragraph = layout.drawn.cell(side, row)[n]
            first = max(start + span[0], paragraph.own)
            last = end if span[1] < 0 else min(start + span[1], end)
            if last <= first:
                continue
            if (row, side, n) == before:
                parts.append(paragraph.text[until:last])
            else:
                parts += ["\n\n"] * bool(parts) + [paragraph.text[first:last]]
            before, until = (row, side, n), last
    return "".join(parts)


def _role_looks(paragraph: DrawnParagraph) -> list[str]:
    looks = [paragraph.role] if paragraph.role in _ROLES else []
    return [*looks, "hidden"] if paragraph.hidden else looks


def _within(spans: Sequence[Span], start: int, end: int) -> list[Span]:
    """The parts of sorted spans that lie on a line, counted from its start."""
    first = max(0, bisect_left(spans, (start, 0)) - 1)
    found: list[Span] = []
    for at in range(first, len(spans)):
        one, other = spans[at]
        if one >= end:
            break
        if other > start:
            found.append((max(one, start) - start, min(other, end) - start))
    return found


def _cut(
    length: int, always: list[str], layers: Sequence[tuple[str, Sequence[Span]]]
) -> Iterator[tuple[int, int, list[str]]]:
    """Cut ``length`` characters where a look begins or ends; later layers lie on top."""
    edges = {0, length}
    for _, spans in layers:
        for span in spans:
            edges.update(min(edge, length) for edge in span)
    ordered = sorted(edges)
    for start, end in pairwise(ordered):
        names = [name for name, spans in layers if any(one <= start < other for one, other in spans)]
        yield start, end, always + names
