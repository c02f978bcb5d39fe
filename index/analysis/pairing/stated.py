"""What a report states that tells its happening from others: numbers, days, ordinals, names of its lead.

Made from the text alone, apart from the profile: no encoder is needed for it.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import islice

from index.analysis.facts.date_spans import DateSpan, find_spans
from index.analysis.facts.number_units import MEASURES
from index.analysis.facts.numbers import quantities
from index.analysis.facts.quantity import Quantity
from index.analysis.facts.skeletons import names_in
from index.analysis.pairing.background import STATED, shipped
from index.analysis.pairing.profiles import LEAD, MAX_UNITS, units
from index.model.articles import Article, ArticleId

STATED_FORMAT = 1
TOLD = LEAD + 2
"""Units whose days are those of the happening; later ones recall others."""
HOUR = "hour"
_CONVERTED = 0.12
_BACK, _AHEAD = 6, 1
"""Days from publication that the day of a happening may be away."""
_SMALL = re.compile(r"(?<![^\s(«\"'’/])[a-z][a-z0-9]*(?:[-+._][a-z0-9]+)*(?![\w-])")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_ORDINAL = re.compile(r"\bact[eo]?\s+([IVXL]+|\d+)\b|\b(\d+)(?:e|ème|eme|er|re|st|nd|rd|th)\b", re.IGNORECASE)
_ORDINAL_WORDS = {
    word: number
    for number, words in enumerate(
        (
            "troisième third",
            "quatrième fourth",
            "cinquième fifth",
            "sixième sixth",
            "septième seventh",
            "huitième eighth",
            "neuvième ninth",
            "dixième tenth",
        ),
        3,
    )
    for word in words.split()
}
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}


@dataclass(frozen=True, slots=True)
class Stated:
    """A quantity, and where it stands."""

    quantity: Quantity
    unit: int
    """Number of the unit of text."""
    recalled: bool
    """Whether a year stands beside it: then it mostly belongs to another happening."""
    least: float
    most: float
    """What cannot be the same quantity lies outside, whatever it allows itself."""

    @classmethod
    def at(cls, quantity: Quantity, unit: int, *, recalled: bool) -> Stated:
        room = max(quantity.step / 2, _CONVERTED * abs(quantity.value) if quantity.unit in MEASURES else 0)
        least, most = min(quantity.low, quantity.value - room), max(quantity.high, quantity.value + room)
        return cls(quantity, unit, recalled, least, most)

    def same_as(self, other: Stated) -> bool:
        """Whether both may state one number."""
        return self.least <= other.most and other.least <= self.most and self.quantity.same_as(other.quantity)


@dataclass(frozen=True, eq=False)
class Facts:
    """What one report states."""

    article: ArticleId
    numbers: tuple[Stated, ...] = ()
    weekdays: tuple[int, ...] = ()
    """0 is Monday; of its first units, in their order."""
    days: frozenset[int] = frozenset()
    """Ordinals of the days that its first units tell."""
    event_day: int | None = None
    """The day of the happening, as the text tells it."""
    ordinals: frozenset[int] = frozenset()
    """``acte IV``, ``the 4th``: 4."""
    names: Mapping[str, int] = field(default_factory=dict)
    """Skeletons of names in its lead that its body has, too, and how often."""
    others: frozenset[str] = frozenset()
    """Those of the names that only the rest of its body has."""
    words: frozenset[str] = frozenset()
    """What is written in small letters without accents, and hardly in the press: names of things, jargon."""

    @cached_property
    def by_kind(self) -> Mapping[str, Sequence[Stated]]:
        """Its numbers by what is counted."""
        found: dict[str, list[Stated]] = {}
        for each in self.numbers:
            found.setdefault(each.quantity.unit, []).append(each)
        return found

    def terms(self) -> set[str]:
        """Its numbers and rare words as terms, to count in how many reports each stands."""
        return {number_term(each.quantity) for each in self.numbers} | self.words

    def to_json(self) -> str:
        numbers = [
            (
                q.unit, float(q.value), float(q.step), float(q.low), float(q.high), float(q.written),
                int(q.asserted),
                int("imperial" in q.wording[-1:]), each.unit, int(each.recalled),
            )
            for each in self.numbers
            for q in (each.quantity,)
        ]  # fmt: skip
        return json.dumps(
            [
                numbers,
                self.weekdays,
                sorted(self.days),
                self.event_day,
                sorted(self.ordinals),
                self.names,
                sorted(self.others),
                sorted(self.words),
            ],
            ensure_ascii=False,
            separators=(",", ":"),
        )

    @classmethod
    def from_json(cls, article: ArticleId, stored: str) -> Facts:
        numbers, weekdays, days, event_day, ordinals, names, others, words = json.loads(stored)
        return cls(
            article,
            tuple(map(_stated, numbers)),
            tuple(weekdays),
            frozenset(days),
            event_day,
            frozenset(ordinals),
            names,
            frozenset(others),
            frozenset(words),
        )


def number_term(quantity: Quantity) -> str:
    return f"{quantity.value:g} {quantity.unit}"


def facts(article: Article) -> Facts:
    """What an article states in its first MAX_UNITS units."""
    texts = list(islice(units(article), MAX_UNITS))
    titled = bool(article.title) and article.title_origin != "derived"
    published = date.fromisoformat(article.published.first) if article.published else None
    if article.published and article.published.first != article.published.last:
        published = None
    spans = [span for text in texts[:TOLD] for span in find_spans(text)]
    days = frozenset(day for span in spans for day in _resolved(span, published))
    return Facts(
        article.id,
        tuple(_numbers(texts, article.language)),
        tuple(dict.fromkeys(span.weekday for span in spans if span.weekday is not None)),
        days,
        _event_day(days, published),
        frozenset(_ordinals(" ".join(texts[: LEAD + 1]))),
        *_names(texts, titled=titled),
        _rare(small_words(texts)),
    )


def small_words(texts: Iterable[str]) -> set[str]:
    """What is written in small letters, and may be written so in another language, too."""
    return {word for text in texts for word in _SMALL.findall(text)}


def _rare(words: set[str]) -> frozenset[str]:
    found = sorted(words)
    counts = shipped().terms[STATED].counts(found, 0)
    return frozenset(word for word, reports in zip(found, counts.tolist(), strict=True) if not reports)


def _numbers(texts: Sequence[str], language: str) -> Iterator[Stated]:
    for place, text in enumerate(texts):
        recalled = _YEAR.search(text) is not None
        for quantity in quantities(text, language):
            if quantity.unit != HOUR:
                yield Stated.at(quantity, place, recalled=recalled)


def _stated(values: Sequence[object]) -> Stated:
    unit, value, step, low, high, written, asserted, imperial, place, recalled = values
    quantity = Quantity(
        "", 0, 0, float(value), float(step), str(unit), bool(asserted), True, float(low), float(high),  # type: ignore[arg-type]
        float(written), 1.0, ("imperial",) if imperial else (),  # type: ignore[arg-type]
    )  # fmt: skip
    return Stated.at(quantity, int(place), recalled=bool(recalled))  # type: ignore[call-overload]


def _resolved(span: DateSpan, published: date | None) -> Iterator[int]:
    """The day that a date of the text means in a report of that day."""
    if span.month and span.day:
        years = [span.year] if span.year else []
        if not years and published:
            years = [published.year - 1, published.year, published.year + 1]
        found = [day for year in years if (day := _ordinal(year, span.month, span.day))]
        if found:
            yield min(found, key=lambda day: abs(day - published.toordinal()) if published else 0)
    elif published is None:
        return
    elif span.weekday is not None and span.direction <= 0:
        yield published.toordinal() - (published.weekday() - span.weekday) % 7
    elif span.shift is not None:
        yield published.toordinal() + span.shift


def _ordinal(year: int, month: int, day: int) -> int | None:
    try:
        return date(year, month, day).toordinal()
    except ValueError:
        return None


def _event_day(days: frozenset[int], published: date | None) -> int | None:
    if published is None:
        return None
    here = published.toordinal()
    return max((day for day in days if here - _BACK <= day <= here + _AHEAD), default=None)


def _ordinals(text: str) -> Iterator[int]:
    for match in _ORDINAL.finditer(text):
        act, number = match.groups()
        if number or act.isdigit():
            yield int(number or act)
        elif set(act.upper()) <= _ROMAN.keys():
            yield _roman(act.upper())
    for word in re.findall(r"\w+", text.lower()):
        if word in _ORDINAL_WORDS:
            yield _ORDINAL_WORDS[word]


def _roman(letters: str) -> int:
    values = [_ROMAN[letter] for letter in letters]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))


def _names(texts: Sequence[str], *, titled: bool) -> tuple[dict[str, int], frozenset[str]]:
    """Of the lead with their number, and of the rest.

    English titles write every word with a capital: of a title those count that the body has, too.
    """
    each = [[name for name, _ in names_in(text)] for text in texts]
    body = {name for names in each[int(titled) :] for name in names}
    counts = Counter(name for names in each[: LEAD + 1] for name in names)
    lead = {name: times for name, times in counts.items() if name in body}
    return lead, frozenset(body - lead.keys())
