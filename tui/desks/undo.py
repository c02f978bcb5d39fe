"""What can be taken back, the last thing first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

KEPT = 50


@dataclass(frozen=True, slots=True)
class Undoable:
    what: str
    """Names it when it is undone: ``bookmark on “Grève des ports”``."""
    undo: Callable[[], object]


class UndoStack:
    def __init__(self) -> None:
        self._done: list[Undoable] = []
        self._undone: Undoable | None = None

    def push(self, what: str, undo: Callable[[], object]) -> None:
        self._done = [*self._done[1 - KEPT :], Undoable(what, undo)]

    def drop(self) -> None:
        """Forget the last thing: it has not been done after all."""
        self._done = self._done[:-1]

    def put_back(self) -> None:
        """The last thing that was to be taken back still stands."""
        if self._undone is not None:
            self._done.append(self._undone)
            self._undone = None

    def undo(self) -> str | None:
        """Take back the last thing; its name, or None when there is nothing left."""
        if not self._done:
            return None
        self._undone = last = self._done.pop()
        last.undo()
        return last.what
