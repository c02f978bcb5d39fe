"""Beginning: the first greeting sets the reader where the last sitting ended, a later one looks again."""

from __future__ import annotations

from contextlib import contextmanager
from typing import Any

from index.model.index_state import IndexState
from index.model.progress import CutShort, MovedAside
from index.protocol.lines import ArchiveBack, ArchiveGone, IndexTold
from index.protocol.questions import Hello
from tests.tui.desks.nouns import greeting
from tests.tui.desks.stand_ins import Around
from tui.aligned.document import Mode
from tui.client.outcomes import Refused
from tui.desks.beginning import BeginningDesk
from tui.desks.importing import BEING_MADE

LAST_TIME = {
    "query": "alep",
    "article": "b",
    "top": 3,
    "row": 5,
    "mode": Mode.PEEK.value,
    "swapped": True,
    "width": 66,
    "hidden": True,
    "theme": "light",
    "pane": "text",
    "welcomed": True,
}


class Others:
    """The desks that begin too: searching, marking and importing in one."""

    def __init__(self) -> None:
        self.searches: list[bool] = []
        self.refreshed = 0
        self.is_running = False
        self.taken_in: list[tuple[str, ...]] = []
        self.index_said = ""
        self.index_states: list[IndexState] = []

    def ask(self, *, keep_article: bool) -> None:
        self.searches.append(keep_article)

    def refresh(self) -> None:
        self.refreshed += 1

    def take_in(self, paths: tuple[str, ...], *, index: str = "") -> None:
        self.taken_in.append(paths)
        self.index_said = index

    def index_is(self, state: IndexState) -> None:
        self.index_states.append(state)


class Beginning(Around):
    def __init__(self, *paths: str) -> None:
        super().__init__()
        self.others = Others()
        self.typed: list[str] = []
        self.box = Box(self.typed)
        self.desk = BeginningDesk(
            self.archive,
            self.flows,
            self.place,
            self.surface,
            lambda: self.keys,
            self.box,
            self.box.untyped,
            self.reading,
            self.articles,
            self.others,
            self.others,
            self.others,
            paths,
        )

    async def greets(self, **known: Any) -> None:
        self.desk.greet()
        await self.settled()
        await self.answers(Hello, greeting(**known))


class Box:
    """The search box; ``typed`` gets what counts as typed."""

    def __init__(self, typed: list[str]) -> None:
        self._typed = typed
        self._value, self._prevented = "", False

    @property
    def value(self) -> str:
        return self._value

    @value.setter
    def value(self, value: str) -> None:
        self._value = value
        if not self._prevented:
            self._typed.append(value)

    @contextmanager
    def untyped(self) -> Any:
        self._prevented = True
        yield
        self._prevented = False


async def test_it_connects_then_greets() -> None:
    around = Beginning()
    around.desk.connect()
    assert not around.archive.connected, "aside: the screen is being mounted"
    await around.settled()
    assert around.archive.connected and len(around.archive.of(Hello)) == 1


async def test_the_first_greeting_resumes_and_no_later_one() -> None:
    around = Beginning()
    await around.greets(state=LAST_TIME)
    text = around.reading.text
    assert (around.box.value, around.typed) == ("alep", [])
    assert around.articles.return_to == ("b", 3, 5)
    assert (text.mode, text.measure, text.show_hidden, around.reading.swapped) == (Mode.PEEK, 66, True, True)
    assert (around.keys.theme, around.surface.pane, around.surface.welcoming) == ("light", "text", False)
    around.place.remember(query="damas")
    around.articles.return_to = None
    around.surface.pane = "list"
    await around.greets(state=LAST_TIME)
    assert around.place.session.query == "damas" and around.articles.return_to is None
    assert around.surface.pane == "list"


async def test_each_greeting_looks_again() -> None:
    around = Beginning()
    for turn in (1, 2):
        await around.greets(articles=turn)
        assert around.others.searches == [True] * turn and around.others.refreshed == turn
        assert around.place.greeting == greeting(articles=turn)


