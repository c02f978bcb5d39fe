"""A story as a chain of events by day: how many reports each has, and the reports under it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from index.model.articles import ArticleId
from index.model.events import Event
from index.protocol.answers import ReportName, StoryView
from tui.dialogs.dialog import Dialog, DialogTitle
from tui.panes.labels import date_label, joined, report_counts
from tui.terminal.text import cells, clean_line, fit
from tui.widgets.list_rows import ListRow, header_row
from tui.widgets.virtual_list import VirtualList
from tui.wording import UNDATED, many

STEP = 2
"""Cells that an event is indented under its day, and a report under its event."""
LONGEST_TAIL = 30
"""Cells of source and day behind a title, at most; in a list that is narrower than twice that a third."""


@dataclass(frozen=True, slots=True)
class Link:
    """A line of the chain: a day, an event, or with ``report`` a report."""

    text: str
    depth: int = 0
    report: ArticleId | None = None
    language: str = ""
    tail: str = ""
    """Source, and the day where it is not the one above."""


def chain(view: StoryView) -> Iterator[Link]:
    """Days, the undated last; under each the events that began then, with all their reports, and reports that
    stand alone."""
    told = {report.id: report for report in view.members}
    event_of = {report: event for event in view.story.events for report in event.reports}
    days: dict[str, list[Event | ReportName]] = {}
    for report in view.members:
        event = event_of.get(report.id)
        if event is None:
            days.setdefault(_day(report), []).append(report)
        elif report.id == next((id for id in event.reports if id in told), None):
            named = [told[id] for id in event.reports if id in told]
            days.setdefault(min(filter(None, map(_day, named)), default=""), []).append(event)
    for day in sorted(days, key=lambda day: (not day, day)):
        yield Link(_day_label(day, view.members))
        for each in days[day]:
            if isinstance(each, ReportName):
                yield _report(each, day, depth=1)
            else:
                yield Link(_event_label(each), 1)
                yield from (_report(told[id], day, depth=2) for id in each.reports if id in told)


def _day(report: ReportName) -> str:
    """First day on which it may have been published, ISO; empty when it is undated."""
    return "" if report.published is None else report.published.first


def _day_label(day: str, members: Sequence[ReportName]) -> str:
    published = next((report.published for report in members if day and _day(report) == day), None)
    return date_label(published, "en")


def _event_label(event: Event) -> str:
    perhaps = "perhaps one event" if event.status == "possible" else ""
    return joined((report_counts(event.languages), perhaps))


def _report(report: ReportName, day: str, *, depth: int) -> Link:
    other_day = date_label(report.published, report.language or "") if _day(report) != day else ""
    return Link(
        report.title or "a report that is no longer in the archive",
        depth,
        report.id,
        (report.language or "").upper(),
        joined((report.source or "", other_day or (UNDATED if day and not _day(report) else ""))),
    )


class StoryDialog(Dialog[ArticleId]):
    """Answers with the id of the chosen report."""

    def __init__(self, view: StoryView, open_article: ArticleId) -> None:
        super().__init__()
        self._links = tuple(chain(view))
        self._open = open_article
        counts = report_counts(view.story.languages)
        events = len(view.story.events)
        told = f"The story in {len(view.members)} reports · {counts}"
        self._title = joined((told, many(events, "event"))) if events > 1 else told

    def compose(self) -> ComposeResult:
        with Vertical():
            yield DialogTitle(self._title)
            yield VirtualList(self._row, id="choices")
            yield Static("Enter reads it · Esc closes", classes="dialog-foot", markup=False)

    def on_mount(self) -> None:
        choices = self.query_one(VirtualList)
        choices.styles.height = len(self._links)
        headings = [n for n, link in enumerate(self._links) if link.report is None]
        cursor = next((n for n, link in enumerate(self._links) if link.report == self._open), 0)
        choices.reset(len(self._links), cursor=cursor, headers=headings)
        choices.focus()

    def _row(self, index: int, width: int) -> ListRow:
        link = self._links[index]
        indent = " " * (STEP * link.depth)
        if link.report is None:
            return header_row(link.text) if not link.depth else ListRow((((indent + link.text, "count"),),))
        mark = "● " if link.report == self._open else "  "
        room = max(0, width - cells(indent) - 5)
        tail = fit(clean_line(link.tail), min(LONGEST_TAIL, room // 3))
        title = fit(clean_line(link.text), room - (cells(tail) + 2 if tail else 0))
        gap = " " * max(0, room - cells(title) - cells(tail))
        return ListRow(
            (
                (
                    (indent + mark, "mark"),
                    (f"{link.language:2} ", "language"),
                    (title, "title"),
                    (gap + tail, "dim"),
                ),
            )
        )

    @on(VirtualList.Chosen)
    def _choose(self, event: VirtualList.Chosen) -> None:
        event.stop()
        self.dismiss(self._links[event.index].report)
