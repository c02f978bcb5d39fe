"""What the desks use, in a test's hands: an archive that answers when it is told to, timers that are rung,
flows without a screen, and dialogs that are answered."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from textual.screen import Screen

from index.protocol.answers import ArticleView, PairView
from index.protocol.questions import Question
from tests.tui.desks.panes import Line, Names, Reading, Results, Surface
from tui.desks.arrival import Arrival
from tui.desks.flows import Flow, Flows
from tui.desks.place import Place
from tui.desks.reading import ReadingDesk
from tui.settings import ReaderSettings

TURNS = 20
"""Of the loop: more than any flow needs to come to its next question."""


class Archive:
    """Keeps every question. One is answered at once when its kind is ``ready``, else by the test."""

    def __init__(self) -> None:
        self.asked: list[Question[Any]] = []
        self.ready: dict[type[Question[Any]], Any] = {}
        """A noun or an error, or what makes one of the question."""
        self._answers: list[asyncio.Future[Any]] = []
        self.connected = False

    async def connect(self) -> None:
        self.connected = True

    def ask(self, question: Question[Any]) -> asyncio.Future[Any]:
        answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self.asked.append(question)
        self._answers.append(answer)
        if type(question) in self.ready:
            said = self.ready[type(question)]
            _settle(answer, said(question) if callable(said) else said)
        return answer

    def of(self, *kinds: type[Question[Any]]) -> list[Any]:
        """What was asked of these kinds."""
        return [question for question in self.asked if isinstance(question, kinds)]

    def answer(self, kind: type[Question[Any]], said: Any, nth: int) -> None:
        places = [n for n, question in enumerate(self.asked) if isinstance(question, kind)]
        _settle(self._answers[places[nth]], said)


def _settle(answer: asyncio.Future[Any], said: Any) -> None:
    if answer.done():  # given up meanwhile
        return
    if isinstance(said, Exception):
        answer.set_exception(said)
        answer.exception()
    else:
        answer.set_result(said)


class Clock:
    """Timers that go off when the test says so."""

    def __init__(self) -> None:
        self._timers: list[HandTimer] = []

    def later(self, seconds: float, callback: Callable[[], None]) -> HandTimer:
        self._timers.append(timer := HandTimer(seconds, callback))
        return timer

    def wound(self, seconds: float) -> int:
        """How many timers of this length are wound up."""
        return sum(timer.seconds == seconds and timer.wound for timer in self._timers)

    def ring(self, seconds: float) -> None:
        """So much time is over for every timer of this length."""
        for timer in self._timers:
            if timer.seconds == seconds and timer.wound:
                timer.stop()
                timer.callback()


@dataclass
class HandTimer:
    seconds: float
    callback: Callable[[], None]
    wound: bool = True

    def stop(self) -> None:
        self.wound = False


class Keys:
    """The program, as far as it keeps keys and gives them out."""

    def __init__(self) -> None:
        self.held = False
        self.settings = ReaderSettings()
        self.theme = ""
        self.moved_to = ""
        self.imports: list[tuple[str, bool, tuple[str, ...]]] = []
        self.created: list[bool] = []
        """Of each, whether the archive need not be there."""

    def hold_input(self) -> None:
        self.held = True

    async def accept_input(self) -> None:
        self.held = False

    def use_theme(self, name: str) -> None:
        self.theme = name

    def own_archive(self) -> str:
        return "/own"

    def ingest_command(
        self, archive: str, *, sample: bool, paths: tuple[str, ...], create: bool
    ) -> list[str]:
        self.imports.append((archive, sample, paths))
        self.created.append(create)
        return ["import"]

    def move_to(self, archive: str) -> None:
        self.moved_to = archive


class Tasks:
    """Runs flows as the workers of a screen do."""

    def __init__(self) -> None:
        self._running: list[tuple[str, asyncio.Task[None]]] = []

    def __call__(self, flow: Flow, group: str, exclusive: bool) -> asyncio.Task[None]:
        for name, task in self._running:
            if exclusive and name == group:
                task.cancel()
        begun = asyncio.get_running_loop().create_task(flow())
        self._running.append((group, begun))
        return begun

    @property
    def unfinished(self) -> int:
        return sum(not task.done() for _, task in self._running)

    def failure(self) -> BaseException | None:
        """What ended a flow that should have gone on."""
        ended = [task for _, task in self._running if task.done() and not task.cancelled()]
        return next((task.exception() for task in ended if task.exception()), None)


class Dialogs:
    def __init__(self) -> None:
        self.shown: list[Any] = []
        self._answered: list[Callable[[Any], None]] = []

    def push(self, dialog: Screen[Any], answered: Callable[[Any], None]) -> None:
        self.shown.append(dialog)
        self._answered.append(answered)

    @property
    def top(self) -> Any:
        return self.shown[-1]

    def answer(self, chosen: Any, *, of: int = -1) -> None:
        """What was shown last is answered, or the dialog of this number."""
        self._answered[of](chosen)


class Around:
    """What stands around the one desk that a test is about."""

    def __init__(self) -> None:
        self.archive, self.clock, self.keys = Archive(), Clock(), Keys()
        self.surface, self.results, self.reading = Surface(), Results(), Reading()
        self.line, self.names = Line(), Names()
        self.dialogs, self.tasks = Dialogs(), Tasks()
        self.arrival = Arrival(
            lambda: self.keys,
            self.clock.later,
            lambda callback: self.tasks(callback, "keys", False),
            self.reading.note,
        )
        self.flows = Flows(self.tasks, self.arrival, self.dialogs.push, self.surface.refused)
        self.place = Place(self.archive, self.clock.later, self.surface.refused)
        self.articles = ReadingDesk(
            self.archive, self.flows, self.arrival, self.place, self.surface, self.results, self.reading
        )
        self.greeted = 0

    def greet(self) -> None:
        self.greeted += 1

    def opens(self, shown: ArticleView, pair: PairView | None = None) -> None:
        """This is open from the beginning."""
        self.reading.show(shown, pair, keep_place=False)

    async def settled(self) -> None:
        """All has followed that can, and no flow has failed."""
        for _ in range(TURNS):
            await asyncio.sleep(0)
        if failure := self.tasks.failure():
            raise failure

    async def answers(self, kind: type[Question[Any]], said: Any, *, nth: int = -1) -> None:
        """The newest question of a kind is answered, or the ``nth``; an error refuses it."""
        self.archive.answer(kind, said, nth)
        await self.settled()

    async def chooses(self, chosen: Any) -> None:
        """The dialog on top is answered."""
        self.dialogs.answer(chosen)
        await self.settled()
