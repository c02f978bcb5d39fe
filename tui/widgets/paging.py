"""The keys that lead through whatever is longer than its widget: by steps, by pages, to both ends."""

from __future__ import annotations

from abc import abstractmethod

from tui.commands import bindings

PAGING = [
    *bindings("cursor_down", "cursor_up", "half_page_down", "half_page_up", "page_down", "page_up"),
    *bindings("top", "bottom", "page"),
]
"""For the ``BINDINGS`` of a widget that is ``Paging``."""


class Paging:
    """A base beside ``Widget``; what a step is (a line, a row), and how many there are, the widget knows."""

    @abstractmethod
    def move_by(self, steps: int) -> None:
        """Move down, or up for less than 0; as far as it goes."""

    @property
    @abstractmethod
    def page(self) -> int:
        """Steps of a page: one less than are in view, so that the eye finds its place again."""

    @property
    @abstractmethod
    def extent(self) -> int:
        """Steps from one end to the other, or more."""

    @property
    def half_page(self) -> int:
        return max(1, self.page // 2)

    def action_cursor_down(self) -> None:
        self.move_by(1)

    def action_cursor_up(self) -> None:
        self.move_by(-1)

    def action_half_page_down(self) -> None:
        self.move_by(self.half_page)

    def action_half_page_up(self) -> None:
        self.move_by(-self.half_page)

    def action_page_down(self) -> None:
        self.move_by(self.page)

    def action_page_up(self) -> None:
        self.move_by(-self.page)

    def action_page(self) -> None:
        self.action_page_down()

    def action_top(self) -> None:
        self.move_by(-self.extent)

    def action_bottom(self) -> None:
        self.move_by(self.extent)
