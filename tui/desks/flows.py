"""What the reader has begun, each a coroutine that reads from top to bottom: ask, choose, change, say."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, Protocol, TypeVar

from textual.screen import Screen

from tui.client.outcomes import Refused, Unanswered
from tui.desks.arrival import Arrival

Chosen = TypeVar("Chosen")
Flow = Callable[[], Coroutine[Any, Any, None]]
"""A callable: a coroutine that is superseded before it has begun would count as one that nobody awaited."""


class Running(Protocol):
    """A flow that has begun."""

    def cancel(self) -> None:
        """It goes no further."""


class Runner(Protocol):
    """Runs a flow beside all else, in the place of those of its group if it is exclusive."""

    def __call__(self, flow: Flow, group: str, exclusive: bool, /) -> Running: ...


class Flows:
    """Begins flows, and hears in one place what was refused to them."""

    def __init__(
        self,
        run: Runner,
        arrival: Arrival,
        push: Callable[[Screen[Any], Callable[[Any], None]], object],
        refused: Callable[[Refused], None],
    ) -> None:
        """``push`` shows a screen and calls back with what it answers."""
        self._run = run
        self._arrival = arrival
        self._push = push
        self._refused = refused

    def begin(self, flow: Flow, *, newest_of: str = "") -> Running:
        """Begin a flow; with ``newest_of`` it takes the place of an older one of that name.

        That is for questions: a change that has been asked for is never given up.
        """

        async def guarded() -> None:
            try:
                await flow()
            except Refused as refused:
                self._arrival.release()
                self._refused(refused)
            except Unanswered:
                pass

        return self._run(guarded, newest_of or "changes", bool(newest_of))

    def begin_dialog(self, flow: Flow, *, newest_of: str) -> None:
        """The same for a flow that leads to a dialog: what is typed from now on is for the dialog."""

        async def released() -> None:
            try:
                await flow()
            except Unanswered:  # a newer search has stopped it; one that was superseded never gets here
                self._arrival.release()

        self._arrival.hold()
        self.begin(released, newest_of=newest_of)

    def give_keys_back(self) -> None:
        """No dialog comes of it after all."""
        self._arrival.release()

    async def choice(self, dialog: Screen[Chosen], *, meanwhile: Flow | None = None) -> Chosen | None:
        """Show a dialog, and let keys reach it; what it is answered with.

        ``meanwhile`` brings it more to show, and goes no further when it is answered.
        """
        answer: asyncio.Future[Chosen | None] = asyncio.get_running_loop().create_future()

        def chosen(result: Chosen | None) -> None:
            if not answer.done():
                answer.set_result(result)

        self._push(dialog, chosen)
        self._arrival.release()
        beside = self.begin(meanwhile) if meanwhile is not None else None
        try:
            return await answer
        finally:
            if beside is not None:
                beside.cancel()  # what it shows things in is being taken apart
