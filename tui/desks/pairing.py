"""What else a report could be paired with, and what the reader says of that."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from index.model.articles import READING_LANGUAGES, Article, ArticleId, other_language
from index.model.pairs import Candidate
from index.protocol.answers import CandidateRow, Offer
from index.protocol.questions import Candidates, Judge
from tui.client.archive_client import ArchiveClient
from tui.client.outcomes import Refused
from tui.desks.arrival import CHANGE, Arrival
from tui.desks.changes import DIFFERENT, SAME, quoted, verdict_said
from tui.desks.flows import Flows
from tui.desks.reading import ReadingDesk
from tui.desks.related import report_line
from tui.panes.labels import joined
from tui.panes.page import alone
from tui.panes.reading_pane import ReadingPane
from tui.wording import language_name, many

if TYPE_CHECKING:
    from tui.desks.surface import Surface
    from tui.dialogs.reports_dialog import ReportLine

SAID_SAME, SAID_DIFFERENT = "you said: the same", "you said: not the same"


class PairingDesk:
    """Verdicts are kept for good and honoured by every later run; each can be undone."""

    def __init__(
        self,
        client: ArchiveClient,
        flows: Flows,
        arrival: Arrival,
        surface: Surface,
        reading: ReadingPane,
        articles: ReadingDesk,
        greet: Callable[[], None],
    ) -> None:
        """``greet`` asks the archive what it holds now."""
        self._client = client
        self._flows = flows
        self._arrival = arrival
        self._surface = surface
        self._reading = reading
        self._articles = articles
        self._greet = greet
        self._to_pair: Article | None = None
        """Waits for its counterpart by hand."""

    def choose(self) -> None:
        """Show what the open article could be paired with; the chosen one becomes its counterpart."""
        if self._reading.view is not None and not self._said_unpairable():
            self._flows.begin_dialog(self._choose, newest_of="candidates")

    async def _choose(self) -> None:
        from tui.dialogs.reports_dialog import ReportsDialog

        article = self._reading.article
        self._reading.note("comparing it with other reports…")
        try:
            offer = await self._client.ask(Candidates(article))
        finally:
            self._reading.note("")
        lines = [_candidate_line(found, offer) for found in offer.candidates]
        lines += [replace(report_line(report), said=SAID_DIFFERENT) for report in offer.taken_apart]
        dialog = ReportsDialog(
            f"Counterparts for “{offer.article.title or article}”",
            lines,
            empty="No report of the other language is near enough to be compared with.",
            chooses="makes it the counterpart",
        )
        other = await self._flows.choice(dialog)
        if other is None:
            return
        if other == offer.counterpart:
            self._surface.say("it is the counterpart already")
        else:
            title = next(line.title for line in lines if line.id == other)
            self._judge(article, other, title or other, SAME)

    def take_apart(self) -> None:
        """The open article and its counterpart do not tell the same event."""
        pair = self._reading.pair
        if pair is not None:
            other = pair.other(self._reading.article).article
            self._judge(self._reading.article, other.id, other.title, DIFFERENT)
        elif not self._said_unpairable():
            self._reading.note("no counterpart to take away; P shows what there is to choose from")

    def pair_by_hand(self) -> None:
        """The first time the open article waits; the second time another one becomes its counterpart."""
        view = self._reading.view
        if view is None or self._said_unpairable():
            return
        article, waiting = view.article, self._to_pair
        if waiting is not None and waiting.language != article.language:
            self._to_pair = None
            self._judge(article.id, waiting.id, waiting.title, SAME)
        elif waiting is not None and waiting.id == article.id:
            self._to_pair = None
            self._surface.say(f"{quoted(article.title)} waits for no counterpart any more")
        else:
            self._to_pair = article
            other = language_name(other_language(article.language))
            self._surface.say(
                f"{quoted(article.title)} waits: go to its {other} report and choose “pair by hand” again"
            )

    def _said_unpairable(self) -> bool:
        """Say that the open article can have no counterpart, if that is so."""
        view = self._reading.view
        if view is None or view.article.language in READING_LANGUAGES:
            return False
        self._reading.note(alone(view))
        return True

    def _judge(self, article: ArticleId, other: ArticleId, title: str, verdict: str) -> None:
        """``title`` names the other report."""
        self._arrival.expect(CHANGE)
        done = self._client.ask(Judge(article, other, verdict))
        self._flows.begin(partial(self._judged, done, verdict_said(title, verdict)))

    async def _judged(self, done: Awaitable[object], said: str) -> None:
        try:
            await done
        except Refused:
            self._arrival.give_up()
            self._surface.unsay()
            raise
        self._surface.say(f"{said} · u undoes it")
        self.pairs_changed()

    def pairs_changed(self) -> None:
        """Show what the archive makes of a verdict, here and in the list."""
        self._arrival.changed()
        self._articles.reload(paired_anew=True)
        self._arrival.settle()
        self._greet()


def _candidate_line(found: CandidateRow, offer: Offer) -> ReportLine:
    evidence = found.candidate.evidence
    aligned, of = evidence.aligned
    names, numbers = len(evidence.shared_entities), len(evidence.shared_numbers)
    paired, likely = found.report.id == offer.counterpart, f"{found.candidate.score:.0%} likely"
    said = joined(
        (
            "its counterpart now" if paired else _standing(found.candidate, offer.article.id),
            SAID_SAME if offer.verdicts.get(found.report.id) == SAME else likely,
            many(names, "shared name") if names else "no shared name",
            many(numbers, "shared number") if numbers else "",
            f"{aligned} of {of} ¶" if aligned else "",
        )
    )
    return replace(report_line(found.report), said=said, marked=paired)


def _standing(candidate: Candidate, article: ArticleId) -> str:
    """What one is that is not the counterpart: two of one event may both be likely, and only one is it."""
    if candidate.status != "counterpart" or candidate.event is None:
        return candidate.status
    return "of the same event" if article in candidate.event.reports else "of another event"
