"""What the archive's process does while nobody asks: it reads ahead, verifies, and looks what others do."""

from __future__ import annotations

import ctypes
import gc
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Protocol, TypeVar

from index.errors import ArchiveError
from index.protocol.lines import ChangedElsewhere, News

WATCH_SECONDS = 1.0
"""How often an idle server looks whether another process has committed."""
WARM_UP_SECONDS = 0.05
"""How long nobody must ask before what the next search needs is read ahead of it."""
START_SECONDS = 0.5
"""The same before the first question, but for one step: the screen is being made and will not wait long."""
VERIFY_SECONDS = 0.05
"""Between two steps of reading the whole full-text index."""
Step = TypeVar("Step")
Found = TypeVar("Found")


class Unasked(Protocol):
    """What a service does without being asked: ``ArchiveService``, which says what each method is."""

    def warm_up(self) -> Iterator[str]: ...

    def verify(self) -> Iterator[int]: ...

    def changed_elsewhere(self) -> bool: ...

    def news(self) -> list[News]: ...


class Idle:
    """One step at a time: whoever asks meanwhile waits for that one only.

    Whatever goes wrong here ends that piece of work and nothing else.
    """

    def __init__(self, service: Unasked, tell: Callable[[News], None]) -> None:
        self._service = service
        self._tell = tell
        self._warming: Iterator[str] | None = _unfailing(service.warm_up)
        self._verifying = _unfailing(service.verify)
        self._settled = False
        self.rest = START_SECONDS
        """How long nobody must ask before the next step."""
        next(self._warming, None)

    def asked(self) -> None:
        """A question has been answered: it may have met something, and the next one needs other things."""
        self._tell_news()
        self._warming, self.rest = _unfailing(self._service.warm_up), WARM_UP_SECONDS

    def step(self) -> None:
        if self._warming is not None:
            self.rest = 0.0
            if next(self._warming, None) is None:
                self._warming, self.rest = None, WATCH_SECONDS
                self._tell_news()
        elif not self._settled:
            _settle()
            self._settled, self.rest = True, VERIFY_SECONDS
        else:
            self._watch()
            more = self._settled and next(self._verifying, None) is not None
            self.rest = VERIFY_SECONDS if more else WATCH_SECONDS

    def _watch(self) -> None:
        self._tell_news()
        if _tried(self._service.changed_elsewhere, False):
            self._tell(ChangedElsewhere())
            self._settled = False
            self._verifying = _unfailing(self._service.verify)

    def _tell_news(self) -> None:
        nothing: list[News] = []
        for told in _tried(self._service.news, nothing):
            self._tell(told)


def _unfailing(begin: Callable[[], Iterator[Step]]) -> Iterator[Step]:
    try:
        yield from begin()
    except Exception as error:
        _note(error)


def _tried(look: Callable[[], Found], otherwise: Found) -> Found:
    try:
        return look()
    except Exception as error:
        _note(error)
        return otherwise


def _note(error: Exception) -> None:
    """A mistake of ours, for whoever looks for it; what is the archive's, news and answers tell."""
    if not isinstance(error, ArchiveError | OSError):
        with suppress(OSError):
            sys.stderr.write(f"{type(error).__name__}: {error}\n")


def _settle() -> None:
    """What was read ahead is there to stay: the garbage collector need not look through it at each turn.

    What reading it took besides goes back to the system: 9 MB at 100,000 articles.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    with suppress(AttributeError, OSError):  # another C library than GNU's
        ctypes.CDLL(None).malloc_trim(0)
