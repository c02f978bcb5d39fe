"""Reading: an article and its counterpart appear as one, the newest one asked for, where the reader was."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from index.protocol.answers import Done
from index.protocol.questions import MarkRead, ReadArticle, ReadPair
from tests.tui.desks.nouns import hit, mark, page, pair_view, view
from tests.tui.desks.stand_ins import Around
from tui.client.outcomes import Refused, Unanswered
from tui.desks.arrival import CHANGE, FIRST_RESULT


class ReadingRoom(Around):
    """Around the reading desk, with a list of three."""

    def __init__(self) -> None:
        super().__init__()
        self.desk = self.articles
        self.results.show(
            self.place.session.request(), page("a", "b", hit("c", unread=False)), cursor=0, why_empty=""
        )

    async def reads(self, article: str, pair: Any = None, *, nth: int = -1) -> None:
        """Both answers come."""
        self.archive.answer(ReadArticle, view(article), nth)
        await self.answers(ReadPair, pair, nth=nth)

    async def opens_and_reads(self, article: str, pair: Any = None) -> None:
        self.desk.open(article)
        await self.settled()
        await self.reads(article, pair)


async def test_an_article_appears_with_its_counterpart_and_not_before_it() -> None:
    around = ReadingRoom()
    around.desk.open("a")
    await around.settled()
    await around.answers(ReadArticle, view("a"))
    assert around.reading.view is None and around.arrival.opening == "a"
    await around.answers(ReadPair, pair_view("a", "e"))
    assert around.reading.article == "a" and around.reading.pair is not None
    assert around.arrival.opening == ""


async def test_it_appears_alone_with_the_reason_when_the_counterpart_is_refused() -> None:
    around, done = ReadingRoom(), []
    around.desk.open("a")
    around.arrival.when_there(lambda: done.append(around.reading.article))
    await around.settled()
    around.archive.answer(ReadArticle, view("a", counterpart="e"), -1)
    await around.answers(ReadPair, Refused("not encoded", "encode it"))
    assert around.reading.article == "a" and around.reading.pair is None
    assert around.reading.refused == "not encoded. encode it."
    assert around.surface.refusals == ["not encoded"] and done == ["a"]


async def test_a_refused_article_leaves_the_open_one_and_gives_keys_back() -> None:
    around, done = ReadingRoom(), []
    await around.opens_and_reads("a")
    around.desk.open("b")
    around.arrival.when_there(lambda: done.append("b"))
    await around.settled()
    around.archive.answer(ReadPair, None, -1)
    await around.answers(ReadArticle, Refused("no such article"))
    assert around.reading.article == "a" and done == []
    assert around.surface.refusals == ["no such article"]
    assert not around.keys.held and around.arrival.opening == ""


async def test_the_newest_article_wins_whatever_comes_first() -> None:
    around = ReadingRoom()
    for article in ("a", "b"):
        around.desk.open(article)
        await around.settled()
    await around.reads("b", nth=1)
    await around.reads("a", nth=0)
    assert around.reading.article == "b"


async def test_of_an_article_that_is_not_answered_nothing_is_said() -> None:
    around = ReadingRoom()
    around.desk.open("a")
    await around.settled()
    around.archive.answer(ReadPair, Unanswered(), -1)
    await around.answers(ReadArticle, Unanswered())
    assert around.surface.refusals == [] and around.reading.view is None


async def test_an_article_of_an_older_query_is_not_shown() -> None:
    around = ReadingRoom()
    around.place.remember(query="alep")
    around.desk.open("a")
    await around.settled()
    around.place.remember(query="alepp")
    await around.reads("a")
    assert around.reading.view is None


# ---- where it is opened


async def test_it_opens_at_its_first_match_and_keeps_its_place_when_it_is_read_in_again() -> None:
    around = ReadingRoom()
    around.place.remember(query="alep")
    await around.opens_and_reads("a")
    assert around.reading.walked == ["first match"] and not around.reading.kept_place
    await around.opens_and_reads("a")
    assert around.reading.walked == ["first match"] and around.reading.kept_place
    around.place.remember(query="damas")
    await around.opens_and_reads("a")
    assert around.reading.walked == ["first match", "first match"]


async def test_another_counterpart_is_another_text() -> None:
    around = ReadingRoom()
    for pair, kept in (
        (None, False),
        (pair_view("a", "e"), True),
        (pair_view("a", "e"), True),
        (pair_view("a", "f"), False),
        (None, True),
    ):
        await around.opens_and_reads("a", pair)
        assert around.reading.kept_place is kept


async def test_a_new_sitting_goes_back_to_where_the_last_one_ended_once() -> None:
    around = ReadingRoom()
    around.desk.return_to = ("a", 3, 5)
    around.opens(view("a"))
    around.desk.moved()
    assert around.place.session.article == "", "until then nothing is remembered"
    around.place.remember(query="alep")
    await around.opens_and_reads("a")
    assert around.reading.walked == [("back", 3, 5)]
    around.desk.moved()
    assert around.place.session.article == "a"
    await around.opens_and_reads("b")
    await around.opens_and_reads("a")
    assert around.reading.walked == [("back", 3, 5), "first match", "first match"]


async def test_a_place_of_last_time_is_forgotten_when_another_article_comes() -> None:
    around = ReadingRoom()
    around.desk.return_to = ("gone", 3, 5)
    await around.opens_and_reads("a")
    await around.opens_and_reads("gone")
    assert around.reading.walked == []


async def test_going_to_an_article_moves_the_list_and_then_to_the_place_in_it() -> None:
    around, arrived = ReadingRoom(), []
    around.desk.go_to("b", lambda: arrived.append(around.reading.article))
    assert around.results.cursor == 1 and around.surface.pane == "text"
    await around.settled()
    await around.reads("b")
    assert arrived == ["b"]
    await around.opens_and_reads("b")
    assert arrived == ["b"]


async def test_a_place_is_not_gone_to_in_another_article() -> None:
    around, arrived = ReadingRoom(), []
    around.desk.go_to("elsewhere", lambda: arrived.append("there"))
    await around.opens_and_reads("a")
    assert arrived == []
    around.desk.go_to("b")
    await around.settled()
    await around.reads("b")
    await around.opens_and_reads("elsewhere")
    assert arrived == [] and around.results.cursor == 1


# ---- with the list


async def test_what_the_cursor_comes_to_stand_on_is_opened_once() -> None:
    around = ReadingRoom()
    around.desk.highlighted(hit("b"))
    around.desk.highlighted(hit("b"))
    await around.settled()
    assert [asked.article for asked in around.archive.of(ReadArticle)] == ["b"]
    assert (around.place.session.article, around.place.session.row) == ("b", -1)
    await around.reads("b")
    around.desk.highlighted(hit("b"))
    assert len(around.archive.of(ReadArticle)) == 1


async def test_another_list_opens_what_its_cursor_stands_on_and_an_empty_one_nothing() -> None:
    around = ReadingRoom()
    around.arrival.expect(FIRST_RESULT)
    around.desk.follow_list()
    assert around.arrival.opening == "a"
    await around.settled()
    await around.reads("a")
    around.arrival.expect(FIRST_RESULT)
    around.results.show(around.place.session.request(), page(), cursor=0, why_empty="")
    around.desk.follow_list()
    assert around.reading.view is None and around.arrival.opening == ""


async def test_a_row_that_is_still_on_its_way_is_waited_for() -> None:
    around, done = ReadingRoom(), []
    around.desk.expect_row()
    around.arrival.when_there(lambda: done.append("b"))
    around.desk.highlighted(hit("b"))
    await around.settled()
    await around.reads("b")
    assert done == ["b"]


async def test_what_has_changed_is_read_in_again_unless_another_article_is_on_its_way() -> None:
    around = ReadingRoom()
    around.desk.reload()
    await around.opens_and_reads("a")
    for opening, asked in (("", 2), ("a", 3), (CHANGE, 4), ("b", 4), (FIRST_RESULT, 4)):
        around.arrival.expect(opening)
        around.desk.reload()
        assert len(around.archive.of(ReadArticle)) == asked, opening


async def test_the_ends_of_the_list_are_said() -> None:
    around = ReadingRoom()
    around.desk.previous_article()
    assert "first article" in around.reading.noted
    around.results.cursor = 2
    around.desk.next_article()
    assert "last article" in around.reading.noted


async def test_bookmarks_that_come_with_an_article_show_in_the_list() -> None:
    around = ReadingRoom()
    around.desk.open("a")
    await around.settled()
    around.archive.answer(ReadArticle, view("a", marks=[mark("m", "a")]), -1)
    await around.answers(ReadPair, None)
    assert around.results.hit("a").bookmarked


# ---- what has been read


async def test_an_article_is_read_by_being_opened_in_the_text_and_asked_for_once() -> None:
    around = ReadingRoom()
    await around.opens_and_reads("b")
    assert around.archive.of(MarkRead) == []
    around.surface.welcoming = True
    around.desk.chosen(hit("b"))
    assert not around.results.hit("b").unread and around.surface.pane == "text"
    assert not around.surface.welcoming
    await around.opens_and_reads("b")
    assert [(asked.article, asked.by_key) for asked in around.archive.of(MarkRead)] == [("b", False)]


async def test_to_read_an_article_in_again_is_not_to_open_it() -> None:
    around = ReadingRoom()
    around.archive.ready[MarkRead] = Done()
    around.surface.pane = "text"
    await around.opens_and_reads("b")
    around.desk.show_read("b", read=False)  # the reader says so
    around.desk.reload()
    await around.reads("b")
    assert around.results.hit("b").unread and len(around.archive.of(MarkRead)) == 1


async def test_a_read_mark_that_is_refused_is_taken_back() -> None:
    around = ReadingRoom()
    around.desk.chosen(hit("b"))
    await around.settled()
    await around.answers(MarkRead, Refused("read only"))
    assert around.results.hit("b").unread and around.surface.refusals == ["read only"]


async def test_a_mark_of_opening_that_nothing_can_keep_is_taken_back_without_a_word() -> None:
    around = ReadingRoom()
    around.desk.chosen(hit("b"))
    await around.settled()
    await around.answers(MarkRead, Refused("can only be read", kind="ReadOnlyError"))
    assert around.results.hit("b").unread and around.surface.refusals == []


async def test_what_is_read_already_is_not_marked() -> None:
    around = ReadingRoom()
    around.desk.chosen(hit("c", unread=False))
    assert around.archive.of(MarkRead) == []


async def test_an_article_that_is_not_in_the_list_is_marked_once_too() -> None:
    around = ReadingRoom()
    around.archive.ready[MarkRead] = Done()
    around.surface.pane = "text"
    for _ in range(2):
        await around.opens_and_reads("elsewhere")
    assert len(around.archive.of(MarkRead)) == 1 and not around.desk.unread("elsewhere")
    around.desk.show_read("elsewhere", read=False)
    assert around.desk.unread("elsewhere")


# ---- the other reports of its event


class EventRoom(ReadingRoom):
    """An article with two reports beside it is open, its counterpart first."""

    async def opens_event(self) -> None:
        self.desk.open("a")
        await self.settled()
        await self.comes("e")

    async def comes(self, other: str) -> None:
        self.archive.answer(ReadArticle, view("a", counterpart="e", beside=("e", "f")), -1)
        await self.answers(ReadPair, pair_view("a", other))
        self.desk.moved()

    @property
    def asked(self) -> list[str | None]:
        """What was to stand beside each article that was asked for."""
        return [question.beside for question in self.archive.of(ReadPair)]


async def test_the_next_report_of_the_event_comes_beside_the_article_and_stays_there() -> None:
    around = EventRoom()
    await around.opens_event()
    assert around.asked == [None] and around.place.session.beside == ""
    around.desk.beside(1)
    await around.settled()
    assert around.asked[-1] == "f" and "2 of 2" in around.reading.noted
    await around.comes("f")
    assert around.place.session.beside == "f"
    around.desk.reload()
    await around.settled()
    assert around.asked[-1] == "f", "what has changed elsewhere does not take it away"
    await around.comes("f")
    around.desk.beside(-1)
    await around.settled()
    assert around.asked[-1] == "e"
    await around.comes("e")
    assert around.place.session.beside == ""


async def test_at_either_end_of_the_event_it_is_said_and_nothing_is_asked() -> None:
    around = EventRoom()
    await around.opens_event()
    around.desk.beside(-1)
    assert around.reading.noted == "the first of 2 English reports of this event"
    around.desk.beside(1)
    await around.settled()
    await around.comes("f")
    around.desk.beside(1)
    assert around.reading.noted == "the last of 2 English reports of this event"
    assert len(around.asked) == 2


async def test_an_article_without_counterpart_begins_with_the_first_report_of_the_event() -> None:
    around = ReadingRoom()
    around.opens(view("a", beside=("f",)))
    around.desk.beside(-1)
    assert around.reading.noted == "the only English report of this event"
    around.desk.beside(1)
    await around.settled()
    assert [question.beside for question in around.archive.of(ReadPair)] == ["f"]
    around.opens(view("b"))
    around.desk.beside(1)
    assert around.reading.noted == "alone"


async def test_another_article_and_a_verdict_bring_the_counterpart_back() -> None:
    around = EventRoom()
    await around.opens_event()
    around.desk.beside(1)
    await around.settled()
    await around.comes("f")
    around.desk.reload(paired_anew=True)
    await around.settled()
    assert around.asked[-1] is None
    await around.comes("e")
    around.desk.beside(1)
    await around.settled()
    await around.comes("f")
    around.desk.open("b")
    await around.settled()
    assert around.asked[-1] is None


async def test_a_row_that_stands_for_the_open_article_does_not_take_it_away() -> None:
    around = ReadingRoom()
    await around.opens_and_reads("b")
    event = replace(hit("a"), folded=("b",), reports={"fr": 2})
    around.results.show(around.place.session.request(), page(event, "c"), cursor=0, why_empty="")
    around.desk.highlighted(event)
    assert len(around.archive.of(ReadArticle)) == 1
    around.desk.follow_list()
    await around.settled()
    assert around.archive.of(ReadArticle)[-1].article == "b", "read in again, as any list has it"
    await around.reads("b")
    await around.opens_and_reads("c")
    around.desk.highlighted(event)
    await around.settled()
    assert around.archive.of(ReadArticle)[-1].article == "a"
