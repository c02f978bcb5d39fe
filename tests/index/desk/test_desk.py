"""Every change of the reader's own data can be taken back and made again, here and after a restart."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from index.desk.desk import Desk
from index.errors import ArchiveError, NotFoundError, StorageError
from index.model.desk import BookmarkChange, Change, Correction, ReadMarkChange, VerdictChange, VerdictImport
from index.storage.desk import changes
from index.storage.desk.bookmarks import Bookmarks
from index.storage.desk.changes import Changes
from index.storage.library import Library, open_library
from index.storage.pairs.counterparts import Counterparts
from tests.index.desk.reports import (
    PARAGRAPHS,
    exported,
    own,
    put_report,
    remove_reports,
)

EARLIER = "2024-12-02T10:00:00Z"


def changes_of(desk: Desk) -> list[Change]:
    return [made.change for made in desk.changes()]


def bookmark(desk: Desk) -> Change:
    return BookmarkChange(None, desk.bookmark("fr1", "en1", 1, "à vérifier", ["port", "à lire"]))


def remove_bookmark(desk: Desk) -> Change:
    (mark,) = desk.bookmarks()
    assert desk.remove_bookmark(mark.id[:8]) == mark
    return BookmarkChange(mark, None)


def mark_read(desk: Desk) -> Change:
    desk.mark_read("fr1", True, by_key=True)
    return ReadMarkChange("fr1", False, True)


def mark_unread(desk: Desk) -> Change:
    desk.mark_read("fr2", False, by_key=True)
    return ReadMarkChange("fr2", True, False)


def say(desk: Desk) -> Change:
    return VerdictChange("fr1", "en1", None, desk.verdict("en1", "fr1", "same"))


def say_otherwise(desk: Desk) -> Change:
    (before,) = desk.corrections()
    return VerdictChange("fr2", "en2", before, desk.verdict("fr2", "en2", "same"))


def withdraw(desk: Desk) -> Change:
    (before,) = desk.corrections()
    desk.withdraw("en2", "fr2")
    return VerdictChange("fr2", "en2", before, None)


def take_over(desk: Desk) -> Change:
    (before,) = desk.corrections()
    later = Correction("fr2", "en2", "same", "2024-12-03T10:00:00Z")
    new = Correction("fr1", "not here", "different", EARLIER)
    assert desk.import_corrections([exported(before), exported(later), exported(new)]) == (2, 1, ())
    return VerdictImport(
        (
            VerdictChange("fr2", "en2", before, later),
            VerdictChange("fr1", "not here", None, new),
        )
    )


KINDS = (bookmark, remove_bookmark, mark_read, mark_unread, say, say_otherwise, withdraw, take_over)
each_kind = pytest.mark.parametrize("make", KINDS, ids=lambda make: make.__name__)


@pytest.fixture
def filled(desk: Desk, library: Library, make: Callable[[Desk], Change]) -> Desk:
    """With what the change is about; nothing of it is on the list."""
    if make is remove_bookmark:
        library.bookmarks.add("fr2", "en2", 2, "note", ["x"])
    library.reading.mark_read("fr2")
    if make in (say_otherwise, withdraw, take_over):
        library.corrections.restore(Correction("fr2", "en2", "different", EARLIER))
    return desk


@each_kind
def test_undone_and_made_again(filled: Desk, library: Library, make: Callable[[Desk], Change]) -> None:
    before = own(library)
    change = make(filled)
    after = own(library)
    assert before != after
    for _ in range(3):
        assert filled.undo() == change
        assert own(library) == before
        assert filled.undo() is None
        assert filled.redo() == change
        assert own(library) == after
        assert filled.redo() is None
    assert changes_of(filled) == [change]


@each_kind
def test_undone_after_a_restart(
    filled: Desk, library: Library, folder: Path, make: Callable[[Desk], Change]
) -> None:
    before = own(library)
    change = make(filled)
    after = own(library)
    library.close()
    for turn, state in ((Desk.undo, before), (Desk.redo, after), (Desk.undo, before)):
        with closing(open_library(folder)) as opened:
            assert turn(Desk(opened)) == change
            assert own(opened) == state


@each_kind
def test_the_articles_may_be_gone(filled: Desk, library: Library, make: Callable[[Desk], Change]) -> None:
    before = own(library)
    change = make(filled)
    after = own(library)
    remove_reports(library)
    assert filled.undo() == change
    assert own(library) == before
    assert filled.redo() == change
    assert own(library) == after
    assert library.counterparts.all() == []


@each_kind
def test_a_change_is_made_wholly_or_not_at_all(
    filled: Desk, library: Library, make: Callable[[Desk], Change], monkeypatch: pytest.MonkeyPatch
) -> None:
    def dies(*_: object) -> None:
        raise KeyboardInterrupt

    before = own(library)
    with monkeypatch.context() as patched:
        patched.setattr(Changes, "put", dies)
        with pytest.raises(KeyboardInterrupt):
            make(filled)
    assert own(library) == before and filled.changes() == []
    change = make(filled)
    after = own(library)
    with monkeypatch.context() as patched:
        patched.setattr(Changes, "set_undone", dies)
        with pytest.raises(KeyboardInterrupt):
            filled.undo()
    assert own(library) == after and filled.redo() is None
    assert filled.undo() == change


def test_several_are_undone_from_the_last_to_the_first(desk: Desk, library: Library) -> None:
    states, made = [own(library)], []
    for make in (bookmark, mark_read, say, remove_bookmark):
        made.append(make(desk))
        states.append(own(library))
    assert changes_of(desk) == made[::-1]
    for change, state in zip(made[::-1], states[-2::-1], strict=True):
        assert desk.undo() == change
        assert own(library) == state
    assert [entry.undone for entry in desk.changes()] == [True] * 4
    for change, state in zip(made, states[1:], strict=True):
        assert desk.redo() == change
        assert own(library) == state
    assert all(entry.made.endswith("Z") and not entry.undone for entry in desk.changes())
    assert changes_of(desk)[:2] == [entry.change for entry in desk.changes(2)] == made[:1:-1]


def test_what_was_undone_cannot_be_made_again_after_a_new_change(desk: Desk) -> None:
    first, second = bookmark(desk), mark_read(desk)
    assert [desk.undo(), desk.undo()] == [second, first]
    third = say(desk)
    assert desk.redo() is None
    assert changes_of(desk) == [third]


def test_what_changes_nothing_is_no_change(desk: Desk, library: Library) -> None:
    desk.mark_read("fr1", False, by_key=True)
    desk.withdraw("fr1", "en1")
    assert desk.import_corrections([]) == (0, 0, ())
    assert desk.import_corrections([exported(said) for said in desk.corrections()]) == (0, 0, ())
    assert desk.changes() == []


def test_what_cannot_be_done_is_no_change(desk: Desk, library: Library) -> None:
    before = own(library)
    refused: list[Callable[[], object]] = [
        lambda: desk.bookmark("nobody"),
        lambda: desk.bookmark("fr1", block=3),
        lambda: desk.remove_bookmark("nobody"),
        lambda: desk.verdict("fr1", "fr2", "same"),
        lambda: desk.verdict("fr1", "nobody", "same"),
    ]
    for do in refused:
        with pytest.raises(ArchiveError):
            do()
    with pytest.raises(ValueError, match="verdict"):
        desk.verdict("fr1", "en1", "maybe")
    assert own(library) == before and desk.changes() == []


def test_reading_an_article_is_no_change_to_be_undone(desk: Desk, library: Library) -> None:
    """The reader opens articles all the time; the last thing that was said goes first."""
    change = mark_read(desk)
    desk.mark_read("en1", True)
    desk.put_reading_state({"article": "en1"})
    assert desk.undo() == change
    assert own(library).read == {"en1": True}
    assert desk.reading_state() == {"article": "en1"}


def test_a_bookmark_has_the_counterpart_of_its_article(desk: Desk) -> None:
    desk.verdict("fr1", "en1", "same")
    assert desk.bookmark("en1").counterpart == "fr1"
    assert desk.bookmark("fr1", block=0).counterpart == "en1"
    assert desk.bookmark("fr2").counterpart is None
    assert [mark.article for mark in desk.bookmarks_of("fr1")] == ["fr1"]


def test_a_bookmark_that_comes_back_finds_its_paragraph_in_a_new_text(desk: Desk, library: Library) -> None:
    mark = desk.bookmark("fr1", block=1)
    desk.remove_bookmark(mark.id)
    put_report(library, "fr1", ["Un chapeau.", *PARAGRAPHS], "changed")
    desk.undo()
    assert desk.bookmarks() == [replace(mark, block=2)]
    assert [desk.undo(), desk.bookmarks()] == [BookmarkChange(None, mark), []]
    desk.redo()
    assert desk.bookmarks() == [replace(mark, block=2)]
    put_report(library, "fr1", PARAGRAPHS[:1], "changed again")
    desk.redo()
    desk.undo()
    assert desk.bookmarks() == [replace(mark, block=None)]
    put_report(library, "fr1", PARAGRAPHS, "as before")
    assert desk.bookmarks() == [mark], "its words are still known"


def test_a_verdict_is_shown_at_once_and_so_is_its_undoing(desk: Desk, library: Library) -> None:
    def pairs() -> list[tuple[str, str]]:
        return [(pair.fr, pair.en) for pair in library.counterparts.all()]

    desk.verdict("fr1", "en1", "same")
    assert pairs() == [("fr1", "en1")]
    desk.verdict("fr1", "en1", "different")
    assert pairs() == []
    desk.undo()
    assert pairs() == [("fr1", "en1")]
    assert library.comparisons.undecided() == {"fr1", "en1"}
    desk.undo()
    assert pairs() == [] and desk.corrections() == []


def test_the_list_is_of_the_archive_and_not_of_one_who_has_it_open(desk: Desk, folder: Path) -> None:
    mine = bookmark(desk)
    with closing(open_library(folder)) as library:
        other = Desk(library)
        theirs = mark_read(other)
        assert changes_of(desk) == [theirs, mine]
        assert desk.undo() == theirs and own(library).read == {}
        assert other.undo() == mine and desk.bookmarks() == []
        assert other.undo() is None
        assert [desk.redo(), other.redo()] == [mine, theirs]
        assert own(library).read == {"fr1": True}
        desk.undo()
        said = say(other)
        assert desk.redo() is None
        assert changes_of(desk) == [said, mine]


def test_the_oldest_changes_go(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "KEPT", 5)
    for n in range(12):
        desk.mark_read("fr1", n % 2 == 0, by_key=True)
    assert len(desk.changes()) == 5
    desk.undo()
    desk.undo()
    assert len(desk.changes()) == 5
    desk.mark_read("fr2", True, by_key=True)
    assert [entry.change.article for entry in desk.changes()] == ["fr2", "fr1", "fr1", "fr1"]
    assert sum(desk.undo() is not None for _ in range(9)) == 4


def test_some_hundreds_are_kept() -> None:
    assert changes.KEPT == 500


@pytest.mark.parametrize(("column", "value"), [("kind", "'note'"), ("version", "2")])
def test_what_only_another_program_knows_stays_on_the_list(
    desk: Desk, library: Library, column: str, value: str
) -> None:
    bookmark(desk)
    before = own(library)
    with library.database.transaction():
        library.database.execute(f"UPDATE changes SET {column} = {value}")
    with pytest.raises(StorageError, match="does not know") as raised:
        desk.undo()
    assert raised.value.hint and own(library) == before
    row = library.changes.to_undo()
    assert row is not None and not row.undone


def test_changes_are_stored_as_plain_data(desk: Desk, library: Library) -> None:
    """Of version 1: what libraries hold is read by every later program."""
    mark = bookmark(desk).after
    mark_read(desk)
    library.corrections.restore(Correction("fr2", "en2", "different", EARLIER))
    withdraw(desk)
    desk.import_corrections([exported(Correction("fr2", "en2", "different", EARLIER))])
    said = {"fr": "fr2", "en": "en2", "verdict": "different", "created": EARLIER}
    stored = {
        "id": mark.id,
        "article": "fr1",
        "counterpart": "en1",
        "block": 1,
        "note": "à vérifier",
        "tags": ["port", "à lire"],
        "created": mark.created,
        "anchor": "douze navires attendent.",
    }
    assert [(row.kind, row.version, row.before, row.after) for row in library.changes.newest(9)] == [
        ("verdict import", 1, [None], [said]),
        ("verdict", 1, said, None),
        ("read mark", 1, {"article": "fr1", "read": False}, {"article": "fr1", "read": True}),
        ("bookmark", 1, None, stored),
    ]


def test_lists_are_not_read_again_for_bookmarks_and_read_marks(desk: Desk, library: Library) -> None:
    state = library.database.listed_state()
    for make in (bookmark, mark_read):
        make(desk)
        desk.undo()
        desk.redo()
    assert library.database.listed_state() == state
    say(desk)
    assert library.database.listed_state() != state


def test_nothing_is_left_half_done_when_what_follows_fails(
    desk: Desk, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The verdict stands, and the pairs are found by the next run."""
    change = say(desk)
    with monkeypatch.context() as patched:
        patched.setattr("index.counterparts.corrections.pair_around", _fails)
        with pytest.raises(StorageError):
            desk.undo()
    assert desk.corrections() == [] and library.counterparts.is_unfinished()
    assert desk.redo() == change


def _fails(*_: object) -> None:
    raise StorageError("the disk is full")


def test_a_bookmark_that_is_gone_already_is_undone_all_the_same(desk: Desk, library: Library) -> None:
    change = bookmark(desk)
    Bookmarks(library.database).remove(change.after.id)
    assert desk.undo() == change
    with pytest.raises(NotFoundError):
        desk.remove_bookmark(change.after.id)


def test_what_is_said_is_on_the_disk_with_its_way_back(
    desk: Desk, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    levels: list[int] = []
    put, set_undone, put_pair = Changes.put, Changes.set_undone, Counterparts.put_pair
    for owner, name, do in (
        (Changes, "put", put),
        (Changes, "set_undone", set_undone),
        (Counterparts, "put_pair", put_pair),
    ):

        def watching(*given: object, do: Callable[..., None] = do) -> None:
            levels.append(library.database.value("PRAGMA synchronous"))
            do(*given)

        monkeypatch.setattr(owner, name, watching)
    for make in (bookmark, mark_read, say):
        make(desk)
        desk.undo()
        desk.redo()
    assert levels == [2] * 11
