"""What is known beforehand: places, organisations, demonyms and given names, read once from index/data."""

from __future__ import annotations

import json
import lzma
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files

from index.analysis.names.spelling import plain_name
from index.model.articles import READING_LANGUAGES, EntityKind, Language
from index.words.folding import unaccented

FORMAT_VERSION = 1
_LONGEST_NAME = 9
"""Words in the longest name worth looking for."""


@dataclass(frozen=True, slots=True)
class Known:
    """A name that the gazetteer recognises in running text."""

    kind: str
    id: str
    """Without its kind: ``geo:170063``, ``SY``, ``nato``."""


@dataclass(slots=True)
class Names:
    """Names of one language by their exact surface, with the longest candidate per first word."""

    exact: dict[str, Known] = field(default_factory=dict)
    folded: dict[str, Known] = field(default_factory=dict)
    """Names of several words, by case-folded surface."""
    words: dict[str, int] = field(default_factory=dict)
    """First word (case-folded) to the number of words of the longest name that starts with it."""

    def add(self, surface: str, known: Known) -> None:
        if surface in self.exact:
            return
        self.exact[surface] = known
        parts = surface.replace("'", "' ").split()
        if len(parts) > 1 and not parts[0].endswith("'"):
            self.folded.setdefault(surface.casefold(), known)
        first = parts[0].casefold()
        self.words[first] = min(_LONGEST_NAME, max(self.words.get(first, 0), len(parts)))


class Gazetteer:
    """Lookups for recognition (``names``) and for identity (``place_id``, ``organisation_id``)."""

    def __init__(self) -> None:
        content = json.loads(lzma.decompress((files("index.data") / "gazetteer.json.xz").read_bytes()))
        if content["version"] != FORMAT_VERSION:
            raise ValueError(f"gazetteer format {content['version']} instead of {FORMAT_VERSION}")
        self._labels: dict[str, list[str]] = content["labels"]
        self._main_labels = {
            label
            for place, labels in self._labels.items()
            if not place.startswith("geo:")
            for label in labels
        }
        self._places: dict[str, dict[str, str]] = content["identities"]
        self._organisations: dict[str, tuple[str, str]] = {}
        self._organisation_names: dict[str, str] = {}
        self._demonyms: dict[Language, dict[str, str]] = {"fr": _french_demonyms(), "en": _english_demonyms()}
        self.names: Mapping[Language, Names] = {language: Names() for language in READING_LANGUAGES}
        self._persons: dict[str, tuple[str, str]] = {}
        self._person_names: dict[str, str] = {}
        self._add_organisations()
        self._add_persons()
        ambiguous = frozenset(_words("ambiguous_places.txt"))
        for language in READING_LANGUAGES:
            names = self.names[language]
            for surface, place in content["spotted"][language].items():
                if surface in ambiguous and (place.startswith("geo:") or "-" in place):
                    continue
                known = Known(EntityKind.PLACE, place)
                for form in _written_forms(surface):
                    names.add(form, known)

    def _add_organisations(self) -> None:
        for key, fr, en, others in data_rows("organisations.tsv"):
            self._organisations[key] = (fr, en or fr)
            aliases = [alias for alias in others.split("|") if alias]
            for surface in (fr, en or fr, *aliases):
                self._organisation_names.setdefault(organisation_key(surface), key)
            for language, label in zip(READING_LANGUAGES, (fr, en or fr), strict=True):
                for surface in (label, *aliases):
                    for form in _written_forms(surface):
                        self.names[language].add(form, Known(EntityKind.ORGANISATION, key))

    def _add_persons(self) -> None:
        for key, fr, en, others in data_rows("persons.tsv"):
            self._persons[key] = (fr, en)
            for surface in (fr, en, *filter(None, others.split("|"))):
                self._person_names.setdefault(plain_name(surface), key)
                for language in READING_LANGUAGES:
                    self.names[language].add(surface, Known(EntityKind.PERSON, key))

    def place_id(self, surface: str, language: Language) -> str | None:
        """Id of the place that a surface of that language names, else None."""
        key = plain_name(surface)
        own = self._places.get(language, {}).get(key)
        return own or self._places["any"].get(key)

    def place_labels(self, place: str) -> Mapping[Language, str]:
        """French and English label; only GeoNames's own spelling, as English, where nobody chose labels."""
        labels = self._labels.get(place, [])
        return dict(zip(READING_LANGUAGES if len(labels) > 1 else ("en",), labels, strict=False))

    def is_main_label(self, word: str) -> bool:
        """Whether a word is how a country or region is called first, so that no surname takes it."""
        return word in self._main_labels

    def organisation_id(self, surface: str) -> str | None:
        return self._organisation_names.get(organisation_key(surface))

    def organisation_labels(self, key: str) -> Mapping[Language, str]:
        fr, en = self._organisations[key]
        return {"fr": fr, "en": en}

    def person_id(self, surface: str) -> str | None:
        """Id of one of the few people whose names do not sound alike in French and English."""
        return self._person_names.get(plain_name(surface))

    def known_persons(self) -> Mapping[str, str]:
        """Folded names of the same people and their ids."""
        return self._person_names

    def has_person(self, key: str) -> bool:
        return key in self._persons

    def person_labels(self, key: str) -> Mapping[Language, str]:
        fr, en = self._persons[key]
        return {"fr": fr, "en": en}

    def demonym(self, word: str, language: Language) -> str | None:
        """Place that a demonym points at: ``syriennes`` in French is ``SY``; English ones are capitalised."""
        found = self._demonyms[language]
        if language == "en":
            return found.get(word) or (found.get(word.capitalize()) if word.isupper() else None)
        return found.get(word.lower())


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """The gazetteer, read at the first call (about 0.3 s)."""
    return Gazetteer()


