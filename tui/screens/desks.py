"""The desks of one main screen, beside each other: each is given what it uses, and nothing else."""

from __future__ import annotations

from typing import cast

from textual.widgets import Input

from tui.client.archive_client import ArchiveClient
from tui.desks.arrival import Arrival
from tui.desks.beginning import BeginningDesk
from tui.desks.flows import Flows
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
        flows = Flows(
            lambda flow, group, exclusive: screen.run_worker(flow, group=group, exclusive=exclusive),
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
