"""Dates of two aligned passages side by side: contradicted, or the same in other words."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from index.model.articles import DateMention

_FROM_DAY = re.compile(r"(?<!\d)(\d{1,2})(?:er|st|nd|rd|th)?\s?(?:au|et|à|to|and|-|–)\s?(?:le\s|the\s)?$")
_TO_DAY = re.compile(r"\s?(?:to|and|-|–|au|et)\s?(?:the\s)?(\d{1,2})(?:st|nd|rd|th)?(?!\d|\s?%)")
_DAY = len("2024-11-30")
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Days:
    """A date of a text as the days that it can mean, both ISO and included."""

    mention: DateMention
    first: str
    last: str

    @property
    def precision(self) -> int:
        return len(self.mention.resolved or "")

    def agrees(self, other: Days) -> bool:
        """Whether both may mean one day; "on Monday" may be the last one or the next."""
        if self.first <= other.last and other.first <= self.last:
            return True
        only_weekday = not (self.has_digit and other.has_digit)
        return only_weekday and self.precision == other.precision == _DAY and self._weekday == other._weekday

    @property
    def has_digit(self) -> bool:
        return _DIGIT.search(self.mention.text) is not None

    @property
    def _weekday(self) -> int:
        return date.fromisoformat(self.first).weekday()


def days_of(mentions: Sequence[DateMention], texts: Mapping[int, str]) -> list[Days]:
    """The resolved dates among ``mentions``; ``texts`` by block. ``du 3 au 5 décembre`` is three days."""
    found = []
    for mention in mentions:
        days = _days(mention)
        if days and mention.block in texts:
            found.append(_widened(days, texts[mention.block]))
    return found


def compare_dates(
    left: Sequence[Days], right: Sequence[Days], left_report: Sequence[Days], right_report: Sequence[Days]
) -> Iterator[tuple[Days, Days, bool]]:
    """``(left, right, same)``: dates that differ, and those that are the same in other words.

    They differ only when each side has one alone that the other report never names, equally precise.
    """
    free = list(right)
    for one in left:
        for other in free:
            if (one.first, one.last) == (other.first, other.last) and one.first == one.last:
                free.remove(other)
                if one.has_digit != other.has_digit:
                    yield one, other, True
                break
    ours = _unmatched(left, right_report)
    theirs = _unmatched(right, left_report)
    if len(ours) == len(theirs) == 1 and ours[0].precision == theirs[0].precision:
        yield ours[0], theirs[0], False


def _unmatched(found: Sequence[Days], report: Sequence[Days]) -> list[Days]:
    once = {days.mention.resolved: days for days in found}
    return [days for days in once.values() if not any(days.agrees(other) for other in report)]


def _days(mention: DateMention) -> Days | None:
    resolved = mention.resolved
    if not resolved:
        return None
    if len(resolved) == len("2024"):
        return Days(mention, f"{resolved}-01-01", f"{resolved}-12-31")
    if len(resolved) == len("2024-11"):
        year, month = map(int, resolved.split("-"))
        return Days(mention, f"{resolved}-01", f"{resolved}-{calendar.monthrange(year, month)[1]}")
    return Days(mention, resolved, resolved)


def _widened(days: Days, text: str) -> Days:
    mention = days.mention
    if days.precision != _DAY:
        return days
    first, last = days.first, days.last
    if match := _FROM_DAY.search(text, max(0, mention.start - 12), mention.start):
        first = _day_of_month(first, int(match[1])) or first
    if match := _TO_DAY.match(text, mention.end):
        last = _day_of_month(last, int(match[1])) or last
    return Days(mention, min(first, days.first), max(last, days.last))


def _day_of_month(day: str, number: int) -> str | None:
    try:
        return date.fromisoformat(day).replace(day=number).isoformat()
    except ValueError:
        return None
