"""The article on its way: who moves on and at once presses b means that one, not the one still shown."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, wraps
from typing import TYPE_CHECKING, TypeVar

from textual.timer import Timer

if TYPE_CHECKING:
    from tui.screens.host import Host
    from tui.screens.reading_screen import ReadingScreen

PATIENCE_SECONDS = 2.0
"""After that the archive is busy or gone, and the keys are wanted for something else."""
FIRST_RESULT = "first result"
"""Expected of a search until it has said which article that is."""

Screen = TypeVar("Screen", bound="ReadingScreen")


class Arrival:
    """Which article has been asked for, and what the reader wants of it when it is there."""

    def __init__(self, screen: ReadingScreen, keys: Callable[[], Host]) -> None:
        self._screen = screen
        self._keys = keys
        self._wanted: Callable[[], None] | None = None
        self._patience: Timer | None = None
        self.opening = ""
        """Id of the article that has been asked for and has not come yet, or an empty string."""

    @property
    def another(self) -> bool:
        """Whether what is on its way is another article than the one that is shown."""
        return self.opening not in ("", self._screen.reading.article)

    def expect(self, article: str) -> None:
        self.opening = article

    def then(self, action: Callable[[], None]) -> None:
        """Do it when the article is there; what is typed meanwhile comes after it."""
        self._wanted = action
        self._keys().hold_input()
        self._patience = self._screen.set_timer(PATIENCE_SECONDS, self.give_up)

    def arrived(self, article: str) -> None:
        if article == self.opening:
            self.opening = ""
            self._go_on(self._wanted)

    def give_up(self) -> None:
        """No article comes: keys are given out again, and what was wanted of it is said not to be done."""
        self.opening = ""
        if self._wanted is not None:
            self._screen.reading.note("the article did not come; press the key again")
        self._go_on(None)

    def _go_on(self, action: Callable[[], None] | None) -> None:
        if self._wanted is None:
            return
        self._wanted = None
        if self._patience is not None:
            self._patience.stop()
        if action is not None:
            action()
        self._screen.call_next(self._keys().accept_input)


def of_open_article(action: Callable[[Screen], None]) -> Callable[[Screen], None]:
    """An action on the open article that waits for the one on its way."""

    @wraps(action)
    def in_turn(screen: Screen) -> None:
        if screen.arrival.another:
            screen.arrival.then(partial(action, screen))
        else:
            action(screen)

    return in_turn
