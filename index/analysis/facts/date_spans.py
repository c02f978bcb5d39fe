"""The grammar of dates in French and English text: where one stands and what it states."""

from __future__ import annotations

import re
from typing import NamedTuple

from index.words.closed_classes import MONTHS, WEEKDAYS


class DateSpan(NamedTuple):
    """A date as written; what it leaves unsaid is None."""

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    """0 is Monday."""
    direction: int = 0
    """-1 for "last", +1 for "next"."""
    shift: int | None = None
    """Days from the anchor: -1 for "yesterday"."""
    unit: str | None = None
    """``week``, ``month`` or ``year`` for "last week" and its like."""


_FRENCH_MONTHS = (
    "janvier|janv|février|fevrier|févr|fév|mars|avril|avr|mai|juin|juillet|juil|août|aout|septembre|sept|octobre|oct"
    "|novembre|nov|décembre|decembre|déc"
)
_ENGLISH_MONTHS = (
    "January|Jan|February|Feb|March|Mar|April|Apr|May|June|Jun|July|Jul|August|Aug|September|Sept|Sep|October|Oct"
    "|November|Nov|December|Dec"
)
_FRENCH_DAYS = "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
_ENGLISH_DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_ENGLISH_SHORT_DAYS = "Mon|Tues|Tue|Wed|Thurs|Thu|Fri|Sat|Sun"
_YEAR = r"(?P<year>(?:1[6-9]|20)\d\d)"
_FRENCH_PART = r"(?:matin|midi|après-midi|soir|nuit)"
_ENGLISH_PART = r"(?:morning|afternoon|evening|night)"

# English names only count with their capital: "may" and "march" are words, "sun" is not a day.
_GRAMMAR = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?i:(?:\b(?:le|ce)\s)?\b(?:(?P<weekday>{_FRENCH_DAYS}),?\s(?:{_FRENCH_PART}\s)?)?"
        rf"(?<![\d/.,-])\b(?P<day>\d\d?)(?:er)?\s(?P<month>{_FRENCH_MONTHS})\b\.?)(?:\s{_YEAR}\b)?",
        rf"(?:\b[Oo]n\s)?\b(?:(?P<weekday>{_ENGLISH_DAYS}|{_ENGLISH_SHORT_DAYS})\.?,?\s)?(?:the\s)?"
        rf"(?<![\d/.,-])\b(?P<day>\d\d?)(?:st|nd|rd|th)?\s(?:of\s)?(?P<month>{_ENGLISH_MONTHS})\b\.?(?:,?\s{_YEAR}\b)?",
        rf"(?:\b[Oo]n\s)?\b(?:(?P<weekday>{_ENGLISH_DAYS}|{_ENGLISH_SHORT_DAYS})\.?,?\s)?"
        rf"\b(?P<month>{_ENGLISH_MONTHS})\.?\s(?P<day>\d\d?)(?:st|nd|rd|th)?(?:,?\s*{_YEAR})?(?![\d:])",
        rf"(?<![\d/.-]){_YEAR}[-/](?P<month>\d\d)(?:[-/](?P<day>\d\d))?(?![\d-])",
        rf"(?<![\d/.-])(?P<day>\d\d?)[/.-](?P<month>\d\d?)[/.-]{_YEAR}(?!\d)",
        rf"(?i:(?:\b(?:le|ce)\s)?\b(?P<weekday>{_FRENCH_DAYS})\b(?:\s(?:{_FRENCH_PART}\b|derniers?\b|prochains?\b))*)",
        rf"(?:\b(?:[Oo]n|[Ll]ast|[Nn]ext|[Tt]his)\s){{0,2}}\b(?P<weekday>{_ENGLISH_DAYS})\b(?:\s{_ENGLISH_PART}\b)?",
        rf"(?i:(?:\ben\s)?\b(?P<month>{_FRENCH_MONTHS})\.?)\s{_YEAR}\b",
        rf"(?:\b[Ii]n\s)?\b(?P<month>{_ENGLISH_MONTHS})\.?,?\s{_YEAR}\b",
        rf"\b(?:[Ee]n|[Dd]epuis|[Ii]n|[Ss]ince)\s{_YEAR}\b(?!\s?%)",
        r"(?i:\b(?P<relative>avant-hier|hier|aujourd['’]hui|demain|yesterday|today|tomorrow)\b"
        rf"(?:\s(?:{_FRENCH_PART}|{_ENGLISH_PART})\b)?)",
        r"(?i:\b(?:(?:la|le)\s(?P<unit>semaine|mois)\sderni(?:er|ère)|l['’](?P<unit2>an|année)\sderni(?:er|ère)"
        r"|last\s(?P<unit3>week|month|year)|cette\s(?P<week>semaine)|this\s(?P<week2>week))\b)",
    )
)
_SHIFTS = {
    **dict.fromkeys(("hier", "yesterday"), -1),
    **dict.fromkeys(("aujourd'hui", "today"), 0),
    **dict.fromkeys(("demain", "tomorrow"), 1),
    "avant-hier": -2,
}
_UNITS = {"semaine": "week", "mois": "month", "an": "year", "année": "year"}
_LAST = re.compile(r"\b(?:last|derniers?)\b", re.IGNORECASE)
_NEXT = re.compile(r"\b(?:next|prochains?)\b", re.IGNORECASE)


def find_spans(text: str) -> list[DateSpan]:
    """The dates in ``text`` in order, the longest reading of each; a day past the 31st is none."""
    found = [span for pattern in _GRAMMAR for match in pattern.finditer(text) if (span := _read(match))]
    found.sort(key=lambda span: (span.start, -span.end))
    kept: list[DateSpan] = []
    for span in found:
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
        elif span.end - span.start > kept[-1].end - kept[-1].start:
            kept[-1] = span
    return kept


def _read(match: re.Match[str]) -> DateSpan | None:
    parts = {name: value for name, value in match.groupdict().items() if value}
    day, month = _number(parts.get("day")), _month(parts.get("month"))
    if day and month and month > 12 >= day:  # 11/30/2024, as Americans write it
        day, month = month, day
    if (day is not None and not 1 <= day <= 31) or (month is not None and not 1 <= month <= 12):
        return None
    unit = next(
        (parts[name].lower() for name in ("unit", "unit2", "unit3", "week", "week2") if name in parts), None
    )
    return DateSpan(
        match.start(),
        match.end(),
        year=_number(parts.get("year")),
        month=month,
        day=day,
        weekday=WEEKDAYS[parts["weekday"].lower()] if "weekday" in parts else None,
        direction=-1 if _LAST.search(match[0]) else 1 if _NEXT.search(match[0]) else 0,
        shift=_SHIFTS[parts["relative"].lower().replace("’", "'")] if "relative" in parts else None,
        unit=_UNITS.get(unit, unit) if unit else None,
    )


def _number(digits: str | None) -> int | None:
    return int(digits) if digits else None


def _month(name: str | None) -> int | None:
    if name is None:
        return None
    return int(name) if name.isdigit() else MONTHS[name.lower()]
