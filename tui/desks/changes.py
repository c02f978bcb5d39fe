"""A change of the reader's own data in words, the same when it is made, undone and made again."""

from __future__ import annotations

from typing import Any

from index.model.desk import Bookmark, BookmarkChange, Change, ReadMarkChange, VerdictChange, VerdictImport
from index.protocol.answers import ReportName
from index.protocol.questions import (
    AddBookmark,
    Judge,
    MarkRead,
    PutPlace,
    Question,
    Redo,
    RemoveBookmark,
    Undo,
)
from tui.client.outcomes import Unkept
from tui.panes.labels import TITLE_CELLS, sentences
from tui.panes.reading_pane import ReadingPane
from tui.terminal.text import clean_line, fit
from tui.wording import language_name, many

SAME, DIFFERENT = "same", "different"
ASKED: dict[type[Question[Any]], str] = {
    AddBookmark: "a bookmark",
    RemoveBookmark: "the removal of a bookmark",
    MarkRead: "a read mark",
    Judge: "what you said of a pair",
    Undo: "an undo",
    Redo: "a redo",
    PutPlace: "the place where you read",
}
"""Every change that can be asked for, as it is named before it is made."""


def said_of(change: Change, names: tuple[ReportName, ...], reading: ReadingPane) -> str:
    """``names``: the reports that it is about; of a pair the one is named that is not open."""
    match change:
        case BookmarkChange(before=before, after=after):
            mark = before or after
            assert mark is not None
            done = "added" if before is None else "removed" if after is None else "altered"
            return bookmark_said(mark, done, reading)
        case ReadMarkChange():
            return read_said(_title(names), read=change.after)
        case VerdictImport(verdicts=taken):
            return f"{many(len(taken), 'verdict')} taken over"
        case VerdictChange():
            others = tuple(name for name in names if name.id != reading.article)
            return verdict_said(_title(others or names), change.after.verdict if change.after else None)


def unkept_said(unkept: Unkept) -> str:
    """``a bookmark could not be kept: …``."""
    why = sentences(str(unkept.why), unkept.why.hint)
    return f"{ASKED[type(unkept.question)]} could not be kept: {why}"


def bookmark_said(mark: Bookmark, done: str, reading: ReadingPane) -> str:
    """``bookmark on ¶ 3 of the English report added``."""
    other = reading.pair.other(reading.article).article if reading.pair else None
    whose = f" of the {language_name(other.language)} report" if other and mark.article == other.id else ""
    place = "the article" if mark.block is None else f"¶ {mark.block + 1}"
    return f"bookmark on {place}{whose} {done}"


def read_said(title: str, *, read: bool) -> str:
    return f"{quoted(title)} marked {'read' if read else 'unread'}"


def verdict_said(title: str, verdict: str | None) -> str:
    """``title``: of the other report."""
    how = {SAME: "made a pair with", DIFFERENT: "taken apart from"}.get(verdict or "", "nothing said of")
    return f"{how} {quoted(title)}"


def quoted(title: str) -> str:
    return f"“{fit(clean_line(title), TITLE_CELLS)}”"


def _title(names: tuple[ReportName, ...]) -> str:
    return next((name.title or name.id for name in names), "")
