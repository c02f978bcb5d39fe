"""What is on its way: who moves on and at once presses b means the next article, not the one still shown."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from textual.timer import Timer

if TYPE_CHECKING:
    from tui.host import Host

PATIENCE_SECONDS = 2.0
"""After that the archive is busy or gone, and the keys are wanted for something else."""
FIRST_RESULT = "first result"
"""Expected of a search, or of a further page, until it has said which article that is."""
CHANGE = "change"
"""Expected of a bookmark or a verdict, until the open article is read in again."""


class Arrival:
    """What has been asked for, and what the reader wants when it is there. Keys are kept only meanwhile."""

    def __init__(
        self,
        keys: Callable[[], Host],
        later: Callable[[float, Callable[[], None]], Timer],
        next_turn: Callable[[Callable[[], Awaitable[None]]], object],
        complain: Callable[[str], None],
    ) -> None:
        """``later`` calls back after so many seconds, ``next_turn`` when what goes on now is through.

        ``complain`` tells the reader that nothing came.
        """
        self._keys = keys
        self._later = later
        self._next_turn = next_turn
        self._complain = complain
        self._wanted: list[Callable[[], None]] = []
        self._patience: Timer | None = None
        self._holding = False
        self.opening = ""
        """Id of the article that has been asked for and has not come yet, or what stands for it."""

    def is_other_than(self, article: str) -> bool:
        """Whether what is on its way is another article than this one."""
        return self.opening not in ("", CHANGE, article)

    def expect(self, article: str) -> None:
        self.opening = article

    def changed(self) -> None:
        """The change has been made; the article is read in again, or ``settle`` says that it need not be."""
        if self.opening == CHANGE:
            self.opening = ""

    def settle(self) -> None:
        if not self.opening:
            self._go_on()

    def when_there(self, action: Callable[[], None]) -> None:
        """Do it, at once or when everything is there; what is typed meanwhile comes after it."""
        if self.opening:
            self._wanted.append(action)
            self.hold()
        else:
            action()

    def hold(self) -> None:
        """Keep keys until ``release``: a question was asked whose answer they are meant for."""
        self._stop_patience()
        self._holding = True
        self._keys().hold_input()
        self._patience = self._later(PATIENCE_SECONDS, self.give_up)

    def release(self) -> None:
        """Give keys out again, first those that were kept."""
        self._stop_patience()
        if self._holding:
            self._holding = False
            self._next_turn(self._accept)

    def arrived(self, article: str) -> None:
        if article == self.opening:
            self.opening = ""
            self._go_on()

    def give_up(self) -> None:
        """Nothing comes: keys are given out again, and what was wanted is said not to be done."""
        self.opening = ""
        if self._wanted:
            self._wanted.clear()
            self._complain("the article did not come; press the key again")
        self.release()

    def _go_on(self) -> None:
        if self._wanted:
            wanted, self._wanted = self._wanted, []
            self.release()
            for action in wanted:
                action()

    async def _accept(self) -> None:
        if not self._holding:
            await self._keys().accept_input()

    def _stop_patience(self) -> None:
        if self._patience is not None:
            self._patience.stop()
            self._patience = None
