"""What is on its way: actions wait for it in their order, keys are kept, and nobody waits for ever."""

from __future__ import annotations

from tests.tui.desks.stand_ins import Around
from tui.desks.arrival import CHANGE, FIRST_RESULT, PATIENCE_SECONDS


async def test_with_nothing_on_its_way_an_action_is_done_at_once_and_no_key_is_kept() -> None:
    around, done = Around(), []
    around.arrival.when_there(lambda: done.append("b"))
    assert done == ["b"] and not around.keys.held


async def test_actions_wait_for_the_article_that_is_meant_and_come_in_their_order() -> None:
    around, done = Around(), []
    around.arrival.expect("second")
    for key in "bm":
        around.arrival.when_there(lambda key=key: done.append(key))
    around.arrival.arrived("first")
    assert done == [] and around.keys.held
    around.arrival.arrived("second")
    assert done == ["b", "m"]
    await around.settled()
    assert not around.keys.held and not around.clock.runs(PATIENCE_SECONDS)


async def test_keys_stay_kept_when_what_was_wanted_keeps_them_again() -> None:
    around = Around()
    around.arrival.expect("second")
    around.arrival.when_there(around.arrival.hold)
    around.arrival.arrived("second")
    await around.settled()
    assert around.keys.held
    around.arrival.release()
    assert around.keys.held, "they are given out when what goes on now is through"
    await around.settled()
    assert not around.keys.held


async def test_who_waits_too_long_is_told_and_what_was_wanted_is_not_done_later() -> None:
    around, done = Around(), []
    around.arrival.expect("second")
    around.arrival.when_there(lambda: done.append("b"))
    around.clock.ring(PATIENCE_SECONDS)
    await around.settled()
    assert not around.keys.held and "press the key again" in around.reading.noted
    around.arrival.arrived("second")
    assert done == []


async def test_giving_up_without_anything_wanted_says_nothing() -> None:
    around = Around()
    around.arrival.hold()
    around.arrival.give_up()
    await around.settled()
    assert not around.keys.held and around.reading.noted == ""


async def test_a_change_is_over_when_it_has_been_made_unless_another_article_was_asked_for_since() -> None:
    around, done = Around(), []
    around.arrival.expect(CHANGE)
    around.arrival.when_there(lambda: done.append("b"))
    around.arrival.changed()
    around.arrival.settle()
    assert done == ["b"]
    around.arrival.expect("second")
    around.arrival.changed()
    around.arrival.when_there(lambda: done.append("m"))
    around.arrival.settle()
    assert done == ["b"] and around.arrival.opening == "second"


async def test_another_article_is_one_that_is_neither_open_nor_changed() -> None:
    around = Around()
    expected = {"": False, CHANGE: False, "open": False, "second": True, FIRST_RESULT: True}
    for opening, other in expected.items():
        around.arrival.expect(opening)
        assert around.arrival.is_other_than("open") is other, opening
