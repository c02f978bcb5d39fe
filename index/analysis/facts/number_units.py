"""What a number measures: percentages, money, lengths, areas, weights, temperatures, durations."""

from __future__ import annotations

import re
from typing import NamedTuple

from index.model.articles import Language

MEASURES = frozenset({"km/h", "m²", "m", "kg", "celsius"})
"""Units that French and English reports convert."""
DURATIONS = frozenset({"minutes", "months"})


class Unit(NamedTuple):
    """A unit after a number: the unit it is compared in, and how its numbers become numbers of that."""

    name: str
    factor: float
    system: str
    """``imperial``, ``metric``, or the word itself where wording matters; ``""`` where it does not."""
    end: int
    offset: float = 0.0

    def convert(self, value: float) -> float:
        return (value + self.offset) * self.factor


_SCALES: dict[Language, dict[str, float]] = {
    "fr": {"mille": 1e3, "millier": 1e3, "million": 1e6, "milliard": 1e9, "billion": 1e12, "trillion": 1e18},
    "en": {"thousand": 1e3, "million": 1e6, "billion": 1e9, "bn": 1e9, "trillion": 1e12},
}
_THOUSAND_MILLION = {"fr": "milliard"}
_SCALE = re.compile(
    r"[\s\u00a0-]{0,2}(mille|milliers?|millions?|milliards?|billions?|trillions?|thousand|bn)\b",
    re.IGNORECASE,
)
_SHORT_OF_MONEY = re.compile(r"\s?(?:(m)|(mds?|b)|(k))(?=\s?[€$£]|\b)", re.IGNORECASE)
_MONEY_FOLLOWS = re.compile(r"\s?(?:mds?|[mk])\s?[€$£]", re.IGNORECASE)
_SIGNS = {"$": "dollar", "€": "euro", "£": "pound", "¥": "yen"}

# What follows the number, its factor to the unit that it is compared in, that unit; longer spellings first.
_METRIC = (
    (r"km/h|kph|kilomètres[ -]heure|kilomet(?:er|re)s (?:per|an) hour", 1, "km/h"),
    (r"km²|km2|kilomètres? carrés?|square kilomet(?:er|re)s?", 1e6, "m²"),
    (r"m²|m2|mètres? carrés?|square met(?:er|re)s?", 1, "m²"),
    (r"hectares?|ha", 1e4, "m²"),
    (r"km|kilomètres?|kilomet(?:er|re)s?", 1e3, "m"),
    (r"cm|centimètres?|centimet(?:er|re)s?", 0.01, "m"),
    (r"m|mètres?|met(?:er|re)s?", 1, "m"),
    (r"kg|kilos?|kilogrammes?|kilograms?", 1, "kg"),
    (r"tonnes?|(?:metric )?tons?", 1e3, "kg"),
)
_IMPERIAL = (
    (r"mph|mi/h|milles? à l[’']heure|miles (?:per|an) hour", 1.609344, "km/h"),
    (r"square miles?", 2589988, "m²"),
    (r"acres?", 4046.86, "m²"),
    (r"square f(?:ee|oo)t", 0.092903, "m²"),
    (r"mill?es?", 1609.344, "m"),
    (r"ft|feet|foot|pieds?", 0.3048, "m"),
    (r"yards?", 0.9144, "m"),
    (r"inch(?:es)?|pouces?", 0.0254, "m"),
    (r"lbs?|pounds?", 0.45359, "kg"),
)
_MONEY = (
    (r"€|euros?|EUR", 1, "euro"),
    (r"(?:francs? suisses?|swiss francs?)", 1, "swiss franc"),
    (r"(?:francs? cfa|cfa francs?)", 1, "cfa franc"),
    (r"\$|(?:US )?dollars?(?: américains)?|USD", 1, "dollar"),
    (r"£|livres? sterling|pounds sterling", 1, "pound"),
    (r"livres? turques?|(?:turkish )?liras?", 1, "lira"),
    (r"¥|yens?", 1, "yen"),
    (r"yuans?|renminbi", 1, "yuan"),
    (r"ro?ubles?", 1, "rouble"),
    (r"roupies?|rupees?", 1, "rupee"),
    (r"shekels?", 1, "shekel"),
    (r"dirhams?", 1, "dirham"),
    (r"dinars?", 1, "dinar"),
    (r"riy?als?", 1, "rial"),
    (r"pesos?", 1, "peso"),
    (r"zlotys?", 1, "zloty"),
    (r"hryvnias?", 1, "hryvnia"),
)
_SHARES = (
    (r"points? de base|basis points?", 0.01, "point"),
    (r"points? de pourcentage|percentage[ -]points?|points?(?=,? à \d)", 1, "point"),
    (r"%|pour[ -]cent|per[ -]?cent", 1, "percent"),
)
_TIMES = (
    (r"minutes?|mins?", 1, "minutes"),
    (r"heures?|hours?|hrs?", 60, "minutes"),
    (r"jours?|days?", 1440, "minutes"),
    (r"semaines?|weeks?", 10080, "minutes"),
    (r"mois|months?", 1, "months"),
    (r"ans?|années?|years?", 12, "months"),
    (r"décennies|decades", 120, "months"),
)
_TEMPERATURES = (
    (r"°\s?F|(?:degrees|degrés) fahrenheit|fahrenheit", "fahrenheit"),
    (r"°\s?C|(?:degrees|degrés) celsius|celsius", "celsius"),
    (r"°|degrés?|degrees?", ""),
)
CURRENCIES = frozenset(unit for _, _, unit in _MONEY)


