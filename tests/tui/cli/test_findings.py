"""Every kind of finding is told in words, with what helps where something is wrong."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import get_args

import pytest

from index.errors import StorageError
from index.model.condition import (
    AnalysisFinding,
    BackupFinding,
    DamagedArticle,
    DerivedFinding,
    DiskFinding,
    EncoderFinding,
    Finding,
    FolderFinding,
    IndexFinding,
    LastBackup,
    LibraryFinding,
    OwnFinding,
    Reencoding,
    SourcesFinding,
    TextsFinding,
    UnreadableIndex,
    UnusableEncoder,
)
from index.model.progress import CutShort
from tui.cli import findings

LOST = DamagedArticle("1f", "Titre", "/n/1.txt")
SOUND = [
    (LibraryFinding(1, ()), "library: 1 article, no damage found"),
    (TextsFinding(1, 1, ()), "texts: 1 article read"),
    (
        TextsFinding(512, 1200, ()),
        "texts: 512 of 1200 articles read; `newsreader doctor --deep` reads all of them",
    ),
    (SourcesFinding(7, ()), "sources: 7 revisions read"),
    (DerivedFinding({}), "derived: names, pairs and words"),
    (OwnFinding(1, 0, ()), "own: 1 bookmark"),
    (OwnFinding(3, 2, ()), "own: 3 bookmarks, 2 of articles that are not here"),
    (BackupFinding(None, False), "backup: none yet; `newsreader backup FILE` makes one"),
    (BackupFinding(LastBackup("/b", "a day"), True), "backup: /b, made a day"),
    (BackupFinding(LastBackup("/b", "a day"), False), "backup: /b, not to be seen just now, made a day"),
    (IndexFinding(1200, 0, 0, True, None), "index: 1200 articles"),
    (
        IndexFinding(5, 0, 0, True, "odd"),
        "index: 5 articles, read slowly by the index's own readers: odd",
    ),
    (AnalysisFinding(0, False), "analysis: complete"),
    (EncoderFinding("usem3", True, "usem3", None), "encoder: usem3"),
    (EncoderFinding("e5", False, "e5", None), "encoder: e5; its scores are estimates, not measured"),
    (FolderFinding("/a", True), "folder: /a can be written"),
    (DiskFinding(1_999_999_999, True), "disk: 1999 MB free"),
]
NOT_SOUND = [
    (LibraryFinding(5, tuple("abcdef")), "library: a; b; c; d; e", "newsreader restore FILE"),
    (TextsFinding(5, 5, (LOST,)), "texts: 1f “Titre” (/n/1.txt) damaged", "newsreader rebuild"),
    (TextsFinding(9, 9, (LOST,) * 7), "texts: 1f “Titre” (/n/1.txt), 1f", "newsreader rebuild"),
    (
        SourcesFinding(5, (LOST,)),
        "sources: what 1f “Titre” (/n/1.txt) was made from",
        "add these files again",
    ),
    (DerivedFinding({"pairs": 2}), "derived: damaged: 2 pairs", "newsreader rebuild"),
    (OwnFinding(1, 0, ("the tags of bookmark b",)), "own: cannot be read: the tags", "is kept"),
    (IndexFinding(5, 1, 2, True, None), "index: 1 article missing, 2 unknown", "newsreader rebuild"),
    (IndexFinding(5, 0, 0, False, None), "index: 0 articles missing, 0 unknown", "newsreader rebuild"),
    (UnreadableIndex("damaged"), "index: damaged", "newsreader rebuild"),
    (
        CutShort(("/my news",), "the disk is full"),
        "import: an import of '/my news' ended (the disk is full)",
        "newsreader add '/my news'",
    ),
    (AnalysisFinding(3, True), "analysis: waiting for names: 3 articles", "newsreader add"),
    (AnalysisFinding(0, True), "analysis: unfinished", "newsreader add"),
    (
        EncoderFinding("e5", False, "usem3", Reencoding("e5", 2, 9)),
        "encoder: 2 of 9 articles are encoded for e5; its scores are estimates, not measured; until then "
        "usem3 serves",
        "newsreader add",
    ),
    (UnusableEncoder("e5: no such folder", "Name another."), "encoder: e5: no such folder", "Name another."),
    (FolderFinding("/a", False), "folder: /a can only be read", "write permission"),
    (DiskFinding(0, False), "disk: 0 MB free", "Free some space"),
]


@pytest.mark.parametrize(("finding", "told"), SOUND)
def test_what_is_sound(finding: Finding, told: str) -> None:
    check = findings.check(finding)
    assert check.passed is finding.sound is True
    assert list(findings.checks_lines([check])) == [f"ok      {told}"]


@pytest.mark.parametrize(("finding", "told", "helps"), NOT_SOUND)
def test_what_is_not(finding: Finding, told: str, helps: str) -> None:
    check = findings.check(finding)
    assert check.passed is finding.sound is False
    line, hint = findings.checks_lines([check])
    assert line.startswith(f"FAILED  {told}")
    assert helps in hint


def test_every_kind_of_finding_is_told() -> None:
    assert {type(finding) for finding, *_ in (*SOUND, *NOT_SOUND)} == {*get_args(Finding)}


def test_settings_and_an_archive_that_does_not_open_are_checks_too() -> None:
    error = StorageError("library.sqlite3 is damaged", "Restore it.")
    checks = [findings.settings_check(["a", "b"]), findings.unopened(error, told=False)]
    assert findings.checks_json(checks)["checks"] == [
        {"name": "settings", "passed": False, "detail": "a; b", "hint": "Correct these lines of the file."},
        {"name": "archive", "passed": False, "detail": "library.sqlite3 is damaged", "hint": "Restore it."},
    ]
    assert findings.unopened(error, told=True).detail == "not examined"
    assert findings.settings_check([]).passed


def test_the_age_of_a_backup_is_told() -> None:
    now = datetime.now(UTC)
    for days, told in ((0, "today"), (1, "1 day ago"), (40, "40 days ago")):
        made = f"{now - timedelta(days=days, minutes=1):%Y-%m-%dT%H:%M:%SZ}"
        check = findings.check(BackupFinding(LastBackup("/b", made), True))
        assert check.detail == f"/b, made {made}, {told}"
