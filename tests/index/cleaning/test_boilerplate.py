"""What a page leaves around an article."""

from __future__ import annotations

import pytest

from index.cleaning.boilerplate import find_tail, is_heading, is_paywall, is_relative_time, line_role
from index.model.articles import Role

PROSE = [
    "Le ministre a déclaré que les deux pays allaient poursuivre leurs consultations cette semaine.",
    "Il a souligné que les pays de la région doivent agir pour faire face aux groupes terroristes.",
    "Le gouvernement a annoncé que les négociations allaient reprendre avant la fin du mois de mars.",
]


@pytest.mark.parametrize(
    "text",
    ["54 minutes ago", "1 hour ago", "an hour ago", "il y a 3 h", "Il y a une heure", "il y a 2 jours",
     "Just now", "Publié il y a 5 minutes", "2h ago"],
)  # fmt: skip
def test_relative_times(text: str) -> None:
    assert is_relative_time(text)
    assert line_role(text) is Role.RELATIVE_TIME


@pytest.mark.parametrize("text", ["Il y a trois ans, la guerre", "ago", "3 hours", "Il y a 3 candidats"])
def test_what_only_resembles_a_relative_time(text: str) -> None:
    assert not is_relative_time(text)


@pytest.mark.parametrize(
    "text", ["Recent Posts", "LIRE AUSSI :", "À lire aussi", "Sur le même sujet", "Editors Picks"]
)
def test_headings(text: str) -> None:
    assert is_heading(text)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("© 2018 AFP. Tous droits réservés.", Role.CREDIT),
        ("Crédits photo : Jean Dupont", Role.CREDIT),
        ("Avec AFP", Role.CREDIT),
        ("Lire aussi : La Syrie se relève", Role.RELATED_LINK),
        ("Read more: Talks resume", Role.RELATED_LINK),
        ("Suivez toutes les infos sur notre page", Role.RELATED_LINK),
        ("Photo : des soldats à Alep", Role.CAPTION),
        (PROSE[0], None),
        ("Lire est un plaisir.", None),
        ("Photographie d'un pays en guerre.", None),
    ],
)
def test_lines_that_betray_themselves(text: str, role: Role | None) -> None:
    assert line_role(text) is role


def test_a_tail_is_cut_at_its_first_evidence() -> None:
    tail = find_tail(
        [*PROSE, "À lire aussi", "Un autre titre sans point", "Un début de texte qui s’arrête…", "il y a 3 h"]
    )
    assert tail is not None
    assert tail.start == 3
    assert tail.roles == (Role.RELATED_LINK, Role.TEASER, Role.TEASER, Role.RELATIVE_TIME)
    assert not tail.truncated


def test_a_tail_without_a_heading_takes_the_title_of_its_first_teaser_along() -> None:
    tail = find_tail([*PROSE, "Un autre titre sans point", "Un début de texte qui s’arrête…", "il y a 3 h"])
    assert tail is not None
    assert (tail.start, tail.roles[0]) == (3, Role.TEASER)


def test_a_link_box_in_the_middle_is_not_a_tail() -> None:
    assert find_tail([*PROSE, "Lire aussi", "Un autre titre", *PROSE]) is None


def test_nothing_is_cut_before_two_paragraphs() -> None:
    assert find_tail([PROSE[0], "il y a 3 h", "Un titre", "Recent Posts"]) is None


def test_an_author_box_before_the_tail_belongs_to_it() -> None:
    bio = "Jeanne Martin est journaliste. Jeanne Martin a couvert la guerre pour les journaux de la région."
    tail = find_tail([*PROSE, "Jeanne Martin", bio, "Recent Posts", "Un titre"])
    assert tail is not None
    assert (tail.start, tail.author) == (3, "Jeanne Martin")
    assert tail.roles[:3] == (Role.AUTHOR_BOX, Role.AUTHOR_BOX, Role.RELATED_LINK)


def test_a_subheading_before_the_last_paragraph_is_no_author_box() -> None:
    tail = find_tail([*PROSE, "Un Bilan Lourd", PROSE[0], "Recent Posts", "Un titre"])
    assert tail is not None
    assert (tail.start, tail.author) == (5, None)


def test_a_paywall_keeps_the_paragraph_that_it_broke_off() -> None:
    blocks = [
        *PROSE[:2],
        "Le président a annoncé que les troupes…",
        "Déjà abonné ? Connectez-vous",
        "Je m’abonne",
    ]
    tail = find_tail(blocks)
    assert tail is not None
    assert (tail.start, tail.truncated) == (3, True)
    assert is_paywall(blocks[3])


def test_an_article_that_ends_in_an_ellipsis_keeps_its_end() -> None:
    assert find_tail([*PROSE, "Et la suite, personne ne la connaît…"]) is None
