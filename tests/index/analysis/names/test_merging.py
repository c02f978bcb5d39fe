"""Mentions become entities: over spellings, languages and articles."""

from __future__ import annotations

import random
import time

import pytest

from index.analysis.names.merging import NamedDocument, Resolution, resolve
from index.analysis.names.variants import variants
from index.model.articles import DEMONYM, Entity, EntityKind, Mention

PERSON, PLACE, ORGANISATION = EntityKind.PERSON, EntityKind.PLACE, EntityKind.ORGANISATION


def document(article: str, language: str, *names: tuple[str, str]) -> NamedDocument:
    mentions: list[Mention] = []
    position = 0
    for text, kind in names:
        mentions.append(Mention(0, position, position + len(text), text, kind))
        position += len(text) + 2
    return NamedDocument(article, language, tuple(mentions))


def entity_of(resolution: Resolution, article: str, text: str) -> str | None:
    return next(m.entity for m in resolution.mentions[article] if m.text == text)


def test_places_are_one_over_languages() -> None:
    resolution = resolve(
        [document("a", "fr", ("Alep", PLACE), ("Syrie", PLACE)), document("b", "en", ("Aleppo", PLACE))]
    )
    aleppo = resolution.entities["place:geo:170063"]
    assert aleppo.names == {"fr": "Alep", "en": "Aleppo"}
    assert aleppo.variants == ("Alep", "Aleppo")
    assert (aleppo.mentions, aleppo.articles) == (2, {"fr": 1, "en": 1})
    assert resolution.articles_of["place:SY"] == {"a"}


def test_a_province_is_called_like_its_town() -> None:
    resolution = resolve(
        [
            document("a", "fr", ("province d'Idlib", PLACE)),
            document("b", "en", ("Idlib Province", PLACE), ("Idlib", PLACE)),
        ]
    )
    assert list(resolution.entities) == ["place:geo:169389"]


def test_an_unknown_place_keeps_its_sound() -> None:
    resolution = resolve(
        [document("a", "fr", ("Zemblachour", PLACE)), document("b", "en", ("Zemblashur", PLACE))]
    )
    assert len(resolution.entities) == 1


def test_two_demonyms_make_an_article_about_a_country() -> None:
    resolution = resolve(
        [
            document("a", "fr", ("syrien", DEMONYM), ("syrienne", DEMONYM)),
            document("b", "en", ("Syrian", DEMONYM)),
            document("c", "en", ("Syria", PLACE), ("Syrian", DEMONYM)),
        ]
    )
    assert resolution.articles_of["place:SY"] == {"a", "c"}
    assert resolution.entities["place:SY"].articles == {"fr": 1, "en": 1}
    assert resolution.entities["place:SY"].mentions == 1
    assert entity_of(resolution, "b", "Syrian") == "place:SY"


def test_a_country_known_only_by_demonyms_has_its_labels() -> None:
    resolution = resolve([document("a", "en", ("Syrian", DEMONYM), ("Syrians", DEMONYM))])
    assert resolution.entities["place:SY"] == Entity(
        "place:SY", PLACE, {"fr": "Syrie", "en": "Syria"}, (), 0, {"en": 1}
    )


def test_organisations_by_table_acronym_and_words() -> None:
    resolution = resolve(
        [
            document("a", "fr", ("ONU", ORGANISATION), ("université de Syracuse", ORGANISATION)),
            document("b", "en", ("United Nations", ORGANISATION), ("Syracuse University", ORGANISATION)),
            NamedDocument(
                "c",
                "en",
                (
                    Mention(0, 0, 23, "Zembla Liberation Front", ORGANISATION),
                    Mention(0, 25, 28, "ZLF", ORGANISATION),
                ),
            ),
            document("d", "en", ("ZLF", ORGANISATION)),
        ]
    )
    assert entity_of(resolution, "a", "ONU") == entity_of(resolution, "b", "United Nations") == "org:un"
    assert entity_of(resolution, "a", "université de Syracuse") == entity_of(
        resolution, "b", "Syracuse University"
    )
    assert entity_of(resolution, "d", "ZLF") == entity_of(resolution, "c", "Zembla Liberation Front")


def test_a_surname_means_the_person_of_its_article() -> None:
    resolution = resolve(
        [
            document("a", "fr", ("Michel Aoun", PERSON), ("Aoun", PERSON)),
            document("b", "fr", ("Joseph Aoun", PERSON), ("Aoun", PERSON)),
            document("c", "fr", ("Aoun", PERSON)),
        ]
    )
    assert entity_of(resolution, "a", "Aoun") == entity_of(resolution, "a", "Michel Aoun")
    assert entity_of(resolution, "b", "Aoun") == entity_of(resolution, "b", "Joseph Aoun")
    assert entity_of(resolution, "c", "Aoun") not in (
        entity_of(resolution, "a", "Aoun"),
        entity_of(resolution, "b", "Aoun"),
    )


