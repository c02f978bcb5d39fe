"""Searching: what is typed, and the list and names that come of it."""

from __future__ import annotations

from typing import Any

from textual import on
from textual.timer import Timer
from textual.widgets import Input, Static

from index.model import ResultPage, SearchRequest
from tui.client.archive_client import EntitiesFound, Found
from tui.client.archive_pipe import Refused
from tui.commands import BY_ID, bindings, keys_of, shown_key
from tui.panes.entity_pane import EntityPane
from tui.panes.labels import joined, sentences
from tui.panes.layout import TWO_COLUMNS
from tui.panes.result_pane import ResultPane
from tui.screens.frame import Frame
from tui.terminal.text import cells, clean_line
from tui.widgets.search_box import SearchBox
from tui.widgets.status_line import StatusLine

PAUSE_SECONDS = 0.12
"""So long nobody must type before what stands around the results follows them."""
PROMPT_CELLS = 3
TOOK_CELLS = len("100 ms")


class SearchScreen(Frame):
    """The newest search wins; the list and the names follow it, the reading pane follows the list."""

    BINDINGS = bindings("search", "entities", "reread")

    _page: ResultPage | None = None
    _pause: Timer | None = None
    _unfollowed: SearchRequest | None = None
    """The newest search of which only the list is shown so far."""
    _figures_cells = 0
    _searching = False
    """A search is on its way, and the list that stands there an older one's."""
    _whole = True
    """The query is not being typed any more: its last word is a word, not the beginning of one."""
    _just_left = False
    """The search on its way is for what was typed, as whole words."""
    _keep_article = True
    """Put the cursor back on the open article when the next results hold it."""

    def ask(self, *, keep_article: bool) -> None:
        """Search with the session's query and filters."""
        self._keep_article, self._searching = keep_article, True
        if self._pause is not None:
            self._pause.stop()  # what stands around the older list is not asked for any more
        self.client.search(self.session.request(lenient=not self._whole))
        self.box.offered = ""

    # ---- typing

    @on(Input.Changed, "#query")
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if event.value == self.session.query:
            return
        emptied = not event.value.strip()
        if not emptied:
            self.hide_welcome()
        self.remember(query=event.value)
        self._whole = emptied
        self.ask(keep_article=emptied)

    @on(Input.Submitted, "#query")
    def _submitted(self, event: Input.Submitted) -> None:
        """To the list; a query that was only read in part is refused with its reason instead."""
        event.stop()
        if self._page is not None and self._page.warning and not self._whole:
            self._whole = True
            self.ask(keep_article=False)
        else:
            self.go("list")

    @on(SearchBox.Left)
    def _left(self, event: SearchBox.Left) -> None:
        event.stop()
        self.go("list")

    def action_to_results(self) -> None:
        self.go("list")

    action_leave_box = action_to_results

    def action_search(self) -> None:
        """To the search box; what stands in it is selected, so that typing replaces it."""
        self.go("search")
        self.box.select_all()

    # ---- what was found

    @on(Found)
    def _found(self, event: Found) -> None:
        event.stop()
        page = event.page
        if event.request.offset:
            self.results.add(event.request, page)
            return
        just_left, self._just_left = self._just_left, False
        if just_left and not page.total and self.session.expand:
            self._whole = False  # no such word: it was left as the beginning of one
            self.ask(keep_article=False)
            return
        self._page, self._searching = page, False
        self.box.offered = page.corrected or ""
        self._show_error(joined((page.warning or "", self._offer_of(page.corrected))), None)
        self._show_figures(page)
        self.show_header(page.total, page.standings.get("paired", 0))
        self._name_list()
        cursor = self.cursor_for(page)
        self.results.show(event.request, page, cursor=cursor, why_empty=self._why_empty())
        self.remember(cursor=cursor)
        if self._pause is not None:
            self._pause.stop()
        self._unfollowed = event.request
        if self.pane == "search":
            self._pause = self.set_timer(PAUSE_SECONDS, self._follow)
        else:
            self._follow()

    def _follow(self) -> None:
        """What stands around the list: the names of all results, the article under the cursor."""
        if (request := self._unfollowed) is not None:
            self._unfollowed = None
            self.client.facets(request)
            self.results_changed()

    def go(self, pane: str) -> None:
        """Who leaves the search box wants to read what it found: at once, whatever the pause."""
        if pane != "search":
            if not self._whole:
                self._whole = self._just_left = True
                self.ask(keep_article=False)
            elif not self._searching:
                self._follow()
        super().go(pane)

    def cursor_for(self, page: ResultPage) -> int:
        """The row on which the cursor begins in new results."""
        if self._keep_article:
            article = self.session.article
            return next((n for n, hit in enumerate(page.hits) if hit.id == article), 0)
        return 0

    def results_changed(self) -> None:
        """Another list stands there, with its cursor placed."""

    def _show_figures(self, page: ResultPage) -> None:
        also = f"also: {', '.join(page.expanded)}   " if page.expanded else ""
        if not self.session.expand:
            also = "as typed (E)   "
        if self.session.meaning:
            also += "by meaning (M)   "
        if not self.session.fold:
            also += "all copies (c)   "
        took = f"{page.took_ms:.0f} ms" if page.took_ms >= 1 else f"{page.took_ms:.1f} ms"
        said = clean_line(f"  {also}{took:>{TOOK_CELLS}} ")
        # As wide as before it is only drawn; another width moves the search box, and all is laid out anew.
        self.query_one("#figures", Static).update(said, layout=cells(said) != self._figures_cells)
        self._figures_cells = cells(said)

    def _offer_of(self, corrected: str | None) -> str:
        """Another spelling, when the archive has next to nothing of the one that was typed."""
        if not corrected:
            return ""
        key = shown_key(keys_of(BY_ID["take_correction"], self.host.settings.keys)[0])
        if self.pane != "search":
            key = f"{shown_key(keys_of(BY_ID['search'], self.host.settings.keys)[0])} and {key}"
        return f"did you mean {corrected}? {key} takes it"

    def _why_empty(self) -> str:
        if self.greeting is not None and not sum(self.greeting.articles.values()):
            return (
                "The archive is empty.\n: add articles… takes in a file or a folder,\nso does newsreader PATH"
            )
        query = clean_line(self.session.query).strip()
        said = f"Nothing found for “{query}”" if query else "Nothing here"
        if self.session.filtered:
            said += f"\nin {clean_line(self.session.filters_label())}.\nF removes the filter"
        return said + "."

    def _name_list(self) -> None:
        filters = self.session.filters_label()
        named = f"Results · {filters}" if filters else "Results"
        order = "" if self.session.query.strip() else " · newest first"
        self.results.entitle(named + order)

    def _show_error(self, text: str, position: int | None) -> None:
        """A line under the box; with a position, ``^`` points at the character."""
        line = self.query_one("#query-error", StatusLine)
        line.set_class(bool(text), "-shown")
        if text:
            shift = position - self.box.scroll_offset.x if position is not None else 0
            pointer = " " * max(0, PROMPT_CELLS - 1 + shift) + "^ " if position is not None else "  "
            line.show(pointer + clean_line(text))

    @on(Refused)
    def _refused(self, event: Refused) -> None:
        event.stop()
        if event.method == "search":
            self._just_left = False
            was_whole, self._whole, self._searching = self._whole, False, False
            self._follow()  # the list that stands there stays
            said = sentences(event.text, event.hint)
            self._show_error(said, event.position)
            if event.position is not None and self.pane == "search":
                self.box.cursor_position = event.position
            if was_whole and self._page is None:  # of last time: better read in part than an empty list
                self.ask(keep_article=True)
        else:
            self.status(sentences(event.text, event.hint), warning=True)

    def narrow(self, **changes: Any) -> None:
        """Change filters and search again; the open article stays under the cursor when it is still there."""
        self.remember(**changes)
        self.ask(keep_article=True)

    def action_reread(self) -> None:
        self.ask(keep_article=True)

    # ---- names

    @on(EntitiesFound)
    def _entities_found(self, event: EntitiesFound) -> None:
        event.stop()
        self.entities.show(event.entities, self.session.entity)

    @on(EntityPane.Chosen)
    def _entity_chosen(self, event: EntityPane.Chosen) -> None:
        event.stop()
        entity = event.entity
        self.narrow(entity=entity.id if entity else None, entity_label=entity.label if entity else "")

    def action_entities(self) -> None:
        """To the names; from there back to the list, and the sidebar goes away."""
        leaving = self.pane == "entities"
        if self.app.size.width >= TWO_COLUMNS:
            self.remember(sidebar=False if leaving else None)
        if leaving:
            self.go("list")
        else:
            self.go("entities")
        self.fit()

    @on(ResultPane.PageWanted)
    def _page_wanted(self, event: ResultPane.PageWanted) -> None:
        event.stop()
        self.client.more(event.request, event.offset)
