"""Hours of the day in French and English: ``14 h 30``, ``2.30 p.m.``, ``à 20 heures``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.analysis.facts.quantity import Quantity
from index.model.articles import Language

_FRENCH = re.compile(
    r"(?<![\w.,:/-])(?P<h>[01]?\d|2[0-4])[\s\u00a0\u202f]?h(?:[\s\u00a0\u202f]?(?P<m>[0-5]\d))?(?!\w)"
)
_SPOKEN = re.compile(
    r"\b(?:à|vers|dès|avant|après|jusqu’à|jusqu'à)\s(?P<h>[01]?\d|2[0-4])\sheures?(?:\s(?P<m>[0-5]\d))?"
    r"(?!\w|\s(?:de|d[’']|par|plus|après))"
)
_ENGLISH = re.compile(
    r"(?<![\w.,:/-])(?P<h>\d{1,2})(?:[:.](?P<m>[0-5]\d))?\s?(?P<half>[ap])\.?m\b", re.IGNORECASE
)
_DIGITAL = re.compile(r"(?<![\w.,:/-])(?P<h>[01]?\d|2[0-3]):(?P<m>[0-5]\d)(?![\d:])")
_ZONE = re.compile(
    r"[\s,.(]{0,3}(?:GMT|UTC|BST|CET|ES?T|PS?T|local|locales?|[A-Z]\w+ time|heures? (?:de|locale|d[’']))"
)


def clock_times(text: str, language: Language) -> Iterator[Quantity]:
    """Hours with minutes as fractions; never asserted, and not comparable where a time zone is named."""
    for pattern in (_FRENCH, _SPOKEN, _DIGITAL) if language == "fr" else (_ENGLISH, _DIGITAL):
        for match in pattern.finditer(text):
            hour = int(match["h"])
            if pattern is _ENGLISH:
                hour = hour % 12 + (12 if match["half"].lower() == "p" else 0)
            value = hour + int(match["m"] or 0) / 60
            # An English 10:30 may be of the evening, and so may neither agree nor contradict.
            sure = not _ZONE.match(text, match.end()) and (pattern is not _DIGITAL or language == "fr")
            yield Quantity(
                text[match.start("h") : match.end()],
                match.start("h"),
                match.end(),
                value,
                0,
                "hour",
                asserted=False,
                comparable=sure,
                low=value,
                high=value,
                written=value,
                wording=("12 hours" if pattern is _ENGLISH else "24 hours",),
            )
