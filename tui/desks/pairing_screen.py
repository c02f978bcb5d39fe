"""What else a report could be paired with, what the reader says of that, and what is like it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from textual import on

from index.model import READING_LANGUAGES, Article, ArticleId, ConcordanceLine, Hit, other_language
from tui.client.archive_client import (
    ArchiveClient,
    CandidatesFound,
    OccurrencesFound,
    SimilarFound,
    StoryFound,
    VerdictTaken,
)
from tui.client.archive_pipe import Refused
from tui.client.pair_answers import CandidateRow, Offer, ReportRow
from tui.commands import bindings
from tui.desks.arrival import CHANGE, of_open_article
from tui.desks.marking_screen import MarkingScreen
from tui.dialogs.reports_dialog import ReportLine, ReportsDialog
from tui.panes.labels import TITLE_CELLS, joined
from tui.panes.page import alone
from tui.terminal.text import clean_line, fit
from tui.wording import language_name, many

if TYPE_CHECKING:
    from tui.dialogs.concordance_screen import ConcordanceScreen

READS = "reads it"
MOST_OCCURRENCES = 2000
"""Nobody reads on through more of them."""
SAME, DIFFERENT = "same", "different"
SAID_SAME, SAID_DIFFERENT = "you said: the same", "you said: not the same"


class PairingScreen(MarkingScreen):
    """Verdicts are kept for good and honoured by every later run; each can be undone."""

    BINDINGS = bindings("candidates", "not_same", "pair_by_hand", "story", "similar", "concordance")

    _to_pair: Article | None = None
    """Waits for its counterpart by hand."""
    _offer: Offer | None = None
    _when_taken: Callable[[], None] | None = None
    """What follows when the archive has taken the verdict that is on its way to it."""
    _concordance: ConcordanceScreen | None = None

    def __init__(self, client: ArchiveClient) -> None:
        super().__init__(client)
        self._verdicts: dict[frozenset[ArticleId], str | None] = {}
        """What the reader has said of two reports, as far as it has come up."""

    # ---- other candidates

    @of_open_article
    def action_candidates(self) -> None:
        if self.reading.view is not None and not self._said_unpairable():
            self.arrival.hold()  # what follows is for the dialog
            self.reading.note("comparing it with other reports…")
            self.client.candidates(self.reading.article)

    def _said_unpairable(self) -> bool:
        """Say that the open article can have no counterpart, if that is so."""
        view = self.reading.view
        if view is None or view.article.language in READING_LANGUAGES:
            return False
        self.reading.note(alone(view))
        return True

    @on(CandidatesFound)
    def _candidates_found(self, event: CandidatesFound) -> None:
        event.stop()
        self.reading.note("")
        self._offer = offer = event.offer
        for other, verdict in offer.verdicts.items():
            self._verdicts[frozenset((offer.article.id, other))] = verdict
        lines = [_candidate_line(found, offer) for found in offer.candidates]
        lines += [replace(_report_line(report), said=SAID_DIFFERENT) for report in offer.taken_apart]
        title = f"Counterparts for “{offer.article.title or offer.article.id}”"
        empty = "No report of the other language is near enough to be compared with."
        dialog = ReportsDialog(title, lines, empty=empty, chooses="makes it the counterpart")
        self.app.push_screen(dialog, self._candidate_chosen)
        self.arrival.release()

    def _candidate_chosen(self, other: ArticleId | None) -> None:
        offer = self._offer
        if other is None or offer is None:
            return
        if other == offer.counterpart:
            self.say("it is the counterpart already")
        else:
            offered = (*(found.report for found in offer.candidates), *offer.taken_apart)
            title = next(report.title for report in offered if report.id == other)
            self._judge(offer.article.id, other, title or other, SAME, before=offer.verdicts.get(other))

    # ---- verdicts

    @of_open_article
    def action_not_same(self) -> None:
        pair = self.reading.pair
        if pair is None and self._said_unpairable():
            return
        if pair is None:
            self.reading.note("no counterpart to take away; P shows what there is to choose from")
            return
        before = SAME if pair.origin == "reader" else None
        other = pair.other(self.reading.article).article
        self._judge(self.reading.article, other.id, other.title, DIFFERENT, before=before)

    @of_open_article
    def action_pair_by_hand(self) -> None:
        view = self.reading.view
        if view is None or self._said_unpairable():
            return
        article, waiting = view.article, self._to_pair
        named = f"“{fit(clean_line(article.title), TITLE_CELLS)}”"
        if waiting is not None and waiting.language != article.language:
            self._to_pair = None
            before = self._verdicts.get(frozenset((article.id, waiting.id)))
            self._judge(article.id, waiting.id, waiting.title, SAME, before=before)
        elif waiting is not None and waiting.id == article.id:
            self._to_pair = None
            self.say(f"{named} waits for no counterpart any more")
        else:
            self._to_pair = article
            other = language_name(other_language(article.language))
            self.say(f"{named} waits: go to its {other} report and choose “pair by hand” again")

    def _judge(
        self, article: ArticleId, other: ArticleId, title: str, verdict: str, *, before: str | None
    ) -> None:
        """``title`` names the other report; ``before``: what the reader had said of the two."""
        how = "made a pair with" if verdict == SAME else "taken apart from"
        said = f"{how} “{fit(clean_line(title), TITLE_CELLS)}”"
        self.arrival.expect(CHANGE)
        self.client.correct(article, other, verdict)

        def undo() -> None:
            self.arrival.expect(CHANGE)
            self.client.correct(article, other, before)

        def done() -> None:
            self.undo_stack.push(said, undo)
            self.say(f"{said} · u undoes it")

        self._when_taken = done

    @on(VerdictTaken)
    def _verdict_taken(self, event: VerdictTaken) -> None:
        """Show what the archive makes of it, here and in the list."""
        event.stop()
        self._verdicts[frozenset((event.article, event.other))] = event.verdict
        self._taking_back = False
        done, self._when_taken = self._when_taken, None
        if done is not None:
            done()
        self.arrival.changed()
        self.reload()
        self.arrival.settle()
        self.client.greet()

    @on(Refused)
    def _nothing_of_it(self, event: Refused) -> None:
        if event.method in ("correct", "withdraw_correction"):
            self._when_taken = None
        elif event.method == "candidates":
            self.reading.note("")

    # ---- the story, and what is like it

    @of_open_article
    def action_story(self) -> None:
        if self.reading.view is not None:
            self.arrival.hold()
            self.client.story(self.reading.article)

    @on(StoryFound)
    def _story_found(self, event: StoryFound) -> None:
        event.stop()
        self.arrival.release()
        if event.story is None:
            self.say("no other report of this story in the archive")
            return
        members, languages = event.story.members, event.story.languages
        lines = [replace(_report_line(member), marked=member.id == event.article) for member in members]
        counts = joined(f"{code.upper()} {count}" for code, count in languages.items())
        title = f"The story in {len(members)} reports · {counts}"
        self.app.push_screen(ReportsDialog(title, lines, empty="", chooses=READS), self._report_chosen)

    @of_open_article
    def action_similar(self) -> None:
        if self.reading.view is not None:
            self.arrival.hold()
            self.client.similar(self.reading.article)

    @on(SimilarFound)
    def _similar_found(self, event: SimilarFound) -> None:
        event.stop()
        lines = [_hit_line(hit) for hit in event.hits if hit.id != event.article]
        dialog = ReportsDialog(
            "More like this, in both languages", lines, empty="Nothing is like it.", chooses=READS
        )
        self.app.push_screen(dialog, self._report_chosen)
        self.arrival.release()

    def _report_chosen(self, article: ArticleId | None) -> None:
        if article is not None:
            self.read(article)

    # ---- concordance

    def action_concordance(self) -> None:
        """Of the query; without one, of what is then typed."""
        if self.session.query.strip():
            self.arrival.hold()
            self.client.concordance(self.session.request(lenient=False))
            return
        from tui.dialogs.dialog import LineDialog

        dialog = LineDialog("Every occurrence, in its line of text, of…", "a word or a phrase")
        self.app.push_screen(dialog, self._occurrences_of)

    def _occurrences_of(self, query: str | None) -> None:
        if query is not None:
            self.client.concordance(replace(self.session, query=query).request())

    @on(OccurrencesFound)
    def _occurrences_found(self, event: OccurrencesFound) -> None:
        from tui.dialogs.concordance_screen import ConcordanceScreen

        event.stop()
        if not event.request.offset:
            self._concordance = ConcordanceScreen(event.request.query)
            self.app.push_screen(self._concordance, self._go_to_occurrence)
            self.arrival.release()
        if (screen := self._concordance) is None:  # left meanwhile
            return
        further = event.further if screen.count + len(event.lines) < MOST_OCCURRENCES else None
        screen.add(event.lines, complete=event.further is None)
        if further is not None:
            self.client.concordance(replace(event.request, offset=further))

    def _go_to_occurrence(self, line: ConcordanceLine | None) -> None:
        self._concordance = None
        if line is not None:
            key, reading = str(line.block), self.reading
            self.read(line.article, lambda: reading.text.goto_key(key, reading.own_side))


def _candidate_line(found: CandidateRow, offer: Offer) -> ReportLine:
    aligned, of = found.evidence.aligned
    names, numbers = len(found.evidence.shared_entities), len(found.evidence.shared_numbers)
    paired = found.report.id == offer.counterpart
    said = joined(
        (
            "its counterpart now" if paired else found.status,
            SAID_SAME if offer.verdicts.get(found.report.id) == SAME else f"{found.score:.0%} likely",
            many(names, "shared name") if names else "no shared name",
            many(numbers, "shared number") if numbers else "",
            f"{aligned} of {of} ¶" if aligned else "",
        )
    )
    return replace(_report_line(found.report), said=said, marked=paired)


def _report_line(report: ReportRow) -> ReportLine:
    return ReportLine(report.id, report.language, report.title, report.published, report.source)


def _hit_line(hit: Hit) -> ReportLine:
    said = "has a counterpart" if hit.counterpart else ""
    return ReportLine(hit.id, hit.language, hit.title, hit.published, hit.source, said)
