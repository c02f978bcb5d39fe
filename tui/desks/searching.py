"""Searching: what is typed, and the list and names that come of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.timer import Timer

from index.model.articles import ArticleId
from index.model.results import ResultPage, SearchRequest
from index.protocol.answers import Hits
from index.protocol.questions import Facets, Search, Unfold
from tui.client.archive_client import ArchiveClient
from tui.client.outcomes import Refused
from tui.desks.arrival import FIRST_RESULT, Arrival
from tui.desks.flows import Flows
from tui.desks.place import Place
from tui.panes.entity_pane import EntityPane
from tui.panes.reading_pane import ReadingPane
from tui.panes.result_pane import ResultPane
from tui.panes.result_words import list_title, stands_for, why_empty
from tui.panes.search_line import SearchLine

if TYPE_CHECKING:
    from tui.desks.surface import Surface

PAUSE_SECONDS = 0.12
"""So long nobody must type before what stands around the results follows them."""


class SearchDesk:
    """The newest search wins; the list and the names follow it, and what is open follows the list."""

    def __init__(
        self,
        client: ArchiveClient,
        flows: Flows,
        arrival: Arrival,
        place: Place,
        surface: Surface,
        line: SearchLine,
        results: ResultPane,
        entities: EntityPane,
        reading: ReadingPane,
        later: Callable[[float, Callable[[], None]], Timer],
        follow: Callable[[], None],
    ) -> None:
        """``follow``: another list stands there, its cursor placed."""
        self._client = client
        self._flows = flows
        self._arrival = arrival
        self._place = place
        self._surface = surface
        self._line = line
        self._results = results
        self._entities = entities
        self._reading = reading
        self._later = later
        self._results_changed = follow
        self.page: ResultPage | None = None
        """The first page of what stands there; None before the first."""
        self._listed: SearchRequest | None = None
        """Whose list stands there."""
        self._pause: Timer | None = None
        self.unfollowed: SearchRequest | None = None
        """The newest search of which only the list is shown so far."""
        self._searching = False
        """A search is on its way, and the list that stands there an older one's."""
        self._whole = True
        """The query is not being typed any more: its last word is a word, not the beginning of one."""
        self._just_left = False
        """The search on its way is for what was typed, as whole words."""
        self._keep_article = True
        """Put the cursor back on the open article when the next results hold it."""
        self._first = True
        """No results have been shown in this sitting."""

    def ask(self, *, keep_article: bool) -> None:
        """Search with the session's query and filters."""
        self._keep_article, self._searching = keep_article, True
        if self._pause is not None:
            self._pause.stop()  # what stands around the older list is not asked for any more
        request = self._place.session.request(lenient=not self._whole)
        request = replace(request, events=self._place.by_event)
        answer = self._client.ask(Search(request))
        self._flows.begin(partial(self._search, request, answer), newest_of="search")
        self._line.box.offered = ""
        self._arrival.expect(FIRST_RESULT)

    async def _search(self, request: SearchRequest, answer: Awaitable[ResultPage]) -> None:
        try:
            page = await answer
        except Refused as refused:
            self._refused(refused)
        else:
            self._found(request, page)

    def more(self, request: SearchRequest, offset: int) -> None:
        """A further page; the list drops it when another search has begun meanwhile."""
        answer = self._client.ask(Search(replace(request, offset=offset)))
        self._flows.begin(partial(self._further, request, offset, answer))

    async def _further(self, request: SearchRequest, offset: int, answer: Awaitable[ResultPage]) -> None:
        try:
            page = await answer
        except Refused:
            self._arrival.give_up()
            raise
        if page.unsearched is not None:
            self._arrival.give_up()
            return
        self._results.add(replace(request, offset=offset), page)

    # ---- events

    def unfold(self) -> None:
        """Show what the row under the cursor folds, or fold it again."""
        results, request = self._results, self._listed
        hit = results.current
        if results.fold() or request is None or hit is None:
            return
        if not hit.folded:
            said = "no other report of this event in the list" if request.events else "A shows a row an event"
            self._reading.note(said)
            return
        answer = self._client.ask(Unfold(request, hit.folded))
        self._flows.begin(partial(self._unfold, request, hit.id, answer), newest_of="unfold")

    async def _unfold(self, request: SearchRequest, article: ArticleId, answer: Awaitable[Hits]) -> None:
        found = await answer
        if request == self._listed:
            self._results.unfold(article, found.hits)

    # ---- typing

    def typed(self, query: str) -> None:
        """Another query stands in the box, perhaps half of one."""
        if query == self._place.session.query:
            return
        emptied = not query.strip()
        if not emptied:
            self._surface.hide_welcome()
        self._place.remember(query=query)
        self._whole = emptied
        self.ask(keep_article=emptied)

    def submitted(self) -> None:
        """To the list; a query that was only read in part is refused with its reason instead."""
        if self.page is not None and self.page.warning and not self._whole:
            self._whole = True
            self.ask(keep_article=False)
        else:
            self._surface.go("list")

    def left_box(self) -> None:
        """Who leaves the search box wants to read what it found: at once, whatever the pause."""
        if not self._whole:
            self._whole = self._just_left = True
            self.ask(keep_article=False)
        elif not self._searching:
            self._follow()

    # ---- what was found

    def _found(self, request: SearchRequest, page: ResultPage) -> None:
        just_left, self._just_left = self._just_left, False
        session = self._place.session
        if page.unsearched is not None:
            self._not_looked_for(request, page)
            return
        if just_left and not page.total and session.expand:
            self._whole = False  # no such word: it was left as the beginning of one
            self.ask(keep_article=False)
            return
        self.page, self._searching, self._listed = page, False, request
        self._line.show_page(page, session, typing=self._surface.pane == "search")
        self._surface.show_header(page.total, page.standings.get("paired", 0), page.reports)
        self._results.entitle(list_title(session, by_event=request.events))
        cursor = self._cursor_for(page)
        empty = why_empty(session, archive_is_empty=self._archive_is_empty)
        self._results.show(request, page, cursor=cursor, why_empty=empty)
        self._place.remember(cursor=cursor)
        if self._pause is not None:
            self._pause.stop()
        self.unfollowed = request
        if self._surface.pane == "search":
            self._pause = self._later(PAUSE_SECONDS, self._follow)
        else:
            self._follow()

    def _not_looked_for(self, request: SearchRequest, page: ResultPage) -> None:
        """There is no index now: what is open stays open, and so does the list of the same search."""
        self._arrival.give_up()
        session, self._searching, self.unfollowed = self._place.session, False, None
        self._line.show_page(page, session, typing=self._surface.pane == "search")
        listed = self._listed
        if listed is not None and (listed.query, listed.filters) == (request.query, request.filters):
            return
        self.page, self._listed = page, None
        self._surface.show_header(0, 0)
        self._results.entitle(list_title(session, by_event=request.events))
        empty = why_empty(session, archive_is_empty=self._archive_is_empty, unsearched=True)
        self._results.show(request, page, cursor=0, why_empty=empty)

    @property
    def _archive_is_empty(self) -> bool:
        greeting = self._place.greeting
        return greeting is not None and not sum(greeting.articles.values())

    def _cursor_for(self, page: ResultPage) -> int:
        """The row on which the cursor begins in new results.

        At the very first launch that of the newest pair; in the first list of a sitting that of last time.
        """
        session = self._place.session
        if not session.welcomed and self._reading.pair is None and not self._results.cursor:
            return next((n for n, hit in enumerate(page.hits) if hit.counterpart), 0)
        found = 0
        if self._keep_article:
            found = next((n for n, hit in enumerate(page.hits) if stands_for(hit, session.article)), 0)
        if not self._first:
            return found
        self._first = not page.hits
        if found or not page.hits or stands_for(page.hits[0], session.article):
            return found
        return min(session.cursor, page.total - 1) if session.cursor >= len(page.hits) else 0

    def _follow(self) -> None:
        """What stands around the list: the names of all results, the article under the cursor."""
        if (request := self.unfollowed) is not None:
            self.unfollowed = None
            answer = self._client.ask(Facets(request))

            async def show_names() -> None:
                self._entities.show(await answer, self._place.session.entity)

            self._flows.begin(show_names, newest_of="facets")
            self._results_changed()

    def _refused(self, refused: Refused) -> None:
        """The query cannot be read: its reason under the box, and the list that stands there stays."""
        self._arrival.give_up()
        self._just_left = False
        was_whole, self._whole, self._searching = self._whole, False, False
        self._follow()
        typing = self._surface.pane == "search"
        self._line.show_refusal(str(refused), refused.hint, refused.position, typing=typing)
        if was_whole and self.page is None:  # of last time: better read in part than an empty list
            self.ask(keep_article=True)

    # ---- filters

    def narrow(self, **changes: Any) -> None:
        """Change filters and search again; the open article stays under the cursor when it is still there."""
        self._place.remember(**changes)
        self.ask(keep_article=True)

    def as_typed(self, *, expand: bool) -> None:
        """Search for the words themselves or for what they mean too; not as beginnings of other words."""
        self._whole = True
        self.narrow(expand=expand)
