"""Narrowing: filters, and how far a query reaches, each by one key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from tui.client.archive_client import FacetsCounted
from tui.commands import bindings
from tui.desks.search_screen import SearchScreen
from tui.session import LANGUAGES, NO_FILTERS

if TYPE_CHECKING:
    from tui.dialogs.filter_menu import FilterMenu


class NarrowingScreen(SearchScreen):
    BINDINGS = bindings("language", "filter", "clear_filters", "expansion", "meaning", "copies")

    _menu: FilterMenu | None = None

    def action_language(self) -> None:
        following = LANGUAGES[(LANGUAGES.index(self.session.language) + 1) % len(LANGUAGES)]
        self.narrow(language=following)

    def action_filter(self) -> None:
        from tui.dialogs.filter_menu import FilterMenu

        standings = dict(self._page.standings) if self._page else {}
        self._menu = FilterMenu(self.session, standings)
        self.app.push_screen(self._menu, self._filtered)
        self.client.facet_counts(self.session.request())

    @on(FacetsCounted)
    def _facets_counted(self, event: FacetsCounted) -> None:
        event.stop()
        if self._menu is not None:
            self._menu.show(event.counts)

    def _filtered(self, chosen: str | None) -> None:
        from tui.dialogs.filter_menu import CLEAR

        self._menu = None
        if chosen == CLEAR:
            self.action_clear_filters()
        elif chosen is not None:
            name, _, value = chosen.partition(":")
            self.narrow(**{name: None if getattr(self.session, name) == value else value})

    def action_clear_filters(self) -> None:
        self.narrow(**NO_FILTERS)

    def action_expansion(self) -> None:
        self._whole = True  # as typed: not as the beginning of other words either
        self.narrow(expand=not self.session.expand)

    def action_copies(self) -> None:
        self.narrow(fold=not self.session.fold)

    def action_meaning(self) -> None:
        self.narrow(meaning=not self.session.meaning)
