"""Names in running text: where they start and end, and what they are."""

from __future__ import annotations

import time

import pytest

from index.analysis.mentions.extractors import GazetteerExtractor, load_extractor
from index.analysis.mentions.finding import MOST_CHARACTERS
from index.model.articles import DEMONYM, Article, Block, EntityKind, Mention, Role

PERSON, PLACE, ORGANISATION = EntityKind.PERSON, EntityKind.PLACE, EntityKind.ORGANISATION


def article(*texts: str, language: str = "en", role: Role = Role.BODY) -> Article:
    blocks = tuple(Block(n, role, text) for n, text in enumerate(texts))
    return Article("id", "origin", "", language, "", "derived", blocks)


def mentions(*texts: str, language: str = "en") -> tuple[Mention, ...]:
    return GazetteerExtractor().extract(article(*texts, language=language))


def found(*texts: str, language: str = "en") -> list[tuple[str, str]]:
    return [(mention.text, mention.kind) for mention in mentions(*texts, language=language)]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Elle est née à Alep, en Syrie.", "fr", [("Alep", PLACE), ("Syrie", PLACE)]),
        ("Les États-Unis et l’Iran négocient.", "fr", [("États-Unis", PLACE), ("Iran", PLACE)]),
        (
            "He flew from the United States to Damascus.",
            "en",
            [("United States", PLACE), ("Damascus", PLACE)],
        ),
        ("Jordan’s king met Syria's neighbours.", "en", [("Jordan", PLACE), ("Syria", PLACE)]),
        ("BEYROUTH, 3 mai.", "fr", [("BEYROUTH", PLACE)]),
        (
            "The U.N. Security Council met in New York.",
            "en",
            [("U.N. Security Council", ORGANISATION), ("New York", PLACE)],
        ),
        (
            "L'OTAN et l'ONU, à Genève",
            "fr",
            [("OTAN", ORGANISATION), ("ONU", ORGANISATION), ("Genève", PLACE)],
        ),
        ("Le Conseil de Sécurité vote.", "fr", [("Conseil de Sécurité", ORGANISATION)]),
        (
            "Michael Jackson sang in Jackson Hall.",
            "en",
            [("Michael Jackson", PERSON), ("Jackson Hall", None)],
        ),
    ],
)
def test_the_gazetteer_names_what_it_knows(
    text: str, language: str, expected: list[tuple[str, str | None]]
) -> None:
    wanted = [(surface, kind) for surface, kind in expected if kind is not None]
    assert [m for m in found(text, language=language) if m[0] in dict(wanted)] == wanted


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("Le président Tartempion Machin est arrivé.", "fr", "Tartempion Machin"),
        ("hier, M. Zlatopolski est parti.", "fr", "Zlatopolski"),
        ("U.S. President Thaddeus Q. Miller spoke.", "en", "Thaddeus Q. Miller"),
        ("The Danish Foreign Minister Lars Løkke arrived.", "en", "Lars Løkke"),
        ("avec Thomas De Gendt au sprint", "fr", "Thomas De Gendt"),
        ("with Dominique de Villepin there", "en", "Dominique de Villepin"),
        ("then Abdul Rahman al-Khatib spoke", "en", "Abdul Rahman al-Khatib"),
        ("and Theresa May left", "en", "Theresa May"),
    ],
)
def test_a_person_is_the_name_without_office_or_origin(text: str, language: str, name: str) -> None:
    assert (name, PERSON) in found(text, language=language)


def test_what_a_desk_capitalises_is_no_name() -> None:
    assert found("Hier, lundi 3 mai, il a plu. Cependant Noël approche.", language="fr") == []
    assert found("On Monday the King met the Prime Minister. However, I left.") == []


def test_events_are_neither_places_nor_bodies() -> None:
    assert found("in the Astana Process") == [("Astana", PLACE)]
    assert found("pendant la Coupe Davis", language="fr") == []


def test_organisations_by_their_head_word() -> None:
    assert ("Université de Trifouilly", ORGANISATION) in found("à l'Université de Trifouilly", language="fr")
    assert ("Grand Ruritania Bank", ORGANISATION) in found("the Grand Ruritania Bank said")
    assert ("ZKRT", ORGANISATION) in found("the ZKRT agency")


def test_demonyms_are_a_kind_of_their_own() -> None:
    assert found("les forces syriennes et russes", language="fr") == [
        ("syriennes", DEMONYM),
        ("russes", DEMONYM),
    ]
    assert found("North Korean and Iranian ships") == [("North Korean", DEMONYM), ("Iranian", DEMONYM)]
    assert found("the Russian-backed forces") == [("Russian", DEMONYM)]
    assert found("polish the turkey") == []


def test_a_surname_follows_its_full_name_through_the_article() -> None:
    texts = ("Voici Marie Zygopétale.", "Zygopétale a parlé. Pour Zygopétale, tout va bien.")
    assert found(*texts, language="fr").count(("Zygopétale", PERSON)) == 2


def test_a_surname_beats_a_town_of_that_name() -> None:
    assert ("Lincoln", PERSON) in found("Abraham Lincoln spoke. Then Lincoln left.")


def test_a_headline_gives_only_known_names() -> None:
    headline = article("Angry Crowds Leave Damascus After Long Night", role=Role.TITLE)
    assert [m.text for m in GazetteerExtractor().extract(headline)] == ["Damascus"]


def test_hidden_blocks_are_not_read() -> None:
    hidden = article("Reporting from Damascus", role=Role.CREDIT)
    assert GazetteerExtractor().extract(hidden) == ()


def test_scraped_english_loses_apostrophes_but_not_places() -> None:
    [mention] = mentions("in Syrias north")
    assert (mention.text, mention.start, mention.end) == ("Syria", 3, 8)


def test_offsets_count_characters_of_the_block() -> None:
    texts = ("« L’Iran\u202f» — 🎉 d’Alep à N'Djamena", "\u00a0Bachar Assad\u00a0; l'U.E. ?", "")
    for mention in mentions(*texts, language="fr"):
        assert texts[mention.block][mention.start : mention.end] == mention.text
    assert {m.text for m in mentions(*texts, language="fr")} >= {"Iran", "Alep", "N'Djamena", "Bachar Assad"}


def test_an_unknown_language_is_read_all_the_same() -> None:
    assert ("Damascus", PLACE) in found("in Damascus", language="und")


@pytest.mark.parametrize(
    "unit",
    [
        "A",
        "A ",
        "Jean Dupont ",
        "Al-",
        "d'",
        "’",
        "U.S.",
        "Paris Syria ",
        "Université de ",
        "a-b'c.d&",
        "\u0301É",
        "(A) ",
    ],
)
def test_hostile_text_is_read_in_linear_time(unit: str) -> None:
    text = (unit * (MOST_CHARACTERS // len(unit) + 1))[: MOST_CHARACTERS + 5000]
    started = time.perf_counter()
    for mention in mentions(text):
        assert mention.end <= MOST_CHARACTERS
    assert time.perf_counter() - started < 8


def test_the_models_are_an_option() -> None:
    extractor = load_extractor(use_models=False)
    assert extractor.id.startswith("gazetteer/")
    articles = [article("in Damascus"), article("à Damas", language="fr")]
    assert [[m.text for m in ms] for ms in extractor.extract_many(articles)] == [["Damascus"], ["Damas"]]
