"""The title a text was given, and the one made of its first sentence."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.cleaning.titles import LONGEST_DERIVED, derive_title, find_title

SENTENCE = "Le ministre a déclaré que les deux pays allaient poursuivre leurs consultations cette semaine."


@pytest.mark.parametrize(
    ("blocks", "at"),
    [
        (["Irak : deux mosquées visées par des attentats", SENTENCE], 0),
        (["IFP Exclusive", "Iran, Russia voice support for Syria in talks", SENTENCE], 1),
        (["Monde", "Syrie", "Un accord est trouvé à Genève", SENTENCE], 2),
        (["Qui a tué le procureur de Beyrouth ?", SENTENCE], 0),
        (["Les deux présidents ont parlé de la Syrie.", SENTENCE], 0),
        (["Un titre de cinq mots ici", "Et un sous-titre plus long que le titre lui-même", SENTENCE], 0),
        ([SENTENCE, SENTENCE], None),
        (["Reportage", SENTENCE], None),
        ([SENTENCE], None),
        ([], None),
    ],
)
def test_which_block_is_the_title(blocks: list[str], at: int | None) -> None:
    assert find_title(blocks) == at


@pytest.mark.parametrize(
    ("paragraph", "title"),
    [
        ("Un accord est trouvé. Il est fragile.", "Un accord est trouvé"),
        (
            "Le président iranien a assuré que Téhéran était prêt à renforcer sa coopération avec la Syrie "
            "pour surmonter la crise actuelle dans ce pays suite à la résurgence du terrorisme.",
            "Le président iranien a assuré que Téhéran était prêt à renforcer sa coopération avec la Syrie",
        ),
        (
            "Iranian and Russian foreign ministers expressed strong support for the sovereignty and "
            "territorial integrity of Syria and backed the government and army of this country.",
            "Iranian and Russian foreign ministers expressed strong support for the sovereignty",
        ),
    ],
)
def test_a_derived_title_ends_at_a_clause(paragraph: str, title: str) -> None:
    assert derive_title(paragraph) == title


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("abc, .«»\u00a0éÉ?"), max_size=300))
def test_a_derived_title_is_short_and_from_the_text(paragraph: str) -> None:
    title = derive_title(paragraph)
    assert len(title) <= LONGEST_DERIVED
    assert title in paragraph
    assert not title.endswith((".", ","))
