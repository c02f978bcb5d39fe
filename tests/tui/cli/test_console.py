"""Lines, progress and stress, on a terminal and elsewhere."""

from __future__ import annotations

import io
import json
import os

import pytest

from tui.cli.console import Console, hanging
from tui.terminal.text import MOST_MARKS, cells


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_is_one_line_that_rewrites_itself_and_leaves_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    screen = Terminal()
    console = Console(io.StringIO(), screen)
    with console.working():
        console.progress("Reading 1")
        console.complain("skipped x")
    written = screen.getvalue()
    assert written == "\r\x1b[KReading 1\r\x1b[Kskipped x\n"
    silent = io.StringIO()
    Console(io.StringIO(), silent).progress("Reading 1")
    assert silent.getvalue() == ""


def test_long_lines_are_broken_below_their_label_and_on_a_terminal_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("tui.cli.console.shutil.get_terminal_size", lambda: os.terminal_size((30, 24)))
    lines = [
        "fr  aaaa1111  Entretien sur la Syrie",
        "",
        "  Both name Alep and Idlib, Hama and Homs.",
        "x" * 40,
    ]
    screen, file = Terminal(), io.StringIO()
    for out in (screen, file):
        Console(out, io.StringIO()).text(lines)
    assert screen.getvalue().splitlines() == [
        "fr  aaaa1111  Entretien sur la",
        "              Syrie",
        "",
        "  Both name Alep and Idlib,",
        "  Hama and Homs.",
        "x" * 30,
        "x" * 10,
    ]
    assert file.getvalue().splitlines() == lines


@pytest.mark.parametrize("columns", [1, 5, 20, 41, 80])
@pytest.mark.parametrize(
    "line", ["    " * 30 + "x", "a  b  北京北京北京北京北京北京北京北京北京北京北京", "     +3.37  no other"]
)
def test_no_broken_line_is_wider_than_the_terminal(columns: int, line: str) -> None:
    parts = list(hanging(line, columns))
    assert all(cells(part.rstrip()) <= max(columns, 2) for part in parts)
    assert "".join("".join(parts).split()) == "".join(line.split())


def test_matches_are_stressed_on_a_terminal_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    screen, file = Terminal(), io.StringIO()
    for out in (screen, file):
        Console(out, io.StringIO()).result("a\x07 Alep b", [(3, 7)])
    assert screen.getvalue() == "a \x1b[1mAlep\x1b[22m b\n"
    assert file.getvalue() == "a Alep b\n"


def test_marks_beyond_what_a_cell_is_to_hold_are_escaped_in_json_and_none_is_lost() -> None:
    out = io.StringIO()
    value = {"title": "a" + 6000 * "\u20dd" + "b" + 3 * "\u0e34"}
    Console(out, io.StringIO()).record(value)
    written = out.getvalue()
    assert written.count("\u20dd") == MOST_MARKS and 3 * "\u0e34" in written
    assert json.loads(written) == value
