"""Names found without a model: sequences of capitalised words."""

from __future__ import annotations

from index.analysis.mentions.gazetteer_mentions import Span
from index.analysis.mentions.name_kinds import guess_kind
from index.analysis.mentions.tokens import Passage
from index.analysis.mentions.trimming import names_body, trim
from index.analysis.names.gazetteer import Gazetteer, given_names
from index.analysis.names.name_words import (
    GENERIC_NAMES,
    HEAD_LINKS,
    LEADING_HEADS,
    NAME_PARTICLES,
    PERSON_PARTICLES,
    STRIPPED_TITLES,
)
from index.model.articles import Language

_MOST_WORDS = 12


def capital_spans(passage: Passage, gazetteer: Gazetteer, language: Language) -> list[Span]:
    """Guessed names in reading order. Headlines give none: their capitals say nothing."""
    if passage.headline:
        return []
    spans: list[Span] = []
    i = 0
    while i < len(passage.words):
        if not passage.capital[i] and passage.words[i] not in _LOWER_HEADS:
            i += 1
            continue
        last = _sequence_end(passage, i)
        if not passage.capital[i] and last == i:
            i += 1
            continue
        first = _name_start(passage, gazetteer, language, i, last)
        trimmed = trim(passage, gazetteer, language, first, last)
        if trimmed is not None:
            kind = guess_kind(passage, gazetteer, language, *trimmed)
            if kind is not None:
                spans.append(Span(*trimmed, kind))
        i = last + 1
    return spans


def _name_start(passage: Passage, gazetteer: Gazetteer, language: Language, first: int, last: int) -> int:
    """Where the person's name starts after an office or an origin: ``U.S. President Donald Trump``."""
    words = passage.words
    for i in range(last - 1, first - 1, -1):
        if words[i] in STRIPPED_TITLES and passage.capital[i + 1] and not names_body(passage, i + 1, last):
            return i + 1
    if words[first] in given_names():
        return first
    for i in range(first + 1, last):
        before = words[i - 1]
        if words[i] in given_names() and (
            before in gazetteer.names[language].exact
            or before.lower() in GENERIC_NAMES
            or i - first >= 2
            or gazetteer.demonym(before, language) is not None
            or (language == "fr" and before.endswith(_DEMONYM_ENDINGS))
        ):
            return i
    return first


_LOWER_HEADS = frozenset(
    [
        "ministère",
        "université",
        "diocèse",
        "fédération",
        "institut",
        "académie",
        "hôpital",
        "lycée",
        "aéroport",
        "tribunal",
    ]
)
"""French writes these small inside a name: ``université d'État de Louisiane``."""
_DEMONYM_ENDINGS = ("ienne", "aise", "aine", "oise")


def _sequence_end(passage: Passage, first: int) -> int:
    """Last word of the capitalised sequence that starts at ``first``, over the small words inside names."""
    links = _links(passage.words[first])
    last = first
    while last - first < _MOST_WORDS and passage.joined(last):
        following = last + 1
        if passage.capital[following]:
            last = following
            continue
        # Up to two small words, then a capital again: Université de la Sorbonne.
        while following - last <= 2 and passage.words[following] in links and passage.joined(following):
            following += 1
        if following == last + 1 or following >= len(passage.words) or not passage.capital[following]:
            break
        last = following
    return last


def _links(first_word: str) -> frozenset[str]:
    if first_word.casefold() in LEADING_HEADS:
        return HEAD_LINKS
    return PERSON_PARTICLES if first_word in given_names() else NAME_PARTICLES
