"""Quantities in French and English prose: figures and words as comparable values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from index.analysis.number_units import MEASURES, NOT_COMPARABLE, scale_after, unit_after, victims
from index.analysis.number_words import (
    COLLECTIVES,
    ROUND_WORDS,
    SMALL_WORDS,
    number_word_runs,
    value_of_words,
)
from index.model import Language

APPROXIMATE = 0.1
"""How far two quantities may differ when one is called approximate, or both may have been converted."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as it stands in a text, in the unit that its kind is compared in."""

    text: str
    start: int
    end: int
    value: float
    step: float
    """What one unit of its last written digit is worth: 100,000 for ``1.5 million``."""
    unit: str
    """``""`` for a plain count; ``percent``, ``dead``, ``injured``, ``hour``, a currency or a measure."""
    asserted: bool
    """False for what is too loosely said to be missed on the other side."""
    approximate: bool

    def same_as(self, other: Quantity) -> bool:
        """Whether both may state one number: equal, rounded, or about equal where that is said."""
        gap = abs(self.value - other.value)
        largest = max(abs(self.value), abs(other.value))
        if gap <= largest * 1e-9:
            return True
        if self.step != other.step and gap <= max(self.step, other.step) / 2:
            return True
        loosely = self.approximate or other.approximate or (self.unit == other.unit and self.unit in MEASURES)
        return loosely and gap <= APPROXIMATE * largest


_FIGURE = re.compile(
    r"""(?<![\w.,/:])(?<![^\W\d]-)(?P<currency>[$€£]\s?)?
    (?P<figure>\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)(?:,\d+)?|\d+(?:[.,]\d+)*)
    (?![\d/:_]|[.,]\d|(?:er|re|[eè]|ème|nde?|st|nd|rd|th|s)\b)""",
    re.VERBOSE,
)
_RANGE_BEFORE, _RANGE_AFTER = re.compile(r"\d\s?[-–]\s?$"), re.compile(r"\s?[%€$£]?\s?[-–]\s?(?:to\s)?\d")
_COLLECTIVE = re.compile(rf"\b(?:une?|an?|one)\s({'|'.join(COLLECTIVES)})\b", re.IGNORECASE)

_HOUR_FR = re.compile(r"(?<![\w.,:/-])(?P<h>\d{1,2})\s?h(?:\s?(?P<m>[0-5]\d))?(?!\w)")
_HOUR_EN = re.compile(
    r"(?<![\w.,:/-])(?P<h>\d{1,2})(?:[:.](?P<m>[0-5]\d))?\s?(?P<half>[ap])\.?m\b", re.IGNORECASE
)
_HOUR_DIGITAL = re.compile(r"(?<![\w.,:/-])(?P<h>[01]?\d|2[0-3]):(?P<m>[0-5]\d)(?![\d:])")

_MONTHS = (
    "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
    "|january|february|march|april|may|june|july|august|september|october|november|december"
    "|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
)
_DAY = r"(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|\w+day)\s)?\d{1,2}(?:er|st|nd|rd|th)?"
_AND_DAYS = rf"(?:\s*(?:,|-|–|—|et|au|and|to)\s*(?:les?\s|the\s)?{_DAY})*"
_MONTH_AFTER = re.compile(rf"{_AND_DAYS}\s*(?:of\s)?(?:{_MONTHS})\b", re.IGNORECASE)
_MONTH_BEFORE = re.compile(
    rf"\b(?:{_MONTHS})\.?\s*(?:the\s)?(?:{_DAY}(?:\s*(?:,|-|–|—|and|to)\s*(?:the\s)?)+)*$", re.IGNORECASE
)
_NAME_BEFORE = re.compile(r"[^\W\dA-Z][,;]?\s[A-Z]\w+\s$")
"""``the Boeing 737``: the number belongs to the name."""
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_ABOUT = re.compile(
    r"(?:environ|près d[e’']|quelque|plus d[e’']|moins d[e’']|autour d[e’']|au moins|presque|jusqu[’']à"
    r"|about|around|some|nearly|almost|more than|over|less than|fewer than|at least|up to|roughly)"
    r"\s*(?:[$€£]\s?)?$",
    re.IGNORECASE,
)
_LOOK_BACK = 30


