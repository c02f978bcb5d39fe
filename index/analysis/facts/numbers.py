"""Quantities in French and English prose: figures and words as comparable values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from index.analysis.facts.clock_times import clock_times
from index.analysis.facts.counted_nouns import STRONG, counted
from index.analysis.facts.fractions import AND_A_HALF, fractions
from index.analysis.facts.number_units import CURRENCIES, MEASURES, scale_after, unit_after
from index.analysis.facts.number_words import (
    COLLECTIVES,
    ROUND_WORDS,
    SMALL_WORDS,
    number_word_runs,
    value_of_words,
)
from index.analysis.facts.quantity import Quantity, limits
from index.model.articles import Language

_LOOK_BACK = 30
_TELLING = STRONG | CURRENCIES | MEASURES | {"percent", "point"}
"""Units whose small number words count too: ``trois blessés``, but not ``trois jours``."""

_FIGURE = re.compile(
    r"""(?<![\w.,/:])(?<![^\W\d]-)(?P<currency>(?:(?:US|CA?|A|HK)?\$|[€£¥])\s?)?
    (?P<figure>\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)(?:,\d+)?|\d+(?:[.,]\d+)*)
    (?![\d/:_]|[.,]\d|(?:er|re|[eè]|ème|nde?|st|nd|rd|th|s)\b)""",
    re.VERBOSE,
)
_COLLECTIVE = re.compile(rf"\b(?:une?|an?|one)\s({'|'.join(COLLECTIVES)})\b", re.IGNORECASE)

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
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_YEAR_BEFORE = re.compile(
    rf"(?:\b(?:en|in|of|de|depuis|since|by|until|année|year|{_MONTHS})\s|[(/-])$", re.IGNORECASE
)

_NAME_BEFORE = re.compile(r"[^\W\dA-Z][,;]?\s[A-Z]\w+\s$")
"""``the Boeing 737``: the number belongs to the name."""
_LABEL_BEFORE = re.compile(
    r"\b(?:résolution|resolution|articles?|section|number|numéro|n°|no\.|vol|flight|route|chapitre|chapter|alinéa|paragraph"
    r"|page|groupe|group|phase|niveau|level|version|chaîne|channel|top|lot|act|acte|tome|volume)\s$",
    re.IGNORECASE,
)
_MONEY = r"\s*(?:(?:US)?[$€£¥]\s?)?$"
_BOUNDS = {
    "about": re.compile(
        r"\b(?:environ|près d(?:e\s|[’'])|quelque|autour d(?:e\s|[’'])|presque|quasi(?:ment)?"
        r"|approximativement|about|around|some|nearly|almost|roughly|approximately|an estimated|close to)"
        + _MONEY,
        re.IGNORECASE,
    ),
    "above": re.compile(
        r"(?:\bplus d(?:e\s|[’'])|\bau moins|\bau minimum|\bdépass\w+|\bmore than|\bover|\bat least"
        r"|\bupwards of|\babove|\bexceed\w*|\btops?|\btopp(?:ed|ing))" + _MONEY,
        re.IGNORECASE,
    ),
    "below": re.compile(
        r"\b(?:moins d(?:e\s|[’'])|jusqu[’']à|au plus|au maximum|less than|fewer than|up to|under|below"
        r"|at most)" + _MONEY,
        re.IGNORECASE,
    ),
}
_MINUS = re.compile(r"(?:\b(?:moins|minus)\s|(?<!\w)[-−–])$", re.IGNORECASE)
_DASHED = re.compile(r"\s?[-–]\s?(?:to\s)?")
_JOINED = re.compile(r"\s(?:à|et|ou|to|and|or)\s")
_FROM = re.compile(r"\b(?:entre|between|de|from)\s(?:[$€£])?$", re.IGNORECASE)
_CHANGE = re.compile(
    r"\b(?:pass\w+|mont\w+|gripp\w+|grimp\w+|baiss\w+|augment\w+|recul\w+|chut\w+|tomb\w+|progress\w+|réduit\w*"
    r"|port\w+|relev\w+|rose|rise[ns]?|rising|fell|fall\w*|grew|grow\w*|increas\w+|decreas\w+|drop\w*|jump\w*"
    r"|climb\w*|went|up|down|rais\w+|cut|cuts)\b[^.;]{0,40}$",
    re.IGNORECASE,
)


class _Read(NamedTuple):
    """A number before it is looked at in its context."""

    start: int
    end: int
    value: float
    step: float
    currency: str
    words: bool


def quantities(text: str, language: Language) -> tuple[Quantity, ...]:
    """Numbers of a text in order, those of dates, ranks and names left out. Nothing overlaps."""
    found: list[Quantity] = []
    for candidate in (
        *clock_times(text, language),
        *fractions(text, language),
        *_figures(text, language),
        *_words(text, language),
    ):
        if all(candidate.end <= q.start or candidate.start >= q.end for q in found):
            found.append(candidate)
    return tuple(_with_ranges(text, sorted(found, key=lambda q: q.start)))


def _figures(text: str, language: Language) -> Iterator[Quantity]:
    for match in _FIGURE.finditer(text):
        figure, currency = match["figure"], (match["currency"] or "").strip()
        before = text[max(0, match.start() - _LOOK_BACK) : match.start()]
        read = _read_figure(figure, language)
        if read is None or _MONTH_AFTER.match(text, match.end()) or _MONTH_BEFORE.search(before):
            continue
        found = _in_context(text, _Read(match.start(), match.end(), *read, currency, False), language)
        if _YEAR.fullmatch(figure) and (not found.unit or _YEAR_BEFORE.search(before)):
            continue
        loose = _LABEL_BEFORE.search(before) or (not found.unit and _NAME_BEFORE.search(before))
        yield replace(found, asserted=False, comparable=False) if loose else found


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
            found = _in_context(text, _Read(start, end, value, 1, "", True), language)
            counts = found.unit in _TELLING or (found.value > SMALL_WORDS and value not in ROUND_WORDS)
            # A scale word makes it a large number: "deux milliards".
            counts = counts and (value > SMALL_WORDS or found.unit in _TELLING or found.wording[1] != "")
            yield replace(found, asserted=found.asserted and counts)
    for match in _COLLECTIVE.finditer(text):
        about = COLLECTIVES[match[1].lower()]
        low, high = limits(about, "about")
        yield Quantity(
            match.group(),
            match.start(),
            match.end(),
            about,
            about,
            asserted=False,
            comparable=False,
            low=low,
            high=high,
            written=about,
            wording=("word", match[1].lower(), ""),
        )


def _in_context(text: str, read: _Read, language: Language) -> Quantity:
    """The quantity that a number is with the words around it."""
    start, end = read.start, read.end
    before = text[max(0, start - _LOOK_BACK) : start]
    value, step = read.value, read.step
    if half := AND_A_HALF.match(text, end):
        value, step, end = value + 0.5, 0.5, half.end()
    scale, word, end = scale_after(text, end, language, read.currency)
    if scale > 1 and (half := AND_A_HALF.match(text, end)):
        value, step, end = value + 0.5, 0.1, half.end()
    unit = unit_after(text, end, language, sign=read.currency, scaled=scale > 1)
    if unit.name in ("minutes", "months") and (half := AND_A_HALF.match(text, unit.end)):
        value, step, unit = value + 0.5, 0.5, unit._replace(end=half.end())
    if unit.name == "celsius" and (minus := _MINUS.search(before)):
        start, value = start - (len(before) - minus.start()), -value
        before = before[: minus.start()]
    converted = unit.convert(value * scale)
    bound = next((name for name, pattern in _BOUNDS.items() if pattern.search(before)), "")
    low, high = limits(converted, bound)
    return Quantity(
        text[start : unit.end],
        start,
        unit.end,
        converted,
        step * scale * unit.factor,
        unit.name or counted(text, before, unit.end),
        asserted=_is_asserted(converted, unit.name),
        comparable=unit.name != "degree",
        low=low,
        high=high,
        written=value * scale,
        factor=scale * unit.factor,
        wording=("word" if read.words else "figure", word, unit.system),
    )


def _is_asserted(value: float, unit: str) -> bool:
    """Degrees often go without saying their scale; 100 percent is as well called "all"."""
    return unit not in ("celsius", "degree") and (unit, value) != ("percent", 100)


def _with_ranges(text: str, found: Sequence[Quantity]) -> Iterator[Quantity]:
    """``20 à 30 millions``, ``between 20 and 30``, ``2-1``: one quantity that allows what lies between."""
    rest = list(found)
    while rest:
        first = rest.pop(0)
        if rest and (joint := _joint(text, first, rest[0])):
            rest.pop(0)
            yield joint
        else:
            yield first


def _joint(text: str, first: Quantity, second: Quantity) -> Quantity | None:
    gap = text[first.end : second.start]
    before = text[max(0, first.start - _LOOK_BACK) : first.start]
    dashed = _DASHED.fullmatch(gap) is not None
    if not dashed:
        # "2 to 3 inches": the unit of both stands after the second.
        shared = not first.unit and first.factor == 1 and second.wording[-1:] not in ((), ("",))
        begun = _FROM.search(before) is not None
        if not _JOINED.fullmatch(gap) or not (begun or shared) or _CHANGE.search(text[: first.start]):
            return None
    start = first.value
    if not first.unit and first.factor == 1:
        # The scale and the unit stand after the second: "20 à 30 millions d'euros".
        start *= second.factor
    low, high = sorted((start, second.value))
    return replace(
        second,
        text=text[first.start : second.end],
        start=first.start,
        value=(low + high) / 2,
        asserted=False,
        comparable=not dashed and second.comparable and second.unit != "celsius",
        low=low,
        high=high,
        written=0,
    )
