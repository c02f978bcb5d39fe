"""The reader's place is written down shortly after it changed, once, and never before it is known."""

from __future__ import annotations

from index.protocol.answers import Done
from index.protocol.questions import PutPlace
from tests.tui.desks.nouns import greeting
from tests.tui.desks.stand_ins import Around
from tui.client.outcomes import Refused, Unanswered
from tui.desks.place import SAVE_AFTER_SECONDS


async def test_many_changes_are_written_down_once() -> None:
    around = Around()
    around.place.greeting = greeting()
    around.place.remember(query="al")
    around.place.remember(query="alep", row=3)
    assert around.archive.asked == [] and around.clock.wound(SAVE_AFTER_SECONDS) == 1
    around.clock.ring(SAVE_AFTER_SECONDS)
    (asked,) = around.archive.of(PutPlace)
    assert (asked.state["query"], asked.state["row"]) == ("alep", 3)
    assert not around.clock.wound(SAVE_AFTER_SECONDS)


async def test_what_was_written_last_is_not_written_again() -> None:
    around = Around()
    around.place.greeting = greeting()
    for query in ("alep", "damas", "alep", "alep"):
        around.place.remember(query=query)
        around.place.save()
    assert [asked.state["query"] for asked in around.archive.of(PutPlace)] == ["alep", "damas", "alep"]


async def test_saving_at_once_saves_no_second_time_later() -> None:
    around = Around()
    around.place.greeting = greeting()
    around.place.remember(query="alep")
    around.place.save()
    assert not around.clock.wound(SAVE_AFTER_SECONDS)
    around.place.remember(query="damas")
    around.clock.ring(SAVE_AFTER_SECONDS)
    assert len(around.archive.of(PutPlace)) == 2


async def test_before_the_archive_has_told_the_last_place_it_is_not_written_over() -> None:
    around = Around()
    around.place.remember(query="alep")
    around.clock.ring(SAVE_AFTER_SECONDS)
    assert around.archive.asked == []
    around.place.greeting = greeting()
    around.place.remember(row=1)
    around.clock.ring(SAVE_AFTER_SECONDS)
    assert around.archive.of(PutPlace)[0].state["query"] == "alep"


async def test_that_it_could_not_be_written_is_told() -> None:
    around = Around()
    around.place.greeting = greeting()
    for row, answer in enumerate((Done(), Refused("the disk is full"), Unanswered())):
        around.place.remember(row=row)
        around.place.save()
        await around.answers(PutPlace, answer)
    assert around.surface.refusals == ["the disk is full"]


async def test_what_could_not_be_written_is_tried_again() -> None:
    around = Around()
    around.place.greeting = greeting()
    around.place.remember(row=4)
    around.place.save()
    await around.answers(PutPlace, Refused("another process is writing"))
    around.place.save()
    assert [asked.state["row"] for asked in around.archive.of(PutPlace)] == [4, 4]


async def test_an_archive_that_can_only_be_read_is_told_once_and_asked_no_more() -> None:
    around = Around()
    around.place.greeting = greeting()
    for row in range(3):
        around.place.remember(row=row)
        around.place.save()
        if row == 0:
            await around.answers(PutPlace, Refused("can only be read", kind="ReadOnlyError"))
    assert around.surface.refusals == ["can only be read"]
    assert len(around.archive.of(PutPlace)) == 1
