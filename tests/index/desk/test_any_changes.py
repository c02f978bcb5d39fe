"""Done, undone and made again in whatever order: two lists foretell what stands."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from index.desk.desk import Desk
from index.model.desk import Correction
from index.storage.library import Library, open_library
from tests.index.desk.reports import ENGLISH, FRENCH, Own, exported, own, put_reports

REPORTS = st.sampled_from((*FRENCH, *ENGLISH))
VERDICTS = st.sampled_from(("same", "different"))
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("bookmark"), REPORTS, st.sampled_from((None, 0, 2))),
        st.tuples(st.just("remove"), st.integers(0, 3)),
        st.tuples(st.just("read by key"), REPORTS, st.booleans()),
        st.tuples(st.just("open"), REPORTS),
        st.tuples(st.just("verdict"), st.sampled_from(FRENCH), st.sampled_from(ENGLISH), VERDICTS),
        st.tuples(st.just("withdraw"), st.sampled_from(FRENCH), st.sampled_from(ENGLISH)),
        st.tuples(st.just("import"), st.lists(st.tuples(st.sampled_from(FRENCH), VERDICTS), max_size=2)),
        st.tuples(st.just("undo")),
        st.tuples(st.just("undo")),
        st.tuples(st.just("redo")),
        st.tuples(st.just("restart")),
    ),
    max_size=25,
)
LATER = datetime.now(UTC) + timedelta(hours=12)
"""Than all that is said here; no further ahead than the clock of another machine may be."""
Values = list[tuple[str, Any, Any, Any]]
"""Table, key, what was there, what is there."""


@dataclass
class Model:
    """What stands in three tables, and lists of what was done and undone."""

    own: Own = field(default_factory=lambda: Own({}, {}, {}))
    done: list[Values] = field(default_factory=list)
    undone: list[Values] = field(default_factory=list)

    def put(self, table: str, key: Any, value: Any) -> tuple[str, Any, Any, Any]:
        rows = getattr(self.own, table)
        before = rows.pop(key, None)
        if value is not None:
            rows[key] = value
        return table, key, before, value

    def made(self, *changes: tuple[str, Any, Any, Any]) -> None:
        if any(before != after for _, _, before, after in changes):
            self.done.append([*changes])
            self.undone.clear()

    def undo(self) -> None:
        if self.done:
            self.undone.append(self.done.pop())
            for table, key, before, _ in self.undone[-1]:
                self.put(table, key, before)

    def redo(self) -> None:
        if self.undone:
            self.done.append(self.undone.pop())
            for table, key, _, after in self.done[-1]:
                self.put(table, key, after)


def take(step: tuple[Any, ...], library: Library, model: Model, clock: int) -> None:
    desk = Desk(library)
    match step:
        case ("bookmark", article, block):
            mark = desk.bookmark(article, None, block, note=f"{clock}")
            model.made(model.put("bookmarks", mark.id, mark))
        case ("remove", place):
            if desk.bookmarks():
                mark = desk.bookmarks()[place % len(desk.bookmarks())]
                desk.remove_bookmark(mark.id)
                model.made(model.put("bookmarks", mark.id, None))
        case ("read by key", article, read):
            desk.mark_read(article, read, by_key=True)
            model.made(model.put("read", article, read or None))
        case ("open", article):
            desk.mark_read(article, True)
            model.put("read", article, True)
        case ("verdict", fr, en, verdict):
            said = desk.verdict(en, fr, verdict)
            model.made(model.put("corrections", (fr, en), said))
        case ("withdraw", fr, en):
            desk.withdraw(fr, en)
            model.made(model.put("corrections", (fr, en), None))
        case ("import", verdicts):
            created = f"{LATER + timedelta(seconds=clock):%Y-%m-%dT%H:%M:%SZ}"
            said_by_report = dict(verdicts)
            known = model.own.corrections
            rows = [exported(Correction(fr, "en1", v, created)) for fr, v in said_by_report.items()]
            new = [
                fr
                for fr, v in said_by_report.items()
                if (fr, "en1") not in known
                or (known[fr, "en1"].verdict != v and known[fr, "en1"].created < created)
            ]
            assert desk.import_corrections(rows) == (len(new), 0, ())
            now = {(said.fr, said.en): said for said in desk.corrections()}
            model.made(*(model.put("corrections", (fr, "en1"), now[fr, "en1"]) for fr in new))
        case ("undo",):
            assert (desk.undo() is not None) == bool(model.done)
            model.undo()
        case ("redo",):
            assert (desk.redo() is not None) == bool(model.undone)
            model.redo()


@settings(max_examples=60, deadline=None)
@given(STEPS)
def test_any_sequence_of_changes(steps: list[tuple[Any, ...]]) -> None:
    model = Model()
    with tempfile.TemporaryDirectory() as folder:
        library = open_library(Path(folder))
        try:
            put_reports(library)
            for clock, step in enumerate(steps):
                if step == ("restart",):
                    library.close()
                    library = open_library(Path(folder))
                take(step, library, model, clock)
                assert own(library) == model.own, step
            undone = [made.undone for made in Desk(library).changes(1000)]
            assert undone == [True] * len(model.undone) + [False] * len(model.done)
        finally:
            library.close()
