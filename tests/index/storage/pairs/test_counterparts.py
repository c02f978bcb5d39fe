"""Profiles and pairs come back as they went in; what the reader says of a pair outlives them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.errors import NotFoundError, StorageError
from index.model.articles import Article
from index.model.pairs import AlignedRow, Evidence, Pair
from index.storage.articles.articles import Articles
from index.storage.articles.listing import ArticleLists
from index.storage.desk.corrections import Corrections
from index.storage.pairs.counterparts import Counterparts
from index.storage.sqlite.database import Database
from tests.index.storage.looks import paired_ids

Make = Callable[..., Article]
EVIDENCE = Evidence(0.5, ("Q1",), 1, (6, 7), ("500",), 2.1, "en9")

positions = st.lists(st.integers(0, 60), max_size=3).map(tuple)
scores = st.floats(0, 1)
any_pair = st.builds(
    Pair,
    fr=st.sampled_from(["fr1", "fr2"]),
    en=st.sampled_from(["en1", "en2"]),
    score=scores,
    evidence=st.builds(
        Evidence,
        similarity=scores,
        shared_entities=st.lists(st.text(max_size=5), max_size=3).map(tuple),
        days_apart=st.none() | st.integers(0, 4000),
        aligned=st.tuples(st.integers(0, 60), st.integers(0, 60)),
        shared_numbers=st.lists(st.text(max_size=5), max_size=3).map(tuple),
        margin=st.none() | st.floats(-9, 9),
        runner_up=st.none() | st.text(max_size=5),
    ),
    rows=st.lists(st.builds(AlignedRow, left=positions, right=positions, score=st.none() | scores)).map(
        tuple
    ),
    status=st.sampled_from(["counterpart", "possible"]),
)


@pytest.fixture
def counterparts(database: Database, make_article: Make) -> Counterparts:
    for id in ("fr1", "fr2", "en1", "en2", "de1"):
        Articles(database).put(make_article(id, id[:2]), b"")
    return Counterparts(database)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pair=any_pair)
def test_a_pair_comes_back_as_it_went_in(counterparts: Counterparts, pair: Pair) -> None:
    counterparts.replace_pairs([pair])
    assert counterparts.all() == [pair]
    assert counterparts.pair_of(pair.fr) == counterparts.pair_of(pair.en) == pair


def test_profiles(counterparts: Counterparts) -> None:
    assert set(counterparts.pending("v1")) == {"fr1", "fr2", "en1", "en2"}
    counterparts.put_profile("fr1", "v1", b"\x00one")
    counterparts.put_profile("fr2", "v0", b"old")
    counterparts.put_profile("en1", "v1", b"three")
    assert dict(counterparts.profiles("v1", "fr")) == {"fr1": b"\x00one"}
    assert set(counterparts.pending("v1")) == {"fr2", "en2"}
    assert set(counterparts.pending("v1", ["de"])) == {"de1"}
    assert counterparts.versions() == {"v0": 1, "v1": 2}
    counterparts.put_profile("fr2", "v1", b"new")
    assert dict(counterparts.profiles("v1", "fr")) == {"fr1": b"\x00one", "fr2": b"new"}
    counterparts.forget_profiles()
    assert len(counterparts.pending("v1")) == 4
    with pytest.raises(NotFoundError):
        counterparts.put_profile("nobody", "v1", b"")


def test_new_profiles_ask_for_new_pairs(counterparts: Counterparts) -> None:
    assert not counterparts.is_unfinished()
    counterparts.put_profile("fr1", "v1", b"")
    assert counterparts.is_unfinished()
    counterparts.replace_pairs([], "v1")
    assert not counterparts.is_unfinished()


def test_two_french_reports_of_one_event(counterparts: Counterparts, database: Database) -> None:
    surer, other = Pair("fr1", "en1", 0.99, EVIDENCE, ()), Pair("fr2", "en1", 0.9, EVIDENCE, ())
    counterparts.replace_pairs([other, surer])
    assert counterparts.all() == [surer, other]
    assert counterparts.count() == 2
    assert counterparts.pair_of("en1") == surer
    rows = ArticleLists(database).rows(["fr1", "fr2", "en1", "en2"])
    assert [row.counterpart for row in rows.values()] == ["en1", "en1", "fr1", None]
    assert paired_ids(database) == {"fr1", "fr2", "en1"}
    assert counterparts.alone("en") == ["en2"]
    Articles(database).put(make_changed(database, "fr1"), b"")
    rows = ArticleLists(database).rows(["fr1", "fr2", "en1"])
    assert [row.counterpart for row in rows.values()] == [None, "en1", "fr2"]


def make_changed(database: Database, id: str) -> Article:
    from dataclasses import replace

    return replace(Articles(database).get(id), sha256="changed")


def test_pairs_that_are_not_found_again_are_gone(counterparts: Counterparts, database: Database) -> None:
    counterparts.replace_pairs([Pair("fr1", "en1", 0.9, EVIDENCE, ()), Pair("fr2", "en2", 0.9, EVIDENCE, ())])
    counterparts.replace_pairs([Pair("fr1", "en2", 0.9, EVIDENCE, ())])
    assert paired_ids(database) == {"fr1", "en2"}
    assert counterparts.pair_of("en1") is None


def test_a_failed_replacement_keeps_the_pairs(counterparts: Counterparts) -> None:
    good = Pair("fr1", "en1", 0.9, EVIDENCE, ())
    counterparts.replace_pairs([good])
    with pytest.raises(StorageError):
        counterparts.replace_pairs([good, good])
    assert counterparts.all() == [good]


def test_corrections_outlive_pairs_and_texts(counterparts: Counterparts, database: Database) -> None:
    corrections = Corrections(database)
    corrections.put("fr1", "en1", "same")
    said = corrections.put("fr1", "en1", "different")
    kept = corrections.put("fr2", "gone from the archive", "same")
    counterparts.replace_pairs([])
    Articles(database).put(make_changed(database, "fr1"), b"")
    assert corrections.all() == [said, kept]
    assert said.verdict == "different" and said.created.endswith("Z")
    corrections.remove("fr1", "en1")
    assert corrections.all() == [kept]
    with pytest.raises(ValueError, match="maybe"):
        corrections.put("fr1", "en1", "maybe")
