"""Parts and halves in words: ``un tiers``, ``half``, ``three quarters of a billion``, ``un an et demi``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from index.analysis.facts.number_units import scale_after, unit_after
from index.analysis.facts.quantity import Quantity, limits
from index.model.articles import Language

_PARTS: dict[str, float] = {
    r"(?:un|one|a)[ -](?:tiers|third)": 1 / 3,
    r"(?:deux|two)[ -](?:tiers|thirds)": 2 / 3,
    r"(?:un|one|a)[ -](?:quart|quarter)": 1 / 4,
    r"(?:trois|three)[ -](?:quarts|quarters)": 3 / 4,
    r"(?:un|one|a)[ -](?:cinquième|fifth)": 1 / 5,
    r"(?:un|one|a)[ -](?:dixième|tenth)": 1 / 10,
    r"(?:la|une) moitié|half(?![- ](?:hour|time|an hour))|un demi": 1 / 2,
    r"une?(?: \w+)? sur deux|one in two": 1 / 2,
    r"une?(?: \w+)? sur trois|one in three": 1 / 3,
    r"une?(?: \w+)? sur quatre|one in four": 1 / 4,
    r"une?(?: \w+)? sur cinq|one in five": 1 / 5,
    r"une?(?: \w+)? sur dix|one in ten": 1 / 10,
}
_PART = tuple((re.compile(rf"\b(?:{words})\b", re.IGNORECASE), part) for words, part in _PARTS.items())
_OF = re.compile(r"(?:\s(?:de|of)\s(?:an?\s|one\s)?|\sd[’']un\s|\sa\s|-)(?=\w)")
_ONE = re.compile(r"\b(?:une?|an?|one)(?=\s)", re.IGNORECASE)
AND_A_HALF = re.compile(r"\s(?:et\sdemie?|and\sa\shalf)\b", re.IGNORECASE)


def fractions(text: str, language: Language) -> Iterator[Quantity]:
    """Parts, as a percentage or of a scale or a unit; never asserted."""
    for match in _ONE.finditer(text):
        yield from _one_and_a_half(text, match, language)
    for pattern, part in _PART:
        for match in pattern.finditer(text):
            yield _of_what(text, match, part, language)


def _one_and_a_half(text: str, one: re.Match[str], language: Language) -> Iterator[Quantity]:
    """``un million et demi d'euros``, ``a year and a half``."""
    scale, word, end = scale_after(text, one.end(), language, "")
    if scale > 1 and (half := AND_A_HALF.match(text, end)):
        unit = unit_after(text, half.end(), language, scaled=True)
        end = unit.end
    else:
        unit = unit_after(text, one.end(), language)
        half = AND_A_HALF.match(text, unit.end) if unit.name else None
        if half is None:
            return
        scale, word, end = 1, "", half.end()
    value = unit.convert(1.5 * scale)
    found = _part(text, one.start(), end, value, unit.name, ("word", word, unit.system))
    yield replace(found, low=value, high=value)


def _of_what(text: str, match: re.Match[str], part: float, language: Language) -> Quantity:
    """``a quarter of a percentage point``, ``half a million euros``; else a share in percent."""
    if of := _OF.match(text, match.end()):
        scale, word, end = scale_after(text, of.end(), language, "")
        unit = unit_after(text, end, language, scaled=scale > 1)
        if scale > 1 or unit.name:
            return _part(
                text,
                match.start(),
                unit.end,
                unit.convert(part * scale),
                unit.name,
                ("word", word, unit.system),
            )
    return _part(text, match.start(), match.end(), 100 * part, "percent", ("word", "", ""))


def _part(text: str, start: int, end: int, value: float, unit: str, wording: tuple[str, ...]) -> Quantity:
    low, high = limits(value, "about")
    return Quantity(
        text[start:end],
        start,
        end,
        value,
        0,
        unit,
        asserted=False,
        low=low,
        high=high,
        written=value,
        wording=wording,
    )
