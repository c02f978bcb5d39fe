"""The query language, in both languages, strict and as the reader types."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.errors import QuerySyntaxError
from index.query.parser import LONGEST, MAX_DEPTH, parse
from index.query.syntax import (
    And,
    DateWithin,
    EntityIs,
    Everything,
    FieldText,
    Fuzzy,
    LanguageIs,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Standing,
    TagIs,
    Undated,
    Word,
)

TODAY = date(2024, 12, 4)


def tree(text: str, *, lenient: bool = False) -> Node:
    return parse(text, lenient=lenient, today=TODAY).tree


def mistake(text: str) -> QuerySyntaxError:
    with pytest.raises(QuerySyntaxError) as caught:
        parse(text, today=TODAY)
    return caught.value


A, B, C = Word("alep"), Word("beyrouth"), Word("caire")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Everything()),
        ("  ", Everything()),
        ("*", Everything()),
        ("alep", A),
        ("alep beyrouth", And((A, B))),
        ("alep AND beyrouth", And((A, B))),
        ("alep ET beyrouth", And((A, B))),
        ("alep OR beyrouth caire", Or((A, And((B, C))))),
        ("alep OU beyrouth", Or((A, B))),
        ("(alep OR beyrouth) caire", And((Or((A, B)), C))),
        ("alep -beyrouth", And((A, Not(B)))),
        ("alep NOT beyrouth", And((A, Not(B)))),
        ("alep SAUF beyrouth", And((A, Not(B)))),
        ("NOT -alep", A),
        ("-(alep beyrouth)", Not(And((A, B)))),
        ('-"alep beyrouth"', Not(Phrase(("alep", "beyrouth")))),
        ("« alep beyrouth »", Phrase(("alep", "beyrouth"))),
        ("“alep beyrouth”", Phrase(("alep", "beyrouth"))),
        ('"le siège d’Alep"', Phrase(("siège", "Alep"))),
        ('"alep"', Phrase(("alep",))),
        ("gouv*", Prefix("gouv")),
        ("Téheran~", Fuzzy("Téheran")),
        ("États-Unis", Phrase(("États", "Unis"), quoted=False)),
        ("états-un*", And((Word("états"), Prefix("un")))),
        ("l'Iran", Word("Iran")),
        ("la grève", Word("grève")),
        ("alep - beyrouth", And((A, B))),
        ("Syrie: alep", And((Word("Syrie"), A))),
        ("12:30", Phrase(("12", "30"), quoted=False)),
        ("or and not", Word("or")),
        ("title:alep", FieldText("title", A)),
        ("titre: alep", FieldText("title", A)),
        ("-titre:alep", Not(FieldText("title", A))),
        ("titre:(alep OU beyrouth)", FieldText("title", Or((A, B)))),
        ('source:"Le Monde"', FieldText("source", Phrase(("Monde",)))),
        ("lieu:alep", FieldText("place", A)),
        ("auteur:alep", FieldText("author", A)),
    ],
)
def test_reads_words_and_operators(text: str, expected: Node) -> None:
    assert tree(text) == expected


@pytest.mark.parametrize(
    ("english", "french"),
    [
        ("lang:fr", "langue:français"),
        ("lang:en", "LANGUE:Anglais"),
        ("source:afp", "Source:afp"),
        ("title:alep", "titre:alep"),
        ("place:alep", "lieu:alep"),
        ("author:alep", "auteur:alep"),
        ("entity:alep", "entité:alep"),
        ("entity:alep", "entite:alep"),
        ("tag:urgent", "étiquette:urgent"),
        ("since:2024", "depuis:2024"),
        ("until:2024", "avant:2024"),
        ("is:paired", "est:apparié"),
        ("is:fr-only", "est:fr-seul"),
        ("is:en-only", "est:en-seul"),
        ("is:bookmarked", "est:signet"),
        ("is:unread", "est:non-lu"),
        ("is:undated", "est:sans-date"),
        ('date:"last week"', 'date:"semaine dernière"'),
    ],
)
def test_each_field_has_a_french_name(english: str, french: str) -> None:
    assert tree(english) == tree(french)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("lang:french", LanguageIs("fr")),
        ("entity:Alep", EntityIs("Alep")),
        ('entity:"Bachar al-Assad"', EntityIs("Bachar al-Assad")),
        ("tag:à-lire", TagIs("à-lire")),
        ("is:paired", Standing("paired")),
        ("is:undated", Undated()),
        ("since:2024-11", DateWithin(date(2024, 11, 1), None)),
        ("until:2024-11", DateWithin(None, date(2024, 11, 30))),
        ("date:2024-11-30", DateWithin(date(2024, 11, 30), date(2024, 11, 30))),
        ('since:"last week"', DateWithin(date(2024, 11, 25), None)),
    ],
)
def test_reads_filters(text: str, expected: Node) -> None:
    assert tree(text) == expected


@pytest.mark.parametrize(
    ("text", "position", "says"),
    [
        ('alep "beyrouth', 5, "never closed"),
        ("(alep", 0, "never closed"),
        ("alep)", 4, "closes nothing"),
        ("alep ()", 5, "nothing between"),
        ('alep ""', 5, "nothing between"),
        ("OR alep", 0, "both sides"),
        ("alep OR", 5, "both sides"),
        ("alep AND", 5, "both sides"),
        ("alep OR OR beyrouth", 5, "both sides"),
        ("alep NOT", 5, "leave out"),
        ("lang:", 0, "needs a value"),
        ("alep lang:de", 10, "cannot be"),
        ("is:paird", 3, "cannot be"),
        ("since:2024-13", 6, "no month 13"),
        ("since:soon", 6, "not a date"),
        ("lagn:fr", 0, "no field lagn:"),
        ("gr*ve", 2, "end of a word"),
        ("*ve", 0, "end of a word"),
        ("title:(lang:fr)", 6, "words only"),
        ("?!", 0, "no word"),
        ("(" * (MAX_DEPTH + 1) + "a" + ")" * (MAX_DEPTH + 1), MAX_DEPTH, "too deeply"),
    ],
)
def test_a_mistake_has_a_place_and_a_remedy(text: str, position: int, says: str) -> None:
    error = mistake(text)
    assert error.position == position
    assert says in str(error)
    assert error.hint


@pytest.mark.parametrize(
    ("text", "meant"), [("lagn:fr", "lang:"), ("is:paird", "is:paired"), ("tittle:a", "title:")]
)
def test_a_misspelt_name_is_recognised(text: str, meant: str) -> None:
    assert meant in mistake(text).hint


def test_a_query_of_common_words_only_says_so() -> None:
    parsed = parse("le la")
    assert parsed.tree == Everything()
    assert parsed.warning is not None and "“le”" in parsed.warning


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("alep bey", And((A, Or((Word("bey"), Prefix("bey")))))),
        ("alep bey ", And((A, Word("bey")))),
        ("alep -bey", And((A, Not(Word("bey"))))),
        ("alep la", A),
        ("alep l'", A),
        ('"alep bey', And((A, Or((Word("bey"), Prefix("bey")))))),
        ("États-Un", Word("États")),
        ("titre:al", FieldText("title", Or((Word("al"), Prefix("al"))))),
        ("alep OR", A),
        ("(alep ", A),
        ("alep)", A),
        ("alep lang:", A),
        ("alep lang:f", A),
        ("alep since:20", A),
        ("alep is:pai", A),
    ],
)
def test_while_typing_the_query_is_read_as_far_as_it_goes(text: str, expected: Node) -> None:
    assert tree(text, lenient=True) == expected


@pytest.mark.parametrize("text", ['"alep', "(alep ", "alep lang:f", "alep OR", "alep since:20"])
def test_while_typing_what_was_dropped_is_said(text: str) -> None:
    assert parse(text, lenient=True).warning


def test_while_typing_common_words_are_no_news() -> None:
    assert parse("la", lenient=True).warning is None


PIECES = """
    alep la ( ) " « » “ - NOT OR ET title: lang: since: is: date: fr 2024-13 paired * ~ é œ U.S. : .. e\u0301
