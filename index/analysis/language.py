"""Which language a text is in: langdetect with few profiles, watched by a count of function words."""

from __future__ import annotations

import re
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from index.model.articles import READING_LANGUAGES, UNKNOWN_LANGUAGE, Language
from index.words.closed_classes import FUNCTION_WORDS, words_of

if TYPE_CHECKING:
    from langdetect.detector_factory import DetectorFactory

# With French and English alone a Spanish text is French for certain. Twelve name it rightly, but offer too
# much choice for a title.
BODY_PROFILES = ("fr", "en", "de", "es", "it", "pt", "nl", "ro", "ca", "ar", "fa", "ru")
SHORT_PROFILES = READING_LANGUAGES
BODY_LETTERS = 100
"""A text of at least so many letters is long enough for the many profiles."""
SHORT_LETTERS = 20
"""Below it, what is already known about the text is better than a guess."""
PARAGRAPH_CHARACTERS = 40
_READ_CHARACTERS = 1500
_SURE = 0.9
_SECOND_SHARE = 0.15
_TELLING_SHARE = 0.08
# Words that the neighbours use as well do not tell: "la", "de" and "que" are Spanish too, "in" is German.
_SHARED = words_of(
    """
    la de en que a un se y no son si tu me d l s c n on ne es des du et as in an was so will also is over
    under for i he we my do us at
    """
)
_TELLING = {language: FUNCTION_WORDS[language] - _SHARED for language in READING_LANGUAGES}
_WORD = re.compile(r"[^\W\d_]+")
_CODE = re.compile(r"([a-z]{2,3})(?:[-_].*)?")
_NAMES: Mapping[str, Language] = {
    **dict.fromkeys(("fra", "fre", "french", "français", "francais"), "fr"),
    **dict.fromkeys(("eng", "english", "anglais"), "en"),
}

_factories: dict[tuple[str, ...], DetectorFactory] = {}
_loading = threading.Lock()


@dataclass(frozen=True, slots=True)
class DetectedLanguage:
    language: Language
    shares: Mapping[Language, float] = field(default_factory=dict)
    """Share of characters per language; more than one only when the second exceeds 15 %."""
    uncertain: bool = False


def detect(paragraphs: Sequence[str], given: str | None = None) -> DetectedLanguage:
    """The language of a text, given as its body paragraphs.

    ``given`` is a language that came with the document (``fr``, ``fr-FR``, ``French``); it is believed, and
    doubted aloud when the text plainly says otherwise. Never raises; ``und`` when there is nothing to go by.
    """
    text = "\n".join(paragraphs)[:_READ_CHARACTERS]
    known = normalise_code(given)
    found, sure = _detect_text(text)
    if known is not None:
        doubt = sure and found not in (known, UNKNOWN_LANGUAGE) and _letters(text) >= BODY_LETTERS
        return DetectedLanguage(known, _shares(paragraphs, known), doubt)
    shares = _shares(paragraphs, found)
    return DetectedLanguage(found, shares, not sure or len(shares) > 1)


def normalise_code(given: str | None) -> Language | None:
    """``fr-FR``, ``fra`` or ``French`` as ``fr``; None for what is not a language."""
    name = (given or "").strip().casefold()
    if name in _NAMES:
        return _NAMES[name]
    code = _CODE.fullmatch(name)
    if code is None:
        return None
    short = _NAMES.get(code[1], code[1])
    return short if len(short) == 2 else None


def _detect_text(text: str) -> tuple[Language, bool]:
    """The language of ``text`` and whether two judges agree on it."""
    letters = _letters(text)
    counted = _language_of_function_words(text)
    if letters < SHORT_LETTERS:
        guess = _probable(text, SHORT_PROFILES)
        return (counted or (guess[0] if guess else UNKNOWN_LANGUAGE)), False
    if letters >= BODY_LETTERS:
        best = _probable(text, BODY_PROFILES)
        if best is None:
            return UNKNOWN_LANGUAGE, False
        if best[0] in READING_LANGUAGES:
            return best[0], counted == best[0]
        if best[1] > _SURE:
            return best[0], counted is None
    short = _probable(text, SHORT_PROFILES)
    return (short[0], counted == short[0]) if short else (UNKNOWN_LANGUAGE, False)


def _probable(text: str, profiles: tuple[str, ...]) -> tuple[Language, float] | None:
    """The most probable of ``profiles`` and its probability; None for a text without letters they know."""
    from langdetect.lang_detect_exception import LangDetectException

    detector = _factory(profiles).create()
    # The profiles know no upper case: French in capitals is recognised in 2 of 100 cases, lower-cased in all.
    detector.append(text.lower()[:_READ_CHARACTERS])
    try:
        found = detector.get_probabilities()
    except LangDetectException:
        return None
    return (found[0].lang, found[0].prob) if found else None


def _factory(profiles: tuple[str, ...]) -> DetectorFactory:
    """A factory of our own, seeded before its first detector; the global one changes its mind."""
    with _loading:
        if profiles not in _factories:
            from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory

            factory = DetectorFactory()
            factory.set_seed(0)
            factory.load_json_profile(
                [(Path(PROFILES_DIRECTORY) / name).read_text("utf-8") for name in profiles]
            )
            _factories[profiles] = factory
        return _factories[profiles]


def _shares(paragraphs: Sequence[str], main: Language) -> dict[Language, float]:
    """Characters per language over the paragraphs that are long enough to tell."""
    totals: dict[Language, int] = {}
    for paragraph in paragraphs:
        if len(paragraph) < PARAGRAPH_CHARACTERS:
            continue
        # Counting words is a hundred times cheaper than the detector, which is asked where they disagree.
        language = main
        if _language_of_function_words(paragraph) != main:
            language = _detect_text(paragraph[:_READ_CHARACTERS])[0]
        totals[language] = totals.get(language, 0) + len(paragraph)
    everything = sum(totals.values())
    ranked = sorted(totals.items(), key=lambda item: -item[1])
    kept = [
        (language, size)
        for n, (language, size) in enumerate(ranked)
        if n == 0 or size > _SECOND_SHARE * everything
    ]
    if len(kept) < 2:
        return {} if main == UNKNOWN_LANGUAGE else {main: 1.0}
    return {language: round(size / everything, 2) for language, size in kept}


def _language_of_function_words(text: str) -> Language | None:
    """The reading language that most function words belong to; None when neither clearly leads."""
    found = [word.lower() for word in _WORD.findall(text)]
    counts = {language: sum(word in _TELLING[language] for word in found) for language in READING_LANGUAGES}
    best, second = sorted(counts, key=counts.__getitem__, reverse=True)
    leads = counts[best] > 2 * counts[second] and counts[best] >= _TELLING_SHARE * len(found)
    return best if leads else None


def _letters(text: str) -> int:
    return sum(character.isalpha() for character in text)
