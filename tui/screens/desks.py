"""The desks of one main screen, beside each other: each is given what it uses, and nothing else."""

from __future__ import annotations

from typing import cast

from textual.css.query import NoMatches
from textual.widgets import Input
from textual.worker import Worker

from tui.client.archive_client import ArchiveClient
from tui.desks.arrival import Arrival
from tui.desks.beginning import BeginningDesk
from tui.desks.flows import Flow, Flows, Running
from tui.desks.importing import ImportDesk
from tui.desks.marking import MarkingDesk
from tui.desks.narrowing import NarrowingDesk
from tui.desks.pairing import PairingDesk
from tui.desks.reading import ReadingDesk
from tui.desks.related import RelatedDesk
from tui.desks.searching import SearchDesk
from tui.desks.walking import WalkingDesk
from tui.desks.why import WhyDesk
from tui.host import Host
from tui.screens.frame import Frame


class Desks:
    """Made with the screen, before anything of it is mounted."""

    def __init__(self, screen: Frame, client: ArchiveClient, paths: tuple[str, ...]) -> None:
        place, results, reading, later = screen.place, screen.results, screen.reading, screen.set_timer

        def host() -> Host:
            return cast(Host, screen.app)

        def greet() -> None:
            self.beginning.greet()

        self.arrival = arrival = Arrival(host, later, screen.call_next, lambda text: reading.note(text))

        def run(flow: Flow, group: str, exclusive: bool, /) -> Running:
            async def while_there() -> None:
                try:
                    await flow()
                except NoMatches:
                    # At the end an answer may arrive while the panes are being taken apart.
                    if screen.app.is_running:
                        raise

            worker: Worker[None] = screen.run_worker(while_there, group=group, exclusive=exclusive)
            return worker

        flows = Flows(
            run,
            arrival,
            lambda dialog, answered: screen.app.push_screen(dialog, answered),
            screen.refused,
        )
        self.walking = WalkingDesk(
            place, screen, results, reading, lambda text: screen.app.copy_to_clipboard(text)
        )
        self.articles = ReadingDesk(client, flows, arrival, place, screen, results, reading)
        self.searching = SearchDesk(
            client,
            flows,
            arrival,
            place,
            screen,
            screen.line,
            results,
            screen.entities,
            reading,
            later,
            follow=self.articles.follow_list,
        )
        self.narrowing = NarrowingDesk(client, flows, place, self.searching)
        self.why = WhyDesk(client, flows, reading)
        self.pairing = PairingDesk(client, flows, arrival, screen, reading, self.articles, greet)
        self.marking = MarkingDesk(
            client, flows, arrival, screen, results, reading, self.articles, self.pairing.pairs_changed
        )
        self.related = RelatedDesk(client, flows, place, screen, reading, self.articles)
        self.imports = ImportDesk(flows, place, screen, reading, host, later, greet)
        self.beginning = BeginningDesk(
            client,
            flows,
            place,
            screen,
            host,
            screen.line.box,
            lambda: screen.prevent(Input.Changed),
            reading,
            self.articles,
            self.searching,
            self.marking,
            self.imports,
            paths,
        )
