"""A change in words: the same when it is made, undone and made again."""

from __future__ import annotations

import pytest

from index.model.desk import BookmarkChange, Change, Correction, ReadMarkChange, VerdictChange
from index.protocol.answers import ReportName
from tests.tui.desks.nouns import mark, pair_view
from tests.tui.desks.panes import Reading
from tui.desks.changes import said_of

SAME, DIFFERENT = (Correction("a", "e", verdict, "2024-12-01T00:00:00Z") for verdict in ("same", "different"))
OURS, THEIRS = ReportName("a", "fr", "Grève"), ReportName("e", "en", "Strike")


@pytest.mark.parametrize(
    ("change", "names", "said"),
    [
        (BookmarkChange(None, mark("m", "a", 0)), (OURS,), "bookmark on ¶ 1 added"),
        (BookmarkChange(mark("m", "a"), None), (OURS,), "bookmark on the article removed"),
        (
            BookmarkChange(mark("m", "e", 1), mark("m", "e", 2)),
            (THEIRS,),
            "bookmark on ¶ 2 of the English report altered",
        ),
        (ReadMarkChange("a", before=False, after=True), (OURS,), "“Grève” marked read"),
        (ReadMarkChange("a", before=True, after=False), (OURS,), "“Grève” marked unread"),
        (ReadMarkChange("gone", before=True, after=False), (ReportName("gone"),), "“gone” marked unread"),
        (VerdictChange("a", "e", None, SAME), (OURS, THEIRS), "made a pair with “Strike”"),
        (VerdictChange("a", "e", SAME, DIFFERENT), (OURS, THEIRS), "taken apart from “Strike”"),
        (VerdictChange("a", "e", SAME, None), (OURS, THEIRS), "nothing said of “Strike”"),
        (VerdictChange("a", "e", None, SAME), (OURS,), "made a pair with “Grève”"),
    ],
)
def test_it_is_said_what_was_done_and_to_which_report(
    change: Change, names: tuple[ReportName, ...], said: str
) -> None:
    reading, pair = Reading(), pair_view("a", "e")
    reading.show(pair.left, pair, keep_place=False)
    assert said_of(change, names, reading) == said