async def test_at_the_first_launch_the_reader_is_welcomed_and_nothing_is_gone_back_to() -> None:
    around = Beginning()
    await around.greets(state={})
    assert around.surface.welcoming and around.articles.return_to is None
    assert around.reading.text.measure == around.keys.settings.width and around.keys.theme == ""
    assert around.surface.pane == "list"


async def test_a_query_that_was_begun_goes_before_that_of_last_time() -> None:
    around = Beginning()
    around.surface.pane = "search"
    around.box.value = "dam"
    await around.greets(state=LAST_TIME)
    assert around.box.value == around.place.session.query == "dam"
    assert around.surface.pane == "search" and around.typed == ["dam"]


async def test_of_two_greetings_the_newer_counts() -> None:
    around = Beginning()
    for _ in range(2):
        around.desk.greet()
        await around.settled()
    await around.answers(Hello, greeting(articles=2), nth=1)
    await around.answers(Hello, greeting(articles=1), nth=0)
    assert around.place.greeting == greeting(articles=2) and around.others.searches == [True]


async def test_a_refused_greeting_resumes_nothing() -> None:
    around = Beginning()
    around.desk.greet()
    await around.settled()
    await around.answers(Hello, Refused("locked"))
    assert around.place.greeting is None and around.surface.refusals == ["locked"]
    await around.greets(state=LAST_TIME)
    assert around.place.session.query == "alep"


async def test_what_is_pending_is_worked_out_and_what_was_named_is_taken_in_once() -> None:
    for paths, pending, taken in (((), 0, []), ((), 3, [()]), (("/news",), 0, [("/news",)])):
        around = Beginning(*paths)
        await around.greets(pending=pending)
        await around.greets(pending=pending)
        assert around.others.taken_in == taken


async def test_counterparts_are_still_being_looked_for_while_articles_are_uncompared_or_imported() -> None:
    around = Beginning()
    for uncompared, importing, pairing in ((0, False, False), (2, False, True), (0, True, True)):
        around.others.is_running = importing
        await around.greets(uncompared=uncompared)
        assert around.reading.pairing is pairing


async def test_what_the_archive_has_to_say_is_said() -> None:
    around = Beginning()
    await around.greets(moved_aside=MovedAside("/a/old", ("/my news",)))
    assert "newsreader add '/my news' " in around.surface.state and around.surface.warning


async def test_an_index_that_is_pending_is_what_is_said_to_be_made() -> None:
    for state, said in ((IndexState.SOUND, ""), (IndexState.TO_BE_MADE, BEING_MADE)):
        around = Beginning()
        await around.greets(pending=3, index=state)
        assert (around.others.taken_in, around.others.index_said) == ([()], said)


async def test_an_import_that_an_error_ended_is_told_with_what_to_do() -> None:
    around = Beginning()
    await around.greets(cut_short=CutShort(("/my news",), "the disk is full"))
    assert "ended (the disk is full); add it again: newsreader add '/my news'" in around.surface.state
    assert around.surface.warning
    around = Beginning()
    await around.greets(pending=1, cut_short=CutShort(("/my news",)))
    assert around.surface.state == "" and around.others.taken_in == [()], "it goes on"


async def test_what_becomes_of_the_archive_is_said_and_looked_at() -> None:
    around = Beginning()
    await around.greets()
    around.desk.hear(IndexTold(IndexState.TO_BE_MADE))
    assert around.others.index_states == [IndexState.TO_BE_MADE]
    around.desk.hear(ArchiveGone("/a: it was moved", "Open it where it is."))
    said = "/a: it was moved; what is on the screen can still be read. Open it where it is."
    assert (around.surface.state, around.surface.warning) == (said, True)
    around.desk.hear(ArchiveBack())
    await around.settled()
    assert around.surface.state == "" and len(around.archive.of(Hello)) == 2
