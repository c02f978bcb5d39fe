"""Marks: what a key makes of what the one before has made, what a refusal takes back, and undo."""

from __future__ import annotations

from typing import Any

import pytest

from index.model.desk import BookmarkChange, Change, Correction, ReadMarkChange, VerdictChange
from index.protocol.answers import BookmarkRow, Changed, Done, ReportName
from index.protocol.questions import (
    AddBookmark,
    Bookmarks,
    MarkRead,
    ReadArticle,
    ReadPair,
    Redo,
    RemoveBookmark,
    Undo,
)
from tests.tui.desks.nouns import hit, mark, page, pair_view, view
from tests.tui.desks.stand_ins import Around
from tui.client.outcomes import Refused
from tui.desks.arrival import CHANGE
from tui.desks.marking import MarkingDesk


class Marking(Around):
    """Around the marking desk; article a is open, of a list of two."""

    def __init__(self) -> None:
        super().__init__()
        self.pairs_changed = 0
        self.desk = MarkingDesk(
            self.archive,
            self.flows,
            self.arrival,
            self.surface,
            self.results,
            self.reading,
            self.articles,
            self._pairs_changed,
        )
        self.results.show(self.place.session.request(), page("a", "b"), cursor=0, why_empty="")
        self.opens(view("a"))

    def _pairs_changed(self) -> None:
        self.pairs_changed += 1
        self.arrival.changed()
        self.arrival.settle()

    async def press(self, *keys: str) -> None:
        """As the screen does it: on what is there when it is its turn."""
        does = {
            "b": self.desk.toggle_bookmark,
            "m": self.desk.toggle_read,
            "u": self.desk.undo,
            "r": self.desk.redo,
        }
        for key in keys:
            self.arrival.when_there(does[key])
        await self.settled()

    async def reads_in(self, *marks: Any) -> None:
        """The article comes again, with its bookmarks."""
        self.reading.set_marks(marks)
        self.archive.answer(ReadArticle, view("a", marks=marks), -1)
        await self.answers(ReadPair, None)

    @property
    def changes(self) -> list[str]:
        kinds = (AddBookmark, RemoveBookmark, MarkRead, Undo, Redo)
        return [type(asked).__name__ for asked in self.archive.of(*kinds)]


def undone(change: Change, *names: ReportName) -> Changed:
    return Changed(change, names)


# ---- read marks


async def test_a_read_mark_shows_at_once_and_each_m_is_for_what_the_one_before_made() -> None:
    around = Marking()
    await around.press("m", "m", "m")
    assert [asked.read for asked in around.archive.of(MarkRead)] == [True, False, True]
    assert all(asked.by_key for asked in around.archive.of(MarkRead))
    assert not around.results.hit("a").unread and around.surface.said == ""
    for nth, said in enumerate(("read", "unread", "read")):
        await around.answers(MarkRead, Done(), nth=nth)
        assert around.surface.said == f"“A” marked {said} · u undoes it", "what is said is kept"
    assert not around.results.hit("a").unread


async def test_a_refused_read_mark_is_taken_back_and_so_is_what_was_said() -> None:
    around = Marking()
    await around.press("m", "m")
    await around.answers(MarkRead, Done(), nth=0)
    assert around.results.hit("a").unread
    await around.answers(MarkRead, Refused("read only"), nth=1)
    assert not around.results.hit("a").unread
    assert around.surface.said == "" and around.surface.refusals == ["read only"]


async def test_when_all_are_refused_it_shows_as_it_was_kept_before() -> None:
    around = Marking()
    await around.press("m", "m")
    for nth in range(2):
        await around.answers(MarkRead, Refused("the archive died"), nth=nth)
    assert around.results.hit("a").unread and around.surface.said == ""
    await around.press("m", "m", "m")
    for nth, answer in enumerate((Refused("busy"), Done(), Refused("busy")), start=2):
        await around.answers(MarkRead, answer, nth=nth)
    assert around.results.hit("a").unread, "the one that was kept said unread"


async def test_with_nothing_open_nothing_is_marked() -> None:
    around = Marking()
    around.reading.clear()
    await around.press("m", "b")
    assert around.archive.asked == []


