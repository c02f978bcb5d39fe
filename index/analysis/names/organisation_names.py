"""One key for an organisation's French and English name: its words in English, whatever their order."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from index.analysis.names.gazetteer import Gazetteer, data_rows, name_language
from index.analysis.names.spelling import plain_name
from index.model.articles import EntityId, EntityKind, Language
from index.words.closed_classes import words_of

_SMALL = words_of(
    """
    de du des d la le les l et en of the for and to a an aux au pour sur in on
    """
)
_SPELLINGS = {"centre": "center", "organisation": "organization", "labour": "labor", "defence": "defense"}
_SPELLINGS |= {
    "programme": "program",
    "theatre": "theater",
    "childrens": "children",
    "peoples": "people",
    "department": "ministry",
}


@lru_cache(maxsize=1)
def _english_words() -> dict[str, str]:
    return {row[0]: row[1] for row in data_rows("organisation_words.tsv")}


def organisation_words(surface: str, language: Language, gazetteer: Gazetteer) -> frozenset[str]:
    """The content words in English; places and demonyms become the place's id."""
    words: set[str] = set()
    for word in surface.replace("’", "'").replace("'", " ").split():
        plain = plain_name(word)
        if plain in _SMALL or not plain:
            continue
        place = gazetteer.demonym(word, language) or _place(word, language, gazetteer)
        if place is not None:
            words.add(place)
            continue
        for part in plain.split():
            english = _english_words().get(part, part) if language == "fr" else part
            words.add(_SPELLINGS.get(english, english))
    return frozenset(words)


def _place(word: str, language: Language, gazetteer: Gazetteer) -> str | None:
    known = gazetteer.names[language].exact.get(word)
    return known.id if known is not None and known.kind == EntityKind.PLACE else None


def organisation_entity(
    surface: str, language: Language, names: Gazetteer, acronyms: Mapping[str, EntityId] | None = None
) -> EntityId:
    """Entity of an organisation: its table row, what its acronym stands for, else its words in English."""
    key = names.organisation_id(surface)
    if key is not None:
        return f"org:{key}"
    plain = plain_name(surface)
    if acronyms and plain in acronyms:
        return acronyms[plain]
    words = organisation_words(surface, name_language(language), names)
    return "org:name:" + ("-".join(sorted(words)) if len(words) > 1 else plain.replace(" ", "-"))
