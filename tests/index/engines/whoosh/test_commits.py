"""A Whoosh index while it changes: commits cut short, readers beside a writer, folders that go away."""

from __future__ import annotations

import contextlib
import itertools
import os
import shutil
import sys
import threading
import warnings
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from index.engines import registry
from index.engines.interface import IndexedArticle, NotWritten
from index.engines.whoosh import writer
from index.engines.whoosh.engine import WhooshEngine
from index.errors import ArchiveLockedError, EngineError
from index.query.parser import parse
from tests.index.engines.search_engine_contract import ARCHIVE
from tests.index.engines.whoosh.test_damage import QUESTIONS, articles


def killed(work: Callable[[], object], at: int) -> bool:
    """Does ``work`` in a process that is killed ahead of its ``at``-th change of a file or folder."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        changes = itertools.count()

        def kill(event: str, details: tuple[object, ...]) -> None:
            is_change = event in ("os.rename", "os.remove", "os.mkdir", "os.rmdir")
            # Synchronizing a folder opens it.
            is_change |= event == "open" and details[1] not in ("r", "rb")
            if is_change and next(changes) == at:
                os._exit(9)

        sys.addaudithook(kill)
        status = 1
        with contextlib.suppress(BaseException):
            work()
            status = 0
        os._exit(status)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert status in (0, 9), "the work failed"
    return status == 9


def test_a_commit_that_is_killed_at_any_moment_leaves_the_one_before_or_itself(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # It merges segments and words, and removes what is not needed any more.
    monkeypatch.setattr(writer, "MERGE_WHEN_WRITING", 2)
    with closing(WhooshEngine.open(folder)) as engine:
        engine.write([IndexedArticle("one", "fr", "Calme", "mot")])
        before = {*engine.ids()}
    after = (before | {"new"}) - {"fr-snow"}
    seen = []
    for at in itertools.count():
        copy = tmp_path / f"{at}"
        shutil.copytree(folder, copy)

        def commit(copy: Path = copy) -> None:
            WhooshEngine.open(copy).write([IndexedArticle("new", "fr", "Ailleurs", "mot")], ["fr-snow"])

        was_killed = killed(commit, at)
        WhooshEngine.examine(copy)
        with closing(WhooshEngine.open(copy, create=True)) as engine:
            list(engine.verify())
            found = {*engine.ids()}
            assert found in (before, after), at
            assert engine.search(parse("aill*").tree).total == (found == after)
            if at % 3 == 0:  # The next one completes it.
                engine.write([IndexedArticle("new", "fr", "Ailleurs", "mot")], ["fr-snow"])
                assert {*engine.ids()} == after and engine.search(parse("aill*").tree).total == 1
                list(engine.verify())
        seen.append(found == after)
        shutil.rmtree(copy)
        if not was_killed:
            break
    assert seen == sorted(seen) and len(seen) > 20 and False in seen and seen[-2], "both were seen"


def test_an_index_that_is_killed_while_it_is_made_can_be_replaced(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    for at in itertools.count():
        was_killed = killed(lambda: WhooshEngine.open(folder, create=True), at)
        try:
            WhooshEngine.open(folder, create=True).close()
        except EngineError:
            registry.move_aside(folder)
            WhooshEngine.open(folder, create=True).close()
        WhooshEngine.examine(folder)
        shutil.rmtree(folder)
        if not was_killed:
            break
    assert at > 5


def test_what_a_commit_consists_of_is_on_the_disk_before_it_is_seen(
    folder: Path, engine: WhooshEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: set[int] = set()
    seen: list[str] = []
    fsync, rename, remove = os.fsync, os.rename, os.remove

    def noting_fsync(descriptor: int) -> None:
        synced.add(os.fstat(descriptor).st_ino)
        fsync(descriptor)

    def noting_rename(source: str, target: str) -> None:
        if target.endswith(".toc"):
            new = {file.name for file in folder.glob("*.seg")} | {f.name for f in folder.glob("words-*.txt")}
            unsynced = {name for name in new - known if (folder / name).stat().st_ino not in synced}
            assert new - known and not unsynced
            assert os.stat(source).st_ino in synced
            synced.clear()
            seen.append(target)
        rename(source, target)

    def noting_remove(path: str) -> None:
        if os.path.dirname(path) == str(folder) and seen:
            assert folder.stat().st_ino in synced, f"{path} is removed before its successor is there to stay"
        remove(path)

    known = {file.name for file in folder.iterdir()}
    monkeypatch.setattr(os, "fsync", noting_fsync)
    monkeypatch.setattr(os, "rename", noting_rename)
    monkeypatch.setattr(os, "remove", noting_remove)
    engine.write([IndexedArticle("new", "fr", "Ailleurs", "mot")])
    assert len(seen) == 1 and folder.stat().st_ino in synced


def test_a_disk_that_refuses_is_no_damage(
    folder: Path, engine: WhooshEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as full:

        def refuse(descriptor: int) -> None:
            raise OSError(28, "No space left on device")

        full.setattr(os, "fsync", refuse)
        with pytest.raises(NotWritten, match="No space left"):
            engine.write([IndexedArticle("new", "fr", "Ailleurs", "mot")])
        with pytest.raises(EngineError, match="cannot be made"):
            WhooshEngine.open(folder.with_name("other"), create=True)
    WhooshEngine.examine(folder)
    list(engine.verify())
    assert {*engine.ids()} == {article.id for article in ARCHIVE}
    engine.write([IndexedArticle("new", "fr", "Ailleurs", "mot")])
    assert engine.search(parse("aill*").tree).total == 1


def test_readers_beside_a_writer_that_merges_see_no_damage(
    folder: Path, engine: WhooshEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "MERGE_WHEN_WRITING", 2)
    failed: list[BaseException] = []

    def commit() -> None:
        try:
            with closing(WhooshEngine.open(folder)) as other:
                for number in range(30):
                    other.write([IndexedArticle(f"{number}", "fr", "Titre", f"mot{number} commun")])
        except BaseException as error:
            failed.append(error)

    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-4)
    thread = threading.Thread(target=commit)
    thread.start()
    rounds = 0
    try:
        while thread.is_alive():
            before = engine.search(parse("commun").tree).total
            WhooshEngine.examine(folder)
            for _ in engine.verify():
                pass
            with closing(WhooshEngine.open(folder)) as another:
                assert another.search(parse("com*").tree).total >= before
                assert sum(1 for _ in another.ids()) >= before
            rounds += 1
    finally:
        thread.join()
        sys.setswitchinterval(interval)
    assert not failed and rounds > 5
    assert engine.search(parse("commun").tree).total == 30
    assert engine.search(parse("mot29").tree).total == 1


WRITING: list[Callable[[WhooshEngine], object]] = [
    lambda engine: engine.compact(),
    lambda engine: list(engine.verify()),
    lambda engine: engine.write(articles(1, 2), ["fr-snow"]),
    lambda engine: engine.write([], []),
]


@pytest.mark.parametrize("damage", ["moved", "removed", "emptied", "a file"])
def test_nothing_but_an_engine_error_comes_of_a_folder_that_goes_away(
    folder: Path, engine: WhooshEngine, damage: str
) -> None:
    expected = [question(engine) for question in QUESTIONS]
    aside = shutil.copytree(folder, folder.with_name("aside"))
    shutil.rmtree(folder)
    if damage == "emptied":
        folder.mkdir()
    if damage == "a file":
        folder.touch()
    in_memory = engine.words
    for number, ask in enumerate([*QUESTIONS, *WRITING]):
        if number < len(QUESTIONS) and ask in QUESTIONS[-3:]:
            assert ask(engine) == expected[number], "words are in memory"
            continue
        with pytest.raises(EngineError) as caught:
            ask(engine)
        assert caught.value.hint and not isinstance(caught.value, NotWritten | ArchiveLockedError)
    assert engine.words is in_memory
    if damage != "moved":
        folder.rmdir() if damage == "emptied" else folder.unlink(missing_ok=True)
    aside.rename(folder)
    assert [question(engine) for question in QUESTIONS] == expected


@pytest.mark.parametrize("before", [False, True])
def test_a_new_index_in_the_same_place_is_opened_by_whoever_is_asked_next(
    folder: Path, engine: WhooshEngine, before: bool
) -> None:
    """Whether it was asked in between, when there was none, or not."""
    old = [question(engine) for question in QUESTIONS]
    registry.move_aside(folder)
    if before:
        with pytest.raises(EngineError):
            engine.documents()
    with closing(WhooshEngine.open(folder, create=True)) as made:
        made.write(articles(1, 9))
        expected = [question(made) for question in QUESTIONS]
    assert expected != old
    assert [question(engine) for question in QUESTIONS] == expected
    for ask in WRITING:
        ask(engine)
    assert engine.documents() == 9
    assert engine.search(parse("neig*").tree).total == engine.search(parse("neige").tree).total


def test_a_condemned_index_is_let_go_of_and_its_successor_taken(folder: Path, engine: WhooshEngine) -> None:
    WhooshEngine.condemn(folder, f"The search index in {folder} is damaged: a bad disk")
    for ask in [*QUESTIONS[:3], *WRITING]:
        with pytest.raises(EngineError, match=f"^The search index in {folder} is damaged: a bad disk$"):
            ask(engine)
    registry.move_aside(folder)
    WhooshEngine.open(folder, create=True).close()
    assert engine.documents() == 0


def test_nothing_is_condemned_where_nothing_can_be_written(folder: Path, engine: WhooshEngine) -> None:
    aside = folder.with_name("aside")
    folder.rename(aside)
    WhooshEngine.condemn(folder, "a bad disk")
    folder.touch()
    WhooshEngine.condemn(folder, "a bad disk")
    folder.unlink()
    aside.rename(folder)
    (folder / "damaged.txt").mkdir()
    WhooshEngine.condemn(folder, "a bad disk")
    assert engine.documents() == len(ARCHIVE)
