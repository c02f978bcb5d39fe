"""Words of a query in their other spellings, from an archive's own names."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from index.archive import Archive
from index.model.articles import Article
from index.model.results import SearchRequest
from tests.index.searching.reports import report

Make = Callable[[Iterable[Article]], Archive]


@pytest.fixture
def syria(make_archive: Make) -> Archive:
    return make_archive(
        [
            report(
                "f1",
                "fr",
                "Bachar el-Assad à Moscou",
                "Le président syrien Bachar el-Assad a rencontré Vladimir Poutine. Bachar el-Assad est"
                " reparti pour La Haye. Les États-Unis protestent.",
            ),
            report("f2", "fr", "Maher Assad", "Le général Maher Assad commande. Maher Assad est à La Haye."),
            report(
                "e1",
                "en",
                "Bashar al-Assad in Moscow",
                "Syrian President Bashar al-Assad met Vladimir Putin before he left for The Hague. The United"
                " States protested. Bashar al-Assad said nothing.",
            ),
        ]
    )


def expanded(archive: Archive, query: str) -> set[str]:
    return set(archive.search.page(SearchRequest(query)).expanded)


def test_a_full_name_never_widens_to_a_surname(syria: Archive) -> None:
    found = expanded(syria, "Bachar el-Assad")
    assert "Bashar al-Assad" in found
    assert "Assad" not in found
    assert [hit.id for hit in syria.search.page(SearchRequest("Bachar el-Assad")).hits] == ["f1", "e1"]


def test_a_surname_stands_for_the_person(syria: Archive) -> None:
    assert "Putin" in expanded(syria, "Poutine")


@pytest.mark.parametrize("query", ["États-Unis", "etats unis", "ETATS-UNIS"])
def test_hyphens_case_and_accents_do_not_matter(syria: Archive, query: str) -> None:
    assert "United States" in expanded(syria, query)


def test_a_name_is_known_without_its_article(syria: Archive) -> None:
    assert "The Hague" in expanded(syria, "La Haye")
