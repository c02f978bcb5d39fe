"""Why two reports are paired, and what is known of an article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.protocol.answers import Why
from index.protocol.questions import WhyPaired
from tui.client.archive_client import ArchiveClient
from tui.desks.flows import Flows
from tui.panes.reading_pane import ReadingPane

if TYPE_CHECKING:
    from tui.dialogs.text_dialog import Line, TextDialog


class WhyDesk:
    def __init__(self, client: ArchiveClient, flows: Flows, reading: ReadingPane) -> None:
        self._client = client
        self._flows = flows
        self._reading = reading

    def tell(self) -> None:
        if self._reading.view is not None:
            self._flows.begin_dialog(self._tell, newest_of="why")

    async def _tell(self) -> None:
        from tui.dialogs.text_dialog import TextDialog

        reading = self._reading
        dialog = TextDialog("Why these two are paired" if reading.pair else "This article", self._lines())
        if reading.pair is not None and reading.pair.pair.evidence.runner_up is not None:
            self._flows.begin(lambda: self._tell_why_not(dialog), newest_of="why not")
        await self._flows.choice(dialog)

    async def _tell_why_not(self, dialog: TextDialog) -> None:
        """Why the runner-up lost comes after the rest: it takes comparing it again."""
        article = self._reading.article
        why = await self._client.ask(WhyPaired(article))
        if why is not None and dialog.is_attached and article == self._reading.article:
            dialog.show(self._lines(why))

    def _lines(self, why: Why | None = None) -> list[Line]:
        from tui.dialogs.evidence import evidence_lines

        reading = self._reading
        assert reading.view is not None
        return list(
            evidence_lines(reading.view, reading.pair, why, pairing=reading.pairing, refused=reading.refused)
        )
