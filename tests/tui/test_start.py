"""Start-up: what stays asleep, what is refused, who is asked."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tui import __main__ as program

ROOT = Path(__file__).parents[2]

HEAVY = {
    "argparse", "langdetect", "markdown_it", "multiprocessing", "numpy", "pygments", "spacy", "sqlite3",
    "tree_sitter", "whoosh",
}  # fmt: skip
MOST_MODULES = 268
"""Ours and our packages'; how many the standard library has of its own differs from Python to Python.

Our rooms do not count: they hold a docstring and nothing else, which test_rooms.py sees to.
"""


def imported_by(module):
    said = subprocess.run(
        [sys.executable, "-c", f"import {module}, sys; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    return said.stdout.split()


def test_nothing_heavy_is_imported_before_the_first_screen():
    modules = imported_by("tui.app, tui.screens.main_screen")
    assert not HEAVY & {module.split(".")[0] for module in modules}
    ours = [module for module in modules if module.split(".")[0] not in sys.stdlib_module_names]
    rooms = [module for module in ours if (ROOT / module.replace(".", "/")).is_dir()]
    assert len(ours) - len(rooms) < MOST_MODULES


def test_the_archive_is_started_before_textual_is_imported():
    code = (
        "import sys, tui.client.processes as p\n"
        "p.start = lambda command: print('textual' in sys.modules) or sys.exit(0)\n"
        "from tui.__main__ import read\n"
        "read([])"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "False"


@pytest.mark.parametrize("words", [["search", "alep"], ["--help"], ["status"], ["-q"]])
def test_commands_and_options_go_to_the_command_line(words, monkeypatch):
    asked = []
    monkeypatch.setattr("tui.cli.program.main", lambda words: asked.append(words) or 7)
    assert program.main(words) == 7
    assert asked == [words]


def test_ctrl_c_before_there_is_a_screen_is_no_mistake_of_the_program(monkeypatch):
    def interrupted(words):
        raise KeyboardInterrupt

    monkeypatch.setattr(program, "_has_a_terminal", lambda: True)
    monkeypatch.setattr(program, "read", interrupted)
    assert program.main([]) == 130


def test_without_a_terminal_one_is_told_and_nothing_is_started(tmp_path):
    done = subprocess.run(
        [sys.executable, "-P", "-m", "tui"],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        env={**os.environ, "NEWSREADER_DATA": str(tmp_path)},
    )
    assert done.returncode == 2
    assert "needs a terminal" in done.stderr.splitlines()[-1]
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("term", ["dumb", "unknown", ""])
def test_a_terminal_that_cannot_show_the_reader_is_not_one(term, monkeypatch):
    class Tty:
        encoding = "utf-8"

        def isatty(self):
            return True

    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(sys, name, Tty())
    monkeypatch.setenv("TERM", "xterm-256color")
    assert program._has_a_terminal()
    monkeypatch.setenv("TERM", term)
    assert not program._has_a_terminal()
    monkeypatch.setenv("TERM", "xterm-256color")
    Tty.encoding = "iso-8859-1"
    assert not program._has_a_terminal()


def test_an_empty_no_color_means_unset(monkeypatch):
    from tui import app

    monkeypatch.setenv("NO_COLOR", "")
    monkeypatch.setattr(app.Reader, "run", lambda self, mouse: int(self.no_color))
    monkeypatch.setattr(app.processes, "start", lambda command: None)
    heard = signal.getsignal(signal.SIGTERM)
    assert app.run() == 0
    assert "NO_COLOR" not in os.environ
    assert signal.getsignal(signal.SIGTERM) is heard and "terminal-watch" not in map(
        str, threading.enumerate()
    )


def test_settings_that_no_archive_can_be_opened_by_are_told_before_the_screen(tmp_path, monkeypatch, capsys):
    from tui import app

    file = tmp_path / "settings.toml"
    file.write_text('[archive]\nencoder = "usem3\n', "utf-8")
    monkeypatch.setenv("NEWSREADER_CONFIG", str(file))
    monkeypatch.setattr(app.Reader, "run", lambda self, mouse: pytest.fail("the screen was opened"))
    archive = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    assert app.run(process=archive) == 2
    assert archive.returncode is not None
    first, hint = capsys.readouterr().err.splitlines()
    assert first.startswith(f"newsreader: {file}, line 2, column 17: not valid TOML: ")
    assert hint == "  Correct that line, or move the file away."
