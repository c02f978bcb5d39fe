"""Counts, plurals and stages as people are told them."""

from __future__ import annotations

import pytest

from index.model.progress import MovedAside
from tui.wording import (
    STAGES,
    STAGES_IN_PASSING,
    counted,
    language_name,
    many,
    moved_aside_text,
    plural,
    stage_text,
)


@pytest.mark.parametrize(
    ("number", "written"), [(0, "0"), (999, "999"), (12480, "12 480"), (1_000_000, "1 000 000")]
)
def test_numbers_are_written_in_groups_of_three(number: int, written: str) -> None:
    assert counted(number) == written


def test_one_is_not_many() -> None:
    assert [many(n, "article") for n in (0, 1, 2, 1200)] == [
        "0 articles",
        "1 article",
        "2 articles",
        "1 200 articles",
    ]
    assert [plural(n, "copy", "copies") for n in (1, 2)] == ["copy", "copies"]


def test_a_language_without_a_name_is_its_code() -> None:
    assert [language_name(code) for code in ("fr", "en", "de")] == ["French", "English", "de"]


def test_every_stage_has_words_for_both_places() -> None:
    assert STAGES.keys() == STAGES_IN_PASSING.keys()
    assert stage_text(STAGES, "encoding", "e5") == "Re-encoding for e5"
    assert stage_text(STAGES_IN_PASSING, "counterparts", "") == "pairing"


def test_folders_to_add_again_are_named_as_a_shell_reads_them() -> None:
    assert "newsreader add '/my news' /b (" in moved_aside_text(MovedAside("/old", ("/my news", "/b")))
    assert "newsreader add PATH (" in moved_aside_text(MovedAside("/old", ()))
