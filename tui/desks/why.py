"""Why two reports are paired, and what is known of an article."""

from __future__ import annotations

from functools import partial
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
        from tui.dialogs.text_dialog import TextDialog

        reading = self._reading
        if reading.view is not None:
            title = "Why these two are paired" if reading.pair else "This article"
            dialog = TextDialog(title, self._lines())
            self._flows.begin_dialog(partial(self._tell, dialog), newest_of="why")

    async def _tell(self, dialog: TextDialog) -> None:
        pair = self._reading.pair
        more = pair is not None and pair.pair.evidence.runner_up is not None
        await self._flows.choice(dialog, meanwhile=partial(self._tell_why_not, dialog) if more else None)

    async def _tell_why_not(self, dialog: TextDialog) -> None:
        """Why the runner-up lost comes after the rest: it takes comparing it again."""
        article, beside = self._reading.article, self._reading.beside
        why = await self._client.ask(WhyPaired(article, beside or None))
        if why is not None and (article, beside) == (self._reading.article, self._reading.beside):
            dialog.show(self._lines(why))

    def _lines(self, why: Why | None = None) -> list[Line]:
        from tui.dialogs.evidence import evidence_lines

        reading = self._reading
        assert reading.view is not None
        return list(
            evidence_lines(reading.view, reading.pair, why, pairing=reading.pairing, refused=reading.refused)
        )
