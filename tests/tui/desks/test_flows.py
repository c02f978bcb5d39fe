"""Flows: what supersedes what, what a refusal does, and how a dialog is answered."""

from __future__ import annotations

from textual.screen import Screen

from index.protocol.answers import Done
from index.protocol.questions import MarkRead, StoryOf
from tests.tui.desks.stand_ins import Around
from tui.client.outcomes import Refused, Unanswered


async def test_the_newest_question_of_a_name_takes_the_place_of_the_older_one() -> None:
    around, heard = Around(), []

    async def ask(name: str) -> None:
        heard.append(await around.archive.ask(StoryOf(name)))

    for name in ("first", "second"):
        around.flows.begin(lambda name=name: ask(name), newest_of="story")
        await around.settled()
    around.flows.begin(lambda: ask("elsewhere"), newest_of="another name")
    await around.settled()
    await around.answers(StoryOf, "old", nth=0)
    await around.answers(StoryOf, "new", nth=1)
    await around.answers(StoryOf, "other", nth=2)
    assert heard == ["new", "other"]


async def test_one_that_is_superseded_before_it_began_never_begins() -> None:
    around, begun = Around(), []

    async def ask(name: str) -> None:
        begun.append(name)

    for name in ("first", "second"):
        around.flows.begin(lambda name=name: ask(name), newest_of="story")
    await around.settled()
    assert begun == ["second"]


async def test_a_change_is_never_given_up() -> None:
    around, made = Around(), []

    async def change(name: str) -> None:
        await around.archive.ask(MarkRead(name, read=True))
        made.append(name)

    for name in ("first", "second"):
        around.flows.begin(lambda name=name: change(name))
    await around.settled()
    await around.answers(MarkRead, Done(), nth=0)
    await around.answers(MarkRead, Done(), nth=1)
    assert made == ["first", "second"]


async def test_a_refusal_is_told_once_and_keys_are_given_back() -> None:
    around = Around()

    async def ask() -> None:
        await around.archive.ask(StoryOf("a"))

    around.flows.begin_dialog(ask, newest_of="story")
    assert around.keys.held
    await around.settled()
    await around.answers(StoryOf, Refused("no such article"))
    assert around.surface.refusals == ["no such article"] and not around.keys.held


async def test_of_a_question_that_is_not_answered_nothing_is_said() -> None:
    around = Around()

    async def ask() -> None:
        await around.archive.ask(StoryOf("a"))

    around.flows.begin(ask)
    await around.settled()
    await around.answers(StoryOf, Unanswered())
    assert around.surface.refusals == [] and not around.tasks.unfinished


async def test_a_dialog_is_shown_then_keys_reach_it_and_its_answer_goes_on() -> None:
    around, chosen = Around(), []

    async def choose() -> None:
        chosen.append(await around.flows.choice(Screen()))

    around.flows.begin_dialog(choose, newest_of="story")
    assert around.keys.held and not around.dialogs.shown
    await around.settled()
    assert len(around.dialogs.shown) == 1 and not around.keys.held
    await around.chooses("this one")
    assert chosen == ["this one"]


async def test_a_dialog_whose_flow_was_superseded_may_still_be_closed() -> None:
    around, chosen = Around(), []

    async def choose() -> None:
        chosen.append(await around.flows.choice(Screen()))

    for _ in range(2):
        around.flows.begin_dialog(choose, newest_of="story")
        await around.settled()
    around.dialogs.answer("the newer", of=1)
    around.dialogs.answer("the older", of=0)
    await around.settled()
    assert chosen == ["the newer"]


async def test_what_comes_while_a_dialog_is_open_goes_no_further_when_it_is_answered() -> None:
    around, brought = Around(), []

    async def bring() -> None:
        while True:
            brought.append(await around.archive.ask(StoryOf("a")))

    async def choose() -> None:
        await around.flows.choice(Screen(), meanwhile=bring)

    around.flows.begin(choose, newest_of="story")
    await around.settled()
    await around.answers(StoryOf, "page 1")
    await around.chooses(None)
    await around.answers(StoryOf, "page 2")
    assert brought == ["page 1"] and not around.tasks.unfinished