def quantities(text: str, language: Language) -> tuple[Quantity, ...]:
    """Numbers of a text in order, those of dates, ranks and names left out."""
    found: list[Quantity] = []
    for candidate in (*_hours(text, language), *_figures(text, language), *_words(text, language)):
        if all(candidate.end <= q.start or candidate.start >= q.end for q in found):
            found.append(candidate)
    return tuple(sorted(found, key=lambda q: q.start))


def _hours(text: str, language: Language) -> Iterator[Quantity]:
    for pattern in (_HOUR_FR if language == "fr" else _HOUR_EN, _HOUR_DIGITAL):
        for match in pattern.finditer(text):
            hour = int(match["h"])
            if "half" in match.groupdict():
                hour = hour % 12 + (12 if match["half"].lower() == "p" else 0)
            value = hour + int(match["m"] or 0) / 60
            yield Quantity(match.group(), match.start(), match.end(), value, 0, "hour", False, False)


def _figures(text: str, language: Language) -> Iterator[Quantity]:
    for match in _FIGURE.finditer(text):
        figure, currency = match["figure"], (match["currency"] or "").strip()
        before = text[max(0, match.start() - _LOOK_BACK) : match.start()]
        read = _read_figure(figure, language)
        if read is None or _MONTH_AFTER.match(text, match.end()) or _MONTH_BEFORE.search(before):
            continue
        if _YEAR.fullmatch(figure) and not currency:
            continue
        found = _in_context(text, match.start(), match.end(), read, language, currency)
        loose = (
            _RANGE_BEFORE.search(before)
            or _RANGE_AFTER.match(text, match.end())
            or (not found.unit and _NAME_BEFORE.search(before))
        )
        yield replace(found, asserted=False) if loose else found


def _read_figure(figure: str, language: Language) -> tuple[float, float] | None:
    """Value and step of a figure; None for a version number and the like."""
    plain = re.sub(r"\s", "", figure)
    thousands, decimal = (".", ",") if language == "fr" else (",", ".")
    if re.fullmatch(rf"\d{{1,3}}(?:\{thousands}\d{{3}})+", plain):
        plain = plain.replace(thousands, "")
    elif re.fullmatch(rf"\d+\{thousands}\d{{1,2}}", plain):
        plain = plain.replace(thousands, decimal)
    if not re.fullmatch(rf"\d+(?:\{decimal}\d+)?", plain):
        return None
    whole, _, fraction = plain.partition(decimal)
    # Three noughts at the end are as often rounded as counted.
    step = 1000.0 if not fraction and plain.endswith("000") else 10.0 ** -len(fraction)
    return float(f"{whole}.{fraction or 0}"), step


def _words(text: str, language: Language) -> Iterator[Quantity]:
    for start, end, words in number_word_runs(text, language):
        value = value_of_words(words, language)
        if value is not None:
            found = _in_context(text, start, end, (value, 1), language, "")
            counts = found.unit != "" or (found.value > SMALL_WORDS and found.value not in ROUND_WORDS)
            yield replace(found, asserted=found.asserted and counts)
    for match in _COLLECTIVE.finditer(text):
        about = COLLECTIVES[match[1].lower()]
        yield Quantity(match.group(), match.start(), match.end(), about, about, "", False, True)


def _in_context(
    text: str, start: int, end: int, read: tuple[float, float], language: Language, currency: str
) -> Quantity:
    """The quantity that a number is with the words around it."""
    before = text[max(0, start - _LOOK_BACK) : start]
    scale, end = scale_after(text, end, language, currency)
    unit, factor, end = unit_after(text, end, currency)
    unit = unit or victims(text, before, end)
    value, step = (number * scale * factor for number in read)
    approximate = bool(_ABOUT.search(before))
    return Quantity(text[start:end], start, end, value, step, unit, unit not in NOT_COMPARABLE, approximate)
