"""Imports: articles are taken in behind the reader's back, and what comes of it is told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from textual.timer import Timer

from tui.desks.flows import Flows
from tui.desks.place import Place
from tui.desks.surface import Surface
from tui.host import Host
from tui.panes.reading_pane import ReadingPane

if TYPE_CHECKING:  # most sittings import nothing
    from tui.client.ingest_client import IngestClient
    from tui.desks.import_outcome import Outcome

SHOWN_SECONDS = 5.0
"""How long the end of an import is told."""


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
        if "://" not in path and not Path(path).expanduser().exists():
            self._surface.status(f"{path}: there is no such file or folder", warning=True)
        elif self.is_running:
            self._surface.status("an import is running; Esc in the list stops it", warning=True)
        else:
            self.take_in((path if "://" in path else str(Path(path).expanduser()),))

    def take_in(self, paths: tuple[str, ...]) -> None:
        """Import in the background; without paths what is stored is worked out to its end."""
        from tui.client.ingest_client import IngestClient

        greeting = self._place.greeting
        assert greeting is not None
        archive, sample = greeting.archive, greeting.sample
        if sample and paths:
            archive, sample = self._host().own_archive(), False
        move_to = archive if sample != greeting.sample else None
        ingest = IngestClient(self._host().ingest_command(archive, sample=sample, paths=paths))
        self._ingest = ingest
        self._surface.status("import: starting · Esc in the list stops it")
        self._reading.set_pairing(True)
        self._flows.begin(lambda: self._follow(ingest, move_to))

    async def _follow(self, ingest: IngestClient, move_to: str | None) -> None:
        from index.model.progress import Committed, Progress
        from tui.desks.import_outcome import Outcome, progress_said

        outcome = Outcome()
        async for event in ingest.events():
            outcome.hear(event)
            if isinstance(event, Progress):
                self._surface.status(f"import: {progress_said(event)} · Esc in the list stops it")
            elif isinstance(event, Committed):
                self._greet()
        self._ingest = None
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
