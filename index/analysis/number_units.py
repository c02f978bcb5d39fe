"""What a number counts: percentages, money, measures, the dead and the injured, in French and English."""

from __future__ import annotations

import re

from index.model import Language

NOT_COMPARABLE = frozenset({"degree", "hour"})
"""Temperature scales and time zones differ, and often go without saying."""
MEASURES = frozenset({"km/h", "m²", "m", "kg"})

_SCALES: dict[Language, dict[str, float]] = {
    "fr": {"mille": 1e3, "millier": 1e3, "million": 1e6, "milliard": 1e9, "billion": 1e12, "trillion": 1e18},
    "en": {"thousand": 1e3, "million": 1e6, "billion": 1e9, "bn": 1e9, "trillion": 1e12},
}
_SCALE = re.compile(
    r"[\s\u00a0-]{0,2}(mille|milliers?|millions?|milliards?|billions?|trillions?|thousand|bn)\b",
    re.IGNORECASE,
)
_MILLION_OF_MONEY = re.compile(r"\s?[mM]\b")
_CURRENCIES = {"$": "dollar", "€": "euro", "£": "pound"}

# What follows the number, its factor to the unit that it is compared in, that unit; longer spellings first.
_UNITS = tuple(
    (re.compile(rf"[\s\u00a0\u202f-]*(?:d[e’']\s*)?(?:{pattern})(?!\w)", re.IGNORECASE), factor, unit)
    for pattern, factor, unit in (
        (r"%|pour[ -]cent|per[ -]?cent", 1, "percent"),
        (r"€|euros?", 1, "euro"),
        (r"\$|(?:US )?dollars?(?: américains)?", 1, "dollar"),
        (r"£|livres? sterling|pounds sterling", 1, "pound"),
        (r"km/h|kph|kilomètres[ -]heure|kilomet(?:er|re)s (?:per|an) hour", 1, "km/h"),
        (r"mph|mi/h|milles? à l[’']heure|miles (?:per|an) hour", 1.609344, "km/h"),
        (r"km²|km2|kilomètres? carrés?|square kilomet(?:er|re)s?", 1e6, "m²"),
        (r"square miles?", 2589988, "m²"),
        (r"hectares?", 1e4, "m²"),
        (r"acres?", 4046.86, "m²"),
        (r"km|kilomètres?|kilomet(?:er|re)s?", 1e3, "m"),
        (r"mill?es?", 1609.344, "m"),
        (r"m|mètres?|met(?:er|re)s?", 1, "m"),
        (r"ft|feet|foot|pieds?", 0.3048, "m"),
        (r"kg|kilos?|kilogrammes?|kilograms?", 1, "kg"),
        (r"tonnes?|(?:metric )?tons?", 1e3, "kg"),
        (r"lbs?|pounds?", 0.45359, "kg"),
        (r"°\s?[CF]?|degrés?|degrees?", 1, "degree"),
    )
)
_VICTIMS = {
    "dead": re.compile(
        r"(?:[\s,]+(?!\d)[^\s\d.;:]+){0,4}?\s+"
        r"(?:morte?s?|tuée?s?|décès|victimes|péri|dead|killed|deaths?|died|fatalities)\b",
        re.IGNORECASE,
    ),
    "injured": re.compile(
        r"(?:[\s,]+(?!\d)[^\s\d.;:]+){0,4}?\s+(?:blessée?s?|injured|wounded|hurt)\b", re.IGNORECASE
    ),
}
_ABOUT = (
    r"(?:(?:at|least|up|more|than|to|some|about|around|nearly|over|au|moins|plus|près|environ|de)\s){0,3}"
)
_VICTIMS_BEFORE = {
    "dead": re.compile(rf"\b(?:kill(?:ed|ing|s)?|tuant|tué)\s{_ABOUT}$", re.IGNORECASE),
    "injured": re.compile(rf"\b(?:wound|injur|bless)(?:ed|ing|ant|é)\s{_ABOUT}$", re.IGNORECASE),
}


def scale_after(text: str, end: int, language: Language, currency: str) -> tuple[float, int]:
    """Factor of a scale word (``milliard``, ``bn``) at ``end``, and where it ends."""
    if match := _SCALE.match(text, end):
        word = match[1].lower()
        scales = _SCALES.get(language, {})
        if factor := scales.get(word) or scales.get(word.removesuffix("s")):
            return factor, match.end()
    if currency and (match := _MILLION_OF_MONEY.match(text, end)):
        return 1e6, match.end()
    return 1, end


def unit_after(text: str, end: int, currency: str) -> tuple[str, float, int]:
    """Unit at ``end`` (``""``: a plain count), its factor to the compared unit, and where it ends."""
    if currency:
        return _CURRENCIES[currency], 1, end
    for pattern, factor, unit in _UNITS:
        if match := pattern.match(text, end):
            return unit, factor, match.end()
    return "", 1, end


def victims(text: str, before: str, end: int) -> str:
    """``dead`` or ``injured`` when the number counts them: "38 people were killed", "killing at least 38"."""
    for unit, pattern in _VICTIMS_BEFORE.items():
        if pattern.search(before):
            return unit
    after = ((match.end(), unit) for unit, pattern in _VICTIMS.items() if (match := pattern.match(text, end)))
    return min(after, default=(0, ""))[1]
