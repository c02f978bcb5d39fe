"""Bookmarks outlive whatever they point at, and find their paragraph again."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from index.errors import AmbiguousIdError, NotFoundError
from index.model.articles import Article
from index.model.desk import Bookmark
from index.storage.articles.articles import Articles
from index.storage.articles.bookmark_places import find_paragraph
from index.storage.desk.bookmarks import Bookmarks
from index.storage.sqlite.database import Database

Make = Callable[..., Article]
PORT = "Les dockers du port ont voté la grève illimitée lundi soir."
SHIPS = "Douze navires attendent au large, selon les autorités."
END = "Les négociations reprendront mercredi."


@pytest.fixture
def bookmarks(database: Database, make_article: Make) -> Bookmarks:
    Articles(database).put(make_article("a", paragraphs=[PORT, SHIPS, END]), b"")
    return Bookmarks(database)


def reimport(database: Database, make_article: Make, *paragraphs: str) -> None:
    assert Articles(database).put(make_article("a", paragraphs=paragraphs), b"") == "changed"


def test_round_trip(bookmarks: Bookmarks) -> None:
    added = bookmarks.add("a", "b", 1, "à vérifier: 12 navires\ud800", ["port", "à lire"])
    assert added.created.endswith("Z") and added.block == 1
    (kept,) = bookmarks.all()
    assert kept == Bookmark(
        added.id, "a", "b", 1, "à vérifier: 12 navires\\ud800", ("port", "à lire"), added.created
    )
    assert bookmarks.of("a") == [kept] and bookmarks.of("b") == []
    assert bookmarks.ids() == {"a"}
    assert bookmarks.tagged("A LIRE") == {"a"} and bookmarks.tagged("lire") == frozenset()


def test_remove_and_restore(bookmarks: Bookmarks) -> None:
    added = bookmarks.add("a", None, 2, "note")
    assert bookmarks.find(added.id[:6]) == added
    bookmarks.remove(added.id)
    bookmarks.remove(added.id)
    assert bookmarks.all() == []
    assert bookmarks.restore(added) == added
    bookmarks.restore(added)
    assert bookmarks.all() == [added]
    with pytest.raises(NotFoundError):
        bookmarks.find("nobody")
    with pytest.raises(NotFoundError):
        bookmarks.find("")


def test_an_id_that_fits_several_is_of_none(bookmarks: Bookmarks) -> None:
    for id in ("ab1", "ab2"):
        bookmarks.restore(Bookmark(id, "a", None, None, "", (), "2026-01-01T00:00:00Z"))
    with pytest.raises(AmbiguousIdError):
        bookmarks.find("ab")
    assert len(bookmarks.all()) == 2


@pytest.mark.parametrize(("article", "block"), [("nobody", None), ("a", 3), ("a", -1)])
def test_what_is_not_there_cannot_be_bookmarked(
    bookmarks: Bookmarks, article: str, block: int | None
) -> None:
    with pytest.raises(NotFoundError):
        bookmarks.add(article, None, block)
    assert bookmarks.all() == []


def test_follows_its_paragraph(bookmarks: Bookmarks, database: Database, make_article: Make) -> None:
    whole, ships, end = (bookmarks.add("a", None, block) for block in (None, 1, 2))

    def places() -> list[int | None]:
        by_id = {bookmark.id: bookmark.block for bookmark in bookmarks.all()}
        return [by_id[bookmark.id] for bookmark in (whole, ships, end)]

    reimport(database, make_article, "Un chapeau nouveau.", PORT, END, SHIPS)
    assert places() == [None, 3, 2]
    reimport(
        database, make_article, PORT, END, "Quinze navires attendent au large, selon les autorités du port."
    )
    assert places() == [None, 2, 1]
    reimport(database, make_article, PORT)
    assert places() == [None, None, None]
    reimport(database, make_article, END, PORT, SHIPS)
    assert places() == [None, 2, 0]


def test_outlives_its_article(database: Database, bookmarks: Bookmarks) -> None:
    added = bookmarks.add("a", None, 1)
    with database.transaction():
        for table in ("texts", "revisions"):
            database.execute(f"DELETE FROM {table}")
        database.execute("DELETE FROM articles")
    assert bookmarks.all() == [added]
    bookmarks.remove(added.id)
    assert bookmarks.all() == []
    assert bookmarks.restore(added) == added


def test_equal_paragraphs_the_nearest_one() -> None:
    assert find_paragraph("a b c", ["A b c", "x", "a  B c", "a b c"], 2) == 2
    assert find_paragraph("a b c", ["A b c", "x", "a  B c"], 3) == 2
    assert find_paragraph("un texte tout autre", [PORT, SHIPS, END], 0) is None
