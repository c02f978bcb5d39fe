"""What the desks use, in a test's hands: an archive that answers when it is told to, timers that are rung,
flows without a screen, dialogs that are answered, and panes that only keep what they were told."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import Any

from textual.screen import Screen

from index.model import Bookmark, Hit, ResultPage, SearchRequest
from index.protocol.answers import ArticleView, PairView
from index.protocol.questions import Question
from tui.aligned.document import Mode, Side
from tui.client.archive_client import Refused
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


# ---- time, keys, flows, dialogs


class Clock:
    """Timers that go off when the test says so."""

    def __init__(self) -> None:
        self._timers: list[HandTimer] = []

    def later(self, seconds: float, callback: Callable[[], None]) -> HandTimer:
        self._timers.append(timer := HandTimer(seconds, callback))
        return timer

    def runs(self, seconds: float) -> bool:
        """Whether a timer of this length is wound up."""
        return any(timer.seconds == seconds and timer.wound for timer in self._timers)

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

    def hold_input(self) -> None:
        self.held = True

    async def accept_input(self) -> None:
        self.held = False

    def use_theme(self, name: str) -> None:
        self.theme = name

    def own_archive(self) -> str:
        return "/own"

    def ingest_command(self, archive: str, *, sample: bool, paths: tuple[str, ...]) -> list[str]:
        self.imports.append((archive, sample, paths))
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


# ---- the screen and its panes


class Surface:
    def __init__(self) -> None:
        self.zen = False
        self.pane = "list"
        self.room_for_two = True
        self.header: tuple[int, int] | None = None
        self.welcoming = False
        self.said = ""
        self.state, self.warning = "", False
        self.refusals: list[str] = []

    def go(self, pane: str) -> None:
        self.pane = pane

    def fit(self) -> None:
        pass

    def show_keys(self) -> None:
        pass

    def welcome(self, show: bool) -> None:
        self.welcoming = show

    def hide_welcome(self) -> None:
        self.welcoming = False

    def show_header(self, total: int, paired: int) -> None:
        self.header = (total, paired)

    def status(self, text: str, *, warning: bool = False) -> None:
        self.state, self.warning = text, warning

    def say(self, text: str) -> None:
        self.said = text

    def unsay(self) -> None:
        self.said = ""

    def refused(self, refusal: Refused) -> None:
        self.refusals.append(str(refusal))


class Results:
    """A list whose rows have all come, but for those that a test leaves out."""

    def __init__(self) -> None:
        self.rows: dict[int, Hit] = {}
        self.total = self.cursor = 0
        self.title = self.why_empty = ""
        self.lists: list[SearchRequest] = []
        """The requests of the lists that were shown, each in the place of the one before."""
        self.added: list[SearchRequest] = []
        self.list = self

    def show(self, request: SearchRequest, page: ResultPage, *, cursor: int, why_empty: str) -> None:
        self.lists.append(request)
        self.rows, self.total, self.cursor = dict(enumerate(page.hits)), page.total, cursor
        self.why_empty = why_empty

    def add(self, request: SearchRequest, page: ResultPage) -> None:
        self.added.append(request)
        self.rows.update(enumerate(page.hits, request.offset))

    def entitle(self, title: str) -> None:
        self.title = title

    @property
    def current(self) -> Hit | None:
        return self.rows.get(self.cursor)

    def find(self, article: str) -> int | None:
        return next((n for n, hit in self.rows.items() if hit.id == article), None)

    def hit(self, article: str) -> Hit | None:
        place = self.find(article)
        return None if place is None else self.rows[place]

    def update(self, article: str, **changed: bool) -> None:
        if (place := self.find(article)) is not None:
            self.rows[place] = replace(self.rows[place], **changed)

    def mark_bookmarked(self, articles: set[str]) -> None:
        self.rows = {n: replace(hit, bookmarked=hit.id in articles) for n, hit in self.rows.items()}

    def step(self, by: int) -> bool:
        if not 0 <= self.cursor + by < self.total:
            return False
        self.cursor += by
        return True

    def next_unread(self, step: int) -> bool:
        return self.step(step)

    def move_to(self, place: int) -> None:
        self.cursor = place


class Text:
    """The lines of the open text: where the reader stands in them, and their form."""

    def __init__(self) -> None:
        self.mode, self.measure, self.show_hidden, self.top_row = Mode.SINGLE, 80, False, 0
        self.gone_to: list[object] = []

    def goto_key(self, key: str, side: Side) -> None:
        self.gone_to.append((key, side))


class Reading:
    """The open reports. ``walked`` is every way through them that was taken."""

    own_side = Side.LEFT

    def __init__(self) -> None:
        self.text = Text()
        self.view: ArticleView | None = None
        self.pair: PairView | None = None
        self.kept_place = False
        self.refused = self.noted = ""
        self.pairing = self.swapped = False
        self.row = -1
        self.marks: tuple[Bookmark, ...] = ()
        self.quotation = ""
        self.walked: list[object] = []
        self.dead_end = False
        """There is no further place of the kind that is looked for."""

    @property
    def article(self) -> str:
        return self.view.article.id if self.view else ""

    def show(self, view: ArticleView, pair: PairView | None, *, keep_place: bool) -> None:
        self.view, self.pair, self.kept_place = view, pair, keep_place

    def clear(self) -> None:
        self.view = self.pair = None

    def note(self, text: str) -> None:
        self.noted = text

    def set_pairing(self, pairing: bool) -> None:
        self.pairing = pairing

    def set_marks(self, marks: Iterable[Bookmark]) -> None:
        self.marks = tuple(marks)

    def bookmark_here(self) -> Bookmark | None:
        return next((mark for mark in self.marks if mark.article == self.article), None)

    def place(self) -> tuple[ArticleView, int | None]:
        assert self.view is not None
        return self.view, self.row if self.row >= 0 else None

    def given(self, row: int) -> int:
        return row

    def said_alone(self) -> bool:
        if self.pair is None:
            self.note("alone")
        return self.pair is None

    def quoted(self) -> str:
        return self.quotation

    def go_back(self, top: int, row: int) -> None:
        self.walked.append(("back", top, row))

    def go_to(self, block: int | None) -> None:
        self.walked.append(("paragraph", block))

    def show_first_match(self) -> None:
        self.walked.append("first match")

    def match(self, step: int) -> bool:
        self.walked.append(("match", step))
        return not self.dead_end

    def difference(self, step: int) -> None:
        self.walked.append(("difference", step))

    def sentence(self, step: int) -> None:
        self.walked.append(("sentence", step))

    def cycle_form(self, *, room_for_two: bool) -> None:
        self.text.mode = Mode.SPLIT if room_for_two else Mode.PEEK

    def swap(self) -> None:
        self.swapped = not self.swapped


class Line:
    """The search line; ``said`` is what stands below the box."""

    def __init__(self) -> None:
        self.box = SimpleNamespace(value="", offered="")
        self.said = ""
        self.position: int | None = None

    def show_page(self, page: ResultPage, session: object, *, typing: bool) -> None:
        self.said = page.warning or ""

    def show_refusal(self, text: str, hint: str, position: int | None, *, typing: bool) -> None:
        self.said, self.position = text, position


class Names:
    """The names of the results."""

    def __init__(self) -> None:
        self.shown: object = None

    def show(self, names: object, chosen: str | None) -> None:
        self.shown = names


# ---- all of it together


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
        assert self.tasks.failure() is None

    async def answers(self, kind: type[Question[Any]], said: Any, *, nth: int = -1) -> None:
        """The newest question of a kind is answered, or the ``nth``; an error refuses it."""
        self.archive.answer(kind, said, nth)
        await self.settled()

    async def chooses(self, chosen: Any) -> None:
        """The dialog on top is answered."""
        self.dialogs.answer(chosen)
        await self.settled()