# ---- bookmarks


async def test_a_burst_of_keys_makes_one_change_after_the_other() -> None:
    around = Marking()
    around.reading.row = 1
    await around.press("b", "b", "m")
    assert around.changes == ["AddBookmark"] and around.keys.held
    made = mark("m1", "a", 1)
    await around.answers(AddBookmark, made)
    assert around.changes == ["AddBookmark"], "the article is read in first"
    await around.reads_in(made)
    assert around.changes == ["AddBookmark", "RemoveBookmark", "MarkRead"]
    assert around.archive.of(AddBookmark)[0].block == 1
    assert around.archive.of(RemoveBookmark)[0].bookmark == "m1"


async def test_a_bookmark_is_said_and_shows_in_the_text() -> None:
    around = Marking()
    await around.press("b")
    assert around.surface.said == "" and around.arrival.opening == CHANGE
    await around.answers(AddBookmark, mark("m1", "a", 2))
    assert around.surface.said == "bookmark on ¶ 3 added · u undoes it"
    assert [each.id for each in around.reading.marks] == ["m1"]
    assert around.arrival.opening == "a" and len(around.archive.of(Bookmarks)) == 1


async def test_one_that_is_removed_does_not_show_any_more() -> None:
    around = Marking()
    await around.press("b")
    await around.answers(AddBookmark, mark("m1", "a"))
    await around.reads_in(mark("m1", "a"))
    await around.press("b")
    await around.answers(RemoveBookmark, mark("m1", "a"))
    assert around.reading.marks == () and "on the article removed" in around.surface.said


async def test_the_bookmark_of_a_counterpart_is_said_to_be_there() -> None:
    around = Marking()
    pair = pair_view("a", "e")
    around.opens(pair.left, pair)
    around.desk.remove(mark("m1", "e", 0))
    await around.settled()
    await around.answers(RemoveBookmark, mark("m1", "e", 0))
    assert around.surface.said.startswith("bookmark on ¶ 1 of the English report removed")
    assert around.archive.of(ReadArticle) == [] and around.arrival.opening == ""


async def test_where_nothing_is_read_in_again_what_is_typed_next_follows_at_once() -> None:
    around = Marking()
    around.desk.remove(mark("m1", "elsewhere"))
    await around.press("m")
    assert around.changes == ["RemoveBookmark"] and around.keys.held
    await around.answers(RemoveBookmark, mark("m1", "elsewhere"))
    assert around.changes == ["RemoveBookmark", "MarkRead"] and not around.keys.held


async def test_a_refused_bookmark_changes_nothing_and_drops_what_waited_for_it() -> None:
    around = Marking()
    around.surface.say("something older")
    await around.press("b", "m")
    await around.answers(AddBookmark, Refused("read only"))
    assert around.changes == ["AddBookmark"] and around.surface.said == "" and around.reading.marks == ()
    assert not around.keys.held and around.arrival.opening == "" and around.surface.refusals == ["read only"]


async def test_a_bookmark_of_the_article_before_does_not_hold_up_the_next() -> None:
    around = Marking()
    await around.press("b")
    around.articles.highlighted(hit("b"))
    await around.settled()
    await around.answers(AddBookmark, mark("m1", "a"))
    assert around.arrival.opening == "b" and len(around.archive.of(ReadArticle)) == 1


async def test_all_bookmarks_show_in_the_list_and_the_newest_answer_counts() -> None:
    around = Marking()
    for _ in range(2):
        around.desk.refresh()
        await around.settled()
    await around.answers(Bookmarks, (BookmarkRow(mark("m1", "b", 1), "B", "fr", None),), nth=1)
    await around.answers(Bookmarks, (), nth=0)
    assert around.results.hit("b").bookmarked and not around.results.hit("a").bookmarked
    assert [each.id for each in around.reading.marks] == ["m1"]


