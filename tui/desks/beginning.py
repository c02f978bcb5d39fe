"""Beginning: what the archive says of itself, and where the reader stood; told again when it has changed."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import TYPE_CHECKING

from index.model.index_state import IndexState
from index.protocol.lines import ArchiveBack, ArchiveGone, IndexTold
from index.protocol.questions import Hello
from tui.aligned.document import Mode
from tui.client.archive_client import ArchiveClient
from tui.desks.flows import Flows
from tui.desks.importing import BEING_MADE, ImportDesk
from tui.desks.marking import MarkingDesk
from tui.desks.place import Place
from tui.desks.reading import ReadingDesk
from tui.desks.searching import SearchDesk
from tui.host import Host
from tui.panes.labels import sentences
from tui.panes.reading_pane import ReadingPane
from tui.session import Session
from tui.widgets.search_box import SearchBox
from tui.wording import cut_short_text, moved_aside_text

if TYPE_CHECKING:
    from tui.desks.surface import Surface


class BeginningDesk:
    """Greets the archive at the start and whenever it has changed."""

    def __init__(
        self,
        client: ArchiveClient,
        flows: Flows,
        place: Place,
        surface: Surface,
        host: Callable[[], Host],
        box: SearchBox,
        untyped: Callable[[], AbstractContextManager[None]],
        reading: ReadingPane,
        articles: ReadingDesk,
        searching: SearchDesk,
        marking: MarkingDesk,
        imports: ImportDesk,
        paths: tuple[str, ...],
    ) -> None:
        """``untyped``: what is put into the box meanwhile does not count as typed.

        ``paths`` are taken into the archive in the background.
        """
        self._client = client
        self._flows = flows
        self._place = place
        self._surface = surface
        self._host = host
        self._box = box
        self._untyped = untyped
        self._reading = reading
        self._articles = articles
        self._searching = searching
        self._marking = marking
        self._imports = imports
        self._paths = paths

    def connect(self) -> None:
        self._flows.begin(self._connect)

    async def _connect(self) -> None:
        await self._client.connect()
        self.greet()

    def greet(self) -> None:
        """Ask what the archive holds now, and show it."""
        self._flows.begin(self._greet, newest_of="hello")

    async def _greet(self) -> None:
        greeting = await self._client.ask(Hello())
        first, self._place.greeting = self._place.greeting is None, greeting
        if first:
            self._resume(Session.from_state(greeting.state))
        self._searching.ask(keep_article=True)
        self._marking.refresh()  # for those of counterparts, with which no article comes
        self._reading.set_pairing(greeting.uncompared > 0 or self._imports.is_running)
        if greeting.moved_aside is not None:
            self._surface.status(moved_aside_text(greeting.moved_aside), warning=True)
        elif first and greeting.cut_short is not None and greeting.cut_short.reason is not None:
            self._surface.status(cut_short_text(greeting.cut_short), warning=True)
        if first and (self._paths or greeting.pending):
            unmade = greeting.index is not IndexState.SOUND and not self._paths
            self._imports.take_in(self._paths, index=BEING_MADE if unmade else "")

    def hear(self, news: IndexTold | ArchiveGone | ArchiveBack) -> None:
        """What has become of the archive is said once, and what can be done is done."""
        match news:
            case IndexTold(state):
                self._imports.index_is(state)
            case ArchiveGone(message, hint):
                said = f"{message}; what is on the screen can still be read"
                self._surface.status(sentences(said, hint), warning=True)
            case ArchiveBack():
                self._surface.status("")
                self.greet()

    def _resume(self, session: Session) -> None:
        """Stand where the reader stood; at the very first launch, before the newest pair.

        A query that was begun before the archive had answered goes before the one of last time.
        """
        begun = self._surface.pane == "search"
        if begun:
            session = replace(session, query=self._box.value)
        self._place.session, self._place.usual_rows = session, self._host().settings.rows
        self._surface.welcome(not session.welcomed)
        with self._untyped():
            self._box.value = session.query
        if session.article:
            self._articles.return_to = (session.article, session.top, session.row)
        text, host = self._reading.text, self._host()
        text.mode = Mode(session.mode)
        text.measure = session.width or host.settings.width
        text.show_hidden = session.hidden
        self._reading.swapped = session.swapped
        if session.theme:
            host.use_theme(session.theme)
        if session.pane == "text" and not begun:
            self._surface.go("text")
