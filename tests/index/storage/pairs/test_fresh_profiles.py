from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from index.errors import ArchiveLockedError, StorageError
from index.storage.pairs.fresh_profiles import (
    FRESH_FILE,
    DamagedProfiles,
    FreshProfiles,
    discard,
    fresh_count,
)

PAGE = 4096


def test_profiles_are_kept_with_the_text_that_they_are_of(tmp_path: Path):
    with FreshProfiles.open(tmp_path) as fresh:
        assert fresh.card() is None
        fresh.begin("card")
        fresh.put([("a", 1, b"A"), ("b", 2, b"B")])
    with FreshProfiles.open(tmp_path) as fresh:
        assert (fresh.card(), fresh.count()) == ("card", 2)
        assert fresh.missing({"c": 4, "b": 2, "a": 3}) == ["c", "a"], "in order; a has another text now"
        assert list(fresh.each({"b": 2, "a": 3, "c": 4})) == [[b"B"]]
        fresh.put([("a", 3, b"AA")])
        assert list(fresh.each({"a": 3, "b": 2})) == [[b"AA", b"B"]]


def test_another_encoder_begins_with_nothing(tmp_path: Path):
    with FreshProfiles.open(tmp_path) as fresh:
        fresh.begin("one")
        fresh.put([("a", 1, b"A")])
        fresh.begin("two")
        assert (fresh.card(), fresh.count()) == ("two", 0)


def test_a_look_makes_no_file_and_waits_for_nobody(tmp_path: Path):
    assert fresh_count(tmp_path) == (None, 0)
    assert not list(tmp_path.iterdir())
    with FreshProfiles.open(tmp_path) as fresh:
        assert fresh_count(tmp_path) == (None, 0)
        fresh.begin("card")
        fresh.put((f"a{n}", n, b"A") for n in range(300))
        assert fresh_count(tmp_path) == ("card", 300)
        assert [len(found) for found in fresh.each({f"a{n}": n for n in range(300)})] == [64, 64, 64, 64, 44]
    discard(tmp_path)
    discard(tmp_path)
    assert not list(tmp_path.iterdir())


def test_a_damaged_file_is_made_anew(tmp_path: Path):
    (tmp_path / FRESH_FILE).write_bytes(b"no database at all" * 100)
    assert fresh_count(tmp_path) == (None, 0)
    with FreshProfiles.open(tmp_path) as fresh:
        assert fresh.card() is None


def test_a_folder_that_is_none_is_told(tmp_path: Path):
    with pytest.raises(StorageError, match=FRESH_FILE):
        FreshProfiles.open(tmp_path / "nowhere")


def test_damage_behind_the_first_page_has_a_name_and_a_remedy_of_its_own(tmp_path: Path):
    with FreshProfiles.open(tmp_path) as fresh:
        fresh.begin("card")
        fresh.put((f"a{n}", n, b"A" * 500) for n in range(300))
    file = tmp_path / FRESH_FILE
    file.write_bytes(file.read_bytes()[:PAGE].ljust(file.stat().st_size, b"?"))
    with FreshProfiles.open(tmp_path) as fresh:
        for work in (fresh.card, fresh.count, lambda: fresh.missing({"a": 1}), lambda: fresh.begin("other")):
            with pytest.raises(DamagedProfiles, match=f"{FRESH_FILE}: is damaged") as caught:
                work()
            assert "delete the file" in caught.value.hint and "backup" not in caught.value.hint


def test_what_may_pass_costs_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    with FreshProfiles.open(tmp_path) as fresh:
        fresh.begin("card")
        fresh.put([("a", 1, b"A")])
    connect = sqlite3.connect
    holder = connect(tmp_path / FRESH_FILE)
    holder.execute("PRAGMA locking_mode = EXCLUSIVE")
    holder.execute("BEGIN EXCLUSIVE")
    monkeypatch.setattr(sqlite3, "connect", lambda file, timeout: connect(file, timeout=0))
    with pytest.raises(ArchiveLockedError):
        FreshProfiles.open(tmp_path)
    holder.close()
    with FreshProfiles.open(tmp_path) as fresh:
        assert (fresh.card(), fresh.count()) == ("card", 1)
