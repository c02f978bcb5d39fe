"""What of a capitalised sequence is the name: titles, articles, demonyms and dates around it cut off."""

from __future__ import annotations

from index.analysis.mentions.tokens import Passage
from index.analysis.names.gazetteer import Gazetteer, given_names
from index.analysis.names.name_words import (
    CALENDAR_WORDS,
    FUNCTION_WORDS,
    GENERIC_NAMES,
    LABELS,
    LEADING_HEADS,
    NOT_ACRONYMS,
    ORGANISATION_HEADS,
    PERSON_TITLES,
    STRIPPED_TITLES,
)
from index.model.articles import Language
from index.words.closed_classes import words_of

_MOST_WORDS = 8
_MOST_CHARACTERS = 100


def trim(
    passage: Passage, gazetteer: Gazetteer, language: Language, first: int, last: int
) -> tuple[int, int] | None:
    """A span without the titles, articles, demonyms and dates around the name; None when nothing is left."""
    while first <= last and _foreign_front(passage, gazetteer, language, first, last):
        first += 1
    while last >= first and (
        _foreign_back(passage, first, last) or _is_trailing_demonym(passage, gazetteer, language, first, last)
    ):
        last -= 1
    if (
        last < first
        or last - first >= _MOST_WORDS
        or passage.ends[last] - passage.starts[first] > _MOST_CHARACTERS
    ):
        return None
    if not any(passage.capital[first : last + 1]):
        return None
    if first == last and _names_nothing(passage.words[first]):
        return None
    if gazetteer.demonym(passage.surface(first, last), language) is not None:
        return None
    return first, last


def _foreign_front(passage: Passage, gazetteer: Gazetteer, language: Language, i: int, last: int) -> bool:
    word = passage.words[i]
    lower = word.lower()
    if _begins_a_surname(passage, i, last):
        return False
    if word.endswith("'") or lower in FUNCTION_WORDS or lower in LABELS or lower in CALENDAR_WORDS:
        return i == last or lower not in CALENDAR_WORDS or word not in given_names()
    if lower in PERSON_TITLES or word in STRIPPED_TITLES:
        return not passage.capital[i] or (word in STRIPPED_TITLES and not names_body(passage, i + 1, last))
    if _is_demonym(passage, gazetteer, language, i):
        return i == last or passage.words[last].casefold() not in ORGANISATION_HEADS
    return not passage.capital[i] and lower not in LEADING_HEADS


def _is_demonym(passage: Passage, gazetteer: Gazetteer, language: Language, i: int) -> bool:
    word = passage.words[i]
    if gazetteer.demonym(word, language) is not None:
        return True
    if (
        language == "en"
        and passage.joined(i)
        and gazetteer.demonym(passage.surface(i, i + 1), language) is not None
    ):
        return True
    parts = word.split("-")
    return len(parts) > 1 and any(gazetteer.demonym(part, language) is not None for part in parts)


def _begins_a_surname(passage: Passage, i: int, last: int) -> bool:
    """``De Gendt``, ``Van Avermaet``: a particle written with a capital inside a sentence."""
    word = passage.words[i]
    return i < last and word in _SURNAME_STARTS and not passage.opens[i] and passage.capital[i + 1]


def names_body(passage: Passage, first: int, last: int) -> bool:
    """Whether the words have a head like ``Council``: an office before them is then part of the name."""
    return any(word.casefold() in ORGANISATION_HEADS for word in passage.words[first : last + 1])


_SURNAME_STARTS = words_of(
    """
    De Van Von Di Du Della Ben Bin Al El Le La Los Las San Les
    """
)


def _foreign_back(passage: Passage, first: int, i: int) -> bool:
    word = passage.words[i]
    lower = word.lower()
    if lower in CALENDAR_WORDS and i > first and passage.words[i - 1] in given_names():
        return False
    if word.endswith("'") or lower in CALENDAR_WORDS or lower in LABELS:
        return True
    if word in NOT_ACRONYMS or (word[-1] == "s" and len(word) > 2 and word[:-1].isupper()):
        return True
    return not passage.capital[i] and not word[0].isdigit()


def _is_trailing_demonym(
    passage: Passage, gazetteer: Gazetteer, language: Language, first: int, last: int
) -> bool:
    """``Apparently Russian``, but not ``John English``."""
    if last == first or passage.words[first] in given_names():
        return False
    return gazetteer.demonym(passage.words[last], language) is not None and not names_body(
        passage, first, last
    )


def _names_nothing(word: str) -> bool:
    lower = word.lower()
    return (
        len(word) < 2
        or lower in FUNCTION_WORDS
        or lower in CALENDAR_WORDS
        or lower in GENERIC_NAMES
        or lower in PERSON_TITLES
        or lower in ORGANISATION_HEADS
        or word in NOT_ACRONYMS
        or word.isdigit()
    )
