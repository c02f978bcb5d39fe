"""Where one paragraph ends and the next begins."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from index.cleaning.blocks import MOST_BLOCKS, split_blocks

LONG = "Une phrase assez longue pour dépasser la largeur à laquelle un programme coupe les lignes d'un texte."


def test_blank_lines_part_paragraphs() -> None:
    assert split_blocks("a\n\nb\n \t \nc\n\n\n") == ["a", "b", "c"]


def test_without_blank_lines_every_line_is_one() -> None:
    assert split_blocks(f"Un titre\n{LONG}\n{LONG}") == ["Un titre", LONG, LONG]


def test_lines_in_a_chunk_are_paragraphs_too() -> None:
    assert split_blocks(f"{LONG}\n\nUn titre\nUn chapeau\nil y a 3 h") == [
        LONG,
        "Un titre",
        "Un chapeau",
        "il y a 3 h",
    ]


def test_lines_wrapped_by_a_program_are_put_together() -> None:
    first = (
        "The Syrian army said on Saturday that dozens of its\nsoldiers had been killed in a major attack by\n"
        "fighters who swept into the city of Aleppo, forcing\nthe army to redeploy."
    )
    second = "A second paragraph is short."
    assert split_blocks(f"{first}\n\n{second}") == [first.replace("\n", " "), second]
    assert split_blocks(f"{first}\n{second}") == [first.replace("\n", " "), second]


def test_blanks_are_squeezed_but_a_lone_no_break_space_stays() -> None:
    assert split_blocks("  un \t deux\u00a0: trois \u00a0 quatre  ") == ["un deux\u00a0: trois quatre"]


def test_french_quotes_get_their_no_break_spaces() -> None:
    assert split_blocks("«Oui», dit-il. « Non  »") == ["«\u00a0Oui\u00a0», dit-il. «\u00a0Non\u00a0»"]
    assert split_blocks("»Ja«, sagte er. »Nein«") == ["»Ja«, sagte er. »Nein«"]


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("aé.«» \u00a0\n\t-:")))
def test_only_white_space_is_changed(text: str) -> None:
    assert "".join("".join(split_blocks(text)).split()) == "".join(text.split())


def test_of_very_many_paragraphs_neighbours_are_put_together_and_none_is_lost() -> None:
    lines = [f"p{n}" for n in range(3 * MOST_BLOCKS + 1)]
    blocks = split_blocks("\n\n".join(lines))
    assert len(blocks) <= MOST_BLOCKS
    assert " ".join(blocks).split() == lines
    assert blocks[0] == "p0 p1 p2 p3"
    assert split_blocks("\n\n".join(lines[:MOST_BLOCKS])) == lines[:MOST_BLOCKS]
