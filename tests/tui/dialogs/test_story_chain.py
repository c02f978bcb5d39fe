"""A story as a chain of events: which day each stands under, and which reports under each."""

from __future__ import annotations

from dataclasses import replace

from index.model.articles import DateRange
from index.model.events import Event
from index.model.pairs import Story
from index.protocol.answers import ReportName, StoryView
from tui.dialogs.story_dialog import Link, StoryDialog, chain


def report(id: str, day: str | None = None) -> ReportName:
    """Its id begins with its language."""
    published = None if day is None else DateRange(day, day, "day", "prefix")
    return ReportName(id, id[:2], id.upper(), published, "Le Littoral")


MARCH = Event(
    "fr1", ("fr1", "en1", "fr2"), ("2024-03-14", "2024-03-15"), {"en": 1, "fr": 2}, 0.98, "counterpart"
)
APRIL = Event("fr3", ("fr3", "en3"), ("2024-04-02", "2024-04-02"), {"fr": 1, "en": 1}, 0.5, "possible")
MEMBERS = (
    report("fr1", "2024-03-14"),
    report("en1", "2024-03-15"),
    report("en2", "2024-03-14"),
    report("fr3", "2024-04-02"),
    report("en3", "2024-04-02"),
    report("fr2"),
    report("fr4"),
)
STORY = Story("fr1", tuple(member.id for member in MEMBERS), ("2024-03-14", "2024-04-02"), {"fr": 4, "en": 3},
              (MARCH, APRIL))  # fmt: skip
VIEW = StoryView(STORY, MEMBERS)


def outline(view: StoryView) -> list[str]:
    return [f"{'  ' * link.depth}{link.report or link.text}" for link in chain(view)]


def test_days_then_events_then_reports_and_those_alone_under_their_day() -> None:
    assert outline(VIEW) == [
        "14 Mar 2024",
        "  FR 2 · EN 1",
        "    fr1",
        "    en1",
        "    fr2",
        "  en2",
        "2 Apr 2024",
        "  FR 1 · EN 1 · perhaps one event",
        "    fr3",
        "    en3",
        "undated",
        "  fr4",
    ]


def test_a_report_says_its_own_day_where_that_is_not_the_one_above() -> None:
    tails = {link.report: link.tail for link in chain(VIEW) if link.report}
    assert tails["fr1"] == "Le Littoral" and tails["en1"] == "Le Littoral · 15 Mar 2024"
    assert tails["fr2"] == "Le Littoral · undated" and tails["fr4"] == "Le Littoral"


def test_every_report_is_there_once_also_when_an_event_has_others_that_the_story_has_not() -> None:
    fewer = StoryView(STORY, MEMBERS[1:])
    assert sorted(link.report for link in chain(fewer) if link.report) == sorted(m.id for m in MEMBERS[1:])
    assert outline(fewer)[:3] == ["14 Mar 2024", "  en2", "15 Mar 2024"]


def test_an_undated_event_stands_last() -> None:
    event = Event("fr2", ("fr2", "fr4"), (), {"fr": 2})
    undated = StoryView(
        replace(STORY, events=(event,)), (report("fr2"), report("fr4"), report("en1", "2024-03-15"))
    )
    assert outline(undated) == ["15 Mar 2024", "  en1", "undated", "  FR 2", "    fr2", "    fr4"]


def test_a_row_keeps_to_its_width_and_marks_the_open_report() -> None:
    dialog = StoryDialog(VIEW, "en1")
    assert dialog._title == "The story in 7 reports · FR 4 · EN 3 · 2 events"
    dialog._links = (Link("A long title " * 9, 2, "en1", "EN", "A source with a long name · 15 Mar 2024"),)
    for width in (20, 40, 100):
        ((pieces),) = dialog._row(0, width).lines
        assert len("".join(text for text, _ in pieces)) == width
        assert "●" in pieces[0][0]
