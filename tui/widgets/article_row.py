"""How an article looks in a list: marks, language, date, source, title with hits, counterparts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tui.widgets.glyphs import UNICODE, Glyphs
from tui.widgets.list_rows import ListRow
from tui.widgets.text import Span

DATE_WIDTH = 8
_MONTHS = {
    "fr": ["jan", "fév", "mar", "avr", "mai", "jui", "jul", "aoû", "sep", "oct", "nov", "déc"],
    "en": ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
}


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """What a list says of one article."""

    language: str
    """ISO 639-1 code; shown in capitals."""
    title: str
    date: str = ""
    """At most 8 cells: see ``short_date``."""
    source: str = ""
    highlights: tuple[Span, ...] = ()
    """Hits in the title."""
    derived: bool = False
    """The title was made from the text: italic, and ``…`` at its end."""
    bookmarked: bool = False
    unread: bool = False
    counterparts: int = 0
    """Reports of the same event in the other language: ``=2``, or ``-`` for none."""
    via: str = ""
    """The expansion word that found it, when the query's own words did not."""


def short_date(day: str, precision: str, language: str, today: date) -> str:
    """``14 mar`` within the last year, else ``mar 2011`` (or ``2011``); empty for an unreadable day."""
    try:
        then = date.fromisoformat(day)
    except ValueError:
        return ""
    month = _MONTHS.get(language, _MONTHS["en"])[then.month - 1]
    if precision == "year":
        return str(then.year)
    if precision == "day" and abs((today - then).days) < 330:
        return f"{then.day:2} {month}"
    return f"{month} {then.year}"


def format_article(
    row: ArticleRow, width: int, *, lines: int = 1, source_width: int = 12, glyphs: Glyphs = UNICODE
) -> ListRow:
    """One line, or two (the title below) for a narrow column. Columns give way: source, date, then marks.

    ``source_width`` 0 leaves the column out, as for a list in which nothing has a source.
    """
    raise NotImplementedError
