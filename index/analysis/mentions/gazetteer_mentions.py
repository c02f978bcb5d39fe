"""Names that the gazetteer knows, found by longest match."""

from __future__ import annotations

from dataclasses import dataclass

from index.analysis.mentions.tokens import Passage
from index.analysis.names.gazetteer import Gazetteer, Known, Names, given_names
from index.analysis.names.name_words import (
    EVENT_WORDS,
    FUNCTION_WORDS,
    LABELS,
    PERSON_TITLES,
    STRIPPED_TITLES,
)
from index.model.articles import EntityKind, Language


@dataclass(frozen=True, slots=True)
class Span:
    """Words ``first`` to ``last`` (inclusive) of a passage."""

    first: int
    last: int
    kind: str
    known: bool = False
    """Found in the gazetteer, so that no guess overrules its kind."""


def known_spans(passage: Passage, gazetteer: Gazetteer, language: Language) -> list[Span]:
    """Gazetteer names in reading order, longest first, none overlapping."""
    names = gazetteer.names[language]
    spans: list[Span] = []
    i = 0
    while i < len(passage.words):
        found = _longest(passage, names, i)
        if found is None:
            i += 1
            continue
        last, known = found
        if _stands_alone(passage, gazetteer, names, language, i, last, known):
            spans.append(Span(i, last, known.kind, known=True))
        i = last + 1
    return spans


def _longest(passage: Passage, names: Names, i: int) -> tuple[int, Known] | None:
    longest = names.words.get(passage.words[i].casefold())
    if longest is None:
        return None
    last = i
    while last - i + 1 < longest and passage.joined(last):
        last += 1
    while last >= i:
        known = _lookup(passage.surface(i, last), names)
        if known is not None:
            return last, known
        last -= 1
    return None


def _lookup(surface: str, names: Names) -> Known | None:
    known = names.exact.get(surface)
    if known is not None:
        return known
    if surface[0].isupper():
        known = names.folded.get(surface.casefold())
        if known is None and len(surface) > 3 and surface.isupper():
            known = names.exact.get(surface.title())
    return known


def _stands_alone(
    passage: Passage,
    gazetteer: Gazetteer,
    names: Names,
    language: Language,
    first: int,
    last: int,
    known: Known,
) -> bool:
    """Whether a name is not part of a longer capitalised one: ``Jackson`` in ``Michael Jackson``."""
    if known.kind == EntityKind.ORGANISATION:
        return first != last or not _common_at_opening(passage, first)
    if not known.id.startswith("geo:") and first != last:
        return True
    return not _continued(passage, gazetteer, names, language, last + 1) and not _continuing(
        passage, gazetteer, names, language, first
    )


def _common_at_opening(passage: Passage, i: int) -> bool:
    word = passage.words[i]
    return passage.opens[i] and word[1:].islower() and word in _COMMON_WORDS


_COMMON_WORDS = frozenset(
    {"Total", "Apple", "Meta", "Amazon", "Guardian", "Quad", "Fed", "Swift", "Labour", "House", "Orange"}
)


def _continued(
    passage: Passage, gazetteer: Gazetteer, names: Names, language: Language, following: int
) -> bool:
    """Whether the word after the name is an unknown capitalised one that belongs to it."""
    if following >= len(passage.words) or not passage.joined(following - 1) or passage.headline:
        return False
    word = passage.words[following]
    if not passage.capital[following] or (word.isupper() and len(word) < 7):
        return False
    lower = word.lower()
    return not (
        lower in FUNCTION_WORDS
        or lower in PERSON_TITLES
        or lower in EVENT_WORDS
        or lower in LABELS
        or word in STRIPPED_TITLES
        or word[:-1].isupper()
        or word in names.exact
        or gazetteer.demonym(word, language)
    )


def _continuing(passage: Passage, gazetteer: Gazetteer, names: Names, language: Language, first: int) -> bool:
    """Whether the word before the name is an unknown capitalised one that it belongs to."""
    before = first - 1
    if before < 0 or not passage.joined(before) or passage.headline or not passage.capital[before]:
        return False
    word = passage.words[before]
    lower = word.lower()
    if lower in FUNCTION_WORDS or lower in PERSON_TITLES or word in STRIPPED_TITLES or word.endswith("'"):
        return False
    if word in given_names():
        return True
    return not (passage.opens[before] or word in names.exact or gazetteer.demonym(word, language))
