"""Why two reports are paired, and what is known of an article."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from index.protocol.answers import Nearest, Why
from index.protocol.questions import WhyAlone, WhyPaired
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
        await self._flows.choice(dialog, meanwhile=partial(self._tell_more, dialog))

    async def _tell_more(self, dialog: TextDialog) -> None:
        """Why something else lost, or came nearest, comes after the rest: it takes comparing it again."""
        article, beside = self._reading.article, self._reading.beside
        question: WhyPaired | WhyAlone = WhyAlone(article)
        if self._reading.pair is not None:
            question = WhyPaired(article, beside or None)
        told: Why | Nearest | None = await self._client.ask(question)
        if told is not None and (article, beside) == (self._reading.article, self._reading.beside):
            dialog.show(self._lines(told))

    def _lines(self, told: Why | Nearest | None = None) -> list[Line]:
        from tui.dialogs.evidence import evidence_lines

        reading = self._reading
        assert reading.view is not None
        return list(
            evidence_lines(reading.view, reading.pair, told, pairing=reading.pairing, refused=reading.refused)
        )