async def test_one_is_chosen_from_all_and_gone_to() -> None:
    around = Marking()
    around.desk.show_bookmarks()
    assert around.keys.held
    await around.settled()
    assert not around.keys.held
    await around.chooses(mark("m1", "b", 1))
    around.archive.answer(ReadArticle, view("b"), -1)
    await around.answers(ReadPair, None)
    assert around.reading.article == "b" and around.reading.walked == [("paragraph", 1)]
    around.desk.show_bookmarks()
    await around.settled()
    await around.chooses(None)
    assert len(around.archive.of(ReadArticle)) == 1


# ---- undo and redo


@pytest.mark.parametrize(
    ("change", "key", "said", "left"),
    [
        (BookmarkChange(None, mark("m1", "a")), "u", "undone: bookmark on the article added", []),
        (BookmarkChange(None, mark("m1", "a")), "r", "done again: bookmark on the article added", ["m1"]),
        (BookmarkChange(mark("m1", "a"), None), "u", "undone: bookmark on the article removed", ["m1"]),
        (BookmarkChange(mark("m1", "a"), None), "r", "done again: bookmark on the article removed", []),
        (
            BookmarkChange(mark("m1", "a"), mark("m1", "a")),
            "u",
            "undone: bookmark on the article altered",
            ["m1"],
        ),
    ],
)
async def test_a_bookmark_comes_and_goes_with_undo_and_redo(
    change: BookmarkChange, key: str, said: str, left: list[str]
) -> None:
    around = Marking()
    await around.press(key)
    assert around.surface.said == "" and around.arrival.opening == CHANGE
    await around.answers(Undo if key == "u" else Redo, undone(change))
    assert around.surface.said == said and [each.id for each in around.reading.marks] == left
    assert len(around.archive.of(ReadArticle)) == 1


async def test_an_altered_bookmark_shows_as_it_is_after_the_step() -> None:
    around = Marking()
    change = BookmarkChange(mark("m1", "a", 0), mark("m1", "a", 1))
    for key, question, block in (("u", Undo, 0), ("r", Redo, 1)):
        await around.press(key)
        await around.answers(question, undone(change))
        assert [each.block for each in around.reading.marks] == [block]
        await around.reads_in()


@pytest.mark.parametrize(("key", "unread"), [("u", True), ("r", False)])
async def test_a_read_mark_too_and_what_is_typed_next_is_for_what_it_made(key: str, unread: bool) -> None:
    around = Marking()
    around.articles.show_read("a", read=unread)
    await around.press(key, "m")
    assert around.keys.held
    change = ReadMarkChange("a", before=False, after=True)
    await around.answers(Undo if key == "u" else Redo, undone(change, ReportName("a", "fr", "The title")))
    assert around.archive.of(MarkRead)[0].read is unread
    await around.answers(MarkRead, Done())
    assert around.surface.said == f"“A” marked {'read' if unread else 'unread'} · u undoes it"


async def test_a_verdict_is_said_of_the_other_report_and_the_pairs_are_shown_anew() -> None:
    around = Marking()
    verdict = VerdictChange("a", "e", None, Correction("a", "e", "different", "2024-12-01T00:00:00Z"))
    await around.press("u")
    await around.answers(
        Undo, undone(verdict, ReportName("a", "fr", "Ours"), ReportName("e", "en", "Theirs"))
    )
    assert around.surface.said == "undone: taken apart from “Theirs”"
    assert around.pairs_changed == 1


async def test_that_there_is_nothing_to_undo_is_said_before_what_waited_for_it() -> None:
    around = Marking()
    for key, question, said in (("u", Undo, "nothing to undo"), ("r", Redo, "nothing to do again")):
        await around.press(key)
        await around.answers(question, None)
        assert around.surface.said == said and around.arrival.opening == ""
    await around.press("u", "m")
    await around.answers(Undo, None)
    await around.answers(MarkRead, Done())
    assert around.surface.said == "“A” marked read · u undoes it"


async def test_a_refused_undo_says_nothing_but_why() -> None:
    around = Marking()
    await around.press("u", "m")
    await around.answers(Undo, Refused("read only"))
    assert around.surface.said == "" and around.surface.refusals == ["read only"]
    assert around.changes == ["Undo"] and not around.keys.held and around.arrival.opening == ""
    assert "press the key again" in around.reading.noted
