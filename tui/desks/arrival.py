"""What is on its way: who moves on and at once presses b means the next article, not the one still shown."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, wraps
from typing import TYPE_CHECKING, TypeVar

from textual.timer import Timer

if TYPE_CHECKING:
    from tui.desks.reading_screen import ReadingScreen
    from tui.host import Host

PATIENCE_SECONDS = 2.0
"""After that the archive is busy or gone, and the keys are wanted for something else."""
FIRST_RESULT = "first result"
"""Expected of a search, or of a further page, until it has said which article that is."""
CHANGE = "change"
"""Expected of a bookmark or a verdict, until the open article is read in again."""

Screen = TypeVar("Screen", bound="ReadingScreen")


class Arrival:
    """What has been asked for, and what the reader wants when it is there. Keys are kept only meanwhile."""

    def __init__(self, screen: ReadingScreen, keys: Callable[[], Host]) -> None:
        self._screen = screen
        self._keys = keys
        self._wanted: list[Callable[[], None]] = []
        self._patience: Timer | None = None
        self._holding = False
        self.opening = ""
        """Id of the article that has been asked for and has not come yet, or what stands for it."""

    @property
    def another(self) -> bool:
        """Whether what is on its way is another article than the one that is shown."""
        return self.opening not in ("", CHANGE, self._screen.reading.article)

    def expect(self, article: str) -> None:
        self.opening = article

    def changed(self) -> None:
        """The change has been made; the article is read in again, or ``settle`` says that it need not be."""
        if self.opening == CHANGE:
            self.opening = ""

    def settle(self) -> None:
        if not self.opening:
            self._go_on()

    def then(self, action: Callable[[], None]) -> None:
        """Do it when everything is there; what is typed meanwhile comes after it."""
        self._wanted.append(action)
        self.hold()

    def hold(self) -> None:
        """Keep keys until ``release``: a question was asked whose answer they are meant for."""
        self._stop_patience()
        self._holding = True
        self._keys().hold_input()
        self._patience = self._screen.set_timer(PATIENCE_SECONDS, self.give_up)

    def release(self) -> None:
        """Give keys out again, first those that were kept."""
        self._stop_patience()
        if self._holding:
            self._holding = False
            self._screen.call_next(self._accept)

    def arrived(self, article: str) -> None:
        if article == self.opening:
            self.opening = ""
            self._go_on()

    def give_up(self) -> None:
        """Nothing comes: keys are given out again, and what was wanted is said not to be done."""
        self.opening = ""
        if self._wanted:
            self._wanted.clear()
            self._screen.reading.note("the article did not come; press the key again")
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


def of_open_article(action: Callable[[Screen], None]) -> Callable[[Screen], None]:
    """An action on the open article that waits for what is on its way: another one, or this one changed."""

    @wraps(action)
    def in_turn(screen: Screen) -> None:
        if screen.arrival.opening:
            screen.arrival.then(partial(action, screen))
        else:
            action(screen)

    return in_turn
