"""How an article looks in a list: marks, language, date, source, title with hits, counterparts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from tui.terminal.text import Span, cells, clean_line, clean_spans, fit, pad
from tui.widgets.glyphs import UNICODE, Glyphs
from tui.widgets.list_rows import ListRow, Piece
from tui.wording import plural

DATE_WIDTH = 9
_MONTHS = {
    "fr": ["jan", "fév", "mar", "avr", "mai", "jun", "jul", "aoû", "sep", "oct", "nov", "déc"],
    "en": ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
}


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """What a list says of one article."""

    language: str
    """ISO 639-1 code; shown in capitals."""
    title: str
    date: str = ""
    """At most 9 cells: see ``short_date``."""
    source: str = ""
    highlights: tuple[Span, ...] = ()
    """Hits in the title."""
    derived: bool = False
    """The title was made from the text: italic, and ``…`` at its end."""
    bookmarked: bool = False
    unread: bool = False
    counterparts: int = 0
    """Reports of the same event in the other language: ``=2``."""
    possible: int = 0
    """Without any, those that may be one: ``~1``, or ``-`` for none."""
    via: str = ""
    """The expansion word that found it, when the query's own words did not."""
    event: str = ""
    """How many reports of its event it stands for, ``FR 3 · EN 2``; in the place of its counterparts."""
    under: bool = False
    """It stands under the row of its event."""
    copies: int = 0
    """Near-identical articles that this row stands for too."""


def short_date(day: str, precision: str, language: str, today: date) -> str:
    """``14 mar`` within the last year, else ``14 mar 11``; ``mar 2011``, ``2011`` when that is all there is.

    Empty for an unreadable day.
    """
    try:
        then = date.fromisoformat(day)
    except ValueError:
        return ""
    month = _MONTHS.get(language, _MONTHS["en"])[then.month - 1]
    if precision == "year":
        return str(then.year)
    if precision == "day":
        year = "" if abs((today - then).days) < 330 else f" {then.year % 100:02}"
        return f"{then.day:2} {month}{year}"
    return f"{month} {then.year}"


def format_article(
    row: ArticleRow, width: int, *, lines: int = 1, source_width: int = 12, glyphs: Glyphs = UNICODE
) -> ListRow:
    """One line, or two (the title below) for a narrow column. Columns give way: source, then date.

    ``source_width`` 0 leaves the column out, as for a list in which nothing has a source.
    """
    counts_event = bool(row.event) and width >= 34
    counterparts = f"  {row.event}" if counts_event else _counterparts(row).rjust(4)
    role = "dim" if counts_event else "mark"
    left = _marks(row, glyphs)
    if width >= 34:
        left.append((pad(clean_line(row.date), DATE_WIDTH) + " ", "date"))
    if lines == 1 and source_width and width >= 56:
        left.append((pad(clean_line(row.source), source_width, glyphs.ellipsis) + " ", "source"))
    corner: Piece = (f"{glyphs.corner} " if row.under else "", "dim")
    room = max(0, width - sum(cells(text) for text, _ in left) - cells(counterparts))
    if lines == 1:
        title = _title(row, max(0, room - cells(corner[0])), glyphs)
        return ListRow(((*left, corner, *title, (counterparts, role)),))
    source = pad(clean_line(row.source), room, glyphs.ellipsis)
    title = _title(row, width - 2 - cells(corner[0]), glyphs)
    return ListRow(((*left, (source, "source"), (counterparts, role)), (("  ", ""), corner, *title)))


def _counterparts(row: ArticleRow) -> str:
    if row.counterparts:
        return f"={row.counterparts}"
    return f"~{row.possible}" if row.possible else "-"


def _marks(row: ArticleRow, glyphs: Glyphs) -> list[Piece]:
    mark = glyphs.bookmarked if row.bookmarked else glyphs.unread if row.unread else " "
    return [(f"{mark} ", "mark"), (f"{fit(clean_line(row.language).upper(), 3, ''):2} ", "language")]


def _title(row: ArticleRow, width: int, glyphs: Glyphs) -> list[Piece]:
    """The title in ``width`` cells exactly, in pieces: hits apart, and the word that found it at the end."""
    if width <= 0:
        return []
    text, hits = clean_spans(row.title, row.highlights)
    text = text.replace("\n", " ")
    if row.derived and not text.endswith(("…", glyphs.ellipsis)):
        text += glyphs.ellipsis
    copies = f"  +{row.copies} {plural(row.copies, 'copy', 'copies')}" if row.copies else ""
    via = (f"  via {clean_line(row.via)}" if row.via else "") + copies
    if width - cells(via) < 20:
        via = copies
    shown = fit(text, width - cells(via), glyphs.ellipsis)
    uncut = len(shown) if shown == text else len(shown) - len(glyphs.ellipsis)
    roles = "title" + " derived" * row.derived + " unread" * row.unread
    pieces = [(part, f"{roles} hit" if hit else roles) for part, hit in _split_at(shown, hits, uncut)]
    return [*pieces, (via, "dim"), (" " * (width - cells(shown) - cells(via)), "")]


def _split_at(text: str, spans: Sequence[Span], end: int) -> Iterator[tuple[str, bool]]:
    """``text`` in order, cut into pieces outside and inside of spans; nothing from ``end`` on is inside."""
    done = 0
    for start, stop in sorted(spans):
        start, stop = max(done, min(start, end)), max(done, min(stop, end))
        if start < stop:
            yield text[done:start], False
            yield text[start:stop], True
            done = stop
    yield text[done:], False
