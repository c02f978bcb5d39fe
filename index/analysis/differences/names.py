"""Names of one report of which the other has nothing: no entity, no people of that country, no spelling."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from index.analysis.differences.capitals import country_of_seat
from index.analysis.facts.skeletons import skeleton
from index.model.articles import DEMONYM, EntityId, EntityKind, Mention

_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST_WORD = 3
_ARTICLES = frozenset({"les", "des", "the"})
_ACRONYM = re.compile(r"(?:[A-ZÀ-Ý]\.?){2,7}")
_ZONE_BEFORE = re.compile(r"\bheures? (?:de |d[’'])(?:la |l[’'])?$", re.IGNORECASE)
_ZONE_AFTER = re.compile(r"\stime\b")
"""``heure de Paris``, ``London time``: an hour is told, not a place."""


class NamesOf:
    """What a report names, for looking up names of the other one."""

    def __init__(self, mentions: Sequence[Mention], texts: Iterable[str]) -> None:
        found = {word for text in texts for word in _WORD.findall(text)}
        self.words = frozenset(map(skeleton, found))
        """Skeletons of all its words."""
        self.entities = frozenset(meant for mention in mentions for meant in _meant(mention)).union(
            *(_countries(word) for word in found if word[0].isupper())
        )
        self.organisations = [m for m in mentions if m.kind == EntityKind.ORGANISATION]

    def lack(self, mention: Mention) -> bool:
        """Whether neither the entity, nor its country for a capital, nor a spelling of the name occurs."""
        if not self.entities.isdisjoint(_meant(mention)):
            return False
        words = [word for word in _WORD.findall(mention.text) if len(word) >= _SHORTEST_WORD]
        if mention.kind == EntityKind.PERSON:
            words = words[-1:]
        # A name written small is most likely none: "la réunion".
        named = any(word[0].isupper() for word in words if word.lower() not in _ARTICLES)
        return named and not any(skeleton(word) in self.words for word in words)


def missing_names(
    mentions: Sequence[Mention], texts: Mapping[int, str], here: NamesOf, there: NamesOf
) -> Iterator[Mention]:
    """The first of ``mentions`` of each resolved name that the other report lacks; ``texts`` by block."""
    seen = set()
    for mention in mentions:
        if mention.kind == DEMONYM or mention.entity is None or mention.entity in seen:
            continue
        text = texts[mention.block]
        if _ZONE_BEFORE.search(text, 0, mention.start) or _ZONE_AFTER.match(text, mention.end):
            continue
        seen.add(mention.entity)
        if there.lack(mention) and not _spelt_out(mention, here, there):
            yield mention


def _spelt_out(mention: Mention, here: NamesOf, there: NamesOf) -> bool:
    """Whether an acronym may stand for an organisation that only the other report names, or the reverse."""
    if mention.kind != EntityKind.ORGANISATION:
        return False
    acronym = bool(_ACRONYM.fullmatch(mention.text))
    return any(
        bool(_ACRONYM.fullmatch(other.text)) != acronym and here.lack(other) for other in there.organisations
    )


def _meant(mention: Mention) -> Iterator[EntityId]:
    """The entity, and the country for which a capital stands."""
    if mention.entity is not None:
        yield mention.entity
    yield from _countries(mention.text)


def _countries(name: str) -> set[EntityId]:
    """The country whose government sits in the place of this name: "au Caire" names Le Caire."""
    seats = (country_of_seat(article + name) for article in ("", "Le ", "La "))
    return {f"{EntityKind.PLACE}:{country}" for country in seats if country}
