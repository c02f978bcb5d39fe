"""Which person a mention means: full names clustered, short forms by their article, then by the archive."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from index.analysis.names.gazetteer import Gazetteer
from index.analysis.names.person_names import Person, PersonName, cluster, read_name
from index.analysis.names.spelling import sound_key
from index.model.articles import EntityId, Language

OWNER_SHARE = 0.8
"""Share of a surname's articles that make one person its owner."""
_LISTED = 10**9
"""Weight of a name from the gazetteer's list, above any count."""
_LAST, _OTHER = 2, 1
"""Weights of a short form that is a full name's last word, or another one."""


class PersonIdentities:
    """Entities of the persons in documents, which are given by their surfaces and asked for by number."""

    def __init__(self, names: Gazetteer, documents: Sequence[Iterable[str]]) -> None:
        self._names = names
        self._ids: dict[PersonName, EntityId] = {}
        counts = [Counter(surfaces) for surfaces in documents]
        self._name_persons(counts)
        self._in_document = [self._short_forms(count) for count in counts]
        self._owners = self._surname_owners(counts)

    def _name_persons(self, counts: Iterable[Counter[str]]) -> None:
        listed = {read_name(surface): f"person:{key}" for surface, key in self._names.known_persons().items()}
        listed = {name: entity for name, entity in listed.items() if len(name.tokens) > 1}
        # Listed names lead, so that further spellings of these people join them.
        frequency = Counter(dict.fromkeys(listed, _LISTED))
        for count in counts:
            for surface, times in count.items():
                name = read_name(surface)
                if len(name.tokens) > 1:
                    frequency[name] += times
        leaders: dict[int, EntityId] = {}
        taken = set(listed.values())
        for name, person in cluster(frequency).items():
            if id(person) not in leaders:
                leaders[id(person)] = listed.get(name) or _free_id(person, taken)
                taken.add(leaders[id(person)])
            self._ids[name] = leaders[id(person)]

    def _explained(self, surface: str) -> EntityId | None:
        """The person of a name that the gazetteer explains."""
        known = self._names.person_id(surface)
        return None if known is None else f"person:{known}"

    def _full(self, surface: str) -> EntityId | None:
        """The person of a full name, or of a name that the gazetteer explains."""
        return self._explained(surface) or self._ids.get(read_name(surface))

    def _short_forms(self, count: Counter[str]) -> dict[str, EntityId]:
        """What a single token, or the end of a longer name, means in one document."""
        weights: defaultdict[str, Counter[EntityId]] = defaultdict(Counter)
        for surface, times in count.items():
            entity = self._full(surface)
            tokens = read_name(surface).tokens
            if entity is None or len(tokens) < 2:
                continue
            for n, token in enumerate(tokens):
                weights[sound_key(token)][entity] += (
                    _LAST if n == len(tokens) - 1 else _OTHER
                ) * 1000 + times
            for n in range(1, len(tokens) - 1):
                weights["-".join(map(sound_key, tokens[n:]))][entity] += _LAST * 1000 + times
        return {key: max(sorted(found), key=found.__getitem__) for key, found in weights.items()}

    def _surname_owners(self, counts: Iterable[Counter[str]]) -> dict[str, EntityId]:
        bearers: defaultdict[str, Counter[EntityId]] = defaultdict(Counter)
        for count in counts:
            seen = {(read_name(s).tokens[-1], self._full(s)) for s in count if len(read_name(s).tokens) > 1}
            for last, entity in seen:
                if entity is not None:
                    bearers[sound_key(last)][entity] += 1
        owners: dict[str, EntityId] = {}
        for key, found in bearers.items():
            entity, articles = max(sorted(found.items()), key=lambda item: item[1])
            if articles >= OWNER_SHARE * found.total():
                owners[key] = entity
        return owners

    def entity(self, document: int, surface: str) -> EntityId:
        """The person that a surface means in the document of that number."""
        if explained := self._explained(surface):
            return explained
        name = read_name(surface)
        key = "-".join(map(sound_key, name.tokens))
        own = self._in_document[document]
        if len(name.tokens) == 1:
            return own.get(key) or self._owners.get(key) or f"person:{name.key}"
        return own.get(key) or self._ids[name]

    def labels(self, entity: EntityId) -> Mapping[Language, str]:
        """Labels of a person that the gazetteer explains, else nothing."""
        key = entity.removeprefix("person:")
        return self._names.person_labels(key) if self._names.has_person(key) else {}


def _free_id(person: Person, taken: set[EntityId]) -> EntityId:
    entity = f"person:{person.names[0].key}"
    free, n = entity, 2
    while free in taken:
        free, n = f"{entity}-{n}", n + 1
    return free
