"""What is open, as a value: which report is read, in what order of rows, and what is bookmarked in it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from index.model.articles import Article, Block, Role
from index.model.desk import Bookmark
from index.model.pairs import AlignedRow, Evidence, Pair
from index.protocol.answers import ArticleView, PairView, Why
from tui.aligned.document import Mode, Paragraph, Row, Side
from tui.panes.open_reports import OpenReports


def view(
    id: str, *texts: str, counterpart: str | None = None, marks: tuple[Bookmark, ...] = ()
) -> ArticleView:
    blocks = tuple(Block(n, Role.BODY, text) for n, text in enumerate(texts))
    article = Article(
        id=id, origin=f"/{id}.txt", sha256="", language=id[:2], blocks=blocks, title=id, title_origin="given",
        source=id.upper(),
    )  # fmt: skip
    return ArticleView(article, counterpart, bookmarks=marks)


def mark(article: str, block: int | None) -> Bookmark:
    return Bookmark(f"{article}/{block}", article, None, block, "", (), "2024-12-01T10:00:00Z")


FRENCH = view("fr1", "Un.", "Deux.", "Trois.", counterpart="en1")
ENGLISH = view("en1", "One.", "Two.", counterpart="fr1")
PAIR = PairView(
    FRENCH,
    ENGLISH,
    Pair(
        "fr1",
        "en1",
        0.9,
        Evidence(0.6, (), 0, (2, 3), (), 0.4, None),
        (AlignedRow((0,), (1,)), AlignedRow((1,), ()), AlignedRow((2,), (0,))),
    ),
    (),
    (),
    Why({}, None, None, measured=True),
)
FROM_FRENCH = OpenReports(FRENCH, PAIR)
FROM_ENGLISH = OpenReports(ENGLISH, PAIR)


def test_an_article_alone_is_read_on_the_left_whatever_side_is_asked_for() -> None:
    alone = OpenReports(ENGLISH, other_language=True)
    assert (alone.article, alone.own_side, alone.side_read) == ("en1", Side.LEFT, Side.LEFT)
    assert alone.report(Side.LEFT) is alone.report(Side.RIGHT) is ENGLISH
    assert alone.arranged(beside=False) is alone
    assert alone.heading(Side.LEFT, Mode.SINGLE)[1] == ""
    assert alone.document().right is None


@pytest.mark.parametrize(
    ("opened", "own", "other"),
    [(FROM_FRENCH, Side.LEFT, Side.RIGHT), (FROM_ENGLISH, Side.RIGHT, Side.LEFT)],
)
def test_of_a_pair_the_opened_report_is_read_or_the_other_one(
    opened: OpenReports, own: Side, other: Side
) -> None:
    assert (opened.own_side, opened.side_read) == (own, own)
    assert replace(opened, other_language=True).side_read is other
    assert opened.report(own).article.id == opened.article
    assert opened.document().right is not None


def test_in_one_column_rows_run_as_in_the_report_that_is_read() -> None:
    assert FROM_FRENCH.arranged(beside=False).order == FROM_ENGLISH.arranged(beside=True).order == ()
    english = FROM_ENGLISH.arranged(beside=False)
    assert english.order == (2, 0, 1), "what English is silent in stays behind that before it"
    assert [row.right[0].text for row in english.document().rows if row.right] == ["en1", "One.", "Two."]
    assert english.arranged(beside=False) is english
    assert english.arranged(beside=True).order == ()
    assert replace(english, other_language=True).arranged(beside=False).order == ()
    not_aligned = replace(FROM_ENGLISH, pair=replace(PAIR, pair=replace(PAIR.pair, aligned=False, rows=())))
    assert not_aligned.arranged(beside=False).order == ()


def test_a_row_is_the_same_row_of_the_pair_in_every_order() -> None:
    english = FROM_ENGLISH.arranged(beside=False)
    assert [english.given(row) for row in range(4)] == [0, 3, 1, 2], "the titles come first in both"
    assert [english.shown(english.given(row)) for row in range(4)] == [0, 1, 2, 3]
    assert [FROM_FRENCH.given(row) for row in range(4)] == [0, 1, 2, 3]
    texts = [row.left[0].text for row in FROM_FRENCH.document().rows]
    shown = [row.left[0].text for row in english.document().rows]
    assert [texts[english.given(row)] for row in range(4)] == shown


@pytest.mark.parametrize(
    ("mode", "heading"),
    [
        (Mode.SINGLE, ("EN EN1 · undated · 1 min", "= FR FR1 · undated: p")),
        (Mode.PEEK, ("EN EN1 · undated · 1 min", "peek: FR FR1 · undated")),
        (Mode.SPLIT, ("EN EN1 · undated", "FR FR1 · undated")),
    ],
)
def test_the_heading_names_what_is_read_and_what_there_is_beside_it(
    mode: Mode, heading: tuple[str, str]
) -> None:
    assert FROM_FRENCH.heading(Side.RIGHT, mode) == heading


def test_places_are_those_of_the_side_that_is_asked_for_first() -> None:
    row = FROM_FRENCH.document().rows[1]
    assert FROM_FRENCH.places(row, Side.LEFT) == [(FRENCH, 0), (ENGLISH, 1)]
    assert FROM_FRENCH.places(row, Side.RIGHT) == [(ENGLISH, 1), (FRENCH, 0)]
    silent = FROM_ENGLISH.document().rows[2]
    assert FROM_ENGLISH.places(silent, Side.RIGHT) == [(FRENCH, 1)], "one that only the other report has"
    for nothing in (Row(), FROM_ENGLISH.document().rows[0], Row(left=(Paragraph("Photo", "99"),))):
        assert FROM_ENGLISH.places(nothing, Side.RIGHT) == [(ENGLISH, None)]


def test_the_opened_article_knows_its_own_bookmarks_and_the_counterpart_those_heard_of() -> None:
    own, old, other = mark("fr1", 1), mark("fr1", 2), mark("en1", None)
    opened = OpenReports(replace(FRENCH, bookmarks=(own,)), PAIR, marks=(old, other, mark("elsewhere", 0)))
    assert opened.marked() == {"fr1": {1}, "en1": {None}}
    assert opened.bookmark([(ENGLISH, 0), (FRENCH, 1)]) == own
    assert opened.bookmark([(ENGLISH, None)]) == other
    assert opened.bookmark([(FRENCH, 2)]) is None
    rows = opened.document().rows
    assert (rows[2].left[0].marker, rows[0].right[0].marker, rows[3].left[0].marker) == ("*", "*", "")


def test_the_heading_counts_the_reports_of_the_event_that_can_stand_beside_it() -> None:
    several = replace(FROM_FRENCH, view=replace(FRENCH, beside=("en1", "en2", "en3")))
    assert several.heading(Side.LEFT, Mode.SPLIT) == ("FR FR1 · undated", "EN EN1 · undated · 1/3")
    assert several.heading(Side.RIGHT, Mode.SPLIT) == ("EN EN1 · undated · 1/3", "FR FR1 · undated")
    assert several.heading(Side.LEFT, Mode.PEEK)[1] == "peek: EN EN1 · undated · 1/3"
    assert several.beside == ""
    second = replace(several, view=replace(FRENCH, counterpart="en2", beside=("en2", "en1")))
    assert second.heading(Side.LEFT, Mode.SPLIT)[1] == "EN EN1 · undated · 2/2" and second.beside == "en1"
    only = replace(FROM_FRENCH, view=replace(FRENCH, beside=("en1",)))
    assert only.heading(Side.LEFT, Mode.SPLIT) == FROM_FRENCH.heading(Side.LEFT, Mode.SPLIT)


def test_the_own_paragraph_of_a_row_or_the_nearest_above_it_is_known_by_its_key() -> None:
    rows = FROM_ENGLISH.document().rows
    assert [FROM_ENGLISH.own_key(rows, at) for at in range(4)] == ["title", "1", "1", "0"]
    assert FROM_ENGLISH.own_key((), 0) is None
