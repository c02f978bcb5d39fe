"""Killed at any moment, what is the reader's own and the list of its changes say the same."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from index.desk.desk import Desk
from index.model.desk import BookmarkChange, Change, ReadMarkChange, VerdictChange, VerdictImport
from index.storage.library import open_library
from tests.index.desk.reports import own, put_reports

_CHANGES = """
import random, sys
from pathlib import Path
from index.desk.desk import Desk
from index.storage.library import open_library
dice, desk = random.Random(int(sys.argv[2])), Desk(open_library(Path(sys.argv[1])))
reports = {"fr": ("fr1", "fr2"), "en": ("en1", "en2")}
for _ in range(400):
    fr, en = dice.choice(reports["fr"]), dice.choice(reports["en"])
    verdict, marks = dice.choice(("same", "different")), desk.bookmarks()
    created = f"2024-06-01T10:0{_ // 60}:{_ % 60:02}Z"
    said = {"fr": {"id": fr}, "en": {"id": "elsewhere"}, "verdict": verdict, "created": created}
    dice.choice((
        lambda: desk.bookmark(fr, block=dice.choice((None, 0, 2))),
        lambda: marks and desk.remove_bookmark(dice.choice(marks).id),
        lambda: desk.mark_read(en, dice.random() < 0.5, by_key=True),
        lambda: desk.verdict(fr, en, verdict),
        lambda: desk.withdraw(fr, en),
        lambda: desk.import_corrections([said, said | {"en": {"id": "nowhere"}}]),
        desk.undo,
        desk.redo,
    ))()
    print(_, flush=True)
"""


@pytest.mark.parametrize("seed", range(6))
def test_killed_in_the_middle_of_many_changes(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    with closing(open_library(tmp_path)) as library:
        put_reports(library)
    command = [sys.executable, "-P", "-c", _CHANGES, tmp_path, str(seed)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for _ in range(chance.randint(5, 150)):
            assert process.stdout.readline()
        time.sleep(chance.random() / 50)
        process.send_signal(signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL

    with closing(open_library(tmp_path)) as library:
        assert library.database.check() == []
        desk = Desk(library)
        made = desk.changes(1000)
        undone = [entry.undone for entry in made]
        assert undone == sorted(undone, reverse=True), "what is undone comes last"
        standing: dict[tuple[str, Any], Any] = {}
        for entry in reversed(made):
            for key, after in sides(entry.change):
                if not entry.undone:
                    standing[key] = after
        kept = own(library)
        assert kept.bookmarks == there(standing, "bookmark")
        assert kept.read == there(standing, "read mark")
        assert kept.corrections == there(standing, "verdict")
        while desk.undo() is not None:
            pass
        assert own(library) == type(kept)({}, {}, {})


def sides(change: Change) -> list[tuple[tuple[str, Any], Any]]:
    """What a change is about, and what stands after it."""
    match change:
        case BookmarkChange(before=before, after=after):
            return [(("bookmark", (before or after).id), after)]
        case ReadMarkChange(article=article, after=read):
            return [(("read mark", article), read or None)]
        case VerdictChange(fr=fr, en=en, after=said):
            return [(("verdict", (fr, en)), said)]
        case VerdictImport(verdicts=verdicts):
            return [side for verdict in verdicts for side in sides(verdict)]


def there(standing: dict[tuple[str, Any], Any], kind: str) -> dict[Any, Any]:
    return {key: value for (of, key), value in standing.items() if of == kind and value is not None}
