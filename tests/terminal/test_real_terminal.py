"""The installed program on a real terminal, in an empty home: the first ten minutes of a new reader."""

from __future__ import annotations

import os
import re
import signal
import sys
import time
from pathlib import Path

import pytest

from tests.terminal.driver import Program

NEWSREADER = Path(sys.executable).parent / "newsreader"
FRENCH, ENGLISH = "Araghchi", "Iran, Russia FMs voice support"

pytestmark = [
    pytest.mark.terminal,
    pytest.mark.skipif(not NEWSREADER.exists(), reason="the program is not installed"),
]


def launch(home: Path, *arguments: str, size: tuple[int, int] = (120, 40), **env: str) -> Program:
    for name in [name for name in os.environ if name.startswith(("NEWSREADER_", "XDG_"))]:
        env.setdefault(name, "")
    return Program([str(NEWSREADER), *arguments], size=size, cwd=home, env={"HOME": str(home), **env})


def beside_each_other(program: Program) -> bool:
    """French left and English right of one rule, on one line."""
    return any(
        re.search(r"\b(?:les?|des?|la|et)\b.*│.*\b(?:the|and|of|in)\b", line) for line in program.lines
    )


def test_from_the_first_launch_to_a_bookmark_that_is_still_there(tmp_path: Path) -> None:
    with launch(tmp_path) as program:
        program.wait_for("SAMPLE")
        program.wait_for(ENGLISH, timeout=60)
        program.wait_until(lambda: beside_each_other(program), "French beside English")
        program.send("escape")
        program.wait_until(lambda: "Bienvenue" not in program.text, "the list without its welcome")
        program.press("/")
        program.type("Alep")
        program.wait_for("also: Aleppo")
        program.send("enter")
        program.wait_for("━━ Results")
        program.send("enter")
        program.wait_for("./, paragraph")
        program.send(".")
        program.send("b")
        program.wait_for("bookmark on")
        program.send("Q")
        assert program.wait_exit() == 0
        assert program.terminal_restored

    with launch(tmp_path) as program:
        program.wait_for("Alep")
        program.settle()
        program.press("B")
        program.wait_until(lambda: re.search(r"Bookmarks .* 1 ", program.text) is not None, "the bookmark")
        program.send("Q")
        assert program.wait_exit() == 0


def test_a_small_terminal_and_one_that_grows(tmp_path: Path) -> None:
    with launch(tmp_path, size=(80, 24)) as program:
        program.wait_for("Araghchi", timeout=60)
        assert all(len(line) <= 80 for line in program.lines)
        program.resize(160, 50)
        program.wait_until(lambda: any(len(line) > 100 for line in program.lines), "the wider layout")
        program.resize(40, 10)
        program.settle()
        assert program.exit_code is None


def test_being_ended_from_outside_restores_the_terminal(tmp_path: Path) -> None:
    with launch(tmp_path) as program:
        program.wait_for("SAMPLE")
        program.settle()
        os.kill(program.pid, signal.SIGTERM)
        program.wait_exit()
        assert program.terminal_restored


def test_it_ends_when_its_terminal_is_gone(tmp_path: Path) -> None:
    """Also when no signal says so, as when it was started by another program."""
    reader = (
        "import os, signal; signal.signal(signal.SIGHUP, signal.SIG_IGN);"
        f" os.execv({str(NEWSREADER)!r}, ['newsreader'])"
    )
    with Program(
        [sys.executable, "-c", reader], cwd=tmp_path, env={"HOME": str(tmp_path), "NEWSREADER_ARCHIVE": ""}
    ) as program:
        program.wait_for("SAMPLE")
        program.settle()
        program.hang_up()
        deadline = time.monotonic() + 10
        while program.alive and time.monotonic() < deadline:
            time.sleep(0.1)
        assert not program.alive


def test_a_byte_that_is_not_utf8_does_not_end_it(tmp_path: Path) -> None:
    with launch(tmp_path) as program:
        program.wait_for("SAMPLE")
        program.settle()
        program.send_bytes(b"\xff\xfe")
        program.settle()
        assert program.exit_code is None


def test_a_terminal_that_cannot_show_it_is_told_so(tmp_path: Path) -> None:
    with launch(tmp_path, TERM="dumb") as program:
        assert program.wait_exit() == 2
        assert "cannot show the reader" in program.text.replace("\n", "")


def test_a_folder_is_added_while_reading(tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "un.txt").write_text(
        "Grève à Marseille\n\nLes dockers de Marseille ont cessé le travail mardi matin.", "utf-8"
    )
    with launch(tmp_path, str(folder)) as program:
        program.wait_for("Marseille", timeout=60)
        assert "SAMPLE" not in program.text
