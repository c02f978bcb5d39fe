"""What belongs to an article: the events of its story, what is like it, and where words of a query occur."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from index.model.articles import ArticleId
from index.model.results import Hit, SearchRequest
from index.protocol.answers import ReportName
from index.protocol.questions import Concordance, Similar, StoryOf
from tui.client.archive_client import ArchiveClient
from tui.desks.flows import Flows
from tui.desks.place import Place
from tui.desks.reading import ReadingDesk
from tui.panes.reading_pane import ReadingPane

if TYPE_CHECKING:
    from tui.desks.surface import Surface
    from tui.dialogs.concordance_screen import ConcordanceScreen
    from tui.dialogs.dialog import Dialog
    from tui.dialogs.reports_dialog import ReportLine

READS = "reads it"
MOST_OCCURRENCES = 2000
"""Nobody reads on through more of them."""


class RelatedDesk:
    """Each is a list to choose from; the chosen report is read."""

    def __init__(
        self,
        client: ArchiveClient,
        flows: Flows,
        place: Place,
        surface: Surface,
        reading: ReadingPane,
        articles: ReadingDesk,
    ) -> None:
        self._client = client
        self._flows = flows
        self._place = place
        self._surface = surface
        self._reading = reading
        self._articles = articles

    def show_story(self) -> None:
        if self._reading.view is not None:
            self._flows.begin_dialog(self._story, newest_of="story")

    async def _story(self) -> None:
        from tui.dialogs.story_dialog import StoryDialog

        article = self._reading.article
        found = await self._client.ask(StoryOf(article))
        if found is None:
            self._flows.give_keys_back()
            self._surface.say("no other report of this story in the archive")
            return
        await self._read_chosen(StoryDialog(found, article))

    def show_similar(self) -> None:
        if self._reading.view is not None:
            self._flows.begin_dialog(self._similar, newest_of="similar")

    async def _similar(self) -> None:
        from tui.dialogs.reports_dialog import ReportsDialog

        article = self._reading.article
        found = await self._client.ask(Similar(article))
        lines = [_hit_line(hit) for hit in found.hits if hit.id != article]
        await self._read_chosen(
            ReportsDialog(
                "More like this, in both languages", lines, empty="Nothing is like it.", chooses=READS
            )
        )

    async def _read_chosen(self, dialog: Dialog[ArticleId]) -> None:
        chosen = await self._flows.choice(dialog)
        if chosen is not None:
            self._articles.go_to(chosen)

    # ---- concordance

    def show_concordance(self) -> None:
        """Of the query; without one, of what is then typed."""
        self._flows.begin_dialog(self._concordance, newest_of="concordance")

    async def _concordance(self) -> None:
        from tui.dialogs.concordance_screen import ConcordanceScreen

        session = self._place.session
        request = session.request(lenient=False)
        if not session.query.strip():
            from tui.dialogs.dialog import LineDialog

            dialog = LineDialog("Every occurrence, in its line of text, of…", "a word or a phrase")
            query = await self._flows.choice(dialog)
            if query is None:
                return
            request = replace(session, query=query).request()
        found = await self._client.ask(Concordance(request))
        screen = ConcordanceScreen(request.query)
        screen.add(found.lines, complete=found.further is None)
        line = await self._flows.choice(
            screen, meanwhile=partial(self._go_on, screen, request, found.further)
        )
        if line is not None:
            key, reading = str(line.block), self._reading
            self._articles.go_to(line.article, lambda: reading.text.goto_key(key, reading.own_side))

    async def _go_on(self, screen: ConcordanceScreen, request: SearchRequest, further: int | None) -> None:
        """Further occurrences come while the first ones are read."""
        while further is not None and screen.count < MOST_OCCURRENCES:
            found = await self._client.ask(Concordance(replace(request, offset=further)))
            screen.add(found.lines, complete=found.further is None)
            further = found.further


def report_line(report: ReportName) -> ReportLine:
    from tui.dialogs.reports_dialog import ReportLine

    return ReportLine(report.id, report.language, report.title, report.published, report.source)


def _hit_line(hit: Hit) -> ReportLine:
    from tui.dialogs.reports_dialog import ReportLine

    said = "has a counterpart" if hit.counterpart else ""
    return ReportLine(hit.id, hit.language, hit.title, hit.published, hit.source, said)
