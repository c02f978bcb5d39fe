"""Number words of French and English: ``quarante et un`` is 41."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.model.articles import Language

SMALL_WORDS = 12
"""Words up to here are often rephrased ("les deux", "both"): they explain a figure, but assert none."""
ROUND_WORDS = (100, 1000)
"""``plus de mille``: as often a figure of speech."""

_UNITS: dict[Language, str] = {
    "fr": "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize",
    "en": "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen",
}
_TENS: dict[Language, dict[str, int]] = {
    "fr": {
        "vingt": 20,
        "trente": 30,
        "quarante": 40,
        "cinquante": 50,
        "soixante": 60,
        "septante": 70,
        "huitante": 80,
        "nonante": 90,
    },
    "en": {
        "twenty": 20,
        "thirty": 30,
        "forty": 40,
        "fifty": 50,
        "sixty": 60,
        "seventy": 70,
        "eighty": 80,
        "ninety": 90,
    },
}
_SMALL: dict[Language, dict[str, int]] = {
    language: {word: value for value, word in enumerate(words.split())} | _TENS[language]
    for language, words in _UNITS.items()
}
_LARGE: dict[Language, dict[str, int]] = {
    "fr": {"cent": 100, "mille": 1000},
    "en": {"hundred": 100, "thousand": 1000},
}
_INFLECTED = {"une": "un", "vingts": "vingt", "cents": "cent"}
_AND: dict[Language, str] = {"fr": "et", "en": "and"}

COLLECTIVES: dict[str, float] = {
    "dizaine": 10,
    "dozen": 12,
    "douzaine": 12,
    "quinzaine": 15,
    "vingtaine": 20,
    "trentaine": 30,
    "quarantaine": 40,
    "cinquantaine": 50,
    "soixantaine": 60,
    "centaine": 100,
    "hundred": 100,
    "millier": 1e3,
    "thousand": 1e3,
    "million": 1e6,
    "milliard": 1e9,
}
"""What ``une vingtaine``, ``a dozen`` are about; alike in both languages where both have the word."""

# "neuf" alone is also "new"; "un", "one" are rarely numbers.
_NOT_ALONE = frozenset({"un", "une", "one", "neuf", "zéro", "zero"})


def _run_pattern(language: Language) -> re.Pattern[str]:
    inflected = _INFLECTED if language == "fr" else {}
    words = sorted((*_SMALL[language], *_LARGE[language], *inflected), key=len, reverse=True)
    word = "|".join(words)
    joint = rf"[\s-]+(?:{_AND[language]}[\s-]+)?"
    return re.compile(
        rf"(?<![\w’'-])(?<!pour )(?<!per )(?:{word})(?:{joint}(?:{word}))*(?![\w-])", re.IGNORECASE
    )


_RUNS = {language: _run_pattern(language) for language in _SMALL}


def number_word_runs(text: str, language: Language) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """``(start, end, words)`` of each run of number words; nothing for a language other than these two."""
    if language not in _RUNS:
        return
    for match in _RUNS[language].finditer(text):
        words = tuple(w for w in re.split(r"[\s-]+", match.group().lower()) if w != _AND[language])
        if len(words) > 1 or words[0] not in _NOT_ALONE:
            yield match.start(), match.end(), words


def value_of_words(words: tuple[str, ...], language: Language) -> int | None:
    """The number that the words make, or None when they make no single one (``deux trois``)."""
    small, large = _SMALL[language], _LARGE[language]
    total = part = 0
    room = 1000
    """What the next word has to be smaller than."""
    for word in words:
        singular = _INFLECTED.get(word, word)
        if singular in large:
            scale = large[singular]
            if scale == 1000:
                total, part, room = total + max(1, part) * 1000, 0, 1000
            elif part > 9:
                return None
            else:
                part, room = max(1, part) * 100, 100
        elif language == "fr" and singular == "vingt" and part % 100 == 4:
            part, room = part + 76, 20
        elif (value := small[singular]) < room:
            part += value
            room = _room_after(value, language)
        else:
            return None
    return total + part


def _room_after(value: int, language: Language) -> int:
    """``vingt`` leaves room for ``neuf``, ``soixante`` for ``dix-neuf``, ``dix`` for ``sept``."""
    if value >= 20:
        return 20 if language == "fr" and value == 60 else 10
    return 10 if language == "fr" and value == 10 else 0
