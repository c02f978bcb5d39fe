"""The main screen: how it begins and ends, and what reaches it from outside while the reader reads."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from textual import on
from textual.events import Mount
from textual.widgets import Input

from index.model import ResultPage
from tui.aligned.document import Mode
from tui.client.archive_client import ArchiveClient
from tui.client.archive_pipe import ArchiveChanged, ArchiveLost, Opened
from tui.client.ingest_client import IngestClient, IngestCommitted, IngestFinished, IngestProgress
from tui.commands import bindings
from tui.desks.pairing_screen import PairingScreen
from tui.session import Session
from tui.widgets.search_box import SearchBox

SHOWN_SECONDS = 5.0
"""How long the end of an import is told."""
PANES = ("search", "entities", "list", "text")


class MainScreen(PairingScreen):
    """Everything that the reader does every day happens here."""

    BINDINGS = bindings("back", "leave", "next_pane", "previous_pane", "add")

    def __init__(self, client: ArchiveClient, paths: tuple[str, ...] = ()) -> None:
        """``paths`` are taken into the archive in the background."""
        super().__init__(client)
        self._paths = paths
        self._ingest: IngestClient | None = None
        self._move_to: str | None = None
        """The reader's own archive, when an import into it runs while the sample is shown."""
        self._first_results = True

    @on(Mount)
    def _connect(self) -> None:
        """Aside: a screen that waits while it is mounted keeps the program from its keys."""
        self.run_worker(self.client.connect(), group="archive")

    # ---- beginning

    @on(Opened)
    def _opened(self, event: Opened) -> None:
        event.stop()
        first, self.greeting = self.greeting is None, event.greeting
        if first:
            self._resume(Session.from_state(event.greeting.state))
        self.ask(keep_article=True)
        self.client.bookmarks()  # for those of counterparts, with which no article comes
        self.reading.set_pairing(event.greeting.uncompared > 0 or self._ingest is not None)
        if event.greeting.message:
            self.status(event.greeting.message, warning=True)
        if first and (self._paths or event.greeting.pending):
            self.take_in(self._paths)

    def _resume(self, session: Session) -> None:
        """Stand where the reader stood; at the very first launch, before the newest pair.

        A query that was begun before the archive had answered goes before the one of last time.
        """
        begun = self.pane == "search"
        if begun:
            session = replace(session, query=self.box.value)
        self.session = session
        self.welcome(not session.welcomed)
        with self.prevent(Input.Changed):
            self.box.value = session.query
        if session.article:
            self._return_to = (session.article, session.top, session.row)
        reading, settings = self.reading, self.host.settings
        reading.text.mode = Mode(session.mode)
        reading.text.measure = session.width or settings.width
        reading.text.show_hidden = session.hidden
        reading.swapped = session.swapped
        if session.theme:
            self.host.use_theme(session.theme)
        if session.pane == "text" and not begun:
            self.go("text")

    def cursor_for(self, page: ResultPage) -> int:
        if not self.session.welcomed and self.reading.pair is None and not self.results.cursor:
            return next((n for n, hit in enumerate(page.hits) if hit.counterpart), 0)
        if not self._first_results:
            return super().cursor_for(page)
        self._first_results = not page.hits
        found = super().cursor_for(page)
        if found or not page.hits or page.hits[0].id == self.session.article:
            return found
        return min(self.session.cursor, page.total - 1) if self.session.cursor >= len(page.hits) else 0

    # ---- moving between panes

    def action_next_pane(self) -> None:
        self._cycle(1)

    def action_previous_pane(self) -> None:
        self._cycle(-1)

    def _cycle(self, step: int) -> None:
        panes = [pane for pane in PANES if pane != "entities" or self.entities.display or self.pane == pane]
        self.zen = False
        self.go(panes[(panes.index(self.pane) + step) % len(panes)])

    @on(SearchBox.Escaped)
    def _escaped(self, event: SearchBox.Escaped) -> None:
        event.stop()
        self.go("list")

    def action_leave(self) -> None:
        if not self._step_back():
            self.app.exit()

    def action_back(self) -> None:
        if self._step_back():
            return
        if self._welcoming:
            self.hide_welcome()
        elif self._ingest is not None:
            self._ingest.cancel()
            self.status("stopping the import after this batch…")
        else:
            self.reading.note("q leaves; everything is restored next time")

    def _step_back(self) -> bool:
        """One level back; False when there is none."""
        if self.zen:
            self.zen = False
            self.fit()
        elif self.pane != "list":
            self.go("list")
        elif self.session.query:
            self.box.value = ""
        else:
            return False
        return True

    def fit(self) -> None:
        super().fit()
        if self.greeting is not None and self.pane in ("list", "text"):
            self.remember(pane=self.pane)

    # ---- what comes from outside

    @on(ArchiveChanged)
    def _archive_changed(self, event: ArchiveChanged) -> None:
        event.stop()
        self.client.greet()

    @on(ArchiveLost)
    def _archive_lost(self, event: ArchiveLost) -> None:
        event.stop()
        if event.restarted:
            self.status(f"the archive's process died and was started again ({event.reason})", warning=True)
            return
        from tui.dialogs.text_dialog import TextDialog, plain_lines

        self.status("the archive is not there; what is on the screen can still be read", warning=True)
        lines = plain_lines(f"{event.reason}\n\nQ leaves. `newsreader doctor` examines the archive.")
        self.app.push_screen(TextDialog("The archive cannot be used", lines))

    # ---- imports

    def action_add(self) -> None:
        from tui.dialogs.dialog import LineDialog

        self.app.push_screen(LineDialog("Add articles from a file or a folder", "path"), self._add)

    def _add(self, path: str | None) -> None:
        if path is None:
            return
        if "://" not in path and not Path(path).expanduser().exists():
            self.status(f"{path}: there is no such file or folder", warning=True)
        elif self._ingest is not None:
            self.status("an import is running; Esc in the list stops it", warning=True)
        else:
            self.take_in((path if "://" in path else str(Path(path).expanduser()),))

    def take_in(self, paths: tuple[str, ...]) -> None:
        """Import in the background; into the reader's own archive, never into the sample."""
        assert self.greeting is not None
        archive, sample = self.greeting.archive, self.greeting.sample
        if sample and paths:
            archive, sample = self.host.own_archive(), False
        self._move_to = archive if sample != self.greeting.sample else None
        command = self.host.ingest_command(archive, sample=sample, paths=paths)
        self._ingest = IngestClient(command, self.post_message)
        self.status("import: starting · Esc in the list stops it")
        self.reading.set_pairing(True)
        self.run_worker(self._ingest.run(), group="ingest")

    @on(IngestProgress)
    def _ingest_progress(self, event: IngestProgress) -> None:
        event.stop()
        self.status(f"import: {event.text} · Esc in the list stops it")

    @on(IngestCommitted)
    def _ingest_committed(self, event: IngestCommitted) -> None:
        event.stop()
        self.client.greet()

    @on(IngestFinished)
    def _ingest_finished(self, event: IngestFinished) -> None:
        event.stop()
        self._ingest = None
        self.reading.set_pairing(False)
        self.status(event.text, warning=event.problem)
        if not event.problem:
            self.set_timer(SHOWN_SECONDS, self._forget_import)
        if self._move_to is not None and event.taken:
            self.host.move_to(self._move_to)
            return
        if event.skipped:
            from tui.dialogs.text_dialog import TextDialog

            lines = [("", reason) for reason in event.skipped]
            self.app.push_screen(TextDialog("Left out of the import", lines))
        self.client.greet()

    def _forget_import(self) -> None:
        if self._ingest is None:
            self.status("")

    async def close(self) -> None:
        """Write down where the reader is, and let no process outlive the screen."""
        self.remember(welcomed=True)
        self.save()
        if self._ingest is not None:
            await self._ingest.close()
        await self.client.close()