def _after(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"[\s\u00a0\u202f-]*(?:d[e’']\s*)?(?:{pattern})(?!\w)", re.IGNORECASE)


_UNITS = tuple(
    (_after(pattern), factor, unit, system)
    for rows, system in ((_SHARES, ""), (_MONEY, ""), (_IMPERIAL[:4], "imperial"), (_METRIC, "metric"))
    for pattern, factor, unit in rows
) + tuple((_after(pattern), factor, unit, "imperial") for pattern, factor, unit in _IMPERIAL[4:])
_DURATIONS = tuple((_after(pattern), factor, unit) for pattern, factor, unit in _TIMES)
_DEGREES = tuple((_after(pattern), scale) for pattern, scale in _TEMPERATURES)
_POUNDS = _after(r"pounds?|livres?")
_FAHRENHEIT = 5 / 9


def scale_after(text: str, end: int, language: Language, currency: str) -> tuple[float, str, int]:
    """Factor of a scale word (``milliard``, ``bn``) at ``end``, the word, and where it ends."""
    if match := _SCALE.match(text, end):
        word = match[1].lower()
        scales = _SCALES.get(language, {})
        for form in (word, word.removesuffix("s")):
            if form in scales:
                return scales[form], "billion" if form == "bn" else form, match.end()
    if (currency or _MONEY_FOLLOWS.match(text, end)) and (match := _SHORT_OF_MONEY.match(text, end)):
        if match[1]:
            return 1e6, "million", match.end()
        return (
            (1e9, _THOUSAND_MILLION.get(language, "billion"), match.end())
            if match[2]
            else (1e3, "", match.end())
        )
    return 1, "", end


def unit_after(text: str, end: int, language: Language, *, sign: str = "", scaled: bool = False) -> Unit:
    """The unit at ``end``; its name is ``""`` for a plain count.

    ``sign``: of a currency before the number; ``scaled``: a scale word came before, so pounds are money.
    """
    if sign:
        return Unit(_SIGNS[sign[-1]], 1, "", end)
    if scaled and (match := _POUNDS.match(text, end)):
        return Unit("pound", 1, "", match.end())
    for pattern, scale in _DEGREES:
        if match := pattern.match(text, end):
            return _temperature(scale or ("celsius" if language == "fr" else ""), match.end())
    for pattern, factor, name, system in _UNITS:
        if match := pattern.match(text, end):
            return Unit(name, factor, system, match.end())
    for pattern, factor, name in _DURATIONS:
        if match := pattern.match(text, end):
            return Unit(name, factor, f"{factor:g} {name}", match.end())
    return Unit("", 1, "", end)


def _temperature(scale: str, end: int) -> Unit:
    """English degrees without a scale are of either one, by who writes for whom."""
    if scale == "fahrenheit":
        return Unit("celsius", _FAHRENHEIT, "imperial", end, offset=-32)
    return Unit(scale or "degree", 1, "metric" if scale else "", end)