"""
QUERIES = st.text() | st.lists(st.sampled_from([*PIECES.split(), " "])).map("".join)


@given(QUERIES)
@example("(" * 5000)
@example("NOT " * 5000)
@example('"' * 999)
@example("title:" * 999)
def test_any_text_is_a_tree_or_a_syntax_error_inside_the_text(text: str) -> None:
    try:
        parse(text, today=TODAY)
    except QuerySyntaxError as error:
        assert 0 <= error.position <= len(text)
        assert str(error) and error.hint


@given(QUERIES)
@example("(" * 5000)
@example("a (" * 5000)
def test_while_typing_nothing_is_an_error(text: str) -> None:
    parse(text, lenient=True, today=TODAY)


@given(QUERIES)
def test_a_query_that_can_be_read_means_the_same_while_typing(text: str) -> None:
    """With a space after it, so that no word is half typed."""
    try:
        strict = parse(text + " ", today=TODAY)
    except QuerySyntaxError:
        return
    assert parse(text + " ", lenient=True, today=TODAY).tree == strict.tree


def test_what_is_too_long_to_be_a_query_is_told_or_read_as_far_as_one_may_go() -> None:
    text = "alep " * 100_000
    with pytest.raises(QuerySyntaxError, match=f"{LONGEST} characters") as refused:
        parse(text)
    assert refused.value.position == LONGEST
    read = parse(text, lenient=True)
    assert read.tree == parse(text[:LONGEST], lenient=True).tree
    assert read.warning is not None and f"{LONGEST} characters" in read.warning
    assert parse("a" * LONGEST).warning is None


def test_half_a_character_is_looked_for_in_no_library() -> None:
    assert parse("entité:\ud800 iran").tree == And((EntityIs("\N{REPLACEMENT CHARACTER}"), Word("iran")))


def test_a_word_that_is_said_again_asks_nothing_new() -> None:
    assert parse("a* " * 400).tree == parse("a*").tree
    assert parse("iran OR iran OR syrie").tree == parse("iran OR syrie").tree
