"""Why two reports are paired, and what is known of an article."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from textual import on

from tui.client.archive_client import EvidenceFound
from tui.commands import bindings
from tui.desks.arrival import of_open_article
from tui.desks.reading_screen import ReadingScreen

if TYPE_CHECKING:
    from tui.dialogs.text_dialog import Line, TextDialog


class WhyScreen(ReadingScreen):
    BINDINGS = bindings("why")

    _why: TextDialog | None = None
    """What was opened last."""

    @of_open_article
    def action_why(self) -> None:
        from tui.dialogs.text_dialog import TextDialog

        reading = self.reading
        if reading.view is None:
            return
        title = "Why these two are paired" if reading.pair else "This article"
        self._why = TextDialog(title, self._evidence())
        self.app.push_screen(self._why)
        if reading.pair is not None and reading.pair.evidence.runner_up is not None:
            self.client.evidence(reading.article)

    @on(EvidenceFound)
    def _evidence_found(self, event: EvidenceFound) -> None:
        """Why the runner-up lost comes after the rest: it takes comparing it again."""
        event.stop()
        if self._why is not None and self._why.is_attached and event.article == self.reading.article:
            self._why.show(self._evidence(event.words))

    def _evidence(self, words: Mapping[str, tuple[str, ...]] | None = None) -> list[Line]:
        """``words``: in the place of those that came with the pair."""
        from tui.dialogs.evidence import evidence_lines

        reading = self.reading
        assert reading.view is not None
        pair = replace(reading.pair, words=words) if reading.pair and words else reading.pair
        return list(evidence_lines(reading.view, pair, pairing=reading.pairing, refused=reading.refused))
