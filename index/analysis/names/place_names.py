"""One key for a place's names in any spelling: its gazetteer id."""

from __future__ import annotations

from index.analysis.names.gazetteer import Gazetteer
from index.analysis.names.spelling import plain_name, sound_key
from index.model.articles import EntityId, Language
from index.words.closed_classes import words_of

_PLACE_PREFIXES = words_of(
    """
    ville province region district gouvernorat departement comte etat ile lac fleuve village camp city
    state island lake river governorate county mount town
    """
)
_PLACE_SUFFIXES = frozenset(
    ["city", "province", "region", "county", "state", "district", "governorate", "island", "river", "lake"]
)
_LINKS = frozenset({"de", "du", "d", "of", "la", "le", "l", "the"})


def place_entity(surface: str, language: Language, names: Gazetteer) -> EntityId:
    """Entity of a place name: its gazetteer id, with words like ``province de`` dropped when needed."""
    place = names.place_id(surface, language)
    if place is None:
        words = plain_name(surface).split()
        while len(words) > 1 and (words[0] in _PLACE_PREFIXES or words[0] in _LINKS):
            words = words[1:]
        while len(words) > 1 and words[-1] in _PLACE_SUFFIXES:
            words = words[:-1]
        place = names.place_id(" ".join(words), language)
        if place is None:
            return "place:name:" + "-".join(sound_key(word) for word in words).lower()
    return f"place:{place}"
