"""When an article was published and which dates it speaks of; never "now", never the file's own time."""

from __future__ import annotations

import calendar
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from index.analysis.facts.date_spans import DateSpan, find_spans
from index.model.articles import DateMention, DateRange

_EARLIEST_YEAR = 1600
_CLOCK_SKEW = timedelta(days=2)
_FARTHEST_AHEAD = timedelta(days=45)
_CURRENT = timedelta(days=10)
_SAME_STORY = timedelta(days=3)
_STAND_IN_DAY = 7
"""Of a month that is all we know: a weekday then becomes the first such day of it."""
_URL_DAY = re.compile(r"[/=-]((?:19|20)\d\d)([/-])(\d\d?)(?:\2(\d\d?))?(?=[/_?.-]|$)")
_YEAR_ALONE = re.compile(r"(?:1[6-9]|20)\d\d")
# A year that belongs to a name, "BRICS 2024" or "the 2024 Olympics", dates the sentence it stands in.
_YEAR_OF_NAME = re.compile(r"\b[^\W\d_a-zà-ÿ][\w-]* ((?:19|20)\d\d)\b|\b((?:19|20)\d\d) [^\W\d_a-zà-ÿ]")
_SENTENCE_BREAK = re.compile(r"[.!?…]\s")


def find_published(
    *, field: str | None, prefix: str | None, url: str | None, dateline: str | None, imported: date
) -> DateRange | None:
    """The publication date from the best source that has one: given field, prefix, URL, dateline.

    A date more than two days after ``imported`` or before 1600 is not believed.
    """
    for origin, days in (
        ("field", _read_field(field)),
        ("prefix", _read_text(prefix)),
        ("url", _read_url(url)),
        ("dateline", _read_text(dateline)),
    ):
        if days and days[0].year >= _EARLIEST_YEAR and days[0] <= imported + _CLOCK_SKEW:
            first, last, precision = days
            return DateRange(first.isoformat(), last.isoformat(), precision, origin)
    return None


def find_mentions(text: str, block: int, published: DateRange | None) -> Iterator[DateMention]:
    """The dates that one block speaks of, in order, resolved as far as ``published`` and the text allow."""
    anchor = _Anchor.of(published)
    spans = find_spans(text)
    years = _sentence_years(text, spans) if anchor is None else [None] * len(spans)
    for span, year in zip(spans, years, strict=True):
        resolved = _resolve(span, anchor, year)
        role = _role(span, anchor, resolved)
        yield DateMention(text[span.start : span.end], block, span.start, span.end, resolved, role)


@dataclass(frozen=True, slots=True)
class _Anchor:
    """The day that relative dates count from."""

    day: date
    first: date
    last: date
    exact: bool
    """False when only the month is known."""

    @classmethod
    def of(cls, published: DateRange | None) -> _Anchor | None:
        if published is None or published.precision == "year":
            return None
        first, last = date.fromisoformat(published.first), date.fromisoformat(published.last)
        exact = published.precision == "day"
        return cls(first if exact else first.replace(day=_STAND_IN_DAY), first, last, exact)


_Days = tuple[date, date, str]


def _read_field(field: str | None) -> _Days | None:
    if field and _YEAR_ALONE.fullmatch(field.strip()):
        return _days(int(field), None, None)
    return _read_text(field)


def _read_text(text: str | None) -> _Days | None:
    """The first date with a year and a month in a short piece of text."""
    for span in find_spans(text or ""):
        if span.year and span.month and (days := _days(span.year, span.month, span.day)):
            return days
    return None


def _read_url(url: str | None) -> _Days | None:
    if found := _URL_DAY.search(url or ""):
        return _days(int(found[1]), int(found[3]), int(found[4]) if found[4] else None)
    return None


