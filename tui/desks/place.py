"""Where the reader is: the session, written down shortly after each change, and the archive it is in."""

from __future__ import annotations

from asyncio import Future
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from textual.timer import Timer

from index.protocol.answers import Done, Greeting
from index.protocol.questions import PutPlace
from tui.client.archive_client import ArchiveClient
from tui.client.outcomes import Refused, is_read_only
from tui.session import Session
from tui.settings import EVENTS, ROWS

SAVE_AFTER_SECONDS = 0.5


class Place:
    """One reader's place in one archive."""

    def __init__(
        self,
        client: ArchiveClient,
        later: Callable[[float, Callable[[], None]], Timer],
        refused: Callable[[Refused], None],
    ) -> None:
        """``later`` calls back after so many seconds; ``refused`` hears that it could not be written down."""
        self._client = client
        self._later = later
        self._refused = refused
        self.session = Session()
        self.greeting: Greeting | None = None
        """None until the archive has answered."""
        self.usual_rows = ROWS[0]
        """What a row of the list is unless the reader chose something else."""
        self._saving: Timer | None = None
        self._saved: dict[str, Any] = {}
        self._unwritable = False
        """The archive can only be read: that is told once."""

    @property
    def by_event(self) -> bool:
        """Whether a row of the list is an event, not a report."""
        return (self.session.rows or self.usual_rows) == EVENTS

    def remember(self, **changes: Any) -> None:
        """Change the session; it is written down shortly after the last change."""
        self.session = replace(self.session, **changes)
        if self._saving is None:
            self._saving = self._later(SAVE_AFTER_SECONDS, self.save)

    def save(self) -> None:
        """Write the session down now, if it is not what was written last."""
        if self._saving is not None:
            self._saving.stop()
            self._saving = None
        state = self.session.as_state()
        if self.greeting is not None and state != self._saved and not self._unwritable:
            self._saved = state
            self._client.ask(PutPlace(state)).add_done_callback(self._written)

    def _written(self, answer: Future[Done]) -> None:
        if not answer.cancelled() and isinstance(refusal := answer.exception(), Refused):
            self._saved = {}  # so it is tried again with the next change, and at the end
            self._unwritable = is_read_only(refusal)
            self._refused(refusal)
