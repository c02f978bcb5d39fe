"""Keys in the order in which they were typed, and timers that always end: what Textual does not promise."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import TYPE_CHECKING

from textual.app import App
from textual.events import Event, Key, Paste
from textual.message import Message
from textual.message_pump import MessagePump
from textual.timer import Timer

if TYPE_CHECKING:
    from textual.screen import Screen
    from textual.timer import TimerCallback

LOST_AFTER_SECONDS = 0.2
"""So long a key may be on its way; then what followed it was lost with a widget that the key removed."""


class KeyPassed(Message):
    """Follows a key from widget to widget, twice: where it arrives, the key has been dealt with.

    The second time it comes behind what the widget has said of the key to those around it.
    """

    def __init__(self, again: bool) -> None:
        super().__init__()
        self.again = again


class SureTimers(MessagePump):
    """A timer of Textual 8.2 that is held up in its first microseconds, as on a busy machine, never fires.

    Everybody who waits for it waits for ever: a resize is then never drawn.
    """

    def set_timer(
        self,
        delay: float,
        callback: TimerCallback | None = None,
        *,
        name: str | None = None,
        pause: bool = False,
    ) -> Timer:
        timer = super().set_timer(delay, callback, name=name, pause=pause)
        timer._skip = False
        return timer


class InputInOrder(SureTimers, App[int], inherit_bindings=False):
    """Gives out a key when the one before has done its work, so that it meets the focus which that one set.

    Nothing is given out before ``accept_input``: what is typed while the program starts is not lost.
    """

    def __init__(self) -> None:
        super().__init__()
        self._held: deque[Event] = deque()
        self._accepting = False
        self._on_its_way: KeyPassed | None = None
        self._sent_to: Screen[object] | None = None

    def hold_input(self) -> None:
        """Keep keys, in order, until ``accept_input``."""
        self._accepting = False

    async def accept_input(self) -> None:
        """From now on keys are given out; those kept or typed before come first."""
        self._accepting = True
        await self._give_out()

    async def on_event(self, event: Event) -> None:
        if isinstance(event, Key | Paste) and not event.is_forwarded:
            if self._sent_to is not self.screen:  # the key before has changed the screen: it is through
                self._on_its_way = None
            self._held.append(event)
            await self._give_out()
        else:
            await super().on_event(event)

    async def _give_out(self) -> None:
        while self._held and self._accepting and self._on_its_way is None:
            event = self._held.popleft()
            target, self._sent_to = self.focused or self.screen, self.screen
            await super().on_event(event)
            if event.is_forwarded:
                self._follow(target, again=True)

    def _follow(self, target: MessagePump, *, again: bool) -> None:
        passed = KeyPassed(again)
        passed.set_sender(target)
        if target.post_message(passed):
            self._on_its_way = passed
            asyncio.get_running_loop().call_later(LOST_AFTER_SECONDS, self._give_up, passed)

    def _give_up(self, passed: KeyPassed) -> None:
        if passed is self._on_its_way and self.is_running:
            self.call_next(self.on_key_passed, passed)

    async def on_key_passed(self, message: KeyPassed) -> None:
        if message is self._on_its_way:
            self._on_its_way = None
            if message.again and message._sender is not None:
                self._follow(message._sender, again=False)
            await self._give_out()
