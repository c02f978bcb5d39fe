"""What the desks need of the screen that they stand at."""

from __future__ import annotations

from typing import Protocol


class Surface(Protocol):
    """The frame of the main screen, whatever stands in it."""

    zen: bool
    """The text alone."""

    @property
    def pane(self) -> str:
        """The pane that keys go to: ``list``, ``text``, ``search`` or ``entities``."""

    @property
    def room_for_two(self) -> bool:
        """Whether two columns of text would fit."""

    def go(self, pane: str) -> None:
        """Give a pane the focus, before the next key is read."""

    def fit(self) -> None:
        """Show the panes that fit, and the keys of the one that has the focus."""

    def show_keys(self) -> None:
        """The footer of the focused pane."""

    def welcome(self, show: bool) -> None:
        """Show the lines of the first launch where there is room for them."""

    def hide_welcome(self) -> None:
        """The lines of the first launch have been seen."""

    def show_header(self, total: int, paired: int, reports: int | None = None) -> None:
        """How many rows were found, and of rows of events how many reports."""

    def status(self, text: str, *, warning: bool = False) -> None:
        """Say something below the panes until it is replaced."""

    def say(self, text: str) -> None:
        """A toast, in the place of the one before."""

    def unsay(self) -> None:
        """What was said does not hold."""
