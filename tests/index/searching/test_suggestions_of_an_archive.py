"""Did you mean, on the five bundled articles."""

from __future__ import annotations

import pytest

from index.archive import Archive
from index.model.results import SearchRequest


def corrected(archive: Archive, query: str, *, typing: bool = False) -> str | None:
    return archive.search.page(SearchRequest(query, lenient=typing)).corrected


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("presidants", "présidents"),
        ("Teheran Poutnie", "Teheran Poutine"),
        ('"terroritses" is:paired', '"terroristes" is:paired'),
        ("terroritses", "terroristes"),
        ("titre:Voiec", "titre:voice"),
        ("-presidants syrie", None),
    ],
)
def test_a_misspelt_word_is_put_right(archive: Archive, typed: str, meant: str | None) -> None:
    assert corrected(archive, typed) == meant


@pytest.mark.parametrize("query", ["", "poutine", "Alep", "strike", "astana zzzzzz", "présid*", "2024"])
def test_what_finds_something_or_resembles_nothing_is_left(archive: Archive, query: str) -> None:
    assert corrected(archive, query) is None


def test_half_a_word_is_no_slip(archive: Archive) -> None:
    assert corrected(archive, "astan", typing=True) is None
    assert corrected(archive, "syrie poutnie", typing=True) == "syrie Poutine"
