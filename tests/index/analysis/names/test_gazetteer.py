"""What is known beforehand, and that it is known quickly."""

from __future__ import annotations

import json
import lzma
import subprocess
import sys
from importlib.resources import files

import pytest

from index.analysis.names.gazetteer import FORMAT_VERSION, gazetteer
from index.analysis.names.spelling import plain_name


@pytest.mark.parametrize(
    ("surface", "language", "place"),
    [
        ("Mexico", "fr", "geo:3530597"),
        ("Mexico", "en", "MX"),
        ("Mexico City", "en", "geo:3530597"),
        ("Mexique", "fr", "MX"),
        ("Alep", "fr", "geo:170063"),
        ("Aleppo", "en", "geo:170063"),
        ("HALAB", "en", "geo:170063"),
        ("République islamique d’Iran", "fr", "IR"),
        ("Islamic Republic of Iran", "en", "IR"),
        ("Deir Ezzor", "en", "geo:170794"),
        ("deir ez-zor", "fr", "geo:170794"),
        ("Californie", "fr", "US-CA"),
        ("California", "en", "US-CA"),
        ("Asie occidentale", "fr", "145"),
        ("Trifouilly-les-Oies", "fr", None),
    ],
)
def test_a_place_is_known_in_its_language(surface: str, language: str, place: str | None) -> None:
    assert gazetteer().place_id(surface, language) == place


def test_labels_follow_the_language() -> None:
    assert gazetteer().place_labels("geo:170063") == {"fr": "Alep", "en": "Aleppo"}
    assert gazetteer().place_labels("SY") == {"fr": "Syrie", "en": "Syria"}
    assert gazetteer().place_labels("nowhere") == {}


@pytest.mark.parametrize(
    ("surface", "key"),
    [
        ("l'ONU", "un"),
        ("the U.N.", "un"),
        ("Nations Unies", "un"),
        ("NATO", "nato"),
        ("Otan", "nato"),
        ("ACME", None),
    ],
)
def test_an_organisation_is_known_by_any_of_its_names(surface: str, key: str | None) -> None:
    assert gazetteer().organisation_id(surface) == key


@pytest.mark.parametrize(
    ("word", "language", "place"),
    [
        ("syrien", "fr", "SY"),
        ("syriennes", "fr", "SY"),
        ("Coréens", "fr", "korea"),
        ("européenne", "fr", "150"),
        ("grecques", "fr", "GR"),
        ("suisses", "fr", "CH"),
        ("françaises", "fr", "FR"),
        ("Syrians", "en", "SY"),
        ("Dutch", "en", "NL"),
        ("IRANIAN", "en", "IR"),
        ("turkish", "en", None),
        ("e", "fr", None),
        ("s", "fr", None),
    ],
)
def test_demonyms_are_inflected(word: str, language: str, place: str | None) -> None:
    assert gazetteer().demonym(word, language) == place


def test_every_demonym_and_own_place_has_a_label() -> None:
    lines = (files("index.data") / "demonyms.tsv").read_text("utf-8").splitlines()
    places = {line.split("\t")[0] for line in lines if not line.startswith("#")}
    assert [place for place in places if not gazetteer().place_labels(place)] == []


def test_the_file_says_its_version_and_stays_small() -> None:
    packed = (files("index.data") / "gazetteer.json.xz").read_bytes()
    assert len(packed) < 1_600_000
    assert json.loads(lzma.decompress(packed))["version"] == FORMAT_VERSION


def test_names_are_looked_up_under_the_key_they_were_stored_under() -> None:
    content = json.loads(lzma.decompress((files("index.data") / "gazetteer.json.xz").read_bytes()))
    keys = [key for names in content["identities"].values() for key in names]
    assert [key for key in keys[::40] if plain_name(key) != key] == []
    for language in ("fr", "en"):
        spotted = content["spotted"][language]
        assert [name for name in spotted if gazetteer().place_id(name, language) is None] == []


def test_loading_is_quick_and_waits_until_it_is_needed() -> None:
    program = (
        "import time, index.analysis.mentions.finding, index.analysis.names.gazetteer as g;"
        "assert g.gazetteer.cache_info().currsize == 0; t = time.process_time(); g.gazetteer();"
        "print(time.process_time() - t)"
    )
    done = subprocess.run([sys.executable, "-P", "-c", program], capture_output=True, text=True, check=True)
    assert float(done.stdout) < 1.0
