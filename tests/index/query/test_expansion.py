"""Names widened to their other spellings."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from index.query.expansion import expand, for_language, spelt_out, without_expansions
from index.query.parser import parse
from index.query.syntax import (
    And,
    Expansion,
    FieldText,
    IdIn,
    LanguageIs,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Word,
    rewrite,
)

NAMES = {
    "alep": ["Alep", "Aleppo", "ALEP"],
    "etats-unis": ["United States", "USA"],
    "états unis": ["United States", "USA"],
    "arabie saoudite": ["Saudi Arabia"],
    "arabie": ["Arabia"],
    "bachar el assad": ["Bashar al-Assad"],
}


def variants(name: str) -> Sequence[str]:
    return NAMES.get(name.lower(), ())


def widened(text: str, *, lenient: bool = False) -> tuple[Node, tuple[str, ...]]:
    return expand(parse(text, lenient=lenient).tree, variants)


ALEPPO = (Word("Aleppo"),)
SAUDI = (Phrase(("Saudi", "Arabia"), quoted=False),)


@pytest.mark.parametrize(
    ("text", "expected", "added"),
    [
        ("grève", Word("grève"), ()),
        ("Alep", Expansion(Word("Alep"), ALEPPO), ("Aleppo",)),
        ("Alep grève", And((Expansion(Word("Alep"), ALEPPO), Word("grève"))), ("Aleppo",)),
        ("Alep OR grève", Or((Expansion(Word("Alep"), ALEPPO), Word("grève"))), ("Aleppo",)),
        ('"Alep"', Phrase(("Alep",)), ()),
        ("-Alep", Not(Word("Alep")), ()),
        ("titre:Alep", FieldText("title", Expansion(Word("Alep"), ALEPPO)), ("Aleppo",)),
        ("source:Alep", FieldText("source", Word("Alep")), ()),
        (
            "États-Unis",
            Expansion(
                Phrase(("États", "Unis"), quoted=False),
                (Phrase(("United", "States"), quoted=False), Word("USA")),
            ),
            ("United States", "USA"),
        ),
        (
            "arabie saoudite",
            Expansion(And((Word("arabie"), Word("saoudite"))), SAUDI),
            ("Saudi Arabia",),
        ),
        (
            "Bachar el-Assad",
            Expansion(
                And((Word("Bachar"), Phrase(("el", "Assad"), quoted=False))),
                (Phrase(("Bashar", "al-Assad"), quoted=False),),
            ),
            ("Bashar al-Assad",),
        ),
    ],
)
def test_expands_names(text: str, expected: Node, added: tuple[str, ...]) -> None:
    assert widened(text) == (expected, added)


def test_a_half_typed_name_is_expanded_too() -> None:
    tree, added = widened("arabie saoudite", lenient=True)
    assert added == ("Saudi Arabia",)
    assert isinstance(tree, Expansion)
    tree, added = widened("alep", lenient=True)
    assert tree == Or((Expansion(Word("alep"), ALEPPO), Prefix("alep")))


@pytest.mark.parametrize(
    "text", ["Alep", "grève arabie OR Alep", "arabie saoudite", "titre:(Alep OR États-Unis)"]
)
def test_without_expansions_is_what_was_asked(text: str) -> None:
    assert without_expansions(widened(text)[0]) == parse(text).tree


def test_rewrite_reaches_every_node() -> None:
    seen: list[Node] = []

    def look(node: Node) -> Node:
        seen.append(node)
        return node

    tree, _ = widened("titre:Alep OR -(beyrouth caire)")
    assert rewrite(tree, look) == tree
    assert {type(node) for node in seen} == {FieldText, Expansion, Word, Or, Not, And}


def translations(word: str) -> dict[str, list[str]]:
    return {"grève": {"en": ["strike", "Grève"]}, "alep": {"en": ["Aleppo"]}}.get(word.lower(), {})


def test_common_words_are_looked_for_in_the_other_language_only() -> None:
    tree, added = expand(parse("grève -grève").tree, variants, translations)
    strike = Expansion(Word("grève"), (Word("strike"),), "en")
    assert (tree, added) == (And((strike, Not(Word("grève")))), ("strike",))
    assert for_language(tree, "fr") == parse("grève -grève").tree
    assert for_language(tree, "en") == tree
    assert without_expansions(tree) == parse("grève -grève").tree


def test_a_name_is_not_looked_for_twice() -> None:
    tree, added = expand(parse("Alep").tree, variants, translations)
    assert (tree, added) == (Expansion(Word("Alep"), ALEPPO), ("Aleppo",))


def test_engines_are_asked_for_the_language_by_a_node_of_its_own() -> None:
    tree, _ = expand(parse("grève").tree, variants, translations)
    elsewhere = And((LanguageIs("en"), Expansion(IdIn(frozenset()), (Word("strike"),))))
    assert spelt_out(tree) == Or((Word("grève"), elsewhere))
