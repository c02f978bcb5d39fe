"""Dates as a reader writes them in a query, read as ranges of days."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from index.words.folding import fold

Period = tuple[date, date]

EXAMPLES = "2024, 2024-11, 2024-11-30, “last week”, “semaine dernière”, 3d, 2w, 6m or 1y"

_ISO = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_AGO = re.compile(r"(\d{1,4}) ?([a-z]+)")
_NAMED_MONTH = re.compile(r"(?:(\d{1,2})(?:er|st|nd|rd|th)? )?([a-z]{3,})\.? (\d{4})")
_AGO_UNITS = {
    "day": "d day days j jour jours",
    "week": "w week weeks s sem semaine semaines",
    "month": "m month months mois",
    "year": "y year years a an ans annee annees",
}
_UNIT_OF = {name: unit for unit, names in _AGO_UNITS.items() for name in names.split()}
_RELATIVE = {
    "today": "day 0", "aujourd hui": "day 0", "yesterday": "day 1", "hier": "day 1",
    "this week": "week 0", "cette semaine": "week 0", "last week": "week 1", "semaine derniere": "week 1",
    "this month": "month 0", "ce mois": "month 0", "last month": "month 1", "mois dernier": "month 1",
    "this year": "year 0", "cette annee": "year 0", "last year": "year 1", "annee derniere": "year 1",
    "an dernier": "year 1",
}  # fmt: skip
_MONTHS = (
    "january janvier jan janv", "february fevrier feb fevr fev", "march mars mar", "april avril apr avr",
    "may mai", "june juin jun", "july juillet jul juil", "august aout aug", "september septembre sep sept",
    "october octobre oct", "november novembre nov", "december decembre dec",
)  # fmt: skip
_MONTH_OF = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}


def read_period(text: str, today: date) -> Period:
    """The first and last day of ``text``; relative ones ("last week", "2w") count from ``today``.

    Raises ValueError, saying why, when it is not a date.
    """
    if ".." in text:
        before, _, after = text.partition("..")
        first, last = read_period(before, today)[0], read_period(after, today)[1]
        if last < first:
            raise ValueError("the range ends before it begins")
        return first, last
    plain = " ".join(re.split(r"[\s'’_]+", fold_date(text)))
    if match := _ISO.fullmatch(plain):
        return _calendar(*(int(part) if part else None for part in match.groups()))
    if match := _DAY_FIRST.fullmatch(plain):
        day, month, year = (int(part) for part in match.groups())
        return _calendar(year, month, day)
    if match := _NAMED_MONTH.fullmatch(plain):
        day_text, name, year_text = match.groups()
        if name in _MONTH_OF:
            return _calendar(int(year_text), _MONTH_OF[name], int(day_text) if day_text else None)
    return _relative(plain.replace("-", " "), today)


def fold_date(text: str) -> str:
    """Like ``fold``, but dots stay: they stand between numbers here."""
    return ".".join(fold(part) for part in text.strip().split("."))


def _calendar(year: int | None, month: int | None, day: int | None) -> Period:
    if not year:
        raise ValueError("there is no year 0")
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if not 1 <= month <= 12:
        raise ValueError(f"there is no month {month}")
    days = monthrange(year, month)[1]
    if day is None:
        return date(year, month, 1), date(year, month, days)
    if not 1 <= day <= days:
        raise ValueError(f"that month has no day {day}")
    return date(year, month, day), date(year, month, day)


def _relative(plain: str, today: date) -> Period:
    for article in ("la ", "le ", "l "):
        plain = plain.removeprefix(article)
    if named := _RELATIVE.get(plain):
        unit, back = named.split()
        first = _shifted(_start(today, unit), unit, int(back))
        return first, _shifted(first, unit, -1) - timedelta(days=1)
    match = _AGO.fullmatch(plain.removesuffix(" ago").removeprefix("il y a "))
    if match and (unit := _UNIT_OF.get(match[2], "")):
        # "since 2w" is from the same day two weeks ago until now.
        return _shifted(today, unit, int(match[1])), today
    raise ValueError("it is not a date")


def _start(day: date, unit: str) -> date:
    if unit == "week":
        return day - timedelta(days=day.weekday())
    if unit == "month":
        return day.replace(day=1)
    return day.replace(month=1, day=1) if unit == "year" else day


def _shifted(day: date, unit: str, back: int) -> date:
    """``day`` moved ``back`` units into the past (negative: future), held inside the calendar."""
    if unit in ("day", "week"):
        number = day.toordinal() - back * (7 if unit == "week" else 1)
        return date.fromordinal(min(max(number, 1), date.max.toordinal()))
    months = day.year * 12 + day.month - 1 - back * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    if not 1 <= year <= 9999:
        return date.min if year < 1 else date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
