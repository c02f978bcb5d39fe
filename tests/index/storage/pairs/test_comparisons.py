"""What pairing keeps comes back as it went in, and goes when the text that it was made from does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from index.model.articles import Article
from index.model.pairs import AlignedRow, Evidence, Pair
from index.storage.articles.articles import Articles
from index.storage.desk.corrections import Corrections
from index.storage.pairs.comparisons import Comparisons
from index.storage.pairs.counterparts import Counterparts
from index.storage.sqlite.database import Database
from tests.index.storage.looks import paired_ids

Make = Callable[..., Article]
EVIDENCE = Evidence(0.5, (), None, (0, 0))
NEW = Pair("fr1", "en1", 0.9, EVIDENCE, (), aligned=False)


@pytest.fixture
def comparisons(database: Database, make_article: Make) -> Comparisons:
    for id in ("fr1", "fr2", "en1", "en2"):
        Articles(database).put(make_article(id, id[:2]), b"")
    with database.transaction():
        Counterparts(database).replace_pairs([])
    return Comparisons(database)


def test_profiles_of_a_version(comparisons: Comparisons, database: Database) -> None:
    Counterparts(database).put_profile("fr1", "v1", b"profile")
    Counterparts(database).put_profile("fr2", "v0", b"old")
    assert list(comparisons.profiles(["fr1", "fr2", "nobody"], "v1")) == [b"profile"]


def test_an_article_is_not_compared_before_its_profile_was_and_not_with_another_text(
    comparisons: Comparisons, database: Database, make_article: Make
) -> None:
    counterparts = Counterparts(database)
    Articles(database).put(make_article("de1", "de"), b"")
    assert comparisons.uncompared() == 4
    for id in ("fr1", "fr2", "en1"):
        counterparts.put_profile(id, "v1", b"profile")
    assert comparisons.uncompared() == 4
    counterparts.replace_pairs([NEW])
    assert comparisons.uncompared() == 1  # en2, which has no profile
    counterparts.put_profile("en2", "v1", b"profile")
    counterparts.replace_pairs([], of={"en2"}, waited={"en2"})
    assert comparisons.uncompared() == 0 and not counterparts.is_aligned()
    with database.transaction():
        comparisons.wait(["fr2", "nobody"])
    assert comparisons.uncompared() == 1
    counterparts.replace_pairs([NEW])
    Articles(database).put(make_article("fr1", paragraphs=("Un autre texte.",)), b"")
    assert comparisons.uncompared() == 2  # fr1, and the report that it was paired with


def test_background_of_another_version_is_none(comparisons: Comparisons, database: Database) -> None:
    with database.transaction():
        comparisons.put_background("v1", 4, b"rare words")
    assert (comparisons.compared("v1"), comparisons.background("v1")) == (4, b"rare words")
    assert (comparisons.compared("v2"), comparisons.background("v2")) == (None, None)
    Counterparts(database).forget_profiles()
    assert comparisons.background("v1") is None


def test_measures_go_with_what_they_were_measured_by(comparisons: Comparisons, database: Database) -> None:
    def measured() -> set[str]:
        with database.transaction():
            comparisons.put_measures([("fr1", b"1"), ("en1", b"2"), ("nobody", b"3")])
        return set(comparisons.measures(["fr1", "en1", "nobody"]))

    assert measured() == {"fr1", "en1"}
    Counterparts(database).put_profile("fr1", "v1", b"another profile")
    assert comparisons.measures(["fr1", "en1"]) == {"en1": b"2"}
    assert measured() == {"fr1", "en1"}
    with database.transaction():
        comparisons.put_background("v1", 4, b"another background")
    assert comparisons.measures(["fr1", "en1"]) == {}


def test_a_changed_text_waits_with_its_partner(comparisons: Comparisons, database: Database) -> None:
    counterparts = Counterparts(database)
    counterparts.replace_pairs([NEW])
    assert not comparisons.waiting() and not counterparts.is_unfinished()
    Articles(database).put(replace(Articles(database).get("fr1"), sha256="changed"), b"")
    assert comparisons.waiting() == {"fr1", "en1"}
    counterparts.replace_pairs([], of={"fr1"}, waited={"fr1"})
    assert counterparts.is_unfinished()
    counterparts.replace_pairs([], of={"en1"}, waited={"en1"})
    assert not counterparts.is_unfinished()


def test_a_pair_waits_for_its_rows(comparisons: Comparisons, database: Database) -> None:
    counterparts = Counterparts(database)
    counterparts.replace_pairs([NEW])
    assert counterparts.pair_of("fr1") == NEW
    assert counterparts.unaligned() == [("fr1", "en1")]
    with database.transaction():
        counterparts.put_rows("fr1", "en1", [AlignedRow((0,), (1,), 0.5)], (1, 2))
        counterparts.put_rows("fr2", "en2", [AlignedRow((0,), (1,), 0.5)], (1, 2))
    aligned = counterparts.pair_of("fr1")
    assert aligned == replace(
        NEW, aligned=True, rows=(AlignedRow((0,), (1,), 0.5),), evidence=replace(EVIDENCE, aligned=(1, 2))
    )
    assert counterparts.is_aligned() and counterparts.unaligned() == []


def test_only_pairs_of_these_articles_are_replaced(comparisons: Comparisons, database: Database) -> None:
    counterparts = Counterparts(database)
    other = Pair("fr2", "en2", 0.8, EVIDENCE, ())
    counterparts.replace_pairs([NEW, other])
    counterparts.replace_pairs([replace(NEW, score=0.7)], of={"fr1"})
    assert [pair.score for pair in counterparts.all()] == [0.8, 0.7]
    counterparts.replace_pairs([], of={"en1"})
    assert counterparts.all() == [other]
    assert paired_ids(database) == {"fr2", "en2"}


def test_what_the_reader_said_meanwhile_stands(comparisons: Comparisons, database: Database) -> None:
    counterparts, corrections = Counterparts(database), Corrections(database)
    by_hand = Pair("fr2", "en2", 1.0, EVIDENCE, (), origin="reader")
    corrections.put("fr2", "en2", "same")
    counterparts.replace_pairs([by_hand])
    corrections.put("fr1", "en1", "different")
    counterparts.replace_pairs([NEW])
    assert counterparts.all() == [by_hand]


def test_a_verdict_is_in_effect_while_both_reports_can_be_compared(
    comparisons: Comparisons, database: Database
) -> None:
    counterparts, corrections, articles = Counterparts(database), Corrections(database), Articles(database)
    corrections.put("fr1", "en1", "same")
    corrections.put("fr1", "not here", "different")
    assert corrections.in_effect() == {}
    for article in ("fr1", "en1"):
        counterparts.put_profile(article, "v1", b"profile")
    assert corrections.in_effect() == {("fr1", "en1"): "same"}
    # Its text came back in the other language.
    articles.put(replace(articles.get("en1"), sha256="changed", language="fr"), b"")
    counterparts.put_profile("en1", "v1", b"profile")
    assert corrections.in_effect() == {}
