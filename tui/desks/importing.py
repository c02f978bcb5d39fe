"""Imports: articles are taken in behind the reader's back, and what comes of it is told."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING

from textual.timer import Timer

from index.errors import SettingsError
from index.model.index_state import IndexState
from index.settings import from_home
from tui.desks.flows import Flows
from tui.desks.place import Place
from tui.host import Host
from tui.panes.reading_pane import ReadingPane
from tui.wording import UNSEARCHED

if TYPE_CHECKING:
    from tui.desks.surface import Surface

if TYPE_CHECKING:  # most sittings import nothing
    from tui.client.ingest_client import IngestClient
    from tui.desks.import_outcome import Outcome

SHOWN_SECONDS = 5.0
"""How long the end of an import is told."""
HEALINGS, HEALING_SECONDS = 5, 300.0
"""So often in so long the search index is made anew by itself: a disk that damages it goes on doing so."""
DAMAGED = "the search index was damaged and is made anew"
BEING_MADE = "the search index is being made"
MADE_BY_ANOTHER = "another process is making the search index; not everything can be found until it is done"
AGAIN_AND_AGAIN = "the search index is damaged again and again: look after the disk (newsreader doctor)"


class ImportDesk:
    """One import at a time; into the reader's own archive, never into the sample."""

    def __init__(
        self,
        flows: Flows,
        place: Place,
        surface: Surface,
        reading: ReadingPane,
        host: Callable[[], Host],
        later: Callable[[float, Callable[[], None]], Timer],
        greet: Callable[[], None],
    ) -> None:
        """``greet`` asks the archive what it holds now."""
        self._flows = flows
        self._place = place
        self._surface = surface
        self._reading = reading
        self._host = host
        self._later = later
        self._greet = greet
        self._ingest: IngestClient | None = None
        self._index = IndexState.SOUND
        """What was told of it last."""
        self._unmade = False
        """It could not be made, or the reader stopped it: not tried again until it is sound."""
        self._healings: deque[float] = deque(maxlen=HEALINGS)

    @property
    def is_running(self) -> bool:
        return self._ingest is not None

    def choose(self) -> None:
        self._flows.begin_dialog(self._choose, newest_of="add")

    async def _choose(self) -> None:
        from tui.dialogs.dialog import LineDialog

        path = await self._flows.choice(LineDialog("Add articles from a file or a folder", "path"))
        if path is None:
            return
        try:
            location = path if "://" in path else str(from_home(path, "add").absolute())
        except SettingsError as error:
            self._surface.status(f"{error}", warning=True)
            return
        if "://" not in path and not os.path.lexists(location):
            self._surface.status(f"{path}: there is no such file or folder", warning=True)
        elif self.is_running:
            self._surface.status("an import is running; Esc in the list stops it", warning=True)
        else:
            self.take_in((location,))

    def index_is(self, state: IndexState) -> None:
        """The archive says what becomes of its search index: what nobody makes is made now, unasked."""
        before, self._index = self._index, state
        if state is IndexState.SOUND:
            self._unmade = False
        if self.is_running:
            return  # it is what makes the index, or ends with a look at it
        match state:
            case IndexState.SOUND:
                if before is not IndexState.SOUND:
                    self._surface.status("")
                self._greet()
            case IndexState.TO_BE_MADE:
                self._heal()
            case IndexState.BEING_MADE:
                self._surface.status(MADE_BY_ANOTHER)
            case IndexState.READ_ONLY:
                self._surface.status(UNSEARCHED[state], warning=True)

    def _heal(self) -> None:
        now = monotonic()
        if self._unmade:
            return
        if len(self._healings) == HEALINGS and now - self._healings[0] < HEALING_SECONDS:
            self._unmade = True
            self._surface.status(AGAIN_AND_AGAIN, warning=True)
            return
        self._healings.append(now)
        self.take_in((), index=DAMAGED)

    def take_in(self, paths: tuple[str, ...], *, index: str = "") -> None:
        """Import in the background; without paths what is stored is worked out to its end.

        ``index``: what is said while the search index is made, when that is what it is for.
        """
        from tui.client.ingest_client import IngestClient

        greeting = self._place.greeting
        assert greeting is not None
        archive, sample = greeting.archive, greeting.sample
        if sample and paths:
            archive, sample = self._host().own_archive(), False
        move_to = archive if sample != greeting.sample else None
        # Only what is not shown may be new: where an archive is open, none is made should it vanish.
        command = self._host().ingest_command(archive, sample=sample, paths=paths, create=move_to is not None)
        ingest = IngestClient(command)
        self._ingest = ingest
        self._surface.status(f"{index or 'import: starting'} · Esc in the list stops it")
        self._reading.set_pairing(True)
        self._flows.begin(lambda: self._follow(ingest, move_to, index))

    async def _follow(self, ingest: IngestClient, move_to: str | None, index: str) -> None:
        from index.model.progress import Committed, Progress
        from tui.desks.import_outcome import Outcome, figures, progress_said

        outcome = Outcome()
        async for event in ingest.events():
            outcome.hear(event)
            if isinstance(event, Progress):
                makes_index = index and event.stage == "indexing"
                said = f"{index}: {figures(event)}" if makes_index else f"import: {progress_said(event)}"
                self._surface.status(f"{said} · Esc in the list stops it")
            elif isinstance(event, Committed):
                self._greet()
        self._ingest = None
        unfinished = ingest.cancelled or not outcome.finished
        if index:
            self._index = IndexState.TO_BE_MADE if unfinished else IndexState.SOUND
        self._unmade = unfinished and self._index is not IndexState.SOUND
        self._reading.set_pairing(False)
        await self._tell(ingest, outcome, move_to)

    async def _tell(self, ingest: IngestClient, outcome: Outcome, move_to: str | None) -> None:
        if ingest.cancelled and not outcome.failed:
            said, problem = "import stopped; what was finished is kept", False
            self._surface.status(" · ".join([said, *outcome.parts()]))
        else:
            problem = outcome.is_problem
            self._surface.status(outcome.said(ingest.code), warning=problem)
        if not problem:
            self._later(SHOWN_SECONDS, self._forget)
        if move_to is not None and outcome.taken:
            self._host().move_to(move_to)
            return
        self._greet()
        if self._index is IndexState.TO_BE_MADE:
            self._heal()  # what ran here was past making it
        if outcome.skipped:
            from tui.dialogs.text_dialog import TextDialog

            lines = [("", f"{each.origin}: {each.reason}") for each in outcome.skipped]
            await self._flows.choice(TextDialog("Left out of the import", lines))

    def _forget(self) -> None:
        if not self.is_running:
            self._surface.status("")

    def cancel(self) -> None:
        """Let it stop when its batch is done."""
        if self._ingest is not None:
            self._ingest.cancel()
            self._surface.status("stopping the import after this batch…")

    async def close(self) -> None:
        if self._ingest is not None:
            await self._ingest.close()

    def abandon(self) -> None:
        """End it at once, waiting for nothing. May be called by any thread."""
        if self._ingest is not None:
            self._ingest.abandon()
