"""The other surfaces of a name, for whoever asks for one of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence

from index.analysis.names.spelling import plain_name
from index.model.articles import Entity, EntityId, EntityKind

SHARE_THAT_DECIDES = 0.8
"""Share of a word's mentions that makes one entity the one that it asks for."""
_MOST_EXPANSIONS = 12


def variants(entities: Iterable[Entity]) -> Callable[[str], tuple[str, ...]]:
    """A lookup from a query word or phrase to the other surfaces of the entity that it names.

    ``Alep`` gives ``Aleppo``; ``Poutine`` gives ``Putin``, not ``Vladimir Putin``, which that already finds.
    A word that several entities share gives those of the one that has most of its mentions, else nothing.
    """
    owners: defaultdict[str, Counter[EntityId]] = defaultdict(Counter)
    surfaces: dict[EntityId, list[str]] = {}
    for entity in entities:
        forms = [*entity.variants, *entity.names.values()]
        if entity.kind == EntityKind.PERSON:
            forms += _surnames(entity)
        surfaces[entity.id] = list({plain_name(form): form for form in reversed(forms)}.values())[::-1]
        for form in surfaces[entity.id]:
            owners[plain_name(form)][entity.id] += max(entity.mentions, 1)

    def lookup(surface: str) -> tuple[str, ...]:
        asked = plain_name(surface)
        found = owners.get(asked)
        if not found:
            return ()
        entity, most = found.most_common(1)[0]
        if most < SHARE_THAT_DECIDES * found.total():
            return ()
        # A full name asks for one person: it does not widen to everybody of that surname.
        wide = " " not in asked or not entity.startswith("person:")
        return _not_found_already(asked, [form for form in surfaces[entity] if wide or " " in form])

    return lookup


def _surnames(entity: Entity) -> list[str]:
    """The last word of a person's full labels, which a query uses alone."""
    return [
        label.split()[-1] for label in entity.names.values() if " " in label and len(label.split()[-1]) > 3
    ]


def _not_found_already(asked: str, surfaces: Sequence[str]) -> tuple[str, ...]:
    """Surfaces that neither the question nor a shorter one of them finds."""
    kept: list[str] = []
    folded = [f" {asked} "]
    for surface in sorted(surfaces, key=lambda s: len(s.split())):
        padded = f" {plain_name(surface)} "
        if padded.strip() and not any(shorter in padded for shorter in folded):
            kept.append(surface)
            folded.append(padded)
    return tuple(kept[:_MOST_EXPANSIONS])