def test_a_surname_alone_means_its_owner() -> None:
    resolution = resolve(
        [document("a", "fr", ("Vladimir Poutine", PERSON)), document("b", "en", ("Putin", PERSON))]
    )
    assert entity_of(resolution, "b", "Putin") == entity_of(resolution, "a", "Vladimir Poutine")
    assert resolution.entities["person:vladimir-putin"].names == {"fr": "Vladimir Poutine", "en": "Putin"}


def test_a_family_name_that_stands_first_is_a_short_form_too() -> None:
    resolution = resolve([document("a", "fr", ("Kim Jong-un", PERSON), ("Kim", PERSON))])
    assert len(resolution.entities) == 1


def test_a_dropped_first_name_merges_only_within_its_article() -> None:
    resolution = resolve(
        [
            document("a", "en", ("Mohammad Javad Zarif", PERSON), ("Javad Zarif", PERSON)),
            document("b", "en", ("Javad Khan", PERSON)),
        ]
    )
    assert entity_of(resolution, "a", "Javad Zarif") == entity_of(resolution, "a", "Mohammad Javad Zarif")
    assert entity_of(resolution, "b", "Javad Khan") != entity_of(resolution, "a", "Javad Zarif")


def test_people_whose_names_are_translated_are_listed() -> None:
    resolution = resolve(
        [document("a", "fr", ("Jean-Paul II", PERSON)), document("b", "en", ("Pope John Paul II", PERSON))]
    )
    assert resolution.entities["person:john-paul-ii"].names == {"fr": "Jean-Paul II", "en": "John Paul II"}
    assert resolution.articles_of["person:john-paul-ii"] == {"a", "b"}


def test_the_archive_agrees_on_the_kind_of_a_name() -> None:
    documents = [document(str(n), "en", ("Zembla", PLACE)) for n in range(6)]
    resolution = resolve([*documents, document("odd", "en", ("Zembla", PERSON))])
    assert [(e.kind, sum(e.articles.values())) for e in resolution.entities.values()] == [(PLACE, 7)]


def test_the_same_mentions_give_the_same_ids_in_any_order() -> None:
    documents = [
        document("a", "fr", ("Sergueï Lavrov", PERSON), ("Lavrov", PERSON), ("Moscou", PLACE)),
        document("b", "en", ("Sergei Lavrov", PERSON), ("Sergey Lavrov", PERSON)),
        document("c", "en", ("Sergey Lavrov", PERSON), ("Moscow", PLACE)),
    ]
    expected = resolve(documents).entities
    for seed in range(5):
        shuffled = random.Random(seed).sample(documents, len(documents))
        assert resolve(shuffled).entities == expected


def test_nothing_gives_nothing() -> None:
    empty = resolve([])
    assert (dict(empty.entities), dict(empty.mentions), dict(empty.articles_of)) == ({}, {}, {})


SPELLINGS = resolve(
    [
        document(
            "a",
            "fr",
            ("Alep", PLACE),
            ("Vladimir Poutine", PERSON),
            ("Poutine", PERSON),
            ("ONU", ORGANISATION),
        ),
        document(
            "b", "en", ("Aleppo", PLACE), ("Vladimir Putin", PERSON), ("Putin", PERSON), ("UN", ORGANISATION)
        ),
        document(
            "c", "en", ("United Nations", ORGANISATION), ("Saddam Hussein", PERSON), ("King Hussein", PERSON)
        ),
        document("d", "fr", ("Sergueï Choïgou", PERSON)),
        document("e", "en", ("Sergei Shoigu", PERSON), ("Uday Hussein", PERSON)),
    ]
)


@pytest.mark.parametrize(
    ("word", "others"),
    [
        ("Alep", ("Aleppo",)),
        ("alep", ("Aleppo",)),
        ("Poutine", ("Putin",)),
        ("Vladimir Poutine", ("Vladimir Putin",)),
        ("Choïgou", ("Shoigu",)),
        ("choigou", ("Shoigu",)),
        ("ONU", ("UN", "United Nations")),
        ("Hussein", ()),
        ("pain", ()),
        ("", ()),
    ],
)
def test_a_query_word_asks_for_the_other_spellings(word: str, others: tuple[str, ...]) -> None:
    assert variants(SPELLINGS.entities.values())(word) == others


def test_many_names_of_one_family_cost_no_square() -> None:
    letters = "bcdfghjklmnpqrstvwxz"
    names = [
        f"{a}a{b}o{c}i{d}u Smith".title() for a in letters for b in letters for c in letters[:3] for d in "mn"
    ]
    documents = [document(name, "en", (name, PERSON)) for name in names]
    started = time.perf_counter()
    assert len(resolve(documents).entities) > 200
    assert time.perf_counter() - started < 10