def name_language(language: Language) -> Language:
    """The language whose name rules fit: an unknown one is read as English, which asks for capitals."""
    return "fr" if language == "fr" else "en"


@lru_cache(maxsize=1)
def given_names() -> frozenset[str]:
    names = frozenset(_words("given_names.txt"))
    # English writes José as Jose, and capitals lose accents in French.
    return names | {unaccented(name) for name in names}


def organisation_key(surface: str) -> str:
    """Case and article aside: ``the U.N.``, ``L'ONU`` and ``ONU`` ask for the same row."""
    words = plain_name(surface).split()
    while len(words) > 1 and words[0] in _ARTICLES:
        words = words[1:]
    return " ".join(words)


def data_rows(name: str) -> Iterator[list[str]]:
    """Rows of a shipped table: comments dropped, short rows filled to four columns."""
    for line in (files("index.data") / name).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield [*line.split("\t"), "", "", ""][:4]


def _words(name: str) -> Iterator[str]:
    for line in (files("index.data") / name).read_text("utf-8").splitlines():
        if not line.startswith("#"):
            yield from line.split()


def _written_forms(surface: str) -> set[str]:
    """A name with and without its hyphens, and with the dots of ``U.N.`` and ``U.S.``."""
    forms = {surface, surface.replace("-", " ")} if surface[0].isupper() else {surface}
    return forms | {f"{dotted} {surface[3:]}" for short, dotted in _DOTTED if surface.startswith(short)}


_DOTTED = (("UN ", "U.N."), ("US ", "U.S."))


def _french_demonyms() -> dict[str, str]:
    found: dict[str, str] = {}
    for place, forms, _, _ in data_rows("demonyms.tsv"):
        for form in filter(None, forms.split("|")):
            for inflected in _inflect(form):
                found.setdefault(inflected, place)
    return found


def _inflect(form: str) -> Iterator[str]:
    """Masculine, feminine and both plurals of a regular French demonym."""
    feminine = form if form.endswith("e") else form + ("ne" if form.endswith(("ien", "éen", "yen")) else "e")
    for singular in (form, feminine):
        yield singular
        yield singular if singular.endswith(("s", "x")) else singular + "s"


def _english_demonyms() -> dict[str, str]:
    found: dict[str, str] = {}
    for place, _, forms, _ in data_rows("demonyms.tsv"):
        for form in forms.split("|"):
            found.setdefault(form, place)
            found.setdefault(form + "s", place)
    return found


_ARTICLES = frozenset({"the", "le", "la", "les", "l", "un", "une"})
