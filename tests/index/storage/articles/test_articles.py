"""Articles come back as they went in; the same again changes nothing; a changed text is a new revision."""

from __future__ import annotations

import dataclasses
import hashlib
import uuid
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.errors import AmbiguousIdError, NotFoundError, StorageError
from index.model.articles import DAMAGED_TEXT, Article, Block, DateMention, DateRange, Mention, RawDocument
from index.model.pairs import Evidence, Pair
from index.model.results import Filters
from index.storage.articles.articles import Articles
from index.storage.articles.listing import ArticleLists
from index.storage.names.entities import Entities
from index.storage.pairs.counterparts import Counterparts
from index.storage.sqlite.database import Database
from index.storage.sqlite.documents import article_from_json, article_to_json
from index.storage.sqlite.opening import open_database
from tests.index.storage.looks import paired_ids

Make = Callable[..., Article]

# Lone surrogates stand for file names of undecodable bytes; NUL is what broken downloads bring.
any_text = st.text(st.characters() | st.sampled_from("\ud800\udcff\x00\u202f«»’"), max_size=30)
days = st.dates().map(lambda day: day.isoformat())
any_article = st.builds(
    Article,
    id=st.text("0123456789abcdef", min_size=16, max_size=16),
    origin=any_text,
    sha256=st.text("0123456789abcdef", min_size=64, max_size=64),
    language=st.sampled_from(["fr", "en", "de", "und"]),
    title=any_text,
    title_origin=st.sampled_from(["given", "derived"]),
    blocks=st.lists(st.builds(Block, text=any_text), max_size=5).map(tuple),
    languages=st.dictionaries(st.sampled_from(["fr", "en"]), st.floats(0, 1)),
    language_uncertain=st.booleans(),
    section=st.none() | any_text,
    source=st.none() | any_text,
    agency=st.none() | any_text,
    place=st.none() | any_text,
    author=st.none() | any_text,
    published=st.none() | st.builds(DateRange, first=days, last=days),
    dates=st.lists(st.builds(DateMention, text=any_text), max_size=3).map(tuple),
    truncated=st.booleans(),
    replaced_characters=st.integers(0, 10_000),
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(article=any_article, raw=st.binary(max_size=200))
def test_comes_back_as_it_went_in(database: Database, article: Article, raw: bytes) -> None:
    articles = Articles(database)
    # Each is an article of its own: the same id and hash again would be left alone.
    article = dataclasses.replace(article, id=uuid.uuid4().hex[:16])
    assert articles.put(article, raw, hints={"title": "Un titre"}) == "added"
    assert articles.get(article.id) == article
    assert articles.document(article.id) == RawDocument(
        raw, article.origin, {"title": "Un titre"}, article.sha256
    )
    assert articles.seen(article.origin) == (article.sha256, 1)


def test_every_field_of_an_article_is_known_to_the_round_trip() -> None:
    """A new field needs a place in the strategy above, and perhaps in documents.py."""
    assert {field.name for field in dataclasses.fields(Article)} == {
        *("id", "origin", "sha256", "language", "title", "title_origin", "blocks", "languages"),
        *("language_uncertain", "section", "source", "agency", "place", "author", "published", "dates"),
        *("truncated", "replaced_characters"),
        "damaged",  # of what is not stored
    }


def test_a_document_of_a_later_version_is_refused(make_article: Make) -> None:
    with pytest.raises(StorageError, match="version 3"):
        article_from_json(article_to_json(make_article("a")), 3)


def test_a_document_from_before_there_were_checksums_is_read(make_article: Make) -> None:
    assert article_from_json(article_to_json(make_article("a"))[8:], 1) == make_article("a")


def test_one_other_letter_is_damage(make_article: Make) -> None:
    document = article_to_json(make_article("a", paragraphs=["Le port de Brest est fermé."]))
    with pytest.raises(StorageError, match="not what was stored"):
        article_from_json(document.replace("Brest", "Bresk"), 2)


def test_a_damaged_text_is_told_of(database: Database, make_article: Make) -> None:
    articles = Articles(database)
    articles.put(make_article("a"), b"raw")
    with database.transaction():
        database.execute("UPDATE texts SET document = substr(document, 1, 40)")
        database.execute("UPDATE revisions SET raw = x'00'")
    for found in (articles.get("a"), *articles.iterate(), *articles.iterate(["a"])):
        assert found.damaged and (found.id, found.title, found.origin) == ("a", "Titre a", "/news/a.txt")
        assert [block.text for block in found.body] == [f"{DAMAGED_TEXT} It was read from /news/a.txt."]
    with pytest.raises(StorageError, match="damaged") as raised:
        articles.raw("a")
    assert raised.value.hint


def made_of(article: Article, raw: bytes) -> Article:
    return dataclasses.replace(article, sha256=hashlib.sha256(raw).hexdigest())


def test_the_same_again_changes_nothing(database: Database, folder: Path, make_article: Make) -> None:
    articles, article = Articles(database), made_of(make_article("a"), b"raw")
    assert articles.put(article, b"raw") == "added"
    with open_database(folder) as other:
        before, change = other.data_version(), articles.latest_change()
        assert articles.put(article, b"raw") == "unchanged"
        assert articles.put(dataclasses.replace(article, title="not looked at"), b"raw") == "unchanged"
        assert articles.latest_change() == change
        assert before and articles.get("a") == article
    assert [number for number, _, _ in articles.revisions("a")] == [1]


def test_a_changed_text_is_a_new_revision(database: Database, make_article: Make) -> None:
    articles = Articles(database)
    old, new = make_article("a", paragraphs=["avant"]), make_article("a", paragraphs=["après"], language="en")
    articles.put(old, b"old bytes")
    change = articles.latest_change()
    assert articles.put(new, b"new bytes") == "changed"
    assert articles.get("a") == new
    assert [(number, sha) for number, sha, _ in articles.revisions("a")] == [(1, old.sha256), (2, new.sha256)]
    assert (articles.raw("a"), articles.raw("a", 1)) == (b"new bytes", b"old bytes")
    assert articles.count() == {"en": 1}
    assert articles.changed_since(change) == ["a"]


def test_new_rules_make_the_same_bytes_anew(database: Database, make_article: Make) -> None:
    articles, article = Articles(database), made_of(make_article("a"), b"raw")
    better = dataclasses.replace(article, title="Mieux")
    articles.put(article, b"raw", intake_version=1)
    assert articles.outdated(2) == ["a"]
    assert articles.put(better, b"raw", intake_version=2) == "changed"
    assert articles.get("a").title == "Mieux"
    assert len(articles.revisions("a")) == 1
    assert articles.outdated(2) == []
    assert articles.put(better, b"raw", intake_version=3) == "unchanged"
    assert articles.seen(article.origin) == (article.sha256, 3)


def test_what_was_worked_out_goes_with_the_old_text(database: Database, make_article: Make) -> None:
    articles, entities, counterparts = Articles(database), Entities(database), Counterparts(database)
    for article in (make_article("a"), make_article("b", "en"), make_article("c", "en")):
        articles.put(article, b"")
    mention = Mention(1, 0, 2, "Un", "place", None)
    for id in ("a", "b", "c"):
        entities.put_mentions(id, "x", [mention])
        counterparts.put_profile(id, "v", b"profile")
    counterparts.replace_pairs([Pair("a", "b", 0.9, Evidence(0.5, (), 0, (1, 2)), ())])

    articles.put(make_article("a", paragraphs=["autre"]), b"")
    assert entities.mentions("a") == () and entities.mentions("b") == (mention,)
    assert entities.pending("x") == ["a"] and counterparts.pending("v") == ["a"]
    assert counterparts.all() == [] and paired_ids(database) == set()
    assert entities.is_unfinished() and counterparts.is_unfinished()
    assert database.check() == []


def test_a_failed_put_leaves_the_old_text(database: Database, make_article: Make) -> None:
    articles, article = Articles(database), make_article("a")
    articles.put(article, b"raw")
    worse = make_article("a", paragraphs=["x"], published=DateRange("not a day", "x", "day", "field"))
    with pytest.raises(ValueError, match="isoformat"):
        articles.put(worse, b"raw")
    assert articles.get("a") == article


def test_unknown_articles(database: Database) -> None:
    for ask in (Articles(database).get, Articles(database).raw, Articles(database).find):
        with pytest.raises(NotFoundError, match="nobody"):
            ask("nobody")
    assert Articles(database).seen("/nowhere") is None
    assert list(Articles(database).iterate(["nobody"])) == []


def test_prefixes_of_ids(database: Database, make_article: Make) -> None:
    articles = Articles(database)
    for id in ("ab12", "ab34", "cd56", "cd5"):
        articles.put(make_article(id), b"")
    assert articles.find("ab1") == "ab12"
    assert articles.find("cd5") == "cd5"
    with pytest.raises(AmbiguousIdError, match="ab12, ab34"):
        articles.find("ab")
    for nothing in ("", "ab%", "ab__", "zz", "ab12345"):
        with pytest.raises(NotFoundError):
            articles.find(nothing)


def test_iterates_in_the_order_asked_or_of_arrival(database: Database, make_article: Make) -> None:
    articles = Articles(database)
    names = [f"a{n:03}" for n in range(300)]
    with database.transaction():
        for id in names:
            articles.put(make_article(id), b"")
    assert [article.id for article in articles.iterate()] == names
    assert [article.id for article in articles.iterate(after="a290")] == names[291:]
    assert [article.id for article in articles.iterate(names[::-1])] == names[::-1]


def test_the_caller_may_write_while_it_iterates(database: Database, make_article: Make) -> None:
    articles = Articles(database)
    for id in ("a", "b", "c"):
        articles.put(make_article(id), b"")
    for article in articles.iterate():
        articles.put(make_article(article.id, paragraphs=["neu"]), b"")
    assert {article.body[0].text for article in articles.iterate()} == {"neu"}


def test_newest_first_undated_last(database: Database, make_article: Make) -> None:
    articles = Articles(database)
    articles.put(make_article("old", day="1999-12-31"), b"")
    articles.put(make_article("undated", day=None), b"")
    articles.put(make_article("new", day="2024-12-02", language="en"), b"")
    assert articles.ids() == ["new", "old", "undated"]
    assert articles.ids("fr") == ["old", "undated"]
    assert ArticleLists(database).ids(Filters("fr")) == {"old", "undated"}
