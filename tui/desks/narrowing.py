"""Narrowing: filters, and how far a query reaches, each by one key."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from index.model.results import EntityFacet
from index.protocol.questions import Counts
from tui.client.archive_client import ArchiveClient
from tui.desks.flows import Flows
from tui.desks.place import Place
from tui.desks.searching import SearchDesk
from tui.session import LANGUAGES, NO_FILTERS
from tui.settings import ROWS

if TYPE_CHECKING:
    from tui.dialogs.filter_menu import FilterMenu

MOST_COUNTED = 12
"""Sources and months in the filter menu."""


class NarrowingDesk:
    """Every filter and switch of a search."""

    def __init__(self, client: ArchiveClient, flows: Flows, place: Place, searching: SearchDesk) -> None:
        self._client = client
        self._flows = flows
        self._place = place
        self._searching = searching

    def next_language(self) -> None:
        at = LANGUAGES.index(self._place.session.language)
        self._searching.narrow(language=LANGUAGES[(at + 1) % len(LANGUAGES)])

    def by_entity(self, entity: EntityFacet | None) -> None:
        """Only articles that name it; None: all again."""
        self._searching.narrow(
            entity=entity.id if entity else None, entity_label=entity.label if entity else ""
        )

    def choose(self) -> None:
        self._flows.begin_dialog(self._filter, newest_of="filter")

    async def _filter(self) -> None:
        from tui.dialogs.filter_menu import CLEAR, FilterMenu

        session, page = self._place.session, self._searching.page
        menu = FilterMenu(session, dict(page.standings) if page else {})
        chosen = await self._flows.choice(menu, meanwhile=partial(self._count, menu))
        if chosen == CLEAR:
            self.clear()
        elif chosen is not None:
            name, _, value = chosen.partition(":")
            self._searching.narrow(**{name: None if getattr(session, name) == value else value})

    async def _count(self, menu: FilterMenu) -> None:
        """What the results consist of comes when it is counted; the menu does not wait for it."""
        menu.show(await self._client.ask(Counts(self._place.session.request(), MOST_COUNTED)))

    def clear(self) -> None:
        self._searching.narrow(**NO_FILTERS)

    def toggle_expansion(self) -> None:
        self._searching.as_typed(expand=not self._place.session.expand)

    def toggle_copies(self) -> None:
        self._searching.narrow(fold=not self._place.session.fold)

    def toggle_rows(self) -> None:
        """Rows of events or of reports; the open article stays under the cursor."""
        reports, events = ROWS
        self._searching.narrow(rows=reports if self._place.by_event else events)

    def toggle_meaning(self) -> None:
        self._searching.narrow(meaning=not self._place.session.meaning)
