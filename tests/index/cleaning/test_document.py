"""A text taken apart into blocks with roles, and nothing of it lost."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from index.cleaning.document import CleanDocument, clean_document
from index.cleaning.sanitise import sanitise
from index.model.articles import BODY_ROLES

PROSE = [
    "Le ministre a déclaré que les deux pays allaient poursuivre leurs consultations cette semaine.",
    "Il a souligné que les pays de la région doivent agir pour faire face aux groupes terroristes.",
    "Le gouvernement a annoncé que les négociations allaient reprendre avant la fin du mois de mars.",
]


def clean(*blocks: str, **hints: str) -> CleanDocument:
    return clean_document("\n\n".join(blocks), hints)


def roles(document: CleanDocument) -> list[str]:
    return [block.role.value for block in document.blocks]


PIECES = st.sampled_from(
    [
        *PROSE,
        "date 2024-12 Un début de texte.",
        "12 mars 2016, Montpellier . – Le match a eu lieu.",
        "11 mars 2016",
        "Moscou - IRNA - Les présidents ont parlé.",
        "VIDÉO - Les présidents ont parlé.",
        "Bomb kills ten in the city AFP Monday 6 Jun 2016 A car exploded.",
        "Un titre sans point final ici",
        "Recent Posts",
        "Déjà abonné ?",
        "Par Jeanne Martin",
        "Jeanne Martin",
        "Jeanne Martin écrit. Jeanne Martin est la correspondante du journal dans la région depuis dix ans.",
        "3 hours ago",
        "Un teaser qui s’arrête…",
        "«Citation courte.»",
        "© 2018 AFP",
        "Avec Reuters",
        "Page (IFP)",
    ]
)


@settings(deadline=None)
@given(
    st.one_of(
        st.lists(PIECES, max_size=12).map("\n\n".join),
        st.lists(PIECES, max_size=12).map("\n".join),
        st.text(),
    )
)
@example("date 2024-12")
@example("Recent Posts\n\n3 hours ago")
def test_every_character_is_found_again_in_order(text: str) -> None:
    clean_text = sanitise(text)
    document = clean_document(clean_text, {})
    assert "".join("".join(block.text.split()) for block in document.blocks) == "".join(clean_text.split())
    assert [block.n for block in document.blocks] == list(range(len(document.blocks)))
    if document.blocks:
        assert any(block.role in BODY_ROLES for block in document.blocks)
        assert document.title or not any(character.isalpha() for character in clean_text)


def test_an_article_with_everything_around_it() -> None:
    document = clean(
        "Moyen-Orient",
        "Un accord est trouvé à Genève",
        "Par Jeanne Martin, correspondante",
        "Publié le 12 mars 2018 à 14h30",
        "GENÈVE (AFP) – " + PROSE[0],
        "Photo : des négociateurs à Genève",
        "Lire aussi : La Syrie se relève",
        "Un bilan lourd",
        PROSE[1],
        "« Nous partons. »",
        "© 2018 AFP. Tous droits réservés.",
    )
    assert roles(document) == [
        "section", "title", "metadata", "metadata", "dateline", "lead", "caption", "related-link", "body",
        "body", "quote", "credit",
    ]  # fmt: skip
    assert document.title == "Un accord est trouvé à Genève"
    assert (document.section, document.author, document.place) == ("Moyen-Orient", "Jeanne Martin", "Genève")
    assert (document.agency, document.source) == ("AFP", "AFP")
    assert document.date_prefix == "Publié le 12 mars 2018 à 14h30"


def test_given_fields_win() -> None:
    document = clean(
        "Le titre du texte sur la page", "Par Jeanne Martin", "PARIS (AFP) - " + PROSE[0],
        title="Le titre  donné", author="J. M.", source="Le Journal", section="Monde",
    )  # fmt: skip
    assert (document.title, document.title_origin) == ("Le titre donné", "given")
    assert (document.author, document.source, document.section) == ("J. M.", "Le Journal", "Monde")
    assert document.agency == "AFP"


def test_a_given_title_is_found_again_in_the_text() -> None:
    document = clean("Monde", "Syrie : trêve.", *PROSE, title="SYRIE : TRÊVE")
    assert roles(document) == ["section", "title", "lead", "body", "body"]


def test_a_paywall_marks_the_text_as_cut() -> None:
    document = clean(
        *PROSE[:2], "Le président a annoncé que les troupes…", "Déjà abonné ? Connectez-vous", "Je m’abonne"
    )
    assert document.truncated
    assert roles(document)[:3] == ["lead", "body", "body"]
    assert not clean(*PROSE).truncated


@pytest.mark.parametrize("end", [" […]", " [...]"])
def test_an_excerpt_marks_itself_as_cut(end: str) -> None:
    assert clean(*PROSE[:2], PROSE[2][:-1] + end).truncated


def test_a_list_of_links_under_a_heading_is_no_text() -> None:
    document = clean(
        "Un titre de cinq mots ici",
        "Sur le même sujet",
        "Un autre titre",
        "Encore un autre titre de lien",
        *PROSE,
    )
    assert roles(document) == [
        "title",
        "related-link",
        "related-link",
        "related-link",
        "lead",
        "body",
        "body",
    ]


def test_the_dates_of_a_chronology_are_not_its_own() -> None:
    document = clean(*(f"{day} mars 2018 – {text}" for day, text in enumerate(PROSE, 1)))
    assert document.date_prefix is None
    assert roles(document) == ["lead", "body", "body"]


def test_the_outlet_that_an_author_box_announces() -> None:
    box = "Desk One is the desk of the Daily World Report (DWR) website. Desk One can be reached by mail."
    assert clean(*PROSE, "Desk One", box, "Recent Posts", "Un titre").source == "DWR"
    assert clean(*PROSE, "Desk One", box.replace("DWR", "XYZ"), "Recent Posts", "Un titre").source is None


def test_a_text_of_labels_only_keeps_one_to_read() -> None:
    assert roles(clean("3 hours ago")) == ["lead"]
    assert roles(clean("© 2018 AFP", "Lire aussi : un titre")) == ["credit", "lead"]


def test_a_derived_title_is_made_of_words() -> None:
    assert clean("* * *", PROSE[0], PROSE[1]).title.startswith("Le ministre")


@pytest.mark.parametrize(
    "piece",
    [
        "A ",
        "«",
        "\n\n",
        "\n ",
        "- ",
        "a…\n\n",
        "3 h ago\n\n",
        "(A) ",
        "1/1/",
        "mars ",
        ". A",
        "« A. » ",
        "il y a ",
    ],
)
def test_half_a_megabyte_of_anything_is_taken_apart_quickly(piece: str) -> None:
    started = time.process_time()
    clean_document(piece * (500_000 // len(piece)), {})
    assert time.process_time() - started < 4
