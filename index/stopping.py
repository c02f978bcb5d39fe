"""Asked between the steps of long work: whether somebody wants it to end."""

from __future__ import annotations

from collections.abc import Callable

Stopping = Callable[[], bool]


def never() -> bool:
    """For work that nobody interrupts."""
    return False