def _days(year: int, month: int | None, day: int | None) -> _Days | None:
    """First day, last day and precision; None for a day that the calendar does not have."""
    try:
        if month is None:
            return date(year, 1, 1), date(year, 12, 31), "year"
        if day is None:
            return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]), "month"
        return date(year, month, day), date(year, month, day), "day"
    except ValueError:  # also calendar.IllegalMonthError
        return None


def _resolve(span: DateSpan, anchor: _Anchor | None, sentence_year: int | None) -> str | None:
    if span.year:
        return _resolve_stated(span)
    if span.month and span.day:
        if anchor:
            return _nearest(span, anchor)
        return _resolve_stated(span._replace(year=sentence_year)) if sentence_year else None
    if anchor is None:
        return None
    if span.weekday is not None:
        return _weekday(span.weekday, span.direction, anchor.day).isoformat()
    if span.shift is not None:
        return (anchor.day + timedelta(days=span.shift)).isoformat() if anchor.exact else None
    if span.unit == "month":
        return (anchor.day.replace(day=1) - timedelta(days=1)).isoformat()[:7]
    return str(anchor.first.year - 1) if span.unit == "year" else None


def _resolve_stated(span: DateSpan) -> str | None:
    days = _days(span.year or 0, span.month, span.day)
    if days is None:
        return None
    return days[0].isoformat()[: {"year": 4, "month": 7, "day": 10}[days[2]]]


def _nearest(span: DateSpan, anchor: _Anchor) -> str | None:
    """Day and month without a year: the year that fits the weekday, else the nearest, not far ahead."""
    candidates = [
        days[0]
        for year in range(anchor.day.year - 2, anchor.day.year + 2)
        if (days := _days(year, span.month, span.day)) and days[0] <= anchor.day + _FARTHEST_AHEAD
    ]
    fitting = [day for day in candidates if day.weekday() == span.weekday]
    best = min(fitting or candidates, key=lambda day: abs(day - anchor.day), default=None)
    return best.isoformat() if best else None


def _sentence_years(text: str, spans: list[DateSpan]) -> list[int | None]:
    """For each span the one year that its sentence is dated by, where nothing else anchors it."""
    breaks = [found.end() for found in _SENTENCE_BREAK.finditer(text)] if spans else []
    named: defaultdict[int, set[int]] = defaultdict(set)
    for found in _YEAR_OF_NAME.finditer(text) if spans else ():
        named[bisect_right(breaks, found.start())].add(int(found[1] or found[2]))
    sentences = [bisect_right(breaks, span.start) for span in spans]
    for sentence, span in zip(sentences, spans, strict=True):
        if span.year and not span.day:  # "in 2011" is a time of its own
            named[sentence].discard(span.year)
    for sentence, span in zip(sentences, spans, strict=True):
        if span.year and span.day:
            named[sentence].add(span.year)
    return [next(iter(named[sentence])) if len(named[sentence]) == 1 else None for sentence in sentences]


def _weekday(weekday: int, direction: int, anchor: date) -> date:
    """The latest such day up to the anchor; strictly before (-1) or after (+1) it when the text says so."""
    if direction > 0:
        return anchor + timedelta(days=(weekday - anchor.weekday() - 1) % 7 + 1)
    back = (anchor.weekday() - weekday) % 7
    return anchor - timedelta(days=back or (7 if direction < 0 else 0))


def _role(span: DateSpan, anchor: _Anchor | None, resolved: str | None) -> str:
    """``event`` for what the report is about, ``background`` for what it recalls or looks forward to.

    Reports name the day of their event by its weekday; a bare date is one only when it is close by.
    """
    named = span.weekday is not None or span.shift is not None
    if anchor is None or resolved is None or len(resolved) < len("2024-11-30"):
        return "event" if named else "background"
    day = date.fromisoformat(resolved)
    distance = max(anchor.first - day, day - anchor.last, timedelta())
    if named:
        return "event" if distance <= _CURRENT else "background"
    limit = _SAME_STORY if anchor.exact else timedelta()
    return "event" if distance <= limit else "background"
