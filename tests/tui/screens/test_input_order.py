"""Keys that come fast, early or while something else goes on reach what they were meant for."""

from __future__ import annotations


async def test_what_is_typed_while_the_program_starts_is_not_lost(sitting):
    async with sitting(ready="", early=("/", *"Alep")) as reader:
        await reader.sees("also: Aleppo")
        assert reader.main.box.value == "Alep"


async def test_a_query_typed_faster_than_the_screen_follows_stays_in_order(sitting):
    async with sitting() as reader:
        for _ in range(5):
            reader.types_fast("/", *"jklgen", "backspace", "q", "enter")
            await reader.until(lambda: reader.main.pane == "list" and reader.main.session.query == "jklgeq")
            reader.types_fast("/", "backspace", "escape")
            await reader.until(lambda: reader.main.pane == "list" and not reader.main.session.query)


async def test_a_key_after_one_that_opens_or_closes_a_dialog_is_not_lost(sitting):
    async with sitting() as reader:
        reader.types_fast("f", "down", "enter", "j", "enter")
        await reader.sees("French only")
        await reader.until(lambda: reader.main.pane == "text")


async def test_timers_of_the_program_fire_however_busy_the_machine_is(sitting):
    async with sitting() as reader:  # one that skips what it is late for never draws a resize
        assert not any(node.set_timer(60, print)._skip for node in (reader.app, reader.main))
