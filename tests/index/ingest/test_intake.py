"""One raw document read into an article."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import SourceError
from index.ingest.intake import article_id, read_article
from index.model.articles import DateRange, RawDocument, Role

SEEDS = Path(__file__).parents[3] / "seeds"
TEXT = (
    "Le président a déclaré lundi que les deux pays allaient poursuivre leurs consultations.\n\n"
    "Il a souligné que les pays de la région doivent agir pour faire face aux actions des terroristes."
)


def document(text: str = TEXT, origin: str = "/archive/a.txt", **hints: str) -> RawDocument:
    return RawDocument(raw=text.encode(), origin=origin, hints=hints)


def test_everything_is_put_together() -> None:
    raw = document("date 2024-12 " + TEXT)
    article = read_article(raw)
    assert article.id == article_id("/archive/a.txt")
    assert article.sha256 == hashlib.sha256(raw.raw).hexdigest()
    assert (article.language, article.languages, article.language_uncertain) == ("fr", {"fr": 1.0}, False)
    assert article.title_origin == "derived"
    assert [block.role for block in article.blocks] == [Role.METADATA, Role.LEAD, Role.BODY]
    assert article.published == DateRange("2024-12-01", "2024-12-31", "month", "prefix")
    (mention,) = article.dates
    assert (mention.block, mention.resolved) == (1, "2024-12-02")
    assert article.blocks[1].text[mention.start : mention.end] == "lundi"


def test_hints_are_taken_and_cleaned() -> None:
    article = read_article(
        document(
            title="Un \x1b]0;x\x07titre", published="2024-12-03", language="en-GB", source="S", author="A"
        )
    )
    assert (article.title, article.title_origin) == ("Un titre", "given")
    assert (article.language, article.source, article.author) == ("en", "S", "A")
    assert article.published == DateRange("2024-12-03", "2024-12-03", "day", "field")


def test_the_url_dates_an_article() -> None:
    assert read_article(document(origin="https://example.org/2024/12/02/x")).published == DateRange(
        "2024-12-02", "2024-12-02", "day", "url"
    )
    assert read_article(document(origin="/archive/2024/12/02/x.txt")).published is None


def test_hostile_text_is_clean_in_every_field() -> None:
    article = read_article(document("Titre \x1b[31mrouge\x07 de cinq mots\n\n\u202e" + TEXT))
    for text in (article.title, *(block.text for block in article.blocks)):
        assert not any(ord(character) < 32 or character == "\u202e" for character in text)


def test_lost_characters_are_counted() -> None:
    raw = RawDocument(raw=TEXT.encode("cp1252") + b" \x81", origin="/a.txt")
    assert read_article(raw).replaced_characters == 1


@pytest.mark.parametrize("raw", [b"", b" \n\t", b"\x1b[2J", b"123 456", b"%PDF-1.4", b"\0" * 50])
def test_what_is_no_article_is_refused_with_a_hint(raw: bytes) -> None:
    with pytest.raises(SourceError) as caught:
        read_article(RawDocument(raw=raw, origin="/a.txt"))
    assert caught.value.hint


def test_an_id_is_sixteen_digits_that_stay() -> None:
    # Bookmarks name articles by it: a change here loses them.
    assert article_id("/archive/a.txt") == hashlib.sha256(b"/archive/a.txt").hexdigest()[:16]
    assert article_id("/archive/a.txt") != article_id("/archive/b.txt")


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/a?id=1",
        "HTTPS://Example.org:443/a?id=1#top",
        "https://example.org/a?utm_source=x&id=1&fbclid=2",
    ],
)
def test_one_url_written_differently_is_one_article(url: str) -> None:
    assert article_id(url) == article_id("https://example.org/a?id=1")


def test_different_urls_are_different_articles() -> None:
    urls = [
        "https://example.org/a",
        "https://example.org/A",
        "http://example.org/a",
        "https://example.org/a?id=1",
    ]
    assert len({article_id(url) for url in urls}) == len(urls)
    assert article_id("https://[broken/a")


@settings(deadline=None, max_examples=60)
@given(
    st.one_of(
        st.binary(max_size=300), st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace"))
    )
)
def test_any_bytes_become_an_article_or_are_refused(raw: bytes) -> None:
    try:
        article = read_article(RawDocument(raw=raw, origin="/a.txt"))
    except SourceError as error:
        assert str(error) and error.hint
        return
    assert article.body
    for mention in article.dates:
        assert article.blocks[mention.block].text[mention.start : mention.end] == mention.text
